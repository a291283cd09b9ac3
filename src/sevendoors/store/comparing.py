"""Who let themselves be counted in the comparison group: a setting of one's own, kept by person."""

from sqlalchemy import Connection

from sevendoors.store.log import get_setting, set_setting, settings_like

_KEY = "compared:"


def counted_since(connection: Connection, who: int) -> str | None:
    """Say since when (ISO) somebody is counted in, or None."""
    return get_setting(connection, f"{_KEY}{who}")


def count(connection: Connection, who: int, since: str | None) -> None:
    """Count somebody in since a time (ISO), or no more."""
    set_setting(connection, f"{_KEY}{who}", since)


def all_counted(connection: Connection) -> tuple[tuple[str, int], ...]:
    """List everybody who is counted in, as (since when, person), the first first."""
    every = settings_like(connection, _KEY)
    return tuple(sorted((since, int(key.removeprefix(_KEY))) for key, since in every.items()))


def follow(connection: Connection, keep: int, drop: int) -> None:
    """Let what one person agreed to hold for the other, who is the same: from the earlier time on."""
    both = [counted_since(connection, who) for who in (keep, drop)]
    said = [since for since in both if since is not None]
    count(connection, keep, min(said) if said else None)
