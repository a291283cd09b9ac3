"""Did coaching move anything: before and after a day, beside what was not trained, and beside others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from random import Random

import numpy as np

from sevendoors.core.codes import Cue
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.opportunities import (
    CODES,
    Counted,
    Floats,
    Ledger,
    Yes,
    cells,
    counted,
    summed,
)
from sevendoors.track.rules import EVERYTHING
from sevendoors.track.small_model import Fit, fit

FEWEST_CALLS = 5
_Z95, _POWER = 1.96, 2.8  # 2.8 errors: five times in a hundred by chance, found eight times in ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The share of chances taken before a day and from it on, each with its 95 % interval."""

    before: Score
    after: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What changed after a day, in shares of chances taken; each with its 95 % interval.

    trained: in the kinds that were trained. beside_own: that, less what changed in the seller's
    other kinds. beside_others: that, less the same with sellers who were not trained. detectable:
    the least change that would be found eight times in ten. words: what may be said. sides: before
    and after in the trained kinds, in the seller's other kinds, and with others in the trained kinds.
    """

    trained: Score
    beside_own: Score
    beside_others: Score
    detectable: float | None
    words: str
    sides: tuple[Sides, Sides, Sides]


@dataclass(frozen=True, slots=True)
class _Part:
    """Chances of one side of a comparison."""

    mean: float
    error2: float
    n: int
    calls: int


def moved(
    rows: Ledger, seller: int, kinds: Collection[Cue], day: str, found: Fit | None = None
) -> Moved:
    """Compare a seller's chances before a day (ISO) with those from it on.

    found: the fit of all these chances together, where it is at hand.
    """
    every = counted(rows, EVERYTHING)
    found = found or fit(every)
    late = np.array([held >= day for held in rows.days], dtype=np.bool_)[every.call]
    trained = np.isin(every.stratum // 4, [CODES.index(kind) for kind in kinds])
    mine = every.seller == seller
    own = _change(found, every, mine & trained, late)
    rest = _change(found, every, mine & ~trained, late)
    others = _change(found, every, ~mine & trained, late)
    others_rest = _change(found, every, ~mine & ~trained, late)
    first = _told([(own, 1)])
    second = _told([(own, 1), (rest, -1)])
    third = _told([(own, 1), (rest, -1), (others, -1), (others_rest, 1)])
    error = _error([(own, 1), (rest, -1)])
    return Moved(
        trained=first, beside_own=second, beside_others=third,
        detectable=None if error is None else _POWER * error, words=_words(first, second),
        sides=(_sides(own), _sides(rest), _sides(others)),
    )  # fmt: skip


_Pair = tuple[_Part, _Part]


def _change(found: Fit, every: Counted, which: Yes, late: Yes) -> _Pair:
    return _part(found.each, every, which & ~late), _part(found.each, every, which & late)


def _part(each: Floats, every: Counted, which: Yes) -> _Part:
    n = int(which.sum())
    if not n:
        return _Part(0.0, 0.0, 0, 0)
    mean = float(each[which].mean())
    _, _, cell = cells(every.seller[which], every.call[which])
    sums = summed(cell, each[which] - mean)
    many = len(sums)
    return _Part(mean, float((sums**2).sum()) / n**2 * many / max(1, many - 1), n, many)


def _sides(pair: _Pair) -> Sides:
    return Sides(before=_level(pair[0]), after=_level(pair[1]))


def _level(part: _Part) -> Score:
    if part.calls < FEWEST_CALLS:
        return Unscored(reason=f"{part.n} chances in {part.calls} calls, too few for a share")
    reach = _Z95 * sqrt(part.error2)
    return Estimate(value=min(max(part.mean, 0.0), 1.0), low=max(0.0, part.mean - reach),
                    high=min(1.0, part.mean + reach), n=part.n)  # fmt: skip


def _told(parts: Sequence[tuple[_Pair, int]]) -> Score:
    fewest = min(min(before.calls, after.calls) for (before, after), _ in parts)
    if fewest < FEWEST_CALLS:
        return Unscored(
            reason=f"{fewest} call{'' if fewest == 1 else 's'} with such chances on one side of the day, "
            f"{FEWEST_CALLS - fewest} more before anything can be said"
        )
    value = sum(sign * (after.mean - before.mean) for (before, after), sign in parts)
    reach = _Z95 * (_error(parts) or 0.0)
    n = sum(before.n + after.n for (before, after), _ in parts)
    return Estimate(value=value, low=value - reach, high=value + reach, n=n)


def _error(parts: Sequence[tuple[_Pair, int]]) -> float | None:
    """Chances of one call share its error between kinds, which makes this a little too large."""
    if any(min(before.calls, after.calls) < 2 for (before, after), _ in parts):
        return None
    return sqrt(sum(before.error2 + after.error2 for (before, after), _ in parts))


def _words(trained: Score, beside: Score) -> str:
    if isinstance(trained, Unscored):
        return f"{trained.reason}."
    if isinstance(beside, Unscored):
        return f"What was trained cannot be laid beside the rest yet: {beside.reason}."
    if beside.low <= 0 <= beside.high:
        return "No clear change yet in what was trained, beside what was not."
    way = "more" if beside.value > 0 else "less"
    return f"What was trained is taken {way} often since, beside what was not; why, the numbers cannot say."


def detectable(found: Fit, calls: int, each: float) -> float:
    """Say in advance which change in share would be found eight times in ten.

    calls: so many before and so many after; each: chances of the kind in a call.
    """
    return _POWER * sqrt(2 * _call_error2(found, each) / calls)


def calls_needed(found: Fit, change: float, each: float) -> int:
    """Say how many calls before, and after, a change of this size needs to be found."""
    return ceil(2 * _call_error2(found, each) * (_POWER / change) ** 2)


def _call_error2(found: Fit, each: float) -> float:
    return found.per_call**2 + found.per_chance**2 / each


def drawn_order(kinds: Sequence[Cue], dice: Random) -> tuple[Cue, ...]:
    """Draw the order in which kinds are drilled, so that time alone is not taken for coaching."""
    drawn = list(kinds)
    dice.shuffle(drawn)
    return tuple(drawn)
