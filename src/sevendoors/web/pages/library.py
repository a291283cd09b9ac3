"""The library: what good sounds like, in the words of one's own team."""

from starlette.responses import Response

from sevendoors.app.team.examples import library, put_in, take_out_again
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import back, page


def show(ask: Ask) -> Response:
    """Show the examples, of all skills or of one."""
    return page(ask, "library.html", library=library(ask.place, ask.viewer, ask.query("skill")))


def put(ask: Ask) -> Response:
    """Put an answer of one's own there."""
    put_in(ask.place, ask.viewer, ask.path["moment"], ask.value("note"))
    return back("/library", "Your team can read it here now.")


def out(ask: Ask) -> Response:
    """Take an answer of one's own out again."""
    take_out_again(ask.place, ask.viewer, ask.path["moment"])
    return back("/library", "Taken out. It stays with its call.")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/library", show),
    PageRoute("POST", "/library/{moment}/put", put),
    PageRoute("POST", "/library/{moment}/out", out),
)
