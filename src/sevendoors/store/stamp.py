"""A stamp of the database: while it stays the same, nothing that can be read has changed."""

from itertools import count

from sqlalchemy import Connection

_NUMBERS = count(1)


def stamp(connection: Connection) -> tuple[int, str]:
    """Give whose stamp it is, and the stamp; ask it first in a transaction.

    SQLite counts for each connection what others wrote (data_version) and what it wrote itself;
    so a stamp is only like an earlier one of the same connection. PostgreSQL names the snapshot.
    """
    if connection.dialect.name != "sqlite":
        seen = connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one()
        return 0, str(seen)
    who = connection.info.setdefault("stamp", next(_NUMBERS))
    others = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    own = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    return int(who), f"{others}:{own}"
