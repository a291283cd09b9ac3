"""Practise: a buyer to talk with, the talk itself, and what lay behind it."""

from collections.abc import Callable

from starlette.responses import Response

from sevendoors.app.practice import calendar_feed, talking
from sevendoors.app.practice.assessing import assessment, begin
from sevendoors.app.practice.beside import let_play
from sevendoors.app.practice.debrief_page import DOOR_WORDS, FOUND_WORDS, debrief_page
from sevendoors.app.practice.drilling import card_for_line
from sevendoors.app.practice.judging import believed
from sevendoors.app.practice.playing import Talk, chat_in_use, model_in_use
from sevendoors.app.practice.practise_page import briefing, card_of, practise_page
from sevendoors.app.team.assigning import agreed_with
from sevendoors.app.team.skill_of_month import skill_of_month
from sevendoors.core.errors import ClashError, DoorsError, GoneError
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import back, page


def number_in(ask: Ask, name: str) -> int:
    """Take a number out of the address. Raises GoneError for anything else."""
    text = ask.path[name]
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise GoneError
    return int(text)


def home(ask: Ask) -> Response:
    """Show what there is to practise."""
    secret = calendar_feed.link(ask.place, ask.viewer)
    address = f"{ask.request.base_url}practise/calendar/{secret}.ics" if secret else ""
    return page(ask, "practise.html", practise=practise_page(ask.place, ask.viewer),
                address=address, believed=bool(believed(ask.place, ask.viewer)),
                agreed=agreed_with(ask.place, ask.viewer),
                month=skill_of_month(ask.place, ask.viewer, quotes=False))  # fmt: skip


def brief(ask: Ask) -> Response:
    """Show what to know before a talk, and how it may begin."""
    return page(ask, "talk_brief.html", buyer=briefing(ask.place, ask.path["buyer"]),
                model=model_in_use(), shifts=talking.SHIFTS, minutes=talking.CLOCK_MINUTES)  # fmt: skip


def begin_talk(ask: Ask) -> Response:
    """Begin a talk."""
    talk = talking.start(ask.place, ask.viewer, ask.path["buyer"], shift=ask.number("shift") or 0,
                         minutes=ask.number("minutes") or 0)  # fmt: skip
    return back(f"/practise/talk/{talk.id}")


def assess(ask: Ask) -> Response:
    """Show the assessment: sealed buyers, one talk with each."""
    return page(ask, "practise_assessment.html", found=assessment(ask.place, ask.viewer))


def begin_assessment(ask: Ask) -> Response:
    """Begin the one talk with a sealed buyer."""
    talk = begin(ask.place, ask.viewer, ask.path["buyer"])
    return back(f"/practise/talk/{talk.id}")


def talk_page(ask: Ask) -> Response:
    """Show a talk where it stands."""
    return _talk(ask, talking.talk_of(ask.place, ask.viewer, number_in(ask, "id")))


def _talk(ask: Ask, talk: Talk, status: int = 200, *, told: str = "", draft: str = "",
          notes: list[str] | None = None) -> Response:  # fmt: skip
    """Write the talk as a page, or as the part of it that changes. draft: a line not yet said."""
    written = list(notes if notes is not None else talk.notebook)
    written += [""] * (talking.NOTEBOOK_LINES - len(written))
    part = ask.request.headers.get("x-part")
    return page(ask, "talk_part.html" if part else "talk.html", status, talk=talk,
                buyer=card_of(talk.buyer), told=told, draft=draft, notes=written, model=model_in_use(),
                helped=talk.purpose == talking.PRACTICE)  # fmt: skip


Notes = list[str] | None  # None where a form has no notebook; what was written stays
Turn = Callable[[Ask, int, int | None, Notes], Response]


def _in_turn(do: Turn) -> Callable[[Ask], Response]:
    """Do something in a talk; a window that is behind sees where it stands, and keeps its words."""

    def handler(ask: Ask) -> Response:
        which = number_in(ask, "id")
        notes: Notes = list(ask.values("note"))[: talking.NOTEBOOK_LINES] or None
        try:
            return do(ask, which, ask.number("version"), notes)
        except ClashError as clash:
            talk = talking.talk_of(ask.place, ask.viewer, which)
            return _talk(ask, talk, 409, told=str(clash), draft=ask.value("line"), notes=notes)

    return handler


def _say(ask: Ask, which: int, version: int | None, notes: Notes) -> Response:
    line = ask.value("line")
    if not line:
        raise DoorsError("You said nothing yet.", fix="Write what you would say.")
    talk = talking.go_on(ask.place, ask.viewer, which, line, version=version,
                         chat=chat_in_use(), notebook=notes)  # fmt: skip
    return _shown(ask, talk)


