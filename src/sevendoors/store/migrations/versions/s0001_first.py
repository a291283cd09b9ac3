"""The first tables, and the words that calls are searched by."""

from alembic import op

from sevendoors.store import tables  # noqa: F401  (the other half of the tables)
from sevendoors.store.people_tables import meta

revision = "0001"
down_revision = None

TABLES = (
    "team person alias account link login attempt token deal call source_file talk attendance "
    "moment scoring mark guess release promise job seen setting"
).split()


def upgrade() -> None:
    """Make every table; the search index is each database's own."""
    connection = op.get_bind()
    meta.create_all(connection, tables=[meta.tables[name] for name in TABLES])
    if connection.dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE said USING fts5(call_id UNINDEXED, words)")
        return
    op.execute(
        "CREATE TABLE said (call_id varchar(16) PRIMARY KEY REFERENCES call(id) ON DELETE CASCADE,"
        " words text NOT NULL)"
    )
    op.execute("CREATE INDEX ix_said_words ON said USING gin (to_tsvector('simple', words))")
