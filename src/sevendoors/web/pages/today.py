"""Today: one thing to keep, one to change, promises that fall due, calls to look at."""

import re

from starlette.responses import Response

from sevendoors.app.base.words import CONSENTS
from sevendoors.app.calls.call_list import deal_names
from sevendoors.app.coming.coming import coming
from sevendoors.app.front.today import done_with, tick_promise, today
from sevendoors.app.team.assigning import agreed_with
from sevendoors.app.team.skill_of_month import skill_of_month
from sevendoors.core.errors import GoneError
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import back, page

_OWN_PAGE = re.compile(r"/(?!/)[\w/?=&.#-]*", re.ASCII)


def today_page(ask: Ask) -> Response:
    """Show what the day begins with, or the ways to begin where nothing is here yet."""
    return page(
        ask,
        "today.html",
        today=today(ask.place, ask.viewer),
        coming=coming(ask.place, ask.viewer),
        consents=CONSENTS,
        deals=deal_names(ask.place, ask.viewer),
        now=ask.place.today(),
        agreed=agreed_with(ask.place, ask.viewer),
        month=skill_of_month(ask.place, ask.viewer),
    )


def put_away(ask: Ask) -> Response:
    """Put a finding away."""
    done_with(ask.place, ask.viewer, ask.value("moment"))
    return back("/", "Put away. It stays with its call.")


def promise_done(ask: Ask) -> Response:
    """Tick a promise as kept, or take the tick back."""
    text = ask.path["promise"]
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise GoneError
    undo = bool(ask.value("back"))
    tick_promise(ask.place, ask.viewer, int(text), done=not undo)
    to = ask.value("to", "/")
    said = "The promise is open again." if undo else "Ticked as kept."
    return back(to if _OWN_PAGE.fullmatch(to) else "/", said)


ROUTES = (
    PageRoute("GET", "/", today_page),
    PageRoute("POST", "/today/put-away", put_away),
    PageRoute("POST", "/promises/{promise}/done", promise_done),
)
