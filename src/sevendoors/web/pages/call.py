"""One call: the words, the moments, and what people say about them."""

from importlib.resources import files

from starlette.responses import Response

from sevendoors.app.base.words import CALL_KINDS, CONSENTS
from sevendoors.app.calls import call_export
from sevendoors.app.calls.call_details import Details, change_details
from sevendoors.app.calls.call_page import call_page
from sevendoors.app.calls.marking import guess, say, take_back
from sevendoors.app.calls.releasing import NOBODY, let_see, take_all_back
from sevendoors.app.people.deleting import delete_call
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.shell import back, page

_TEMPLATES = {"guess": "call_guess.html", "part": "call_part.html", "whole": "call.html"}
_SAID = {
    "agree": "You agree with this moment.",
    "disagree": "You disagree with this moment; the mark stays beside yours.",
    "dispute": "Your own answer stands beside the engine's.",
    "comment": "Your comment is kept.",
}


def show(ask: Ask) -> Response:
    """Show a call: first the guess, then everything; or as much of it as was released."""
    found = call_page(ask.place, ask.viewer, ask.path["id"])
    if found.needs == "who":
        return back(f"/calls/{ask.path['id']}/who")
    chosen = {name: ask.query(name) for name in ("outcome", "kind", "skill")}
    return page(ask, _TEMPLATES[found.needs], **found.model, chosen=chosen, kinds=CALL_KINDS,
                consents=CONSENTS, shapes=call_export.SHAPES)  # fmt: skip


def _here(ask: Ask, said: str) -> Response:
    moment = ask.path.get("moment") or ask.value("moment")
    spot = f"#m-{moment}" if moment.isalnum() else ""
    return back(f"/calls/{ask.path['id']}{spot}", said)


def guessed(ask: Ask) -> Response:
    """Keep the guess, or that it was skipped, and reveal."""
    taken = None if ask.value("skip") else ask.number("taken")
    guess(ask.place, ask.viewer, ask.path["id"], taken)
    return back(f"/calls/{ask.path['id']}")


def mark(ask: Ask) -> Response:
    """Keep what somebody says about a moment."""
    kind = ask.value("kind")
    say(ask.place, ask.viewer, ask.path["moment"], kind, call=ask.path["id"],
        grade=ask.number("grade"), text=ask.value("text"),
        visible=ask.value("visible", "all"))  # fmt: skip
    return _here(ask, _SAID[kind])


def unmark(ask: Ask) -> Response:
    """Take back something of one's own."""
    take_back(ask.place, ask.viewer, whole(ask.path["mark"], "mark") or 0)
    return _here(ask, "That is taken back.")


def release(ask: Ask) -> Response:
    """Let others see the call or one moment, or take that back."""
    audience = ask.value("audience")
    let_see(ask.place, ask.viewer, ask.path["id"], audience, ask.value("moment") or None)
    thing = "this moment" if ask.value("moment") else "this call"
    said = "is yours alone again" if audience == NOBODY else "may now be seen by those you chose"
    return _here(ask, f"{thing.capitalize()} {said}.")


def unrelease(ask: Ask) -> Response:
    """Take back the call and every moment of it."""
    take_all_back(ask.place, ask.viewer, ask.path["id"])
    return _here(ask, "Nobody else sees this call or a moment of it now.")


def details(ask: Ask) -> Response:
    """Change what is written down about the call."""
    told = Details(title=ask.value("title"), kind=ask.value("kind"), deal=ask.value("deal"),
                   day=ask.value("day"), consent=ask.value("consent", CONSENTS[0]),
                   keep_until=ask.value("keep_until"))  # fmt: skip
    change_details(ask.place, ask.viewer, ask.path["id"], told, ask.number("version") or 0)
    return _here(ask, "The details are kept.")


def delete(ask: Ask) -> Response:
    """Delete the call with all that hangs on it."""
    delete_call(ask.place, ask.viewer, ask.path["id"])
    return back("/calls", "The call is deleted, with its words and its file.")


def export(ask: Ask) -> Response:
    """Give the call as a file, in the shape asked for."""
    return _file(call_export.export(ask.place, ask.viewer, ask.path["id"], ask.path["shape"]))


def original(ask: Ask) -> Response:
    """Give an original file back."""
    return _file(call_export.original(ask.place, ask.viewer, ask.path["id"], ask.path["sha"]))


def _file(download: call_export.Download) -> Response:
    held = f'attachment; filename="{download.name}"'
    return Response(download.data, headers={"content-disposition": held}, media_type=download.kind)


def _shared(name: str, kind: str) -> PageRoute:
    """Serve a file that exported reviews carry inside them, so that both look and act the same."""
    text = files("sevendoors.app").joinpath("templates", name).read_text("utf-8")

    def give(ask: Ask) -> Response:
        del ask
        return Response(text, media_type=kind)

    return PageRoute("GET", f"/static/{name}", give, open=True)


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/calls/{id}", show),
    PageRoute("POST", "/calls/{id}/guess", guessed),
    PageRoute("POST", "/calls/{id}/moments/{moment}/mark", mark),
    PageRoute("POST", "/calls/{id}/marks/{mark}/take-back", unmark),
    PageRoute("POST", "/calls/{id}/release", release),
    PageRoute("POST", "/calls/{id}/release/take-back", unrelease),
    PageRoute("POST", "/calls/{id}/details", details),
    PageRoute("POST", "/calls/{id}/delete", delete),
    PageRoute("GET", "/calls/{id}/export/{shape}", export),
    PageRoute("GET", "/calls/{id}/original/{sha}", original),
    _shared("base.css", "text/css"),
    _shared("review.css", "text/css"),
    _shared("review.js", "text/javascript"),
)
