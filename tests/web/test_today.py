"""Today: useful on the first day, calm on every other."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.web.place import Clock, browser, keep, new_place, people_of_the_cast
from tests.web.test_calls import OTHER, counted, guess, talk

from sevendoors.app.base.place import Place
from sevendoors.app.coming.desk import bring_in
from sevendoors.app.reading.keeping import Told
from sevendoors.app.reading.told import said
from sevendoors.core.kept import PromiseLine, Release
from sevendoors.core.people import Scope, Viewer
from sevendoors.store import moments, promises

ALL = Scope(own=0, everything=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place(tmp_path: Path, clock: Clock) -> Place:
    return new_place(tmp_path, clock=clock)


@pytest.fixture
def cast(place: Place) -> dict[str, Viewer]:
    return people_of_the_cast(place)


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def promise(place: Place, call: str, *made: tuple[str, str, str | None]) -> dict[str, int]:
    """Write a call's promises: (side, words, due); gives their ids by their words."""
    with place.store.write() as connection:
        lines = [
            PromiseLine(id=0, call=call, call_title="", side=side, turn=number, quote=words,
                        owner="Jonas Brandt" if side == "seller" else "Marta Oliveira", due=due,
                        done=None)
            for number, (side, words, due) in enumerate(made)
        ]  # fmt: skip
        promises.set_promises(connection, call, lines)
        return {p.quote: p.id for p in promises.promises(connection, ALL, calls=[call])}


def release(place: Place, jonas: Viewer, call: str, moment: str | None, audience: str) -> None:
    with place.store.write() as connection:
        made = Release(id=0, seller=jonas.person, call=call, moment=moment, audience=audience,
                       at=place.now())  # fmt: skip
        moments.add_release(connection, made)


# The first day


def test_the_first_day_shows_three_ways_to_begin(tmp_path: Path) -> None:
    with browser(new_place(tmp_path)) as page:
        shown = page.get("/").text
        for way in ("/calls/import", "/calls/paste", "/calls/example"):
            assert f'action="{way}"' in shown
        assert "Nobody else sees it, unless you let them." in shown


def test_the_invented_call_is_read_at_once_and_can_be_tried_again(tmp_path: Path) -> None:
    with browser(new_place(tmp_path)) as page:
        to = page.fill("/calls/example").headers["location"]
        assert re.fullmatch(r"/calls/[0-9a-f]{16}", to)
        assert page.fill("/calls/example").headers["location"] == to
        shown = text_of(page.get("/"))
        assert "A call waits for you" in shown
        assert "26 chances, not looked at yet" in shown
        # What was promised "by Thursday" and "by Friday" falls due in the week after the call.
        assert "In the next seven days" in shown
        assert shown.count("An invented call: Marta and Jonas") >= 3


def test_a_leader_and_an_admin_are_told_what_they_can_expect(
    place: Place, cast: dict[str, Viewer]
) -> None:
    for name, words in (
        ("Ines Moreau", "Sellers of your team decide what they let you see"),
        ("Noor Haddad", "Sellers of your team decide what they let you see"),
        ("Vera Blom", "Nobody's calls are shown to you by that"),
        ("Otto Lindqvist", "Bring in a first call"),
    ):
        with browser(place, name) as page:
            assert words in text_of(page.get("/"))


# One to keep, one to change


def test_nothing_is_told_before_jonas_has_guessed(place: Place, cast: dict[str, Viewer]) -> None:
    call = keep(place, cast["Jonas Brandt"])
    with browser(place, "Jonas Brandt") as page:
        before = page.get("/").text
        guess(place, cast["Jonas Brandt"], call)
        after = page.get("/").text
    assert "One to keep" not in before
    assert "midnight, printing lists" not in before
    assert after.count('class="kind"') == 2
    assert "I was in the plant until midnight, printing lists." in after
    assert "We have really strong dashboards for that" in after
    assert re.search(rf'href="/calls/{call}#m-[0-9a-f]{{12}}"', after)


