"""The codebook: what each kind of chance and each answer means."""

from starlette.responses import Response

from sevendoors.app.codebook.codebook_compare import comparison
from sevendoors.app.codebook.codebook_view import entry_page, overview, own_skill
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import back, page


def codebook(ask: Ask) -> Response:
    """Show everything that is observed, and skills of one's own."""
    return page(ask, "codebook.html", book=overview(ask.place, ask.viewer))


def compare(ask: Ask) -> Response:
    """Show what an own copy says otherwise than the shipped codebook."""
    return page(ask, "codebook_compare.html", told=comparison(ask.place))


def own(ask: Ask) -> Response:
    """Show one skill of one's own with its lines."""
    return page(ask, "codebook_own.html", skill=own_skill(ask.place, ask.path["key"]))


def entry(ask: Ask) -> Response:
    """Show one entry whole; a key leads to the readable address."""
    found = entry_page(ask.place, ask.path["name"])
    if found.slug != ask.path["name"]:
        return back(f"/codebook/{found.slug}")
    return page(ask, "codebook_entry.html", entry=found)


ROUTES = (
    PageRoute("GET", "/codebook", codebook),
    PageRoute("GET", "/codebook/compare", compare),
    PageRoute("GET", "/codebook/own/{key}", own),
    PageRoute("GET", "/codebook/{name}", entry),
)
