"""The tables; times are ISO 8601 text in UTC, so both databases sort and compare them alike."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sevendoors.store.people_tables import meta

deal = Table(
    "deal",
    meta,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("organisation", Text),
    Column("stage", String(8), nullable=False, server_default="open"),
    Column("amount", Float),
    Column("closed_on", String(10)),
    Column("competitor", Text),
)
call = Table(
    "call",
    meta,
    Column("id", String(16), primary_key=True),
    Column("title", Text, nullable=False),
    Column("source", String(40), nullable=False),
    Column("kind", String(20), nullable=False, server_default=""),
    Column("started", String(32)),
    Column("imported", String(32), nullable=False),
    # What lists are sorted by: when it was held, or when it came in.
    Column("day", String(32), nullable=False),
    Column("state", String(10), nullable=False),
    Column("given", Integer, nullable=False, server_default="0"),
    Column("taken", Integer, nullable=False, server_default="0"),
    Column("turns", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("deal_id", Integer, ForeignKey("deal.id", ondelete="SET NULL"), index=True),
    Column("imported_by", Integer, ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("consent", Text, nullable=False, server_default="not recorded"),
    Column("keep_until", String(10), index=True),
    Column("engine", Text, nullable=False, server_default=""),
    Column("codebook", Text, nullable=False, server_default=""),
    Index("ix_call_day_id", "day", "id"),
)
source_file = Table(
    "source_file",
    meta,
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), primary_key=True),
    Column("sha", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Index(None, "sha"),
)
talk = Table(
    "talk",
    meta,
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("review", Text),
)
attendance = Table(
    "attendance",
    meta,
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), primary_key=True),
    Column("participant", Text, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("written", Text, nullable=False),
    Column("side", String(8), nullable=False),
    Index(None, "person_id", "side", "call_id"),
)
moment = Table(
    "moment",
    meta,
    Column("id", String(12), primary_key=True),
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("code", String(12), nullable=False),
    Column("grade", Integer),
    Column("p", Float, nullable=False),
    Column("late", Integer, nullable=False, server_default="0"),
    Column("seller_id", Integer, ForeignKey("person.id", ondelete="SET NULL")),
    Column("quote", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("gone", String(32)),
    Index(None, "call_id", "place"),
    Index(None, "seller_id", "call_id"),
    # Sums over a team are read from this index alone, without the long rows.
    Index("ix_moment_sums", "seller_id", "gone", "code", "grade", "call_id", "id"),
)
scoring = Table(
    "scoring",
    meta,
    Column("id", Integer, primary_key=True),
    Column(
        "call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("at", String(32), nullable=False),
    Column("engine", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("changes", Text, nullable=False),
)
mark = Table(
    "mark",
    meta,
    Column("id", Integer, primary_key=True),
    Column(
        "call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column(
        "moment_id",
        String(12),
        ForeignKey("moment.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column(
        "author_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("kind", String(10), nullable=False),
    Column("grade", Integer),
    Column("text", Text, nullable=False, server_default=""),
    Column("visible", String(4), nullable=False, server_default="all"),
    Column("at", String(32), nullable=False),
    CheckConstraint("kind in ('agree','disagree','dispute','comment')", name="kind"),
)
guess = Table(
    "guess",
    meta,
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("taken", Integer),
    Column("at", String(32), nullable=False),
)
release = Table(
    "release",
    meta,
    Column("id", Integer, primary_key=True),
    Column(
        "seller_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column(
        "call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("moment_id", String(12), ForeignKey("moment.id", ondelete="CASCADE")),
    Column("audience", String(8), nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("seller_id", "call_id", "moment_id", "audience"),
)
promise = Table(
    "promise",
    meta,
    Column("id", Integer, primary_key=True),
    Column(
        "call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("side", String(8), nullable=False),
    Column("owner", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("due", String(10), index=True),
    Column("done", String(32)),
)
job = Table(
    "job",
    meta,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("files", Text, nullable=False),
    Column("key", String(64), nullable=False, unique=True),
    Column("state", String(8), nullable=False, index=True),
    Column("reason", Text, nullable=False, server_default=""),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column(
        "owner_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("call_id", String(16)),
    Column("queued", String(32), nullable=False),
    Column("leased", String(32)),
    Column("ended", String(32)),
)
seen = Table(
    "seen",
    meta,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False, index=True),
    Column("who", Integer, index=True),
    Column("what", Text, nullable=False),
    Column("about", Integer, index=True),
    Column("call_id", String(16)),
)
setting = Table(
    "setting",
    meta,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
