"""Brings the tables of a store to the newest shape; old data is kept."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from sevendoors.core.errors import DoorsError
from sevendoors.store.opening import Store

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
