"""Deals: the page over all calls with one buyer, and how each deal stands."""

from starlette.responses import Response

from sevendoors.app.deal_list import STAGES, change_deal, deal_list, stamp_of
from sevendoors.app.deal_page import deal_page
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.shell import back, page


def show_all(ask: Ask) -> Response:
    """List the deals somebody has calls of."""
    number = max(1, min(whole(ask.query("page"), "page") or 1, 10_000))
    rows, more = deal_list(ask.place, ask.viewer, number)
    return page(ask, "deals.html", rows=rows, more=more, number=number)


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
    return page(ask, "deal.html", deal=found, stages=STAGES, was=stamp_of(found.line))


def change(ask: Ask) -> Response:
    """Write down how a deal stands."""
    told = {name: ask.value(name) for name in
            ("name", "stage", "amount", "closed_on", "competitor", "was")}  # fmt: skip
    which = _which(ask)
    change_deal(ask.place, ask.viewer, which, told)
    return back(f"/deals/{which}", "Kept.")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/deals", show_all),
    PageRoute("GET", "/deals/{id}", show),
    PageRoute("POST", "/deals/{id}", change),
)
