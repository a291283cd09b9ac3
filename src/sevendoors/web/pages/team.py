"""Team: what a leader or coach may see of several sellers together, and of each."""

from starlette.responses import Response

from sevendoors.app.brief import brief
from sevendoors.app.team_page import team_page
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.pages.me import person_of
from sevendoors.web.shell import page


def show(ask: Ask) -> Response:
    """Show the team."""
    return page(ask, "team.html", team=team_page(ask.place, ask.viewer))


def show_brief(ask: Ask) -> Response:
    """Show one page for a talk with a seller, fit to print."""
    return page(ask, "team_brief.html", brief=brief(ask.place, ask.viewer, person_of(ask)))


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/team", show),
    PageRoute("GET", "/team/{id}/brief", show_brief),
)
