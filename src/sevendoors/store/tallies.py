"""Counts over calls, and the moments behind each count; all within a scope."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sevendoors.core.kept import KeptMoment
from sevendoors.core.people import Person, Scope
from sevendoors.store.people_tables import account, person
from sevendoors.store.sight import in_team, seen_moments, whole_calls
from sevendoors.store.tables import attendance, call, deal, moment, release


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many chances of one kind ended with one grade, in one call of one seller."""

    seller: int
    call: str
    day: str
    code: str
    grade: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a list of moments is narrowed to; None or "" means all.

    Chances that nobody could answer (no grade) are never in it. month: such as 2026-11.
    """

    seller: int | None = None
    sellers: Collection[int] | None = None
    codes: Collection[str] | None = None
    grades: Collection[int] | None = None
    month: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A moment with the call it is from."""

    moment: KeptMoment
    title: str
    day: str
    deal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLet:
    """A whole call that a seller let be seen."""

    seller: int
    call: str
    title: str
    day: str


def tally(connection: Connection, scope: Scope, sellers: Collection[int]) -> tuple[Tally, ...]:
    """Count the answered chances of these sellers that somebody may see, oldest call first."""
    asked = _counted().where(moment.c.seller_id.in_(sellers), seen_moments(scope))
    return _tallies(connection, asked)


def team_tally(connection: Connection, team: int) -> tuple[Tally, ...]:
    """Count a whole team's answered chances; who may ask for it is decided in app/base/rights.py."""
    return _tallies(connection, _counted().where(in_team(team)))


def team_sums(connection: Connection, team: int, scope: Scope | None = None) -> tuple[Tally, ...]:
    """Count a whole team's answered chances over all calls at once (call and day are empty).

    scope: only what somebody may see of them. Who may ask is decided in app/base/rights.py.
    """
    asked = (
        select(moment.c.seller_id, moment.c.code, moment.c.grade, func.count().label("n"))
        .where(moment.c.gone.is_(None), moment.c.grade.is_not(None), in_team(team))
        .group_by(moment.c.seller_id, moment.c.code, moment.c.grade)
    )
    if scope is not None:
        asked = asked.where(seen_moments(scope))
    return tuple(
        Tally(seller=r.seller_id, call="", day="", code=r.code, grade=r.grade, n=r.n)
        for r in connection.execute(asked)
    )


def _counted() -> Select[Any]:
    return (
        select(moment.c.seller_id, moment.c.call_id, call.c.day, moment.c.code, moment.c.grade,
               func.count().label("n"))
        .join(call, call.c.id == moment.c.call_id)
        .where(moment.c.gone.is_(None), moment.c.grade.is_not(None))
        .group_by(moment.c.seller_id, moment.c.call_id, call.c.day, moment.c.code, moment.c.grade)
        .order_by(call.c.day, moment.c.call_id, moment.c.code, moment.c.grade)
    )  # fmt: skip


def _tallies(connection: Connection, asked: Select[Any]) -> tuple[Tally, ...]:
    return tuple(
        Tally(seller=r.seller_id, call=r.call_id, day=r.day, code=r.code, grade=r.grade, n=r.n)
        for r in connection.execute(asked)
    )


def placed_moments(
    connection: Connection, scope: Scope, asked: Narrowed, *, limit: int = 25, after: int = 0
) -> tuple[tuple[Placed, ...], int]:
    """List moments somebody may see, newest call first, with how many there are in all."""
    where = _where(scope, asked)
    total = connection.execute(
        select(func.count()).select_from(moment.join(call)).where(*where)
    ).scalar_one()
    rows = connection.execute(
        _PLACED.where(*where)
        .order_by(call.c.day.desc(), call.c.id, moment.c.place)
        .limit(limit)
        .offset(after)
    )
    return tuple(placed_of(row) for row in rows), int(total)


def likeliest(
    connection: Connection, scope: Scope, asked: Narrowed, *, since: str = "", limit: int = 40
) -> tuple[Placed, ...]:
    """List moments somebody may see, the highest grade and the surest chance first."""
    where = [*_where(scope, asked), *([call.c.day >= since] if since else [])]
    rows = connection.execute(
        _PLACED.where(*where)
        .order_by(moment.c.grade.desc(), moment.c.p.desc(), moment.c.id)
        .limit(limit)
    )
    return tuple(placed_of(row) for row in rows)


def latest_day(connection: Connection, scope: Scope, seller: int) -> str:
    """Give the day (ISO) of the latest call in which a seller was given a chance, or ""."""
    latest = connection.execute(
        select(func.max(call.c.day))
        .select_from(moment.join(call))
        .where(*_where(scope, Narrowed(seller=seller)))
    ).scalar()
    return str(latest or "")[:10]


def with_call(*more: ColumnElement[Any]) -> Select[Any]:
    """Ask for moments with the call each is from; more: columns of what the caller joins."""
    return (
        select(moment, call.c.title, call.c.day, deal.c.name.label("deal_name"), *more)
        .join(call, call.c.id == moment.c.call_id)
        .outerjoin(deal, deal.c.id == call.c.deal_id)
    )


