"""For how long calls are kept, unless somebody says otherwise."""

from datetime import date, timedelta

from sqlalchemy import Connection

from sevendoors.app.base.place import Place
from sevendoors.store import log

KEEP_DAYS = "keep_days"


def keep_days(connection: Connection) -> int | None:
    """Say for how many days calls are kept unless said otherwise, or None for until deleted."""
    kept = log.get_setting(connection, KEEP_DAYS)
    return int(kept) if kept else None


def keep_until(place: Place, connection: Connection) -> str | None:
    """Give the day until which a call that comes in today is kept (ISO), or None."""
    days = keep_days(connection)
    return None if days is None else str(date.fromisoformat(place.today()) + timedelta(days=days))
