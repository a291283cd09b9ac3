"""Jonas drills: one moment, his turn, a word on it; the first attempt counts and the rest says so."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.web.place import Browser, browser, keep
from tests.web.practice_world import School, jonas_in, school
from tests.web.walk import Page

from sevendoors.app.practice import drilling
from sevendoors.store import moments, practice

GOOD = "What happens to you when they read that column?"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    with school(tmp_path) as one:
        yield one


@pytest.fixture
def jonas(made: School) -> Iterator[Browser]:
    with jonas_in(made) as seen:
        seen.get("/practise")
        yield seen


def variant(seen: Browser, card: int) -> str:
    parts = Page(seen.get(f"/practise/drill/{card}").text).parts
    return next(p.attrs["value"] for p in parts if p.attrs.get("name") == "variant")


def attempt(seen: Browser, card: int, reply: str, shown: str = "") -> Any:
    return seen.fill(f"/practise/drill/{card}",
                     {"variant": shown or variant(seen, card), "reply": reply})  # fmt: skip


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    return Page(answer.text).words


def test_three_drills_wait_on_a_day_and_no_more(made: School, jonas: Browser) -> None:
    assert jonas.get("/practise").text.count('href="/practise/drill/') == 3
    for card in (1, 2, 3):
        attempt(jonas, card, GOOD)
    told = words(jonas.get("/practise"))
    assert "No drill is due today" in told
    assert "streak" not in told.lower()
    made.clock.at += timedelta(days=1)
    assert jonas.get("/practise").text.count('href="/practise/drill/') == 3


def test_the_first_attempt_counts_and_later_ones_say_that_they_do_not(
    made: School, jonas: Browser
) -> None:
    shown = variant(jonas, 1)
    first = words(attempt(jonas, 1, GOOD, shown))
    assert "it counts" in first
    assert "comes back on" in first
    assert any(word in first for word in ("missed", "noted", "taken", "opened"))
    assert GOOD in first
    second = words(attempt(jonas, 1, "Sure.", shown))
    assert "A retry: practice, not proof" in second
    assert "The first attempt was made" in words(jonas.get("/practise/drill/1"))
    with made.place.store.read() as connection:
        kept = practice.attempts(connection, made.jonas.person)
    assert [one.first for one in kept] == [True, False]


def test_an_answer_is_said_back_as_it_was_typed(jonas: Browser) -> None:
    answer = attempt(jonas, 1, "<img src=x onerror=alert(1)>")
    assert "<img src=x" not in answer.text
    assert "&lt;img src=x" in answer.text


def test_nothing_said_is_no_attempt(made: School, jonas: Browser) -> None:
    assert attempt(jonas, 1, "   ").status_code == 400
    assert attempt(jonas, 1, GOOD, "no-such-scene").status_code == 404
    assert jonas.get("/practise/drill/999").status_code == 404
    assert jonas.get("/practise/drill/x").status_code == 404
    with made.place.store.read() as connection:
        assert practice.attempts(connection, made.jonas.person) == ()


def test_practise_this_makes_one_card_of_a_moment_of_his_own(made: School, jonas: Browser) -> None:
    call = keep(made.place, made.jonas)
    with made.place.store.read() as connection:
        moment = moments.moments_of(connection, call, None)[0]
    jonas.fill(f"/calls/{call}/guess", {"skip": "yes"})
    assert f'action="/practise/from/{moment.id}"' in jonas.get(f"/calls/{call}").text
    to = jonas.fill(f"/practise/from/{moment.id}").headers["location"]
    assert jonas.fill(f"/practise/from/{moment.id}").headers["location"] == to
    told = jonas.get(to)
    assert moment.quote in words(told)
    assert f"/calls/{call}#m-{moment.id}" in told.text
    with browser(made.place, "Otto Lindqvist") as otto:
        assert otto.fill(f"/practise/from/{moment.id}").status_code == 404
        assert otto.get(to).status_code == 404
        assert otto.fill(to, {"variant": moment.id, "reply": GOOD}).status_code == 404
    with browser(made.place, "Ines Moreau") as ines:
        assert ines.fill(f"/practise/from/{moment.id}").status_code == 404


def test_his_missed_moments_come_by_themselves_and_leave_with_their_call(
    made: School, jonas: Browser
) -> None:
    call = keep(made.place, made.jonas)
    with made.place.store.read() as connection:
        missed = [m for m in moments.moments_of(connection, call, None) if m.grade in (0, 1)]
    jonas.get("/practise")
    jonas.get("/practise")
    with made.place.store.read() as connection:
        cards = practice.cards(connection, made.jonas.person)
    assert {m.id for m in missed} == {card.moment for card in cards if card.moment}
    assert jonas.fill(f"/calls/{call}/delete").status_code == 303
    with made.place.store.read() as connection:
        left = practice.cards(connection, made.jonas.person)
    assert [card for card in left if card.call == call] == []
    assert jonas.get("/practise").status_code == 200


def test_practice_is_in_no_number_of_his_calls(made: School, jonas: Browser) -> None:
    before = words(jonas.get("/me"))
    for card in (1, 2, 3):
        attempt(jonas, card, GOOD)
    assert words(jonas.get("/me")) == before


def test_the_speak_button_is_hidden_until_a_browser_can_hear(jonas: Browser) -> None:
    page = jonas.get("/practise/drill/1").text
    assert "data-speak hidden" in page
    assert "SpeechRecognition" in jonas.get("/static/speak.js").text


def test_a_card_on_its_day_shows_another_scene(made: School, jonas: Browser) -> None:
    first = variant(jonas, 1)
    attempt(jonas, 1, GOOD)
    made.clock.at += timedelta(days=12)
    assert variant(jonas, 1) != first
    assert drilling.card_of(made.place, made.jonas, 1).first
