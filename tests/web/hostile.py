"""A place whose every word came from somebody who wants to break the page."""

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.web.lived_in import LivedIn
from tests.web.place import EXAMPLES, browser, new_place, people_of_the_cast
from tests.web.walk import Page

from sevendoors.app.base.memory import Memory
from sevendoors.app.base.place import Place
from sevendoors.app.coming.importing import finish, submit
from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.reading_in import Known, read_in
from sevendoors.app.reading.sides import decide_sides
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.people import Viewer
from sevendoors.readers.reading import read_files
from sevendoors.store import jobs, moments, people

MARK = "xss()"
SHORT = f"""<xss>"'><img src=x onerror={MARK}>xss{{{{7*7}}}}"""
LONG = (
    f"""{SHORT}<script>{MARK}</script></script></textarea></title></style><svg onload={MARK}>"""
    f"""<a href="javascript:{MARK}">x</a>' onfocus={MARK} '&lt;xss&gt;\u202egpj.exe\u2028"""
)
FORMULA = "=cmd|'/C calc'!A0"
SELLER = f"Jonas {SHORT}"


def hostile(folder: Path) -> LivedIn:
    """Make the place, through the same ways by which words come in."""
    place = new_place(folder)
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"]
    with place.store.write() as connection:
        people.rename(connection, jonas.person, SELLER)
        team = people.team_named(connection, SHORT)
        for name in ("Jonas Brandt", "Ines Moreau", "Noor Haddad"):
            people.put_in_team(connection, cast[name].person, team)
    call = _call(place, jonas, _spoilt(talk_of_jonas()))
    asked = _call(place, jonas, replace(_spoilt(talk_of_jonas()), id="1" * 16), sellers=())
    _failed(place, jonas)
    with browser(place, "Jonas Brandt") as seen:
        _say_everything(seen, place, call)
    with browser(place, "Vera Blom") as seen:
        seen.fill("/people/invite", {"name": SHORT, "email": f"{SHORT}@example.org",
                                     "role": "seller", "team": SHORT})  # fmt: skip
    return LivedIn(place, cast, call, fresh=call, asked=asked, part=call)


@lru_cache(maxsize=1)
def talk_of_jonas() -> Conversation:
    """Give the shipped call, with its sides."""
    (talk,) = read_files([EXAMPLES / "call-3-terms.vtt"])
    return decide_sides(talk, memory=Memory(), sellers=["Jonas Brandt"]).conversation


def _spoilt(talk: Conversation) -> Conversation:
    """Let every name and every turn carry the words that must do no harm."""
    sellers = {p.id for p in talk.participants if p.side is Side.SELLER}
    who = tuple(
        replace(p, name=SELLER if p.id in sellers else f"{FORMULA} {SHORT}",
                organisation=None if p.id in sellers else LONG)
        for p in talk.participants
    )  # fmt: skip
    turns = tuple(
        replace(turn, text=f"{FORMULA} {turn.text} {LONG} \x00")
        if turn.index % 3
        else replace(turn, text=f"{turn.text} {SHORT}")
        for turn in talk.turns
    )
    return replace(talk, id="0" * 16, title=LONG, participants=who, turns=turns)


def _call(
    place: Place,
    viewer: Viewer,
    talk: Conversation,
    sellers: tuple[str, ...] = (SELLER.casefold(),),
) -> str:
    told: dict[str, Any] = to_json(talk)
    if not sellers:
        for one in told["participants"]:
            one |= {"side": "unknown", "side_decided_by": "", "name": f"{one['name']}?"}
    uploads = [(f"{SHORT}.json", json.dumps(told).encode())]
    (made,) = submit(place, viewer, uploads)
    with place.store.read() as connection:
        job = jobs.job_of(connection, made)
    read = read_in(uploads, Known(sides={}, sellers=sellers))
    assert finish(place, job, read) == "done", read.reason
    with place.store.read() as connection:
        return str(jobs.call_of(connection, made))


def _failed(place: Place, viewer: Viewer) -> None:
    uploads = [(f"{SHORT}.vtt", b"WEBVTT\n")]
    (made,) = submit(place, viewer, uploads)
    with place.store.read() as connection:
        job = jobs.job_of(connection, made)
    assert finish(place, job, read_in(uploads, Known(sides={}))) == "failed"


def _say_everything(seen: Any, place: Place, call: str) -> None:
    """Fill in every form a seller has, with the same words."""
    with place.store.read() as connection:
        known = [m.id for m in moments.moments_of(connection, call, None) if m.grade is not None]
    assert len(known) > 3, "the spoilt call must still have chances"
    assert seen.fill(f"/calls/{call}/guess", {"taken": "1"}).status_code == 303
    spot = f"/calls/{call}/moments/{known[0]}/mark"
    for kind in ("dispute", "comment"):
        answer = seen.fill(spot, {"kind": kind, "grade": "1", "text": LONG, "visible": "all"})
        assert answer.status_code == 303
    details = {"title": LONG, "kind": "discovery", "deal": SHORT, "day": "2026-11-03"}
    _send(seen, f"/calls/{call}", f"/calls/{call}/details", details)
    seen.fill("/settings/tokens", {"name": SHORT, "scope": "read", "days": "9"})
    assert seen.fill(f"/calls/{call}/release", {"audience": "leader"}).status_code == 303
    for form in Page(seen.get("/library").text).forms:
        if form.action.endswith("/put"):
            assert seen.fill(form.action, {"note": SHORT}).status_code == 303
    deal = {"name": SHORT, "stage": "lost", "organisation": LONG, "amount": "5",
            "closed_on": "2026-11-03", "competitor": LONG}  # fmt: skip
    _send(seen, "/deals/1", "/deals/1", deal)


def _send(seen: Any, shown: str, action: str, told: dict[str, str]) -> None:
    """Send a form with what it holds unseen, as somebody who fills it in would."""
    (form,) = (f for f in Page(seen.get(shown).text).forms if f.action == action)
    held = {f["name"]: f.get("value", "") for f in form.fields if f.get("type") == "hidden"}
    answer = seen.fill(action, {**held, **told})
    assert answer.status_code == 303, answer.text


def harm(text: str) -> list[str]:
    """List what came out of a page as more than words."""
    page = Page(text)
    found = list(page.faults)
    found += [f"script: {script[:60]}" for script in page.scripts if MARK in script]
    found += ["a template was run"] if "xss49" in text else []
    for part in page.parts:
        if part.tag == "xss" or (part.tag == "img" and part.attrs.get("src") == "x"):
            found.append(f"<{part.tag}> {part.attrs}")
        for name, value in part.attrs.items():
            if name.startswith("on") or (name in ("href", "src", "action") and value.lower().lstrip().startswith("javascript:")):  # fmt: skip
                found.append(f"<{part.tag} {name}={value!r}>")
    return found
