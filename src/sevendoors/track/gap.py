"""What somebody knows, believes and does in one skill, each with its interval; facts, never types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sevendoors.core.counting import number_of
from sevendoors.core.score import Z80, Estimate, Score, Unscored
from sevendoors.track.opportunities import Counted, Yes, cells
from sevendoors.track.rules import Rule
from sevendoors.track.small_model import fit

FEWEST_ANSWERS = 10
_STEP = 0.05  # a guess "of ten" is rounded to the next whole one


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One skill three times. do: what was seen in all calls; halves: in odd and in even calls.

    words: the fact, such as "Your guess 8 of 10, seen 4 of 10, likely 3 to 6." holds: whether both
    halves of the calls lie on the same side of the guess; None where that cannot be said.
    """

    skill: str
    know: Score
    believe: Score
    do: Score
    halves: tuple[Score, Score]
    holds: bool | None
    words: str


def know(rule: Rule, answers: Sequence[tuple[str, float]]) -> Score:
    """Give how near to the best answers somebody chose. answers: (kind of chance, points 0 to 1)."""
    points = np.array([value for kind, value in answers if kind in rule.codes])
    n = len(points)
    if n < FEWEST_ANSWERS:
        so_far = "No question" if n == 0 else number_of(n, "question")
        return Unscored(
            reason=f"{so_far} answered so far, {FEWEST_ANSWERS - n} more before a number"
        )
    mean = float(points.mean())
    # Two answers are thought in, one best and one worst, so that ten of ten is not said to be sure.
    spread = float(np.concatenate([points, [0.0, 1.0]]).std(ddof=1))
    reach = Z80 * spread / float(np.sqrt(n))
    return Estimate(value=mean, low=max(0.0, mean - reach), high=min(1.0, mean + reach), n=n)


def believe(rule: Rule, of_ten: Mapping[str, float]) -> Score:
    """Give what somebody believes: the mean over the skill's kinds, from the least to the most.

    of_ten: by kind of chance, of ten such, how many they think they take up.
    """
    held = [of_ten[code] / 10 for code in sorted(rule.codes) if code in of_ten]
    if not held:
        return Unscored(reason="You were not asked yet, or left it open")
    return Estimate(
        value=sum(held) / len(held), low=max(0.0, min(held) - _STEP),
        high=min(1.0, max(held) + _STEP), n=len(held),
    )  # fmt: skip


def halves(rows: Counted, seller: int) -> tuple[Score, Score]:
    """Measure a seller on odd and on even calls apart, each among all sellers' same calls.

    Whoever was unlucky in one half is not in the other: only what both say is a difference.
    """
    even = _parity(rows)
    return _half(rows, ~even, seller), _half(rows, even, seller)


def _parity(rows: Counted) -> Yes:
    """Number each seller's calls, and say for each chance whether its call's number is even."""
    of, _, place = cells(rows.seller, rows.call)
    number = np.arange(len(of))
    starts = np.concatenate([[True], of[1:] != of[:-1]])[: len(of)]
    even: Yes = (number - np.maximum.accumulate(np.where(starts, number, 0))) % 2 == 1
    return even[place]


def _half(rows: Counted, kept: Yes, who: int) -> Score:
    part = Counted(seller=rows.seller[kept], call=rows.call[kept], stratum=rows.stratum[kept],
                   y=rows.y[kept], hit=rows.hit[kept], p=rows.p[kept])  # fmt: skip
    if not (part.seller == who).any():
        return Unscored(reason="No such chance in this half of the calls")
    found = fit(part)
    place = int(np.searchsorted(found.sellers, who))
    low, high = found.pooled.band(0.8)
    return Estimate(value=float(np.clip(found.pooled.mean[place], 0, 1)), low=float(low[place]),
                    high=float(high[place]), n=int(found.n[place]))  # fmt: skip


def gap(
    rule: Rule, rows: Counted, seller: int, done: Score,
    answers: Sequence[tuple[str, float]], of_ten: Mapping[str, float],
    known: tuple[Score, Score] | None = None,
) -> Gap:  # fmt: skip
    """Lay what somebody knows, believes and does beside each other. known: the halves, if at hand."""
    believed = believe(rule, of_ten)
    split = (done, done)
    if isinstance(done, Estimate):
        split = known or halves(rows, seller)
    holds = _holds(believed, split)
    return Gap(skill=rule.key, know=know(rule, answers), believe=believed, do=done, halves=split,
               holds=holds, words=_words(believed, done, holds))  # fmt: skip


def _holds(believed: Score, split: tuple[Score, Score]) -> bool | None:
    if isinstance(believed, Unscored):
        return None
    sides: set[int] = set()
    for half in split:
        if isinstance(half, Unscored):
            return None
        sides.add(-1 if half.high < believed.value else 1 if half.low > believed.value else 0)
    return len(sides) == 1 and 0 not in sides


def _words(believed: Score, done: Score, holds: bool | None) -> str:
    if isinstance(done, Unscored):
        return f"Seen: {done.reason}."
    low, high = _ten(done.low), _ten(done.high)
    reach = "and close to that" if low == high else f"likely {low} to {high}"
    likely = f"{_ten(done.value)} of 10, {reach}"
    if isinstance(believed, Unscored):
        return f"Seen {likely}. No guess of yours to lay beside it."
    told = f"Your guess {_ten(believed.value)} of 10, seen {likely}."
    if holds:
        return f"{told} Odd and even calls say the same, each for itself."
    return f"{told} One half of the calls does not bear out the other, so this may be chance."


def _ten(share: float) -> str:
    return f"{10 * share:.0f}"
