"""Who is who in a call: asked once, and everything is read from the answer."""

from starlette.responses import Response

from sevendoors.app.calls.call_list import state_of
from sevendoors.app.calls.who import merge_in_call, say_who, swap_sides
from sevendoors.app.calls.who_page import who_page
from sevendoors.app.coming.settling import settle_others
from sevendoors.core.errors import ClashError, DoorsError, GoneError
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import back, page

_SIDE, _NOBODY = "side_", "nobody"


def who(ask: Ask) -> Response:
    """Ask who sold and who bought."""
    return _shown(ask)


def _shown(ask: Ask, wrong: str = "", status: int = 200) -> Response:
    found = who_page(ask.place, ask.viewer, ask.path["id"])
    sides = {one.id: one.side for one in found.speakers} | _sides(ask)
    return page(ask, "who.html", status, who=found, sides=sides, wrong=wrong,
                me=ask.value("me", found.me or _NOBODY))  # fmt: skip


def _sides(ask: Ask) -> dict[str, str]:
    return {
        name.removeprefix(_SIDE): ask.value(name) for name in ask.form if name.startswith(_SIDE)
    }


def say(ask: Ask) -> Response:
    """Settle who sold and who bought, and read the call."""
    me = ask.value("me", _NOBODY)
    try:
        say_who(
            ask.place,
            ask.viewer,
            ask.path["id"],
            _sides(ask),
            me=None if me == _NOBODY or not _asks_me(ask) else me,
            version=ask.number("version"),
        )
    except (ClashError, GoneError):
        raise
    except DoorsError as error:
        return _shown(ask, str(error), 400)
    more = settle_others(ask.place, ask.viewer)
    ask.wake()
    return _on(ask, _also(more))


def _asks_me(ask: Ask) -> bool:
    return who_page(ask.place, ask.viewer, ask.path["id"]).asks_me


def _also(more: int) -> str:
    if not more:
        return ""
    calls = "1 more call" if more == 1 else f"{more} more calls"
    return f"With this answer {calls} could be read, too."


def swap(ask: Ask) -> Response:
    """Exchange the two sides."""
    swap_sides(ask.place, ask.viewer, ask.path["id"], ask.number("version"))
    return _on(ask, "The sides were exchanged, and the call was read anew.")


def merge(ask: Ask) -> Response:
    """Make two names of a call one person."""
    keep, drop = ask.value("keep"), ask.value("drop")
    if keep == drop:
        raise DoorsError("These are one person already.", fix="Choose two different names.")
    merge_in_call(ask.place, ask.viewer, ask.path["id"], keep, drop, ask.number("version"))
    return _on(ask, "The two names are one person now.")


def _on(ask: Ask, said: str) -> Response:
    """Go on to the call, to the question while it is open, or to the list where it is another's."""
    name = ask.path["id"]
    state = state_of(ask.place, ask.viewer, name)
    if not state:
        return back("/calls", "The call belongs to who sold in it; they decide who sees it.")
    return back(f"/calls/{name}/who" if state == "asked" else f"/calls/{name}", said)


ROUTES = (
    PageRoute("GET", "/calls/{id}/who", who),
    PageRoute("POST", "/calls/{id}/who", say),
    PageRoute("POST", "/calls/{id}/swap", swap),
    PageRoute("POST", "/calls/{id}/merge", merge),
)
