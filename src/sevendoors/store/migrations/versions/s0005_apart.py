"""Calls that somebody took out of their deal by hand, so that they stay out of it."""

from alembic import op

from sevendoors.store.leading_tables import deal_apart
from sevendoors.store.people_tables import meta

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    meta.create_all(op.get_bind(), tables=[deal_apart])
