"""Who sees what."""

from starlette.responses import Response

from sevendoors.app.base.words import ROLE_WORDS
from sevendoors.app.people import who_sees
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import back, page


def show(ask: Ask) -> Response:
    """Show who sees what, what one let others see, and who looked."""
    told = who_sees.who_sees(ask.place, ask.viewer)
    return page(ask, "sees.html", told=told, role_words=ROLE_WORDS)


def take_back(ask: Ask) -> Response:
    """Take back something one let others see."""
    who_sees.take_back(ask.place, ask.viewer, ask.value("call"), ask.value("moment") or None)
    return back("/who-sees-what#shown", "That is yours alone again.")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/who-sees-what", show),
    PageRoute("POST", "/who-sees-what/take-back", take_back),
)
