"""Deleting that really deletes: rows, search words, log lines, and what the file still held."""

from sqlalchemy import Connection, delete, select, text, update

from sevendoors.store.opening import Store
from sevendoors.store.people_tables import account, alias, person
from sevendoors.store.tables import attendance, call, deal, job, seen, source_file


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
    connection.execute(delete(job).where(job.c.call_id == name))
    connection.execute(update(seen).where(seen.c.call_id == name).values(call_id=None))
    connection.execute(delete(call).where(call.c.id == name))
    _drop_strangers(connection, people)
    connection.execute(
        delete(deal).where(~select(call.c.id).where(call.c.deal_id == deal.c.id).exists())
    )
    kept = set(
        connection.execute(select(source_file.c.sha).where(source_file.c.sha.in_(shas))).scalars()
    )
    return tuple(sorted(shas - kept))


def _drop_strangers(connection: Connection, people: set[int]) -> None:
    """Forget people who are in no call any more and have no account."""
    met = select(attendance.c.person_id)
    signs_in = select(account.c.person_id)
    gone = select(person.c.id).where(
        person.c.id.in_(people), person.c.id.not_in(met), person.c.id.not_in(signs_in)
    )
    ids = list(connection.execute(gone).scalars())
    connection.execute(delete(person).where(person.c.id.in_(ids)))


def calls_with(connection: Connection, who: int) -> tuple[str, ...]:
    """List every call somebody took part in."""
    rows = connection.execute(
        select(attendance.c.call_id).where(attendance.c.person_id == who).distinct()
    )
    return tuple(sorted(rows.scalars()))


def drop_person(connection: Connection, who: int) -> None:
    """Delete a person, their account and names; their calls are dropped before, one by one."""
    connection.execute(delete(alias).where(alias.c.person_id == who))
    connection.execute(delete(seen).where((seen.c.who == who) | (seen.c.about == who)))
    connection.execute(delete(person).where(person.c.id == who))


def calls_past(connection: Connection, day: str) -> tuple[str, ...]:
    """List the calls whose time to be kept is over on this day (ISO date)."""
    rows = connection.execute(
        select(call.c.id).where(call.c.keep_until.is_not(None), call.c.keep_until < day)
    )
    return tuple(sorted(rows.scalars()))


def scrub(store: Store) -> None:
    """Wipe what deleted rows left behind in the database's own files."""
    if store.is_sqlite:
        with store.write() as connection:
            # A search index only marks deletions; this writes it anew without them.
            connection.exec_driver_sql("INSERT INTO said(said) VALUES('optimize')")
        with store.engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in ("said", "talk", "moment", "mark", "attendance", "person", "alias", "promise",
                      "source_file", "scoring", "call", "job", "deal"):  # fmt: skip
            connection.exec_driver_sql(f"VACUUM {table}")


def files_needed(connection: Connection) -> frozenset[str]:
    """List the hashes of files that calls rest on."""
    return frozenset(connection.execute(select(source_file.c.sha)).scalars())
