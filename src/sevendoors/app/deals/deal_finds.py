"""What linking calls brings to light: calls that fit two deals, and competitors whom buyers named."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.core.people import Viewer
from sevendoors.store import crm, log
from sevendoors.store.crm import KeptDeal
from sevendoors.store.deal_links import reviews_kept, titles_seen
from sevendoors.store.opportunities import Group

_TWO = "deals.two"
_MOST_KEPT, _MOST_NAMED = 500, 5
ANOTHER = "a deal of somebody else"
Two = tuple[str, str, tuple[str, ...]]


def keep_two(connection: Connection, two: Mapping[str, Sequence[int]]) -> None:
    """Remember which calls fit several deals, for who may see them; the newest are kept."""
    kept = dict(list(two.items())[-_MOST_KEPT:])
    log.set_setting(connection, _TWO, json.dumps(kept) if kept else None)


def fit_two(connection: Connection, viewer: Viewer) -> tuple[Two, ...]:
    """List the calls somebody may see that fit several deals: (id, title, names of the deals).

    Who only sells reads the names of their own deals.
    """
    two = json.loads(log.get_setting(connection, _TWO) or "{}")
    seen = titles_seen(connection, rights.scope(viewer), list(two))
    if not seen:
        return ()
    group = Group(everybody=True) if rights.may_bring_deals(viewer) else Group(person=viewer.person)
    names = {one.id: one.name for one in crm.kept_deals(connection, group=group)}
    return tuple(
        (name, title, tuple(dict.fromkeys(names.get(one, ANOTHER) for one in two[name]))[:_MOST_NAMED])
        for name, title in seen.items()
    )  # fmt: skip


def note_rivals(connection: Connection, linked: Iterable[tuple[str, KeptDeal]]) -> None:
    """Note a competitor whom buyers named in a call that was linked, where the export names none."""
    held = {name: deal for name, deal in linked if deal.competitor is None}
    found: dict[int, dict[str, object]] = {}
    for name, text in reviews_kept(connection, list(held)):
        deal = held[name]
        for one in json.loads(text).get("notes", {}).get("competitors", ()):
            values = {field: getattr(deal, field) for field in crm.FIELDS}
            told = {"competitor": str(one["name"])[:200], "competitor_from": "call"}
            found.setdefault(deal.id, {"id": deal.id, **values, **told})
    crm.change_deals(connection, None, found.values())
