"""What deals of an export are worth together, and where they came from, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.deals.deal_links import HOW_WORDS
from sevendoors.core.counting import number_of
from sevendoors.core.people import Viewer
from sevendoors.readers.crm_deals import TITLES
from sevendoors.store import crm, deal_links, people
from sevendoors.store.crm import KeptDeal

_TITLES = {**TITLES, crm.INVENTED: "an invented export"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FromExport:
    """What an export told of one deal, as lines of (what, words); how: by call, how it was linked."""

    title: str
    lines: tuple[tuple[str, str], ...]
    currency: str
    how: Mapping[str, str]


def worth(deals: Iterable[KeptDeal]) -> str:
    """Add amounts up where all are in one currency; say in a sentence where they are not."""
    told = [(one.currency or "", one.amount) for one in deals if one.amount is not None]
    currencies = sorted({currency for currency, _ in told})
    if not told:
        return "No amount is told."
    if len(currencies) > 1:
        named = " and ".join(one or "no currency" for one in currencies)
        return f"Amounts are in {named}; they are not added up, since nothing here converts."
    total = sum(amount for _, amount in told)
    return f"{total:,.0f} {currencies[0]}".strip() + f" in {number_of(len(told), 'deal')}."


def from_export(place: Place, viewer: Viewer, which: int) -> FromExport | None:
    """Give what an export told of a deal whose page somebody may see; None where no export did."""
    with place.store.read() as connection:
        one = next(iter(crm.kept_deals(connection, which=which)), None)
        if one is None:
            return None
        owner = people.person_of(connection, one.owner_id) if one.owner_id else None
        linked = deal_links.how_linked(connection, which)
        seen = deal_links.titles_seen(connection, rights.scope(viewer), list(linked))
    lines = (
        ("Owner", owner.name if owner else one.owner_written),
        ("Buyer", one.account or ""),
        ("Stage there", one.stage_written),
        ("Made", one.created_on or ""),
        ("Segment", one.segment or ""),
        ("Came by", one.lead_source or ""),
        ("Product", one.product or ""),
        ("Reason given", one.lost_reason or ""),
    )
    return FromExport(
        title=_TITLES.get(one.source, one.source),
        lines=tuple((what, words) for what, words in lines if words),
        currency=one.currency or "",
        how={name: HOW_WORDS[how] for name, how in linked.items() if name in seen},
    )


def sources(place: Place) -> tuple[tuple[str, int, str], ...]:
    """List the exports whose deals are kept: by which tool, how many deals, and the last day."""
    with place.store.read() as connection:
        found = crm.count_deals(connection)
    return tuple((_TITLES.get(name, name), n, last) for name, (n, last) in sorted(found.items()))
