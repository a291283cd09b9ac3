"""How well answers are graded on the test calls: kappa, confusion, whole moments, sums per call."""

import math
from collections.abc import Sequence

import numpy as np

from sevendoors.core.moment import Moment
from training.corpus.agreement import weighted_kappa
from training.corpus.labels import Labelled
from training.corpus.matching import matched
from training.evidence.stats import Figure, icc, interval
from training.evidence.truth import Seen, graded

Row = tuple[str, Labelled, Moment | None]
GATE_KAPPA, GATE_LOST = 0.65, 0.03


def _best(row: Row) -> tuple[int, int] | None:
    """Give (settled, said) where both gave a grade."""
    _, chance, moment = row
    if moment is None or chance.best is None or moment.answer.grade is None:
        return None
    return chance.best, int(moment.answer.grade)


def lines(seen: Sequence[Seen], state: str) -> list[str]:
    """Give the table of grades, the confusion, whole moments and sums, with their gates."""
    rows = list(graded(seen))
    both = [(row[0], pair) for row in rows if (pair := _best(row))]
    kappa = interval(
        lambda places: weighted_kappa([both[i][1] for i in places]), [name for name, _ in both]
    )
    high = [(name, pair) for name, pair in both if pair[0] >= 2]
    lost = interval(lambda places: float(np.mean([high[i][1][1] == 0 for i in places])),
                    [name for name, _ in high])  # fmt: skip
    people = [pair for one in seen for pair in _people(one)]
    return [
        f"| grades of matched chances, quadratic kappa ({state}) | {len(both)} | {kappa} | "
        f"{weighted_kappa(people):.3f} (n {len(people)}) | >= {GATE_KAPPA}: {_met(kappa.value >= GATE_KAPPA)} |",
        f"| recall of chances with a grade ({state}) | {len(rows)} | "
        f"{len(both) / max(1, len(rows)):.3f} | | |",
        f"| graded 2 or 3 by people, 0 by the engine ({state}) | {len(high)} | {lost} | "
        f"{_lost(people):.3f} | <= {GATE_LOST}: {_met(lost.value <= GATE_LOST)} |",
        f"| whole moment: found, kind, taken or not right ({state}) | {len(rows)} | "
        f"{_whole(rows)} | | |",
        f"| share taken per call, ICC(2,1) ({state}) | {len(seen)} | {_sums(seen):.3f} | | |",
    ]


def _people(seen: Seen) -> list[tuple[int, int]]:
    pairs = matched(seen.call, seen.one.chances, seen.two.chances)
    return [(a.best, b.best) for a, b in pairs if a and b and a.best is not None and b.best is not None]  # fmt: skip


def _lost(pairs: Sequence[tuple[int, int]]) -> float:
    high = [two for one, two in pairs if one >= 2]
    return float(np.mean([two == 0 for two in high])) if high else math.nan


def _whole(rows: Sequence[Row]) -> Figure:
    right = np.array([float(_is_right(row)) for row in rows])
    return interval(lambda places: float(right[places].mean()), [row[0] for row in rows])


def _is_right(row: Row) -> bool:
    """Found with its kind, and taken or not (grade 2 or more) as settled; NA must be NA."""
    _, chance, moment = row
    if moment is None:
        return False
    if chance.best is None or moment.answer.grade is None:
        return chance.best is None and moment.answer.grade is None
    return (chance.best >= 2) == (int(moment.answer.grade) >= 2)


def _sums(seen: Sequence[Seen]) -> float:
    """Compare the share of chances taken per call, settled against said."""
    one, two = [], []
    for call in seen:
        settled = [c.best for c in call.settled.chances if c.best is not None]
        said = [int(m.answer.grade) for m in call.moments if m.answer.grade is not None]
        if len(settled) >= 5 and len(said) >= 5:
            one.append(float(np.mean([grade >= 2 for grade in settled])))
            two.append(float(np.mean([grade >= 2 for grade in said])))
    return icc(np.array(one), np.array(two))


def confusion(seen: Sequence[Seen]) -> list[str]:
    """Give how often each settled grade was given each grade."""
    table = np.zeros((4, 4), dtype=int)
    for row in graded(seen):
        if pair := _best(row):
            table[pair] += 1
    words = ("missed", "noted", "taken", "opened")
    return [f"| {words[i]} | " + " | ".join(str(n) for n in table[i]) + " |" for i in range(4)]


def _met(yes: bool) -> str:
    return "met" if yes else "MISSED"
