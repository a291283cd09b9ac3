"""How far the grades agree with written examples; both sets are by the rule-writer's own hand.

graded.jsonl was written beside the rules and shaped them, so it is a floor and not a proof.
held_out.jsonl was written afterwards without looking at the rules; at its first reading 47 of 64
grades were exact (0.73) and weighted kappa was 0.79. A few set phrases were added since, so later
figures on it are no longer first readings.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Run, Turn
from sevendoors.measure.answers.evidence import evidence
from sevendoors.measure.answers.grade import judge
from sevendoors.measure.answers.reading import heard, parts

HERE = Path(__file__).parent
Pairs = list[tuple[int, int]]


def grade(code: str, buyer: str, reply: str) -> int:
    turn = Turn(index=1, run=1, participant="p2", text=reply)
    ear = heard(Cue(code), buyer, buyer)
    run = Run(index=1, participant="p2", turns=(turn,))
    return int(judge(evidence(ear, parts(ear, [run]))).grade)


def graded(name: str) -> Pairs:
    rows = [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
    return [(row["grade"], grade(row["code"], row["buyer"], row["reply"])) for row in rows]


def kappa(pairs: Pairs) -> float:
    """Quadratic-weighted kappa of two readings of the same answers."""
    seen = sum((a - b) ** 2 for a, b in pairs)
    by_chance = sum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / len(pairs)
    return 1 - seen / by_chance


@pytest.mark.parametrize(("name", "least"), [("graded.jsonl", 190), ("held_out.jsonl", 60)])
def test_the_grades_agree_with_the_examples(
    name: str, least: int, record_property: Callable[[str, object], None]
) -> None:
    pairs = graded(name)
    right = sum(a == b for a, b in pairs) / len(pairs)
    record_property("accuracy", right)
    record_property("kappa", kappa(pairs))
    assert len(pairs) >= least
    assert kappa(pairs) >= 0.7, f"accuracy {right:.2f}, weighted kappa {kappa(pairs):.2f}"
