"""How well answers are graded on the test calls: kappa, confusion, whole moments, sums per call."""

import math
from collections.abc import Sequence

import numpy as np

from sevendoors.core.conversation import Side
from sevendoors.core.moment import Moment
from training.corpus.agreement import weighted_kappa
from training.corpus.labels import Labelled
from training.corpus.matching import matched
from training.evidence.stats import Figure, icc, interval
from training.evidence.truth import Seen, graded

Row = tuple[str, Labelled, Moment | None]
GATE_KAPPA, GATE_LOST = 0.65, 0.03
FEWEST, FEWEST_GROUPS = 5, 10  # chances in a share, shares in an ICC


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
    readers = [pair for one in seen for pair in _readers(one)]
    return [
        f"| grades of matched chances, quadratic kappa ({state}) | {len(both)} | {kappa} | "
        f"{weighted_kappa(readers):.3f} (n {len(readers)}) | >= {GATE_KAPPA}: {_met(kappa.value >= GATE_KAPPA)} |",
        f"| chances found with their kind, where both gave a grade ({state}) | {len(rows)} | "
        f"{_found(rows)} | | |",
        f"| settled as 2 or 3, called 0 by the engine ({state}) | {len(high)} | {lost} | "
        f"{_lost(readers):.3f} | <= {GATE_LOST}: {_met(lost.value <= GATE_LOST)} |",
        f"| whole moment: found, kind, taken or not right ({state}) | {len(rows)} | "
        f"{_whole(rows)} | | |",
        _sum_line("call", [[one] for one in seen], state),
        _sum_line("seller with several calls", _by_seller(seen), state),
    ]


def _readers(seen: Seen) -> list[tuple[int, int]]:
    pairs = matched(seen.call, seen.one.chances, seen.two.chances)
    return [(a.best, b.best) for a, b in pairs if a and b and a.best is not None and b.best is not None]  # fmt: skip


def _lost(pairs: Sequence[tuple[int, int]]) -> float:
    high = [two for one, two in pairs if one >= 2]
    return float(np.mean([two == 0 for two in high])) if high else math.nan


def _found(rows: Sequence[Row]) -> Figure:
    hit = np.array([float(_best(row) is not None) for row in rows])
    return interval(lambda places: float(hit[places].mean()), [row[0] for row in rows])


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


def _sum_line(what: str, groups: Sequence[Sequence[Seen]], state: str) -> str:
    """Compare the share of chances taken per group of calls, settled against said."""
    one, two = [], []
    for group in groups:
        settled = [c.best for call in group for c in call.settled.chances if c.best is not None]
        said = [int(m.answer.grade) for call in group for m in call.moments
                if m.answer.grade is not None]  # fmt: skip
        if len(settled) >= FEWEST and len(said) >= FEWEST:
            one.append(float(np.mean([grade >= 2 for grade in settled])))
            two.append(float(np.mean([grade >= 2 for grade in said])))
    if len(one) < FEWEST_GROUPS:
        return (
            f"| share taken per {what}, ICC(2,1) ({state}) | {len(one)}, too few to say | - | | |"
        )
    a, b = np.array(one), np.array(two)
    told = interval(lambda at: icc(a[at], b[at]), [str(k) for k in range(len(one))])
    return f"| share taken per {what}, ICC(2,1) ({state}) | {len(one)} | {told} | | |"


def _by_seller(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Group the calls of each seller who has more than one: here, the calls of one deal."""
    found: dict[tuple[str, ...], list[Seen]] = {}
    for one in seen:
        names = {turn.name for turn in one.call.turns if turn.side is Side.SELLER}
        found.setdefault((one.call.brief, *sorted(names)), []).append(one)
    return [group for group in found.values() if len(group) > 1]


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
