"""How long the calls of deals were, and what was kept of each: for statistics over deals and replies."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, true

from sevendoors.core.people import Scope
from sevendoors.store.opportunities import Group
from sevendoors.store.people_tables import person
from sevendoors.store.sight import whole_calls
from sevendoors.store.tables import attendance, call, talk


def _whose(group: Group) -> ColumnElement[bool]:
    if group.everybody:
        return true()
    if group.person is not None:
        return attendance.c.person_id == group.person
    members = select(person.c.id).where(person.c.team_id == group.team)
    return attendance.c.person_id.in_(members)


def turns_of(connection: Connection) -> Mapping[str, int]:
    """Count the turns of each call that belongs to a deal."""
    asked = select(call.c.id, call.c.turns).where(call.c.deal_id.is_not(None))
    return {str(name): int(turns) for name, turns in connection.execute(asked)}


def read_calls(connection: Connection, group: Group) -> Mapping[str, str]:
    """List the calls of a group that were read, each with what names this reading of it.

    That is the call's version with the engine and the codebook, since reading anew is no new
    version. scope is not looked at.
    """
    asked = (
        select(call.c.id, call.c.version, call.c.engine, call.c.codebook)
        .join(attendance, attendance.c.call_id == call.c.id)
        .where(call.c.state == "reviewed", attendance.c.side == "seller", _whose(group))
        .distinct()
    )
    return {
        str(name): f"{v} {engine} {book}" for name, v, engine, book in connection.execute(asked)
    }


def whole_seen(connection: Connection, scope: Scope) -> frozenset[str]:
    """List the calls somebody may see whole that were read."""
    asked = select(call.c.id).where(call.c.state == "reviewed", whole_calls(scope))
    return frozenset(connection.execute(asked).scalars())


def sold_calls(connection: Connection, group: Group) -> Mapping[str, frozenset[int]]:
    """Give which sellers of a group sold in each call that was read."""
    asked = (
        select(call.c.id, attendance.c.person_id)
        .join(attendance, attendance.c.call_id == call.c.id)
        .where(call.c.state == "reviewed", attendance.c.side == "seller", _whose(group))
    )
    found: dict[str, set[int]] = {}
    for name, who in connection.execute(asked):
        found.setdefault(name, set()).add(who)
    return {name: frozenset(some) for name, some in found.items()}


def talks(connection: Connection, names: list[str]) -> Iterator[tuple[str, Any, Any]]:
    """Give conversation and review of several calls as JSON data, one call at a time."""
    for first in range(0, len(names), 200):
        asked = select(talk).where(
            talk.c.call_id.in_(names[first : first + 200]), talk.c.review.is_not(None)
        )
        for row in connection.execute(asked):
            yield str(row.call_id), json.loads(row.conversation), json.loads(row.review)


def sellers_of(connection: Connection, group: Group) -> frozenset[int]:
    """Give the sellers of a group's calls that were read."""
    asked = (
        select(attendance.c.person_id)
        .join(call, call.c.id == attendance.c.call_id)
        .where(call.c.state == "reviewed", attendance.c.side == "seller", _whose(group))
        .distinct()
    )
    return frozenset(int(who) for who in connection.execute(asked).scalars())
