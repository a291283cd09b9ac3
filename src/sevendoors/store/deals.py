"""Deals: what several calls with one buyer are about."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from sevendoors.core.kept import DealLine
from sevendoors.core.people import Scope
from sevendoors.store.leading_tables import crm_deal
from sevendoors.store.rows import new_id
from sevendoors.store.sight import whole_calls
from sevendoors.store.tables import call, deal


def deal_named(connection: Connection, name: str, organisation: str | None = None) -> int:
    """Find a deal by its name, or make it."""
    found = connection.execute(select(deal.c.id).where(deal.c.name == name)).scalar()
    if found is not None:
        return int(found)
    made = connection.execute(insert(deal).values(name=name, organisation=organisation))
    return new_id(made)


def deal_by_name(connection: Connection, name: str) -> int | None:
    """Find a deal by its name, or None."""
    found = connection.execute(select(deal.c.id).where(deal.c.name == name)).scalar()
    return None if found is None else int(found)


def change_deal(connection: Connection, which: int, **values: Any) -> None:
    """Change a deal's name, stage, amount, day or competitor."""
    connection.execute(update(deal).where(deal.c.id == which).values(**values))


def deals(
    connection: Connection,
    scope: Scope,
    *,
    which: int | None = None,
    limit: int = 200,
    after: int = 0,
) -> tuple[DealLine, ...]:
    """List the deals with a call somebody may see, and those they own, the latest first."""
    seen = select(call.c.deal_id, call.c.id, call.c.day).where(whole_calls(scope)).subquery()
    latest = func.max(seen.c.day).label("latest")
    last = func.coalesce(
        func.max(seen.c.day), deal.c.closed_on, func.max(crm_deal.c.created_on), ""
    )
    asked = (
        select(deal, func.count(seen.c.id).label("calls"), latest)
        .outerjoin(seen, seen.c.deal_id == deal.c.id)
        .outerjoin(crm_deal, crm_deal.c.deal_id == deal.c.id)
        .where(or_(seen.c.id.is_not(None), _owned(scope)))
        .group_by(*deal.c)
        .order_by(last.desc(), deal.c.id)
        .limit(limit)
        .offset(after)
    )
    if which is not None:
        asked = asked.where(deal.c.id == which)
    return tuple(
        DealLine(id=r.id, name=r.name, stage=r.stage, organisation=r.organisation,
                 amount=r.amount, closed_on=r.closed_on, competitor=r.competitor,
                 calls=r.calls, latest=r.latest)
        for r in connection.execute(asked)
    )  # fmt: skip


def _owned(scope: Scope) -> ColumnElement[bool]:
    """Deals that a CRM says are somebody's own; all of them for the only person here."""
    if scope.everything:
        return crm_deal.c.deal_id.is_not(None)
    return crm_deal.c.owner_id == scope.own


def calls_of_deals(
    connection: Connection, scope: Scope, which: Collection[int]
) -> Mapping[int, tuple[tuple[str, str, str], ...]]:
    """List for each deal its calls that somebody may see, oldest first: (id, title, day)."""
    rows = connection.execute(
        select(call.c.deal_id, call.c.id, call.c.title, call.c.day)
        .where(call.c.deal_id.in_(which), whole_calls(scope))
        .order_by(call.c.day, call.c.id)
    )
    found: dict[int, list[tuple[str, str, str]]] = {}
    for row in rows:
        found.setdefault(row.deal_id, []).append((row.id, row.title, row.day))
    return {name: tuple(lines) for name, lines in found.items()}
