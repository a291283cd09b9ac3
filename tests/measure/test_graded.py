"""The rule-writer's own set: written by the same hand as the rules, so a floor, not a proof."""

import json
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
    n = len(pairs)
    seen = sum((a - b) ** 2 for a, b in pairs)
    chance = sum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / n
    return 1 - seen / chance


def report(name: str, pairs: Pairs) -> None:
    right = sum(a == b for a, b in pairs) / len(pairs)
    print(f"{name}: n={len(pairs)} accuracy={right:.2f} weighted kappa={kappa(pairs):.2f}")


@pytest.mark.parametrize(("name", "floor"), [("graded.jsonl", 0.9), ("held_out.jsonl", 0.4)])
def test_the_grades_agree_with_the_examples(name: str, floor: float) -> None:
    pairs = graded(name)
    report(name, pairs)
    assert kappa(pairs) >= floor
