"""Known mistakes: what was mended stays mended, and what is open is still truly open."""

import json
from typing import Any

import pytest
from tests.world import ROOT, a_call

from sevendoors.app.base.engine import codebook_in_use, shipped_finder
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Moment

FAULTS = [
    json.loads(line)
    for line in (ROOT / "tests" / "faults" / "faults.jsonl").read_text("utf-8").splitlines()
]
NAMES = {"seller": "Jonas", "buyer": "Marta"}


def answer(fault: dict[str, Any]) -> str:
    """Say what the engine makes of the buyer's words in question: kind and outcome, or nothing."""
    lines = (line.split(": ", 1) for line in fault["talk"])
    talk = a_call(*(f"{NAMES[side]}: {text}" for side, text in lines))
    moments = shipped_finder().find(talk, codebook_in_use())
    return "; ".join(told(m) for m in moments if touches(m, talk, fault["about"])) or "nothing"


def touches(moment: Moment, talk: Conversation, words: str) -> bool:
    quote = moment.chance.quote
    place = talk.turns[quote.turn].text.find(words)
    return place >= 0 and place < quote.end and place + len(words) > quote.start


def told(moment: Moment) -> str:
    grade = moment.answer.grade
    return f"{moment.chance.code} {'no answer possible' if grade is None else grade.name.lower()}"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault["name"]))
def test_a_mended_mistake_stays_mended_and_an_open_one_is_still_one(fault: dict[str, Any]) -> None:
    now = answer(fault)
    if fault["state"] == "mended":
        assert now == fault["right"], fault["what"]
    else:
        assert fault["state"] == "open"
        assert now != fault["right"], f"{fault['name']} has come right: call it mended."


def test_ten_mistakes_at_least_are_kept_and_each_says_what_was_done() -> None:
    assert len(FAULTS) >= 10
    assert all(fault["what"] and fault["done"] and fault["said"] for fault in FAULTS)
    assert all(any(fault["about"] in line for line in fault["talk"]) for fault in FAULTS)
