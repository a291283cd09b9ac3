"""People as far as somebody's sight reaches: met in calls they may see, and those beyond."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, or_, select
from sqlalchemy.sql import Select

from sevendoors.core.people import Person, Scope
from sevendoors.store.people import as_person
from sevendoors.store.people_tables import account, person
from sevendoors.store.sight import whole_calls
from sevendoors.store.tables import attendance, call


def people_seen(
    connection: Connection,
    scope: Scope,
    beyond: tuple[int | None, bool],
    *,
    words: str = "",
    limit: int = 50,
    after: int = 0,
) -> tuple[tuple[Person, ...], int]:
    """List people, those who sell first, with how many there are; their calls are those seen.

    beyond: also people of this team, and all who sign in. words: part of a name or e-mail.
    """
    found = _seen(scope, beyond)
    if words.strip():
        found = found.where(_named(words.strip()))
    total = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    sells = case((account.c.person_id.is_not(None) | (person.c.side == "seller"), 0), else_=1)
    rows = connection.execute(
        found.order_by(sells, func.lower(person.c.name), person.c.id).limit(limit).offset(after)
    )
    return tuple(as_person(row) for row in rows), int(total)


def person_seen(
    connection: Connection, scope: Scope, beyond: tuple[int | None, bool], who: int
) -> Person | None:
    """Give one person with the calls somebody may see, or None where they are out of sight."""
    row = connection.execute(_seen(scope, beyond).where(person.c.id == who)).first()
    return as_person(row) if row else None


def written_in(connection: Connection, scope: Scope, who: int) -> tuple[tuple[str, int], ...]:
    """List the ways somebody is written in the calls that may be seen, with how many calls each."""
    rows = connection.execute(
        select(attendance.c.written, func.count(attendance.c.call_id.distinct()))
        .join(call, call.c.id == attendance.c.call_id)
        .where(attendance.c.person_id == who, whole_calls(scope))
        .group_by(attendance.c.written)
        .order_by(attendance.c.written)
    )
    return tuple((str(name), int(count)) for name, count in rows)


def _seen(scope: Scope, beyond: tuple[int | None, bool]) -> Select[Any]:
    team, every = beyond
    met = (
        select(
            attendance.c.person_id.label("who"),
            func.count(attendance.c.call_id.distinct()).label("calls"),
        )
        .join(call, call.c.id == attendance.c.call_id)
        .where(whole_calls(scope))
        .group_by(attendance.c.person_id)
        .subquery()
    )
    reach = [met.c.who.is_not(None), person.c.id == scope.own]
    if team is not None:
        reach.append(person.c.team_id == team)
    if every:
        reach.append(account.c.person_id.is_not(None))
    return (
        select(person, account.c.roles, func.coalesce(met.c.calls, 0).label("calls"))
        .outerjoin(account, account.c.person_id == person.c.id)
        .outerjoin(met, met.c.who == person.c.id)
        .where(or_(*reach))
    )


def _named(words: str) -> ColumnElement[bool]:
    like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    # SQLite makes only plain letters small, so the words are tried as typed, too.
    return or_(
        func.lower(person.c.name).like(like.casefold(), escape="\\"),
        person.c.name.like(like, escape="\\"),
        func.lower(func.coalesce(person.c.email, "")).like(like.casefold(), escape="\\"),
    )
