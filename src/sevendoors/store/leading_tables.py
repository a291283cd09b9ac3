"""The tables of deals as a CRM tells them, of buyers' own words on calls, and of what a team agreed."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sevendoors.store.people_tables import meta

crm_deal = Table(
    "crm_deal",
    meta,
    Column("deal_id", Integer, ForeignKey("deal.id", ondelete="CASCADE"), primary_key=True),
    # Which export it came from, and its id there: by these two it is found again.
    Column("source", String(40), nullable=False),
    Column("ref", Text, nullable=False),
    Column("owner_id", Integer, ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("owner_written", Text, nullable=False, server_default=""),
    Column("stage_written", Text, nullable=False, server_default=""),
    Column("created_on", String(10)),
    Column("currency", String(3)),
    Column("account", Text),
    Column("domain", Text, index=True),
    Column("segment", Text),
    Column("lead_source", Text),
    Column("product", Text),
    Column("lost_reason", Text),
    # What the export's own fields say of the end; the stages as mapped are held against it.
    Column("closed", String(4)),
    # Where a competitor was told: the export, its reason for the loss, or a call.
    Column("competitor_from", String(10)),
    Column("imported", String(32), nullable=False),
    UniqueConstraint("source", "ref"),
)
deal_link = Table(
    "deal_link",
    meta,
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "deal_id", Integer, ForeignKey("deal.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("how", String(8), nullable=False),
    Column("at", String(32), nullable=False),
    CheckConstraint("how in ('id','domain','name','hand')", name="how"),
)
# Calls that somebody took out of their deal: nothing links them again but a person.
deal_apart = Table(
    "deal_apart",
    meta,
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), primary_key=True),
    Column("at", String(32), nullable=False),
)
stage_map = Table(
    "stage_map",
    meta,
    Column("source", String(40), primary_key=True),
    Column("written", Text, primary_key=True),
    Column("stage", String(8), nullable=False),
    Column("at", String(32), nullable=False),
)
pulse = Table(
    "pulse",
    meta,
    Column("id", Integer, primary_key=True),
    Column(
        "call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("seller_id", Integer, ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("nonce", String(32), nullable=False, unique=True),
    Column("asked", String(32), nullable=False),
    Column("until", String(10), nullable=False),
    Column("answered", String(10)),
    # 0 to 10 each; no name, no words, nothing that tells who answered.
    Column("understood", Integer),
    Column("pressure", Integer),
    Column("worth", Integer),
)
assignment = Table(
    "assignment",
    meta,
    Column("id", Integer, primary_key=True),
    Column(
        "person_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("by_id", Integer, ForeignKey("person.id", ondelete="SET NULL"), index=True),
    # A buyer to talk with, a kind of chance to drill, or a talk about it on a day.
    Column("kind", String(10), nullable=False),
    Column("what", Text, nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("due", String(10)),
    # 1: the order was drawn by lot, so that before and after can be compared.
    Column("drawn", Integer, nullable=False, server_default="0"),
    Column("at", String(32), nullable=False),
    Column("done", String(32)),
    CheckConstraint("kind in ('buyer','drill','coaching')", name="kind"),
)
example = Table(
    "example",
    meta,
    Column("moment_id", String(12), ForeignKey("moment.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    # Whoever answered puts it here, and nobody else: it is theirs to show.
    Column(
        "seller_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("note", Text, nullable=False, server_default=""),
    Column("at", String(32), nullable=False),
)

# What names somebody here, and goes to whoever they turn out to be.
BELONGING = (
    crm_deal.c.owner_id, pulse.c.seller_id, assignment.c.person_id, assignment.c.by_id,
    example.c.seller_id,
)  # fmt: skip
