"""Every table as plain rows, and back again; the same rows go into either database."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Integer, Table, delete, func, insert, select, text

from sevendoors.store import tables
from sevendoors.store.opening import Store
from sevendoors.store.people_tables import account, attempt, link, login, meta, person

SAID = "said"
BATCH = 500
# Who was signed in, and links on their way, end with a restore.
_PASSING = frozenset({login.name, link.name, attempt.name})
_SAID_COLUMNS = ("call_id", "words")


def _kept() -> list[Table]:
    return [table for table in meta.sorted_tables if table.name not in _PASSING]


def table_names() -> tuple[str, ...]:
    """List the tables a backup holds, those that others lean on first."""
    return (*(table.name for table in _kept()), SAID)


def step_of(connection: Connection) -> str:
    """Name the step that the tables stand at."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def one_moment(store: Store, connection: Connection) -> Connection:
    """Let a reading connection see the data as it is now, whatever is written meanwhile."""
    if store.is_sqlite:
        return connection  # a transaction here sees one moment anyway
    return connection.execution_options(isolation_level="REPEATABLE READ")


def rows_of(connection: Connection, name: str) -> Iterator[dict[str, Any]]:
    """Give a table's rows one by one."""
    if name == SAID:
        asked: Any = text("SELECT call_id, words FROM said ORDER BY call_id")
    else:
        table = meta.tables[name]
        asked = select(table).order_by(*table.primary_key.columns)
    rows = connection.execute(asked, execution_options={"yield_per": BATCH})
    for row in rows.mappings():
        yield dict(row)


def columns_of(name: str) -> frozenset[str]:
    """Name the columns of a table."""
    return frozenset(_SAID_COLUMNS if name == SAID else meta.tables[name].columns.keys())


def is_bare(connection: Connection) -> bool:
    """Say whether nothing is kept yet but the first person, who has no password."""
    counted = {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in (("call", tables.call), ("job", tables.job), ("person", person))
    }
    passwords = connection.execute(
        select(func.count()).select_from(account).where(account.c.password.is_not(None))
    ).scalar_one()
    return counted == {"call": 0, "job": 0, "person": counted["person"]} and (
        counted["person"] <= 1 and passwords == 0
    )


def empty(connection: Connection) -> None:
    """Delete every row of every table, sessions and links too."""
    connection.execute(text("DELETE FROM said"))
    for table in reversed(meta.sorted_tables):
        connection.execute(delete(table))


def put_in(connection: Connection, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows into a table."""
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            _insert(connection, name, batch)
            batch = []
    if batch:
        _insert(connection, name, batch)


def _insert(connection: Connection, name: str, batch: list[Mapping[str, Any]]) -> None:
    into: Any = (
        text("INSERT INTO said (call_id, words) VALUES (:call_id, :words)")
        if name == SAID
        else insert(meta.tables[name])
    )
    connection.execute(into, [dict(row) for row in batch])


def count_on(connection: Connection) -> None:
    """Let new rows be numbered after those put in; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in _kept():
        if "id" in table.columns and isinstance(table.columns["id"].type, Integer):
            # Names of tables are our own.
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), max(id)) "
                f'FROM "{table.name}"'
            )
