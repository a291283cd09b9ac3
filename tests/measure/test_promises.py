"""A promise is heard where one was made, and nowhere else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import a_call

from sevendoors.measure.notes.promises import due_date, promised, promises

MADE = [
    "I'll send you the log by Thursday.",
    "We'll get you the numbers by the end of the week.",
    "I will call you on Monday.",
    "i'll email you the draft tomorrow",
    "I can send you the test log by Friday.",
    "We're going to send the contract this week.",
    "I'll put together a page for your board.",
    "I'll ask our engineer and write by Thursday noon.",
]
NOT_MADE = [
    "I'll share my screen.",
    "We'll see.",
    "I'll be honest with you.",
    "Let me show you the dashboard.",
    "If you sign, I'll send you the log.",
    "I can send you a lot of things.",
    "I would send it if I could.",
    "Should I send you the log?",
    "I won't send anything.",
    "I'll show you in a second.",
    "You might send it.",
    "I'll try.",
]


@pytest.mark.parametrize("line", MADE)
def test_a_promise_is_heard(line: str) -> None:
    assert list(promised(line))


@pytest.mark.parametrize("line", NOT_MADE)
def test_talk_is_no_promise(line: str) -> None:
    assert not list(promised(line))


def test_jonas_promises_the_log_twice_and_it_is_one_promise() -> None:
    talk = a_call(
        "Jonas: I'll send you the log by Thursday.", "Marta: Good.", "Jonas: So I'll send the log."
    )
    (promise,) = promises(talk)
    assert promise.owner == "Jonas Brandt"
    assert promise.due == "by Thursday"
    assert promise.due_on is None


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_is_within_the_next_seven_days(day: date) -> None:
    meant = due_date("Thursday", day.isoformat())
    assert meant is not None
    ahead = (date.fromisoformat(meant) - day).days
    assert 1 <= ahead <= 7


def test_a_day_is_never_invented() -> None:
    assert due_date("Thursday", None) is None
    assert due_date("soon", "2026-09-14") is None
