"""People known over calls: found by e-mail or full name, merged and split by hand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.sql import Select

from sevendoors.core.people import Person, Role, Team
from sevendoors.store import comparing
from sevendoors.store.leading_tables import BELONGING
from sevendoors.store.log import drop_settings_of
from sevendoors.store.people_tables import account, alias, person, team
from sevendoors.store.practice_tables import PRACTISED
from sevendoors.store.rows import new_id
from sevendoors.store.tables import attendance, call, guess, job, mark, moment, seen

_LABELS = ("speaker", "unknown", "user ", "guest", "caller", "agent", "customer", "participant")


def keys_of(name: str, email: str | None) -> tuple[str, ...]:
    """Give what somebody is recognised by; a first name or a label alone is never enough."""
    plain = " ".join(name.casefold().split())
    named = len(plain.split()) > 1 and not plain.startswith(_LABELS)
    mail = [f"mail:{email.casefold()}"] if email else []
    return (*mail, *([f"name:{plain}"] if named else []))


def known_as(connection: Connection, keys: Sequence[str]) -> int | None:
    """Find who goes by one of these keys, the surest first."""
    rows = connection.execute(select(alias.c.key, alias.c.person_id).where(alias.c.key.in_(keys)))
    found = {row.key: int(row.person_id) for row in rows}
    return next((found[key] for key in keys if key in found), None)


def add_person(
    connection: Connection,
    *,
    name: str,
    email: str | None,
    now: str,
    organisation: str | None = None,
    side: str = "unknown",
    team_id: int | None = None,
) -> int:
    """Add somebody and what they are recognised by, and give their id."""
    made = connection.execute(
        insert(person).values(
            name=name,
            email=email,
            organisation=organisation,
            side=side,
            created=now,
            team_id=team_id,
        )
    )
    new = new_id(made)
    learn(connection, new, keys_of(name, email))
    return new


def learn(connection: Connection, who: int, keys: Sequence[str]) -> None:
    """Remember more that somebody is recognised by; what belongs to another stays theirs."""
    taken = set(connection.execute(select(alias.c.key).where(alias.c.key.in_(keys))).scalars())
    new = [{"key": key, "person_id": who} for key in keys if key not in taken]
    if new:
        connection.execute(insert(alias), new)


def set_side(connection: Connection, who: int, side: str) -> None:
    """Remember which side somebody sits on."""
    connection.execute(update(person).where(person.c.id == who).values(side=side))


def rename(connection: Connection, who: int, name: str) -> None:
    """Write somebody's name another way; they are recognised by both."""
    connection.execute(update(person).where(person.c.id == who).values(name=name))
    learn(connection, who, keys_of(name, None))


def show_as(connection: Connection, who: int, name: str, email: str) -> None:
    """Change how somebody is shown and signs in; calls are not looked for by it."""
    shown = {"name": name, "email": email or None}
    connection.execute(update(person).where(person.c.id == who).values(**shown))


def _people() -> Select[Any]:
    held = (
        select(func.count())
        .select_from(attendance)
        .where(attendance.c.person_id == person.c.id)
        .scalar_subquery()
    )
    return select(person, account.c.roles, held.label("calls")).outerjoin(
        account, account.c.person_id == person.c.id
    )


def as_person(row: Any) -> Person:
    """Give a row with roles and a count of calls as a person."""
    roles = str(row.roles or "")
    return Person(
        id=row.id,
        name=row.name,
        side=row.side,
        email=row.email,
        organisation=row.organisation,
        team=row.team_id,
        roles=frozenset(Role(role) for role in roles.split(",") if role),
        signs_in=bool(roles),
        calls=row.calls,
    )


def person_of(connection: Connection, who: int) -> Person | None:
    """Give one person, or None."""
    row = connection.execute(_people().where(person.c.id == who)).first()
    return as_person(row) if row else None


def people_met(
    connection: Connection,
    met: Sequence[int] | None,
    *,
    words: str = "",
    limit: int = 100,
    after: int = 0,
) -> tuple[Person, ...]:
    """List people by name; met: only these ids. words: part of a name or e-mail."""
    asked = _people().order_by(func.lower(person.c.name), person.c.id).limit(limit).offset(after)
    if met is not None:
        asked = asked.where(person.c.id.in_(met))
    if words.strip():
        like = "%" + _plain(words.strip().casefold()) + "%"
        asked = asked.where(
            func.lower(person.c.name).like(like, escape="\\")
            | func.lower(func.coalesce(person.c.email, "")).like(like, escape="\\")
        )
    return tuple(as_person(row) for row in connection.execute(asked))


