"""What a buyer said right after each answer, out of a kept call; the answer is graded without it.

A nod counts as noted, and passing by as missed, also where the engine waited for more because the
buyer went on; so a reply never decides which answers are counted. An answer that took two turns keeps
its grade though only a nod of the buyer's stands between, which can only hide a difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sevendoors.core.codes import Grade
from sevendoors.measure.answers.window import CONTINUER
from sevendoors.measure.text import clauses, content, is_question, stem, words
from sevendoors.track.next_turn import Reply

Json = Mapping[str, Any]
_SIDES = ("seller", "buyer")
WENT_ON = "The buyer went on at once."  # as measure/answers/answering.py writes it


@dataclass(frozen=True, slots=True)
class _Run:
    """What one person said until somebody else spoke: who, on which side, from which turn to which."""

    who: str
    side: str
    first: int
    last: int
    text: str


def replies(talk: Json, review: Json) -> tuple[Reply, ...]:
    """Give each answered chance of a call with what the buyer said next.

    talk, review: data of `sevendoors.conversation/1` and `sevendoors.review/1`.
    """
    runs = _runs(talk)
    place = {turn: k for k, run in enumerate(runs) for turn in range(run.first, run.last + 1)}
    given = {place[one["cue"]["turn"]] for one in review["moments"] if one["cue"]["turn"] in place}
    agreed = {place[one["turn"]] for one in review["confirmations"] if one["turn"] in place}
    said = _said_before(runs)
    found = []
    for moment in review["moments"]:
        at = place.get(moment["cue"]["turn"])
        if at is None or at + 2 >= len(runs):
            continue
        before, answer, after = runs[at : at + 3]
        if answer.side != "seller" or after.who != before.who:
            continue
        grade = first_grade(moment["answer"], answer.text, answer.first, answer.last)
        if grade is None:
            continue
        fresh = {stem(word) for word in content(after.text)} - said[at + 2]
        found.append(
            Reply(
                call=talk["id"], buyer=before.who, grade=grade, phase=at / len(runs),
                said=len(words(before.text)), answered=len(words(answer.text)),
                asked=_asks(answer.text), words=len(words(after.text)), fresh=len(fresh),
                chance=at + 2 in given, agreed=at + 2 in agreed,
            )
        )  # fmt: skip
    return tuple(found)


def first_grade(answer: Json, text: str, first: int, last: int) -> int | None:
    """Grade what the seller did in the first turn after the chance; None where that is not known."""
    turns, grade = answer["turns"], answer["grade"]
    if grade is not None and any(first <= turn <= last for turn in turns):
        return int(grade)
    if CONTINUER.match(text.strip()):
        return int(Grade.NOTED)
    if grade is None:
        return int(Grade.MISSED) if answer["na_reason"] == WENT_ON else None
    if answer["late"]:
        return None if answer["immediate_grade"] is None else int(answer["immediate_grade"])
    # It came in a second turn, after a nod of the buyer's: kept as it is, against a difference.
    return int(grade)


def _asks(text: str) -> bool:
    return "?" in text or any(is_question(one.text) for one in list(clauses(text))[-1:])


def _runs(talk: Json) -> list[_Run]:
    side = {one["id"]: one["side"] for one in talk["participants"]}
    found: list[_Run] = []
    parts: list[str] = []
    for turn in talk["turns"]:
        who = turn["participant"] or ""
        if side.get(who) not in _SIDES:
            continue
        if found and found[-1].who == who:
            parts.append(turn["text"])
            found[-1] = _Run(who, side[who], found[-1].first, turn["index"], " ".join(parts))
        else:
            parts = [turn["text"]]
            found.append(_Run(who, side[who], turn["index"], turn["index"], turn["text"]))
    return found


def _said_before(runs: Sequence[_Run]) -> list[frozenset[str]]:
    """Give for each run the content words that anybody had said before it."""
    held: set[str] = set()
    found = []
    for run in runs:
        found.append(frozenset(held))
        held |= {stem(word) for word in content(run.text)}
    return found
