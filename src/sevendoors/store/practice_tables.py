"""The tables of practice; nothing in them is ever counted with real calls."""

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table, Text

from sevendoors.store.people_tables import meta


def _person() -> Column[int]:
    return Column(
        "person_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


practice_talk = Table(
    "practice_talk",
    meta,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("buyer", Text, nullable=False),
    Column("seed", Text, nullable=False),
    # Who sold: you, the script, or the name of a model.
    Column("player", Text, nullable=False),
    Column("purpose", String(10), nullable=False, server_default="practice"),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("state", Text, nullable=False),
    Column("retry_of", Integer, ForeignKey("practice_talk.id", ondelete="SET NULL")),
)
drill_card = Table(
    "drill_card",
    meta,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("call_id", String(16), ForeignKey("call.id", ondelete="CASCADE"), index=True),
    Column("moment_id", String(12), index=True),
    Column("kind", String(12), nullable=False),
    Column("scenes", Text, nullable=False),
    Column("due", String(32), nullable=False, index=True),
    Column("memory", Text, nullable=False, server_default=""),
    Column("rested", String(32)),
    Column("made", String(32), nullable=False),
)
drill_attempt = Table(
    "drill_attempt",
    meta,
    Column("id", Integer, primary_key=True),
    Column(
        "card_id",
        Integer,
        ForeignKey("drill_card.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("at", String(32), nullable=False),
    Column("variant", Text, nullable=False),
    Column("grade", Integer),
    Column("first", Integer, nullable=False),
    Column("reply", Text, nullable=False),
)
belief = Table(
    "belief",
    meta,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("at", String(32), nullable=False),
    Column("kind", String(12), nullable=False),
    # Of ten such chances, in how many somebody believes they take it up.
    Column("of_ten", Float, nullable=False),
)
knowledge = Table(
    "knowledge",
    meta,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("at", String(32), nullable=False),
    Column("form", String(8), nullable=False),
    Column("item", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("choice", Integer, nullable=False),
    Column("points", Float, nullable=False),
)

# What belongs to one person, and goes with them.
PRACTISED = (practice_talk, drill_card, belief, knowledge)
