"""Brings the tables of a store to the newest shape; old data is kept."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Text

from sevendoors.core.errors import DoorsError
from sevendoors.store.opening import Store
from sevendoors.store.people_tables import meta

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_0_0_7


def upgrade(store: Store) -> None:
    """Run the steps that are missing, one process at a time; none missing changes nothing.

    Raises DoorsError where the store was made by a newer Seven Doors.
    """
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with store.read() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    if now == newest:
        return
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if now is not None and now not in known:
        raise DoorsError(
            "This data was written by a newer Seven Doors.",
            fix="Install the newer version again, or restore a backup made before it.",
        )
    with store.write() as connection:
        if not store.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not store.is_sqlite:
            _keep_no_samples(connection)


def _keep_no_samples(connection: Connection) -> None:
    """Let PostgreSQL learn nothing about words: its statistics would outlive what is deleted."""
    quiet = [
        (table.name, column.name)
        for table in meta.tables.values()
        for column in table.columns
        if isinstance(column.type, Text)
    ]
    for table, column in (*quiet, ("said", "words")):
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER "{column}" SET STATISTICS 0')
    connection.exec_driver_sql("ALTER INDEX ix_said_words ALTER COLUMN 1 SET STATISTICS 0")