def _shown(ask: Ask, talk: Talk) -> Response:
    if ask.request.headers.get("x-part"):
        return _talk(ask, talk)
    return back(f"/practise/talk/{talk.id}#last")


def _notes(ask: Ask, which: int, version: int | None, notes: Notes) -> Response:
    talk = talking.note_down(ask.place, ask.viewer, which, notes or [], version=version)
    return _talk(ask, talk, told="Your notes are kept.", draft=ask.value("line"))


def _hint(ask: Ask, which: int, version: int | None, notes: Notes) -> Response:
    talk, told = talking.hint(ask.place, ask.viewer, which, version=version, notebook=notes)
    return _talk(ask, talk, told=told, draft=ask.value("line"))


def _back(ask: Ask, which: int, version: int | None, notes: Notes) -> Response:
    talk = talking.take_back(ask.place, ask.viewer, which, version=version, notebook=notes)
    return _shown(ask, talk)


def _end(ask: Ask, which: int, version: int | None, notes: Notes) -> Response:
    talk = talking.end(ask.place, ask.viewer, which, version=version, notebook=notes)
    return back(f"/practise/talk/{talk.id}/debrief")


def debrief(ask: Ask) -> Response:
    """Lay a talk open."""
    which = number_in(ask, "id")
    if not talking.talk_of(ask.place, ask.viewer, which).over:
        return back(f"/practise/talk/{which}", "The talk still goes on; end it to see the debrief.")
    found = debrief_page(ask.place, ask.viewer, which)
    return page(ask, "debrief.html", found=found, buyer=card_of(found.talk.buyer),
                door_words=DOOR_WORDS, found_words=FOUND_WORDS)  # fmt: skip


def others(ask: Ask) -> Response:
    """Let the script sell to the same buyer, and show what it reached."""
    which = number_in(ask, "id")
    let_play(ask.place, ask.viewer, which)
    if ask.request.headers.get("x-part"):
        return page(ask, "debrief_beside.html", found=debrief_page(ask.place, ask.viewer, which))
    return back(f"/practise/talk/{which}/debrief#beside")


def again(ask: Ask) -> Response:
    """Try again from one of your lines on."""
    talk = talking.try_again(ask.place, ask.viewer, number_in(ask, "id"), ask.number("turn") or 0)
    return back(f"/practise/talk/{talk.id}#last")


def to_drill(ask: Ask) -> Response:
    """Make a drill of one moment of the talk."""
    which = number_in(ask, "id")
    card_for_line(ask.place, ask.viewer, which, ask.number("turn") or 0)
    return back(f"/practise/talk/{which}/debrief#drill", "It comes back to you tomorrow.")


def calendar(ask: Ask) -> Response:
    """Give the calendar behind a secret address to a calendar program."""
    text = calendar_feed.feed_for(ask.place, ask.path["secret"])
    return Response(text, media_type="text/calendar")


def new_calendar(ask: Ask) -> Response:
    """Make a new calendar address; the old one leads nowhere from now on."""
    calendar_feed.new_link(ask.place, ask.viewer)
    return back("/practise#calendar", "The address is new; an older one leads nowhere now.")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/practise", home),
    PageRoute("GET", "/practise/with/{buyer}", brief),
    PageRoute("POST", "/practise/with/{buyer}", begin_talk),
    PageRoute("GET", "/practise/assessment", assess),
    PageRoute("POST", "/practise/assessment/{buyer}", begin_assessment),
    PageRoute("GET", "/practise/talk/{id}", talk_page),
    PageRoute("POST", "/practise/talk/{id}/say", _in_turn(_say)),
    PageRoute("POST", "/practise/talk/{id}/notes", _in_turn(_notes)),
    PageRoute("POST", "/practise/talk/{id}/hint", _in_turn(_hint)),
    PageRoute("POST", "/practise/talk/{id}/back", _in_turn(_back)),
    PageRoute("POST", "/practise/talk/{id}/end", _in_turn(_end)),
    PageRoute("GET", "/practise/talk/{id}/debrief", debrief),
    PageRoute("POST", "/practise/talk/{id}/others", others),
    PageRoute("POST", "/practise/talk/{id}/again", again),
    PageRoute("POST", "/practise/talk/{id}/drill", to_drill),
    PageRoute("GET", "/practise/calendar/{secret}.ics", calendar, open=True),
    PageRoute("POST", "/practise/calendar", new_calendar),
)