def _plain(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def with_accounts(connection: Connection, *, team_id: int | None = None) -> tuple[Person, ...]:
    """List those who can sign in, of one team or all."""
    asked = _people().where(account.c.person_id.is_not(None)).order_by(person.c.name)
    if team_id is not None:
        asked = asked.where(person.c.team_id == team_id)
    return tuple(as_person(row) for row in connection.execute(asked))


def merge(connection: Connection, keep: int, drop: int) -> None:
    """Make two people one: calls, moments, marks and names of `drop` go to `keep`.

    What `keep` has not (e-mail, organisation, side) is taken over, and so is being counted in the
    comparison group; what `drop` released is not.
    """
    if keep == drop:
        return
    for table, column in (
        (alias, alias.c.person_id),
        (attendance, attendance.c.person_id),
        (moment, moment.c.seller_id),
        (mark, mark.c.author_id),
        (call, call.c.imported_by),
        (job, job.c.owner_id),
        (seen, seen.c.who),
        (seen, seen.c.about),
        *((table, table.c.person_id) for table in PRACTISED),
        *((column.table, column) for column in BELONGING),
    ):
        connection.execute(update(table).where(column == drop).values({column: keep}))
    both = select(guess.c.call_id).where(guess.c.person_id == keep)
    connection.execute(
        update(guess)
        .where(guess.c.person_id == drop, guess.c.call_id.not_in(both))
        .values(person_id=keep)
    )
    _fill_in(connection, keep, drop)
    comparing.follow(connection, keep, drop)
    drop_settings_of(connection, drop)
    connection.execute(delete(person).where(person.c.id == drop))


def _fill_in(connection: Connection, keep: int, drop: int) -> None:
    old, new = person_of(connection, drop), person_of(connection, keep)
    if old is None or new is None:
        return
    side = old.side if new.side == "unknown" else new.side
    connection.execute(
        update(person)
        .where(person.c.id == keep)
        .values(
            email=new.email or old.email,
            organisation=new.organisation or old.organisation,
            side=side,
        )
    )


def split(connection: Connection, who: int, written: str, now: str) -> int | None:
    """Make the one written this way a person of their own again; gives the new id.

    None where that is the only way this person is written, or nobody is written so.
    """
    names = connection.execute(
        select(attendance.c.written).where(attendance.c.person_id == who).distinct()
    ).scalars()
    if written not in (found := set(names)) or len(found) < 2:
        return None
    keys = keys_of(written, None)
    connection.execute(delete(alias).where(alias.c.person_id == who, alias.c.key.in_(keys)))
    old = person_of(connection, who)
    new = add_person(
        connection, name=written, email=None, now=now, side=old.side if old else "unknown"
    )
    where = (attendance.c.person_id == who) & (attendance.c.written == written)
    calls = select(attendance.c.call_id).where(where)
    # Only where this person was in the call under that name alone, the answers were theirs.
    both = (
        select(attendance.c.call_id)
        .where(attendance.c.person_id == who)
        .where(attendance.c.written != written)
    )
    connection.execute(
        update(moment)
        .where(
            moment.c.seller_id == who, moment.c.call_id.in_(calls), moment.c.call_id.not_in(both)
        )
        .values(seller_id=new)
    )
    connection.execute(update(attendance).where(where).values(person_id=new))
    return new


def written_as(connection: Connection, who: int) -> tuple[tuple[str, int], ...]:
    """List the ways somebody is written in calls, with how many calls each."""
    rows = connection.execute(
        select(attendance.c.written, func.count())
        .where(attendance.c.person_id == who)
        .group_by(attendance.c.written)
        .order_by(attendance.c.written)
    )
    return tuple((str(name), int(count)) for name, count in rows)


def teams(connection: Connection) -> tuple[Team, ...]:
    """List the teams by name."""
    rows = connection.execute(select(team).order_by(team.c.name))
    return tuple(Team(id=row.id, name=row.name) for row in rows)


def team_named(connection: Connection, name: str) -> int:
    """Find a team by name, or make it."""
    found = connection.execute(select(team.c.id).where(team.c.name == name)).scalar()
    if found is not None:
        return int(found)
    return new_id(connection.execute(insert(team).values(name=name)))


def put_in_team(connection: Connection, who: int, team_id: int | None) -> None:
    """Put somebody into a team, or into none."""
    connection.execute(update(person).where(person.c.id == who).values(team_id=team_id))


def sides_known(connection: Connection) -> dict[str, str]:
    """Give the side of everybody placed before, by e-mail and full name in lower case."""
    rows = connection.execute(
        select(alias.c.key, person.c.side)
        .join(person, person.c.id == alias.c.person_id)
        .where(person.c.side != "unknown")
    )
    return {key.split(":", 1)[1]: side for key, side in rows}


def set_mail(connection: Connection, who: int, email: str) -> None:
    """Write down the e-mail by which somebody signs in and is recognised."""
    connection.execute(update(person).where(person.c.id == who).values(email=email))
    learn(connection, who, keys_of("", email))