_PLACED = with_call()


def _where(scope: Scope, asked: Narrowed) -> list[ColumnElement[bool]]:
    found = [seen_moments(scope), moment.c.gone.is_(None), moment.c.grade.is_not(None)]
    if asked.seller is not None:
        found.append(moment.c.seller_id == asked.seller)
    if asked.sellers is not None:
        found.append(moment.c.seller_id.in_(sorted(asked.sellers)))
    if asked.codes is not None:
        found.append(moment.c.code.in_(sorted(asked.codes)))
    if asked.grades is not None:
        found.append(moment.c.grade.in_(sorted(asked.grades)))
    if asked.month:
        found.append(func.substr(call.c.day, 1, 7) == asked.month)
    return found


def placed_of(row: Any) -> Placed:
    """Read one row that `with_call` asked for."""
    kept = KeptMoment(
        id=row.id, call=row.call_id, place=row.place, turn=row.turn, code=row.code,
        grade=row.grade, p=row.p, late=bool(row.late), quote=row.quote, seller=row.seller_id,
        data=json.loads(row.data),
    )  # fmt: skip
    return Placed(moment=kept, title=row.title, day=row.day, deal=row.deal_name)


def answers_seen(
    connection: Connection, scope: Scope, calls: Sequence[str]
) -> Mapping[str, frozenset[str]]:
    """Say for each of these calls which of its moments somebody may see."""
    rows = connection.execute(
        select(moment.c.call_id, moment.c.id)
        .where(moment.c.call_id.in_(calls), moment.c.gone.is_(None))
        .where(seen_moments(scope))
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.call_id, set()).add(row.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def sellers_seen(
    connection: Connection, scope: Scope, calls: Sequence[str]
) -> frozenset[tuple[str, int | None]]:
    """Say whose moments in these calls somebody may see: pairs of call and seller."""
    rows = connection.execute(
        select(moment.c.call_id, moment.c.seller_id)
        .where(moment.c.call_id.in_(calls), moment.c.gone.is_(None))
        .where(seen_moments(scope))
        .distinct()
    )
    return frozenset((str(row.call_id), row.seller_id) for row in rows)


def calls_released(connection: Connection, scope: Scope) -> dict[int, int]:
    """Count for each seller the calls of which they let the viewer see something."""
    rows = connection.execute(
        select(release.c.seller_id, func.count(release.c.call_id.distinct()).label("n"))
        .join(person, person.c.id == release.c.seller_id)
        .where(person.c.team_id == scope.team)
        .where(release.c.audience.in_(sorted(scope.audiences)))
        .group_by(release.c.seller_id)
    )
    return {int(r.seller_id): int(r.n) for r in rows}


def latest_released(
    connection: Connection, scope: Scope, *, limit: int = 6
) -> tuple[Placed | CallLet, ...]:
    """List what sellers let the viewer see, the last first: single moments, and whole calls."""
    rows = connection.execute(
        select(moment, call.c.id.label("let"), call.c.title, call.c.day,
               release.c.seller_id.label("by"), deal.c.name.label("deal_name"))
        .select_from(release)
        .join(person, person.c.id == release.c.seller_id)
        .join(call, call.c.id == release.c.call_id)
        .outerjoin(deal, deal.c.id == call.c.deal_id)
        .outerjoin(moment, moment.c.id == release.c.moment_id)
        .where(person.c.team_id == scope.team)
        .where(release.c.audience.in_(sorted(scope.audiences)))
        .where(
            release.c.moment_id.is_(None)
            | (moment.c.grade.is_not(None) & moment.c.gone.is_(None)
               & (moment.c.seller_id == release.c.seller_id))
        )
        .order_by(release.c.at.desc(), release.c.id.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(
        placed_of(row)
        if row.id is not None
        else CallLet(seller=row.by, call=row.let, title=row.title, day=row.day)
        for row in rows
    )


def call_titles(
    connection: Connection, scope: Scope, calls: Sequence[str]
) -> Mapping[str, tuple[str, str]]:
    """Give title and day of those of these calls that somebody may see whole."""
    rows = connection.execute(
        select(call.c.id, call.c.title, call.c.day).where(call.c.id.in_(calls), whole_calls(scope))
    )
    return {r.id: (r.title, r.day) for r in rows}


def sellers_known(connection: Connection, team: int | None = None) -> tuple[Person, ...]:
    """List who sold in kept calls (of one team, or all), by name; without counting their calls."""
    sold = select(attendance.c.person_id).where(attendance.c.side == "seller")
    asked = (
        select(person, account.c.person_id.label("signs_in"))
        .outerjoin(account, account.c.person_id == person.c.id)
        .where(person.c.id.in_(sold))
        .order_by(func.lower(person.c.name), person.c.id)
    )
    if team is not None:
        asked = asked.where(person.c.team_id == team)
    return tuple(
        Person(id=r.id, name=r.name, side=r.side, team=r.team_id, signs_in=r.signs_in is not None)
        for r in connection.execute(asked)
    )
