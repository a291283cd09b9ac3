"""Practice: talks with invented buyers, drills, and what somebody believes and knows."""

from alembic import op

from sevendoors.store import practice_tables  # noqa: F401  (its tables)
from sevendoors.store.people_tables import meta

revision = "0002"
down_revision = "0001"

TABLES = "practice_talk drill_card drill_attempt belief knowledge".split()


def upgrade() -> None:
    """Make the tables of practice."""
    meta.create_all(op.get_bind(), tables=[meta.tables[name] for name in TABLES])
