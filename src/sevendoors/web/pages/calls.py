"""Calls: the list with its search, and the ways by which calls come in."""

from datetime import date
from urllib.parse import urlencode

from starlette.responses import Response

from sevendoors.app.base.words import CALL_KINDS, CHANCE_WORDS, CONSENTS, GRADE_WORDS
from sevendoors.app.calls.call_list import PER_PAGE, CallList, call_list, state_of
from sevendoors.app.coming.coming import coming, leave_out, try_again
from sevendoors.app.coming.desk import bring_in
from sevendoors.app.coming.importing import bring
from sevendoors.app.reading.reviewing import example_call
from sevendoors.app.reading.told import Said, said
from sevendoors.core.codes import CHANCES
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import Job
from sevendoors.store.calls import CallFilter
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.shell import back, page

OUTCOMES = {word: int(grade) for grade, word in GRADE_WORDS.items()}
STATES = {"open": "asked", "read": "reviewed"}
CODES = {code.lower(): CHANCE_WORDS[code] for code in CHANCES}
LONGEST_SEARCH = 300
_FILTERS = ("q", "chance", "became", "kind", "deal", "from", "until", "state")


def calls_page(ask: Ask) -> Response:
    """List the calls that may be seen, narrowed by what the address says."""
    asked = {name: ask.query(name) for name in _FILTERS}
    found = call_list(ask.place, ask.viewer, _filter(asked), whole(ask.query("page"), "page") or 1)
    narrowed = any(asked.values())
    return page(
        ask,
        "calls.html",
        found=found,
        asked=asked,
        narrowed=narrowed,
        chances=CODES,
        outcomes=tuple(OUTCOMES),
        kinds=CALL_KINDS,
        consents=CONSENTS,
        coming=coming(ask.place, ask.viewer),
        links=_links(asked, found),
        first=(found.page - 1) * PER_PAGE + 1,
    )


def _filter(asked: dict[str, str]) -> CallFilter:
    """Read the filters of an address; what does not exist is left out."""
    return CallFilter(
        words=asked["q"][:LONGEST_SEARCH],
        code=asked["chance"].upper() if asked["chance"] in CODES else "",
        grade=OUTCOMES.get(asked["became"]),
        kind=asked["kind"] if asked["kind"] in CALL_KINDS else "",
        deal=whole(asked["deal"], "deal"),
        state=STATES.get(asked["state"], ""),
        since=_day(asked["from"], "from"),
        until=_day(asked["until"], "until"),
    )


def _day(text: str, where: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise DoorsError(
            "This is not a day.", where=where, fix="Write it as 2026-03-31."
        ) from error


def _links(asked: dict[str, str], found: CallList) -> dict[str, str]:
    """Give the addresses of the pages before and after, with the same filters."""
    kept = {name: text for name, text in asked.items() if text}
    places = {"newer": found.page - 1, "older": found.page + 1}
    return {
        name: f"/calls?{urlencode({**kept, 'page': number})}" if 1 <= number <= found.pages else ""
        for name, number in places.items()
    }


def coming_page(ask: Ask) -> Response:
    """Show what is on its way in: a part of a page for its own program, else a page."""
    part = bool(ask.request.headers.get("x-part"))
    name = "calls_coming.html" if part else "calls_coming_page.html"
    return page(ask, name, coming=coming(ask.place, ask.viewer))


def _told(ask: Ask) -> Said:
    return said(
        consent=ask.value("consent"),
        deal=ask.value("deal"),
        kind=ask.value("kind"),
        title=ask.value("title"),
        day=ask.value("day"),
    )


def import_files(ask: Ask) -> Response:
    """Take files in; they are read in the background."""
    if not ask.files:
        raise DoorsError("No file was chosen.", fix="Choose one, or paste the text.")
    made = bring(ask.place, ask.viewer, ask.files, _told(ask))
    ask.wake()
    if ask.request.headers.get("x-part"):
        return coming_page(ask)
    files = "1 file is" if len(made) == 1 else f"{len(made)} files are"
    return back("/calls#coming", f"{files} on the way in.")


def paste(ask: Ask) -> Response:
    """Take pasted text in and read it at once."""
    text = ask.value("text")
    if not text:
        raise DoorsError("There is no text.", fix="Paste the words of the call, with names.")
    name = ask.value("title")[:100] or "Pasted text"
    return _read(ask, bring_in(ask.place, ask.viewer, f"{name}.txt", text.encode(), _told(ask)))


def example(ask: Ask) -> Response:
    """Bring in the invented call that ships with Seven Doors."""
    file = example_call()
    words = Said(title="An invented call: Marta and Jonas", consent=CONSENTS[2], kind="discovery",
                 day=ask.place.today())  # fmt: skip
    return _read(ask, bring_in(ask.place, ask.viewer, file.name, file.read_bytes(), words))


def _read(ask: Ask, job: Job) -> Response:
    ask.wake()
    if job.state in ("done", "same") and job.call:
        state = state_of(ask.place, ask.viewer, job.call)
        if not state:
            return back("/calls", "The call is kept; it belongs to who sold in it.")
        return back(f"/calls/{job.call}/who" if state == "asked" else f"/calls/{job.call}")
    if job.state == "failed":
        leave_out(ask.place, ask.viewer, job.id)
        raise DoorsError(job.reason)
    return back("/calls#coming", "The text is on the way in.")


def retry(ask: Ask) -> Response:
    """Try a failed file again."""
    try_again(ask.place, ask.viewer, _job(ask))
    ask.wake()
    return back("/calls#coming", "The file is tried again.")


def leave(ask: Ask) -> Response:
    """Take a failed file off the list."""
    leave_out(ask.place, ask.viewer, _job(ask))
    return back("/calls", "The file was left out, and is kept no longer.")


def clear(ask: Ask) -> Response:
    """Take every failed file off the list."""
    count = leave_out(ask.place, ask.viewer)
    return back("/calls", f"{count} {'file was' if count == 1 else 'files were'} left out.")


def _job(ask: Ask) -> int:
    text = ask.path["job"]
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise GoneError
    return int(text)


ROUTES = (
    PageRoute("GET", "/calls", calls_page),
    PageRoute("GET", "/calls/coming", coming_page),
    PageRoute("POST", "/calls/import", import_files),
    PageRoute("POST", "/calls/paste", paste),
    PageRoute("POST", "/calls/example", example),
    PageRoute("POST", "/calls/coming/clear", clear),
    PageRoute("POST", "/calls/coming/{job}/retry", retry),
    PageRoute("POST", "/calls/coming/{job}/leave", leave),
)
