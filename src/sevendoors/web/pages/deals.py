"""Deals: the list, the page over all calls with one buyer, and the way a CRM's export comes in."""

from typing import get_args

from starlette.responses import Response

from sevendoors.app.base import rights
from sevendoors.app.deals import deals_waiting
from sevendoors.app.deals.bringing_deals import Brought
from sevendoors.app.deals.deal_checks import checks
from sevendoors.app.deals.deal_links import calls_that_fit_two
from sevendoors.app.deals.deal_list import change_deal, deal_list, stamp_of
from sevendoors.app.deals.deal_page import deal_page
from sevendoors.app.deals.deal_words import from_export, sources
from sevendoors.core.deal import STAGES
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.readers.crm_days import Order
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.shell import back, page


def show_all(ask: Ask) -> Response:
    """List the deals somebody has calls of or owns, and how far they can be counted."""
    number = max(1, min(whole(ask.query("page"), "page") or 1, 10_000))
    rows, more = deal_list(ask.place, ask.viewer, number)
    brings = rights.may_bring_deals(ask.viewer)
    return page(
        ask, "deals.html", rows=rows, more=more, number=number, brings=brings, stages=STAGES,
        waiting=deals_waiting.waiting(ask.place, ask.viewer),
        sources=sources(ask.place) if brings else (),
        checks=checks(ask.place, ask.viewer), two=calls_that_fit_two(ask.place, ask.viewer),
    )  # fmt: skip


def bring(ask: Ask) -> Response:
    """Bring an export in; where it has new stages, they are asked for on the list."""
    if not rights.may_bring_deals(ask.viewer):
        raise GoneError
    if not ask.files:
        raise DoorsError("No file was chosen.", fix="Choose the export of your deals (CSV).")
    told = ask.value("dates")
    dates: Order | None = next((one for one in get_args(Order) if one == told), None)
    name, data = ask.files[0]
    found = deals_waiting.hand_in(ask.place, ask.viewer, name, data, dates=dates,
                                  again=bool(ask.value("again")))  # fmt: skip
    return _brought(ask, found) if found else back("/deals#stages")


def tell(ask: Ask) -> Response:
    """Take what the new stages mean, and bring the waiting export in."""
    given = {n: ask.value(f"stage_{n}") for n in range(2_000) if ask.value(f"stage_{n}")}
    return _brought(ask, deals_waiting.tell(ask.place, ask.viewer, given))


def leave(ask: Ask) -> Response:
    """Leave the waiting export out."""
    deals_waiting.leave(ask.place, ask.viewer)
    return back("/deals", "The export was left out; nothing of it is kept.")


def _brought(ask: Ask, found: Brought) -> Response:
    return page(ask, "deals_brought.html", brought=found, checks=checks(ask.place, ask.viewer))


def _which(ask: Ask) -> int:
    """Give the deal's number; what is no number is no deal."""
    try:
        found = whole(ask.path["id"], "deal")
    except DoorsError as error:
        raise GoneError from error
    if found is None:
        raise GoneError
    return found


def show(ask: Ask) -> Response:
    """Show one deal over its calls."""
    found = deal_page(ask.place, ask.viewer, _which(ask))
    return page(ask, "deal.html", deal=found, stages=STAGES, was=stamp_of(found.line),
                told=from_export(ask.place, ask.viewer, found.line.id))  # fmt: skip


def change(ask: Ask) -> Response:
    """Write down how a deal stands."""
    told = {name: ask.value(name) for name in
            ("name", "stage", "amount", "closed_on", "competitor", "was")}  # fmt: skip
    which = _which(ask)
    change_deal(ask.place, ask.viewer, which, told)
    return back(f"/deals/{which}", "Kept.")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/deals", show_all),
    PageRoute("POST", "/deals/import", bring),
    PageRoute("POST", "/deals/stages", tell),
    PageRoute("POST", "/deals/leave", leave),
    PageRoute("GET", "/deals/{id}", show),
    PageRoute("POST", "/deals/{id}", change),
)
