"""What can be ticked off in calls: whether a next step was promised, and whether it got a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sevendoors.core.people import Scope
from sevendoors.store.people_tables import person
from sevendoors.store.sight import whole_calls
from sevendoors.store.tables import attendance, call, promise


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldCall:
    """A call somebody sold in, as it is kept now: version counts how often it was changed."""

    seller: int
    call: str
    version: int


def latest_sold(
    connection: Connection, *, team: int | None, everybody: bool = False, each: int = 20,
    scope: Scope | None = None,
) -> tuple[SoldCall, ...]:  # fmt: skip
    """List the latest reviewed calls of a team's sellers, so many each.

    scope: only those that may be seen whole. Who may ask is decided in app/base/rights.py.
    """
    place = func.row_number().over(
        partition_by=attendance.c.person_id, order_by=(call.c.day.desc(), call.c.id)
    )
    ranked = (
        select(attendance.c.person_id, call.c.id, call.c.version, place.label("place"))
        .join(call, call.c.id == attendance.c.call_id)
        .where(attendance.c.side == "seller", call.c.state == "reviewed")
    )
    if not everybody:
        members = select(person.c.id).where(person.c.team_id == team)
        ranked = ranked.where(attendance.c.person_id.in_(members))
    held = ranked.subquery()
    asked = select(held.c.person_id, held.c.id, held.c.version).where(held.c.place <= each)
    if scope is not None:
        asked = asked.join(call, call.c.id == held.c.id).where(whole_calls(scope))
    return tuple(
        SoldCall(seller=who, call=name, version=version)
        for who, name, version in connection.execute(asked.distinct())
    )


def promised(connection: Connection, calls: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """Count for each of these calls what sellers promised, and how much of it got a day."""
    asked = (
        select(promise.c.call_id, func.count(), func.count(promise.c.due))
        .where(promise.c.side == "seller", promise.c.call_id.in_(sorted(calls)))
        .group_by(promise.c.call_id)
    )
    return {name: (many, dated) for name, many, dated in connection.execute(asked)}
