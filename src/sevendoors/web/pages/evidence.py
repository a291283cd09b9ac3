"""Evidence: how often the engine was right."""

from starlette.responses import Response

from sevendoors.app.codebook.evidence_view import evidence as measured
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import page


def evidence(ask: Ask) -> Response:
    """Show what was measured, beside what else was tried, and what was missed."""
    return page(ask, "evidence.html", told=measured())


ROUTES = (PageRoute("GET", "/evidence", evidence),)