def test_what_is_put_away_makes_room_for_the_call_before(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    older = keep(place, jonas)
    newest = keep(place, jonas, OTHER, told=Told(title="Terms", started="2026-12-01T10:00:00Z"))
    for call in (older, newest):
        guess(place, jonas, call)
    with browser(place, "Jonas Brandt") as page:
        first = page.get("/").text
        assert "Terms, 1 December 2026" in text_of(page.get("/"))
        for moment in re.findall(r'name="moment" value="([0-9a-f]{12})"', first):
            page.fill("/today/put-away", {"moment": moment})
        second = page.get("/").text
        assert "midnight, printing lists" in second
        for moment in re.findall(r'name="moment" value="([0-9a-f]{12})"', second):
            page.fill("/today/put-away", {"moment": moment})
        assert "Nothing to keep or change just now" in page.get("/").text


def test_a_finding_of_a_colleague_is_not_shown(place: Place, cast: dict[str, Viewer]) -> None:
    call = keep(place, cast["Jonas Brandt"])
    release(place, cast["Jonas Brandt"], call, None, "leader")
    guess(place, cast["Ines Moreau"], call)
    with browser(place, "Ines Moreau") as page:
        shown = page.get("/").text
    assert "One to" not in shown
    assert "midnight" not in shown


# Promises


def test_promises_stand_in_the_order_in_which_they_fall_due(
    place: Place, cast: dict[str, Viewer]
) -> None:
    call = keep(place, cast["Jonas Brandt"])
    promise(
        place, call,
        ("seller", "the far one", "2026-12-20"), ("seller", "the soon one", "2026-12-03"),
        ("buyer", "the one for today", "2026-11-26"), ("seller", "the late one", "2026-11-20"),
        ("seller", "the old one", "2026-01-02"), ("seller", "some day", None),
    )  # fmt: skip
    with browser(place, "Jonas Brandt") as page:
        shown = text_of(page.get("/"))
    places = [shown.index(words) for words in (
        "Overdue", "You , 20 November 2026: “the late one”", "In the next seven days",
        "Marta Oliveira , today: “the one for today”", "You , 3 December 2026: “the soon one”",
        "1 without a day", "You : “some day”", "1 more than a month old", "the old one",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "the far one" not in shown


def test_jonas_ticks_a_promise_and_takes_the_tick_back(
    place: Place, cast: dict[str, Viewer], clock: Clock
) -> None:
    call = keep(place, cast["Jonas Brandt"])
    ids = promise(place, call, ("seller", "send the log", "2026-11-27"))
    path = f"/promises/{ids['send the log']}/done"
    with browser(place, "Jonas Brandt") as page:
        assert page.fill(path, {"to": "/#promises"}).headers["location"].startswith("/?said=Ticked")
        assert 'aria-label="Take the tick back: send the log"' in page.get("/").text
        page.fill(path, {"back": "yes"})
        assert 'aria-label="Tick as kept: send the log"' in page.get("/").text
        page.fill(path)
        clock.at += timedelta(days=1)
        assert "send the log" not in page.get("/").text


@pytest.mark.parametrize("name", ["Otto Lindqvist", "Ines Moreau", "Noor Haddad", "Vera Blom"])
def test_nobody_else_ticks_it(place: Place, cast: dict[str, Viewer], name: str) -> None:
    call = keep(place, cast["Jonas Brandt"])
    for audience in ("coach", "leader"):
        release(place, cast["Jonas Brandt"], call, None, audience)
    ids = promise(place, call, ("seller", "send the log", "2026-11-27"))
    with browser(place, name) as page:
        assert page.fill(f"/promises/{ids['send the log']}/done").status_code == 404
        assert "send the log" not in page.get("/").text


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "٣"])
def test_a_promise_that_is_not_there_looks_the_same(
    place: Place, cast: dict[str, Viewer], number: str
) -> None:
    with browser(place, "Jonas Brandt") as page:
        assert page.fill(f"/promises/{number}/done").status_code == 404


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil", "javascript:x",
                                "/\nx", "/%0d%0aSet-Cookie:x"])  # fmt: skip
def test_a_tick_never_leads_away_from_here(place: Place, cast: dict[str, Viewer], to: str) -> None:
    call = keep(place, cast["Jonas Brandt"])
    (made,) = promise(place, call, ("seller", "send the log", "2026-11-27")).values()
    with browser(place, "Jonas Brandt") as page:
        answer = page.fill(f"/promises/{made}/done", {"to": to})
    assert answer.headers["location"].startswith("/?said=")


# Calls to look at


def test_open_questions_and_fresh_calls_are_counted_and_named(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    for number in range(5):
        bring_in(place, jonas, "a.txt", talk(number), said(title=f"Fresh {number}"))
        text = f"Tom: Good that we talk about week {number}.\nPia: Yes, week {number}.\n" * 9
        bring_in(place, jonas, "b.txt", text.encode(), said(title=f"Open {number}"))
    with browser(place, "Jonas Brandt") as page:
        shown = text_of(page.get("/"))
    assert len(re.findall(r"Open \d", shown)) == len(re.findall(r"Fresh \d", shown)) == 3
    assert "All 5" in shown
    assert "5 in all" in shown


def test_ines_and_noor_see_what_they_were_let_see(place: Place, cast: dict[str, Viewer]) -> None:
    jonas = cast["Jonas Brandt"]
    call = keep(place, jonas)
    with place.store.read() as connection:
        one, two, *_ = moments.moments_of(connection, call, None)
    release(place, jonas, call, one.id, "leader")
    release(place, jonas, call, two.id, "leader")
    release(place, jonas, call, None, "coach")
    with browser(place, "Ines Moreau") as page:
        assert re.search(r"Jonas Brandt · .*?2026 2 moments", text_of(page.get("/")))
    with browser(place, "Noor Haddad") as page:
        assert re.search(r"Jonas Brandt · .*?2026 the whole call", text_of(page.get("/")))
    with browser(place, "Otto Lindqvist") as page:
        assert "Jonas" not in page.get("/").text


def test_today_asks_the_store_the_same_number_of_questions_on_a_busy_day(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    counts = []
    with browser(place, "Jonas Brandt") as page:
        for number in range(8):
            job = bring_in(place, jonas, "a.txt", talk(number))
            if number % 2 == 0:
                guess(place, jonas, str(job.call))
            if number in (2, 7):
                with counted(place) as asked:
                    page.get("/")
                counts.append(len(asked))
    assert counts[0] == counts[1] <= 45


def test_the_page_is_only_for_those_who_signed_in(place: Place, cast: dict[str, Viewer]) -> None:
    with browser(place, "Nobody At All") as page:
        asked = page.get("/", headers={"accept": "text/html"})
        assert asked.headers["location"] == "/login"
        assert page.post("/today/put-away").status_code in (303, 404)
