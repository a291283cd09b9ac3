"""The deals somebody has calls of, and how each stands; changed by who may see a call of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.deals.deal_page import reviews_of
from sevendoors.app.reading.preparing import prepared
from sevendoors.core.deal import STAGES
from sevendoors.core.errors import ClashError, DoorsError, GoneError
from sevendoors.core.kept import DealLine
from sevendoors.core.people import Viewer
from sevendoors.store import crm, deals
from sevendoors.store.crm import KeptDeal

PER_PAGE = 20
_LONGEST = 200
_LARGEST = 1e12


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """One deal with how many of its chances are still open."""

    line: DealLine
    open: int


def deal_list(place: Place, viewer: Viewer, page: int) -> tuple[tuple[DealRow, ...], bool]:
    """List the deals somebody may see, the latest spoken with first; says whether more follow."""
    scope = rights.scope(viewer)
    with place.store.read() as connection:
        found = deals.deals(connection, scope, limit=PER_PAGE + 1, after=(page - 1) * PER_PAGE)
        shown = found[:PER_PAGE]
        held = deals.calls_of_deals(connection, scope, [one.id for one in shown])
        reviews = reviews_of(
            connection, viewer, [call for one in shown for call in held.get(one.id, ())]
        )
    rows = []
    for one in shown:
        told = [reviews[name] for name, _, _ in held.get(one.id, ()) if name in reviews]
        rows.append(DealRow(line=one, open=len(prepared(told, most_open=None).open)))
    return tuple(rows), len(found) > PER_PAGE


def stamp_of(line: DealLine) -> str:
    """Give a short mark of how a deal stands, by which a form knows whether it changed meanwhile."""
    parts = (line.name, line.stage, line.amount, line.closed_on, line.competitor)
    return sha256(repr(parts).encode()).hexdigest()[:12]


def change_deal(place: Place, viewer: Viewer, which: int, told: Mapping[str, str]) -> None:
    """Write down how a deal stands: name, stage, amount, closed_on, competitor; was: its old mark.

    Raises GoneError where no call of it may be seen, ClashError where somebody was quicker.
    """
    values = _checked(told)
    with place.store.write() as connection:
        line = next(iter(deals.deals(connection, rights.scope(viewer), which=which)), None)
        if line is None:
            raise GoneError
        export = next(iter(crm.kept_deals(connection, which=which)), None)
        owner = export.owner_id if export else None
        rights.must(rights.may_change_deal(viewer, line.calls, owner))
        if told.get("was", "") != stamp_of(line):
            raise ClashError(
                "Somebody else changed this deal while you had it open; nothing was overwritten.",
                fix="Look at the deal again, then make your change.",
            )
        other = deals.deal_by_name(connection, str(values["name"]))
        if other not in (None, which):
            raise DoorsError(
                "Another deal goes by that name.", where="Name", fix="Choose a name of its own."
            )
        deals.change_deal(connection, which, **values)


def _checked(told: Mapping[str, str]) -> dict[str, str | float | None]:
    name, stage = told.get("name", "").strip(), told.get("stage", "")
    rival = told.get("competitor", "").strip()
    if not 0 < len(name) <= _LONGEST:
        raise DoorsError("A deal needs a name, not too long.", where="Name", fix="Fill it in.")
    if stage not in STAGES:
        raise DoorsError(
            "A deal is open, won, lost or dropped.", where="Stage", fix="Choose one of the four."
        )
    if len(rival) > _LONGEST:
        raise DoorsError("This is too long.", where="Who else is in it", fix="A name is enough.")
    return {
        "name": name,
        "stage": stage,
        "amount": _amount(told.get("amount", "")),
        "closed_on": _day(told.get("closed_on", "")),
        "competitor": rival or None,
    }


def _amount(text: str) -> float | None:
    plain = text.replace(" ", "").replace("\u00a0", "")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        value = math.nan
    if not 0 <= value < _LARGEST:  # also refuses what is no number
        raise DoorsError(
            "An amount is a number from 0.",
            where="Amount",
            fix="Write it in figures, such as 48000.",
        )
    return value


def _day(text: str) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as fault:
        raise DoorsError(
            "This is not a day.", where="Closed on", fix="Write it as 2026-11-26."
        ) from fault


def every_deal(place: Place, viewer: Viewer) -> tuple[tuple[DealLine, ...], tuple[KeptDeal, ...]]:
    """List all deals somebody may see, and what an export told of them."""
    with place.store.read() as connection:
        lines = deals.deals(connection, rights.scope(viewer), limit=100_000)
        told = crm.kept_deals(connection)
    seen = {one.id for one in lines}
    return lines, tuple(one for one in told if one.id in seen)
