"""Answered chances for the statistics: all that a group needs in one question, and what changed."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from sevendoors.core.codes import Cue
from sevendoors.core.people import Scope
from sevendoors.core.track import Opportunity
from sevendoors.store.people_tables import person
from sevendoors.store.sight import in_team, seen_moments
from sevendoors.store.tables import attendance, call, moment, release, scoring

Print = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Whose chances are asked for: a team, everybody here, or one person; scope narrows it.

    scope: only what somebody may see; None counts all, and who may ask is decided in app/base/rights.py.
    """

    team: int | None = None
    everybody: bool = False
    person: int | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What is known of a seller's calls: kept, read, and how many chances their turns held."""

    seller: int
    calls: int
    read: int
    given: int
    turns: int


def _rows(group: Group) -> ColumnElement[bool]:
    if group.everybody:
        return moment.c.seller_id.is_not(None)
    if group.person is not None:
        return moment.c.seller_id == group.person
    return in_team(group.team)


def opportunities(
    connection: Connection, group: Group, calls: Collection[str] | None = None
) -> tuple[Opportunity, ...]:
    """Give the answered chances of a group, or those of some of its calls."""
    asked = (
        select(
            moment.c.seller_id, moment.c.call_id, call.c.day, call.c.kind, moment.c.code,
            moment.c.turn, call.c.turns, moment.c.grade, call.c.deal_id, moment.c.data,
        )
        .join(call, call.c.id == moment.c.call_id)
        .where(_rows(group), moment.c.gone.is_(None), moment.c.grade.is_not(None))
    )  # fmt: skip
    if group.scope is not None:
        asked = asked.where(seen_moments(group.scope))
    if calls is not None:
        asked = asked.where(moment.c.call_id.in_(sorted(calls)))
    return tuple(_opportunity(tuple(row)) for row in connection.execute(asked))


def _opportunity(row: Print) -> Opportunity:
    seller, name, day, kind, code, turn, turns, grade, deal, data = row
    told = json.loads(data)
    answer, sure = told.get("answer", {}), [0.0, 0.0, 0.0, 0.0]
    sure[grade] = 1.0
    p = answer.get("grade_p") or sure
    return Opportunity(
        seller=seller, call=name, day=day[:10], call_kind=kind, code=Cue(code),
        intensity=int(told.get("cue", {}).get("intensity", 1)),
        phase=min(1.0, turn / turns) if turns else 0.0,
        grade_p=(float(p[0]), float(p[1]), float(p[2]), float(p[3])), grade=grade,
        moves=frozenset(one["code"] for one in answer.get("moves", ())), deal=deal,
    )  # fmt: skip


def prints(connection: Connection, group: Group) -> Mapping[str, Print]:
    """Give for each call of a group what changes whenever its chances may have changed."""
    held = (
        select(moment.c.call_id, moment.c.seller_id, func.count().label("n"))
        .where(_rows(group))
        .group_by(moment.c.seller_id, moment.c.call_id)
    )
    found: dict[str, list[Any]] = {}
    for name, seller, n in connection.execute(held):
        found.setdefault(name, []).append((seller, n))
    lines = select(call.c.id, call.c.version, call.c.engine, call.c.codebook, call.c.given,
                   call.c.taken, call.c.day, call.c.kind, call.c.deal_id)  # fmt: skip
    for row in connection.execute(lines):
        if row.id in found:
            found[row.id].append(tuple(row)[1:])
    for name, last in connection.execute(
        select(scoring.c.call_id, func.max(scoring.c.id)).group_by(scoring.c.call_id)
    ):
        if name in found:
            found[name].append(last)
    if group.scope is not None:
        _released(connection, found)
    return {name: tuple(parts) for name, parts in found.items()}


def _released(connection: Connection, found: Mapping[str, list[Any]]) -> None:
    """What is released is part of what somebody may see, so it changes their numbers."""
    asked = (
        select(release.c.call_id, release.c.seller_id, release.c.audience, func.count(),
               func.max(release.c.id))
        .group_by(release.c.call_id, release.c.seller_id, release.c.audience)
    )  # fmt: skip
    for name, *rest in connection.execute(asked):
        if name in found:
            found[name].append(tuple(rest))


def sold(connection: Connection, group: Group) -> Mapping[int, Sold]:
    """Count for each seller of a group the calls kept and read, and the chances given in them."""
    is_read = call.c.state == "reviewed"
    asked = (
        select(attendance.c.person_id, func.count(), func.count().filter(is_read),
               func.coalesce(func.sum(call.c.given).filter(is_read), 0),
               func.coalesce(func.sum(call.c.turns).filter(is_read), 0))
        .join(call, call.c.id == attendance.c.call_id)
        .where(attendance.c.side == "seller")
        .group_by(attendance.c.person_id)
    )  # fmt: skip
    if group.person is not None:
        asked = asked.where(attendance.c.person_id == group.person)
    elif not group.everybody:
        members = select(person.c.id).where(person.c.team_id == group.team)
        asked = asked.where(attendance.c.person_id.in_(members))
    return {
        who: Sold(seller=who, calls=calls, read=read, given=int(given), turns=int(turns))
        for who, calls, read, given, turns in connection.execute(asked)
    }


def readings(connection: Connection, group: Group) -> tuple[tuple[str, str, str], ...]:
    """List by which engine and codebook a group's calls were read, with the day of the first."""
    calls = select(moment.c.call_id).where(_rows(group))
    asked = (
        select(func.min(call.c.day), call.c.engine, call.c.codebook)
        .where(call.c.state == "reviewed", call.c.id.in_(calls))
        .group_by(call.c.engine, call.c.codebook)
        .order_by(func.min(call.c.day), call.c.engine, call.c.codebook)
    )
    return tuple((str(day)[:10], str(engine), str(book)) for day, engine, book in connection.execute(asked))  # fmt: skip
