"""Deals as a CRM tells them, buyers' own words on calls, and what a team agreed."""

from alembic import op

from sevendoors.store import leading_tables  # noqa: F401  (its tables)
from sevendoors.store.people_tables import meta

revision = "0004"
down_revision = "0003"

TABLES = "crm_deal deal_link stage_map pulse assignment example".split()


def upgrade() -> None:
    """Make the tables of deals, pulses, assignments and examples."""
    meta.create_all(op.get_bind(), tables=[meta.tables[name] for name in TABLES])
