"""Who saw whose moments, and settings; both without words or names of buyers."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert, select

from sevendoors.core.kept import Seen
from sevendoors.store.people_tables import person
from sevendoors.store.tables import seen, setting


def note(
    connection: Connection,
    *,
    at: str,
    who: int,
    what: str,
    about: int | None = None,
    call: str | None = None,
) -> None:
    """Write one line into the log."""
    connection.execute(insert(seen).values(at=at, who=who, what=what, about=about, call_id=call))


def note_all(
    connection: Connection, *, at: str, who: int, what: str, pairs: Collection[tuple[str, int]]
) -> None:
    """Write the same line for several calls and people at once: pairs are (call, about)."""
    rows = [
        {"at": at, "who": who, "what": what, "about": about, "call_id": call}
        for call, about in sorted(pairs)
    ]
    if rows:
        connection.execute(insert(seen), rows)


def noted_since(
    connection: Connection, *, who: int, what: str, call: str | None, since: str
) -> frozenset[int]:
    """Say about whom such a line was written since a time (ISO), for one viewer and one call or none."""
    rows = connection.execute(
        select(seen.c.about).where(
            seen.c.who == who,
            seen.c.what == what,
            seen.c.call_id == call,
            seen.c.at >= since,
            seen.c.about.is_not(None),
        )
    )
    return frozenset(rows.scalars())


def pairs_noted_since(
    connection: Connection, *, who: int, what: str, calls: Collection[str], since: str
) -> frozenset[tuple[str, int]]:
    """Say for which of these calls, and about whom, such a line was written since a time (ISO)."""
    rows = connection.execute(
        select(seen.c.call_id, seen.c.about).where(
            seen.c.who == who,
            seen.c.what == what,
            seen.c.call_id.in_(calls),
            seen.c.at >= since,
            seen.c.about.is_not(None),
        )
    )
    return frozenset((str(row.call_id), int(row.about)) for row in rows)


def log_about(connection: Connection, about: int, *, limit: int = 200) -> tuple[Seen, ...]:
    """List who saw or changed what of somebody, newest first."""
    rows = connection.execute(
        select(seen, person.c.name)
        .outerjoin(person, person.c.id == seen.c.who)
        .where(seen.c.about == about)
        .order_by(seen.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Seen(at=r.at, who=r.name or "somebody who has left", what=r.what, about=r.about,
             call=r.call_id)
        for r in rows
    )  # fmt: skip


def get_setting(connection: Connection, key: str) -> str | None:
    """Give a setting, or None where it was never set."""
    return connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()


def set_setting(connection: Connection, key: str, value: str | None) -> None:
    """Keep a setting; None takes it away."""
    connection.execute(delete(setting).where(setting.c.key == key))
    if value is not None:
        connection.execute(insert(setting).values(key=key, value=value))


def settings_like(connection: Connection, start: str) -> Mapping[str, str]:
    """Give every setting whose key begins so."""
    rows = connection.execute(
        select(setting.c.key, setting.c.value).where(
            setting.c.key.startswith(start, autoescape=True)
        )
    )
    return {str(key): str(value) for key, value in rows}


# Settings of one person are kept by key and id.
_OF_PERSON = ("today", "practice.calendar", "deals.waiting", "compared")


def drop_settings_of(connection: Connection, who: int) -> None:
    """Take away all settings of one person, or a later person of this id had them."""
    own = [f"{key}:{who}" for key in _OF_PERSON]
    connection.execute(delete(setting).where(setting.c.key.in_(own)))
