"""What Jonas would choose and what he believes he does: asked once, told only when there is enough."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.place import Browser, browser
from tests.web.practice_world import School, jonas_in, school
from tests.web.walk import Page

from sevendoors.app.practice import judging
from sevendoors.core.codes import Grade


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    with school(tmp_path) as one:
        yield one


@pytest.fixture
def jonas(made: School) -> Iterator[Browser]:
    with jonas_in(made) as seen:
        yield seen


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    return Page(answer.text).words


def best(item: str) -> int:
    options = judging.questions()[item].options
    return next(n for n, one in enumerate(options) if one.grade is Grade.OPENED)


def choose(seen: Browser, item: str, choice: int) -> Any:
    return seen.fill("/practise/judgement", {"item": item, "choice": str(choice)})


def test_a_question_shows_four_answers_and_not_which_is_best(jonas: Browser) -> None:
    page = jonas.get("/practise/judgement").text
    assert page.count('name="choice"') == 4
    told = Page(page).words
    for one in judging.questions()["A01"].options:
        assert one.text in told
        assert not one.reason or one.reason not in told
    assert not re.search(r"\b(missed|noted|taken|opened)\b", told)


def test_reasons_for_all_four_come_once_one_is_chosen(jonas: Browser) -> None:
    assert jonas.get("/practise/judgement/A01").status_code == 404
    assert choose(jonas, "A01", 0).headers["location"] == "/practise/judgement/A01"
    told = words(jonas.get("/practise/judgement/A01"))
    for word in ("missed", "noted", "taken", "opened", "Your choice"):
        assert word in told
    for one in judging.questions()["A01"].options:
        assert one.reason in told
    assert choose(jonas, "A01", 1).status_code == 400, "it is answered once"


def test_nothing_is_told_before_ten_and_counts_after(jonas: Browser) -> None:
    items = [f"A{n:02}" for n in range(1, 11)]
    for item in items[:9]:
        choose(jonas, item, best(item))
    told = words(jonas.get("/practise/judgement"))
    assert "Form A: 9 of 35 answered. What came of them is told from 10 on." in told
    choose(jonas, items[9], (best(items[9]) + 1) % 4)
    told = words(jonas.get("/practise/judgement"))
    assert "You chose the best of the four in 9 of 10." in told
    assert "%" not in told


def test_the_second_form_waits_until_it_is_asked_for(made: School, jonas: Browser) -> None:
    for item in judging.questions():
        if item.startswith("A"):
            judging.answer_question(made.place, made.jonas, item, 0)
    told = words(jonas.get("/practise/judgement"))
    assert "best left for a few weeks" in told
    assert jonas.get("/practise/judgement?form=B").text.count('name="choice"') == 4
    for item in judging.questions():
        if item.startswith("B"):
            judging.answer_question(made.place, made.jonas, item, 0)
    assert "every question there is" in words(jonas.get("/practise/judgement"))


def test_odd_answers_are_refused_in_one_sentence(jonas: Browser) -> None:
    for form in ({"item": "A01"}, {"item": "Z9", "choice": "1"}, {"item": "A01", "choice": "4"},
                 {"item": "A01", "choice": "-1"}, {"item": "A01", "choice": "x"}):  # fmt: skip
        assert jonas.fill("/practise/judgement", form).status_code == 400, form
    assert "answered." not in words(jonas.get("/practise/judgement"))


def test_what_he_believes_is_asked_in_seven_ways_and_kept_with_its_day(
    made: School, jonas: Browser
) -> None:
    told = words(jonas.get("/practise/belief"))
    assert told.count("Of ten") == 7
    assert "missed" not in told
    assert jonas.fill("/practise/belief", {"concern": "7", "ask": "0"}).status_code == 303
    told = words(jonas.get("/practise/belief"))
    assert "7 of ten, on 26 November 2026" in told
    assert "0 of ten, on 26 November 2026" in told
    assert "You made yours" in words(jonas.get("/practise"))
    for form in ({}, {"concern": "11"}, {"concern": "-1"}, {"concern": "seven"}):
        assert jonas.fill("/practise/belief", form).status_code == 400, form
    with browser(made.place, "Otto Lindqvist") as otto:
        assert "of ten, on" not in words(otto.get("/practise/belief"))
        assert otto.get("/practise/judgement/A01").status_code == 404
