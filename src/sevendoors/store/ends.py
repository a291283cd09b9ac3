"""Deleting that really deletes: rows, search words, log lines, and what the file still held."""

import json
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, delete, select, text, update

from sevendoors.core.errors import AwayError
from sevendoors.store.crm import forget_owner
from sevendoors.store.jobs import files_waiting
from sevendoors.store.leading_tables import crm_deal
from sevendoors.store.log import drop_settings_of
from sevendoors.store.opening import BUSY_MS, Store, told
from sevendoors.store.people_tables import account, alias, meta, person
from sevendoors.store.tables import attendance, call, deal, job, seen, setting, source_file


def drop_call(connection: Connection, name: str) -> tuple[str, ...]:
    """Delete a call and all that hangs on it; gives the hashes of files nobody needs any more."""
    shas = set(
        connection.execute(select(source_file.c.sha).where(source_file.c.call_id == name)).scalars()
    )
    people = set(
        connection.execute(
            select(attendance.c.person_id).where(attendance.c.call_id == name)
        ).scalars()
    )
    connection.execute(text("DELETE FROM said WHERE call_id = :id"), {"id": name})
    shas |= _drop_jobs(connection, job.c.call_id == name)
    connection.execute(update(seen).where(seen.c.call_id == name).values(call_id=None))
    connection.execute(delete(call).where(call.c.id == name))
    _drop_strangers(connection, people)
    connection.execute(
        delete(deal).where(
            ~select(call.c.id).where(call.c.deal_id == deal.c.id).exists(),
            # What a CRM tells stays, whatever calls there are of it.
            deal.c.id.not_in(select(crm_deal.c.deal_id)),
        )
    )
    return _needed_by_none(connection, shas)


def _drop_jobs(connection: Connection, which: ColumnElement[bool]) -> set[str]:
    """Delete jobs with what was said about their files; gives the hashes of these."""
    rows = connection.execute(select(job.c.id, job.c.files).where(which)).all()
    said = [f"told:{row.id}" for row in rows]  # see app/reading/told.py
    connection.execute(delete(setting).where(setting.c.key.in_(said)))
    connection.execute(delete(job).where(which))
    return {sha for row in rows for sha, _ in json.loads(row.files)}


def _needed_by_none(connection: Connection, shas: Collection[str]) -> tuple[str, ...]:
    kept = connection.execute(select(source_file.c.sha).where(source_file.c.sha.in_(shas)))
    return tuple(sorted(set(shas) - set(kept.scalars()) - files_waiting(connection)))


def _drop_strangers(connection: Connection, people: set[int]) -> None:
    """Forget people who are in no call any more, have no account, and own no deal of a CRM."""
    kept = (
        select(attendance.c.person_id),
        select(account.c.person_id),
        select(crm_deal.c.owner_id).where(crm_deal.c.owner_id.is_not(None)),
    )
    gone = select(person.c.id).where(
        person.c.id.in_(people), *(person.c.id.not_in(some) for some in kept)
    )
    ids = list(connection.execute(gone).scalars())
    connection.execute(delete(person).where(person.c.id.in_(ids)))


def calls_with(connection: Connection, who: int) -> tuple[str, ...]:
    """List every call somebody took part in."""
    rows = connection.execute(
        select(attendance.c.call_id).where(attendance.c.person_id == who).distinct()
    )
    return tuple(sorted(rows.scalars()))


def drop_person(connection: Connection, who: int) -> tuple[str, ...]:
    """Delete a person, their account and names; their calls are dropped before, one by one.

    Gives the hashes of files that nobody needs any more.
    """
    shas = _drop_jobs(connection, job.c.owner_id == who)
    drop_settings_of(connection, who)
    forget_owner(connection, who)
    connection.execute(delete(alias).where(alias.c.person_id == who))
    connection.execute(delete(seen).where((seen.c.who == who) | (seen.c.about == who)))
    connection.execute(delete(person).where(person.c.id == who))
    return _needed_by_none(connection, shas)


def calls_past(connection: Connection, day: str) -> tuple[str, ...]:
    """List the calls whose time to be kept is over on this day (ISO date)."""
    rows = connection.execute(
        select(call.c.id).where(call.c.keep_until.is_not(None), call.c.keep_until < day)
    )
    return tuple(sorted(rows.scalars()))


def scrub(store: Store) -> None:
    """Wipe what deleted rows left behind in the database's own files.

    Raises AwayError where somebody reads for so long that it has to be done later.
    """
    with told():
        (_scrub_sqlite if store.is_sqlite else _scrub_postgres)(store)


def _scrub_sqlite(store: Store) -> None:
    with store.write() as connection:
        # A search index only marks deletions; this writes it anew without them.
        connection.exec_driver_sql("INSERT INTO said(said) VALUES('optimize')")
    with store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] if raw else 0
    if busy:
        raise AwayError("The database is being read; what was deleted is wiped later.")


def _scrub_postgres(store: Store) -> None:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = {BUSY_MS}")
        try:
            for table in (*meta.tables, "said"):
                # A plain VACUUM frees the room of deleted rows, yet leaves their bytes in it.
                connection.exec_driver_sql(f'VACUUM (FULL) "{table}"')
        finally:
            connection.exec_driver_sql("RESET lock_timeout")


def files_needed(connection: Connection) -> frozenset[str]:
    """List the hashes of files that calls rest on."""
    return frozenset(connection.execute(select(source_file.c.sha)).scalars())
