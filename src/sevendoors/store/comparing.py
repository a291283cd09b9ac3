"""Who let themselves be counted in the comparison group: a setting of one's own, kept by person."""

from sqlalchemy import Connection, select

from sevendoors.store.log import get_setting, set_setting
from sevendoors.store.tables import setting

_KEY = "compared:"


def counted_since(connection: Connection, who: int) -> str | None:
    """Say since when (ISO) somebody is counted in, or None."""
    return get_setting(connection, f"{_KEY}{who}")


def count(connection: Connection, who: int, since: str | None) -> None:
    """Count somebody in since a time (ISO), or no more."""
    set_setting(connection, f"{_KEY}{who}", since)


def all_counted(connection: Connection) -> tuple[tuple[str, int], ...]:
    """List everybody who is counted in, as (since when, person), the first first."""
    rows = connection.execute(select(setting.c.key, setting.c.value).where(setting.c.key.startswith(_KEY)))  # fmt: skip
    return tuple(sorted((str(r.value), int(r.key.removeprefix(_KEY))) for r in rows))
