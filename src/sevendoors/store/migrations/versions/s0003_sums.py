"""An index from which sums over a team are read without touching the long rows."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index, unless the tables were made with it."""
    op.create_index(
        "ix_moment_sums",
        "moment",
        ["seller_id", "gone", "code", "grade", "call_id", "id"],
        if_not_exists=True,
    )
