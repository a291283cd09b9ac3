"""The tables of people: who they are, how they sign in, what they may do by program."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

meta = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


team = Table(
    "team", meta, Column("id", Integer, primary_key=True), Column("name", Text, unique=True)
)
person = Table(
    "person",
    meta,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text),
    Column("organisation", Text),
    Column("side", String(8), nullable=False, server_default="unknown"),
    Column("team_id", Integer, ForeignKey("team.id", ondelete="SET NULL"), index=True),
    Column("created", String(32), nullable=False),
)
alias = Table(
    "alias",
    meta,
    Column("key", Text, primary_key=True),
    Column(
        "person_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
)
account = Table(
    "account",
    meta,
    Column("person_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("roles", Text, nullable=False),
    Column("password", Text),
    Column("created", String(32), nullable=False),
)
link = Table(
    "link",
    meta,
    Column("hash", String(64), primary_key=True),
    Column("purpose", String(8), nullable=False),
    Column("person_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("expires", String(32), nullable=False),
    Column("used", String(32)),
)
login = Table(
    "login",
    meta,
    Column("hash", String(64), primary_key=True),
    Column(
        "person_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("csrf", String(64), nullable=False),
    Column("created", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
)
attempt = Table(
    "attempt",
    meta,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Index(None, "key", "at"),
)
token = Table(
    "token",
    meta,
    Column("id", Integer, primary_key=True),
    Column("hash", String(64), unique=True, nullable=False),
    Column(
        "person_id",
        Integer,
        ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    Column("used", String(32)),
)
