"""What lists of calls and Today ask beside the calls themselves, each in one question."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, select

from sevendoors.core.kept import CallLine
from sevendoors.core.people import Scope
from sevendoors.store.calls import lines_of
from sevendoors.store.people_tables import person
from sevendoors.store.sight import seen_moments, whole_calls
from sevendoors.store.tables import attendance, call, guess, moment, release, talk


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedLine:
    """What a seller let somebody see: a whole call, or so many moments of it."""

    call: str
    title: str
    day: str
    seller: str
    whole: bool
    moments: int
    at: str


def asked(connection: Connection, scope: Scope | None, *, limit: int = 500) -> tuple[str, ...]:
    """List the calls in which it is open who sold, newest first; without a scope, all of them."""
    wanted = select(call.c.id).where(call.c.state == "asked")
    if scope is not None:
        wanted = wanted.where(whole_calls(scope))
    rows = connection.execute(wanted.order_by(call.c.day.desc(), call.c.id).limit(limit))
    return tuple(rows.scalars())


def contradicted(
    connection: Connection, scope: Scope | None, *, limit: int = 500
) -> tuple[str, ...]:
    """List reviewed calls in which somebody sits on another side than the one they are known by."""
    sides = ("seller", "buyer")
    there = (
        select(attendance.c.call_id)
        .join(person, person.c.id == attendance.c.person_id)
        .where(person.c.side.in_(sides), attendance.c.side.in_(sides))
        .where(person.c.side != attendance.c.side)
    )
    wanted = select(call.c.id).where(call.c.state == "reviewed", call.c.id.in_(there))
    if scope is not None:
        wanted = wanted.where(whole_calls(scope))
    rows = connection.execute(wanted.order_by(call.c.day.desc(), call.c.id).limit(limit))
    return tuple(rows.scalars())


def seen_counts(
    connection: Connection, scope: Scope, names: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Count by call the chances somebody may see: (that could be answered, taken or opened)."""
    took = func.sum(case((moment.c.grade >= 2, 1), else_=0))
    rows = connection.execute(
        select(moment.c.call_id, func.count(), took)
        .where(moment.c.call_id.in_(names), seen_moments(scope))
        .where(moment.c.gone.is_(None), moment.c.grade.is_not(None))
        .group_by(moment.c.call_id)
    )
    return {str(name): (int(given), int(taken)) for name, given, taken in rows}


def sold_in(connection: Connection, who: int, names: Sequence[str]) -> frozenset[str]:
    """Say in which of these calls somebody sold."""
    return frozenset(connection.execute(_sold(who).where(call.c.id.in_(names))).scalars())


def guessed(connection: Connection, who: int, names: Sequence[str]) -> frozenset[str]:
    """Say for which of these calls somebody has guessed, or said that they would not."""
    rows = select(guess.c.call_id).where(guess.c.person_id == who, guess.c.call_id.in_(names))
    return frozenset(connection.execute(rows).scalars())


def looked_at(connection: Connection, scope: Scope, *, limit: int = 10) -> tuple[str, ...]:
    """List the newest reviewed calls that somebody has looked at after their guess."""
    rows = connection.execute(
        _own(scope).where(_has_guess(scope.own)).order_by(call.c.day.desc(), call.c.id).limit(limit)
    )
    return tuple(rows.scalars())


def not_looked_at(
    connection: Connection, scope: Scope, *, limit: int = 3
) -> tuple[tuple[str, ...], int]:
    """List the newest reviewed calls somebody has not looked at, with how many there are."""
    fresh = _own(scope).where(~_has_guess(scope.own))
    total = connection.execute(select(func.count()).select_from(fresh.subquery())).scalar_one()
    rows = connection.execute(fresh.order_by(call.c.day.desc(), call.c.id).limit(limit))
    return tuple(rows.scalars()), int(total)


def released_to(
    connection: Connection, scope: Scope, *, limit: int = 5
) -> tuple[ReleasedLine, ...]:
    """List what sellers of a team released to somebody, the latest first."""
    if not scope.audiences or scope.team is None:
        return ()
    at = func.max(release.c.at).label("at")
    # A whole call has no moment, so one missing tells that all of it may be seen.
    single = func.count(release.c.moment_id.distinct())
    whole = func.count() > func.count(release.c.moment_id)
    rows = connection.execute(
        select(call.c.id, call.c.title, call.c.day, person.c.name, whole, single, at)
        .select_from(release)
        .join(call, call.c.id == release.c.call_id)
        .join(person, person.c.id == release.c.seller_id)
        .where(person.c.team_id == scope.team, person.c.id != scope.own)
        .where(release.c.audience.in_(sorted(scope.audiences)))
        .group_by(call.c.id, call.c.title, call.c.day, person.c.name)
        .order_by(at.desc(), call.c.id)
        .limit(limit)
    )
    return tuple(
        ReleasedLine(call=r[0], title=r[1], day=r[2], seller=r[3], whole=bool(r[4]),
                     moments=int(r[5]), at=r[6])
        for r in rows
    )  # fmt: skip


def _sold(who: int) -> Select[Any]:
    there = select(attendance.c.call_id).where(
        attendance.c.person_id == who, attendance.c.side == "seller"
    )
    return select(call.c.id).where(call.c.id.in_(there))


def _own(scope: Scope) -> Select[Any]:
    """Reviewed calls of somebody's own: sold in, or any where nobody else is here."""
    own = select(call.c.id) if scope.everything else _sold(scope.own)
    return own.where(call.c.state == "reviewed")


def _has_guess(who: int) -> ColumnElement[bool]:
    return exists().where(guess.c.call_id == call.c.id, guess.c.person_id == who)


def conversations_of(connection: Connection, names: Sequence[str]) -> dict[str, Any]:
    """Give the conversations of several calls as JSON data."""
    rows = connection.execute(
        select(talk.c.call_id, talk.c.conversation).where(talk.c.call_id.in_(names))
    )
    return {str(r.call_id): json.loads(r.conversation) for r in rows}


def findings_of(connection: Connection, names: Sequence[str]) -> dict[str, frozenset[str]]:
    """Give the moments that each of these calls' findings point at."""
    rows = connection.execute(
        select(talk.c.call_id, talk.c.review).where(
            talk.c.call_id.in_(names), talk.c.review.is_not(None)
        )
    )
    return {
        str(r.call_id): frozenset(f["moment"] for f in json.loads(r.review)["findings"])
        for r in rows
    }


def lines_seen(connection: Connection, scope: Scope, names: Sequence[str]) -> tuple[CallLine, ...]:
    """Give the lines of those of these calls that somebody may see whole."""
    kept = select(call.c.id).where(call.c.id.in_(names), whole_calls(scope))
    return lines_of(connection, list(connection.execute(kept).scalars()))
