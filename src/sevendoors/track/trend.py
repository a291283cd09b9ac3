"""Whether somebody changes: a level that moves a little from week to week, with its band.

A local-level model (Durbin and Koopman 2012, chapter 2); how fast levels move is learned from all
sellers together, since nobody alone has calls enough for that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sevendoors.core.score import Z80, Estimate
from sevendoors.track.opportunities import Counted, Floats, Ints, Yes, summed
from sevendoors.track.small_model import Fit

CALLS_EACH = 20
NO_CHANGE = "no clear change yet"
_DRIFTS: Floats = np.array([0.0, 0.005, 0.01, 0.02, 0.03, 0.05])
_Z95 = 1.96
_MOST_LEARNED_FROM = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where a seller stood in one week: its first day (ISO), and the level with its 80 % band."""

    day: str
    level: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A day (ISO) when the engine or the codebook changed; what: in words."""

    day: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A seller's weeks in one skill. change: later calls less earlier ones, with its 95 % interval.

    verdict: "no clear change yet", or what changed in words. marks: when the reading itself changed.
    """

    points: tuple[Point, ...]
    change: Estimate | None
    verdict: str
    marks: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class _Weeks:
    """One seller's weeks: number, mean, squared error, chances."""

    week: Ints
    y: Floats
    r: Floats
    n: Ints


def trend(
    fit: Fit, rows: Counted, days: Sequence[str], seller: int, marks: Sequence[Changed] = (),
    drift: float | None = None,
) -> Trend:  # fmt: skip
    """Follow one seller over the weeks. days: the day of each call, by its number."""
    ordinal = _ordinals(days)
    own = _weeks(fit, rows, ordinal, seller)
    if not len(own.week):
        return Trend(points=(), change=None, verdict=NO_CHANGE, marks=tuple(marks))
    moved = drift_of(fit, rows, days) if drift is None else drift
    level, sd = _smooth(own, fit, moved)
    points = tuple(
        Point(day=date.fromordinal(int(w) * 7 + 1).isoformat(), level=Estimate(
            value=_in(m), low=_in(m - Z80 * s), high=_in(m + Z80 * s), n=int(n)))
        for w, m, s, n in zip(own.week, level, sd, own.n, strict=True)
    )  # fmt: skip
    change = _change(fit, rows, ordinal, seller)
    seen = tuple(m for m in marks if points[0].day <= m.day[:10])
    return Trend(points=points, change=change, verdict=_verdict(change, seen), marks=seen)


def _in(value: float) -> float:
    return float(min(1.0, max(0.0, value)))


def _ordinals(days: Sequence[str]) -> Ints:
    return np.array([date.fromisoformat(day[:10]).toordinal() for day in days], dtype=np.int64)


def _weeks(fit: Fit, rows: Counted, ordinal: Ints, seller: int) -> _Weeks:
    mine = rows.seller == seller
    week, place = np.unique((ordinal[rows.call[mine]] - 1) // 7, return_inverse=True)
    n = np.bincount(place, minlength=len(week))
    calls, size = np.unique(np.stack([place, rows.call[mine]]), axis=1, return_counts=True)
    squares = np.bincount(calls[0], size.astype(float) ** 2, minlength=len(week))
    y = np.bincount(place, fit.each[mine], minlength=len(week)) / np.maximum(n, 1)
    r = fit.per_call**2 * squares / np.maximum(n, 1) ** 2 + fit.per_chance**2 / np.maximum(n, 1)
    return _Weeks(week, y, r, n)


def drift_of(fit: Fit, rows: Counted, days: Sequence[str]) -> float:
    """Say how far levels move in a week here, by likelihood over all sellers; 0.01 with few."""
    if fit.guessed:
        return 0.01
    ordinal = _ordinals(days)
    log = -(_DRIFTS / 0.03)  # small moves are likelier beforehand
    for seller in fit.sellers[:_MOST_LEARNED_FROM].tolist():
        log += _likelihood(_weeks(fit, rows, ordinal, seller), fit)
    return float(_DRIFTS[int(np.argmax(log))])


def _likelihood(own: _Weeks, fit: Fit) -> Floats:
    m = np.full(len(_DRIFTS), fit.pooled.mu)
    v = np.full(len(_DRIFTS), fit.pooled.spread**2)
    log = np.zeros(len(_DRIFTS))
    for step, (y, r) in enumerate(zip(own.y, own.r, strict=True)):
        if step:
            v = v + _DRIFTS**2 * float(own.week[step] - own.week[step - 1])
        total = v + r
        log += -0.5 * (np.log(total) + (y - m) ** 2 / total)
        m, v = m + v / total * (y - m), v * r / total
    return log


def _smooth(own: _Weeks, fit: Fit, drift: float) -> tuple[Floats, Floats]:
    """Filter forwards, then smooth backwards; gives level and deviation by week."""
    size = len(own.week)
    m, v, before = np.zeros(size), np.zeros(size), np.zeros(size)
    level, spread = fit.pooled.mu, fit.pooled.spread**2 + fit.pooled.mu_se**2
    for t in range(size):
        if t:
            spread += drift**2 * float(own.week[t] - own.week[t - 1])
        before[t] = spread
        gain = spread / (spread + own.r[t])
        level, spread = level + gain * (own.y[t] - level), spread * (1 - gain)
        m[t], v[t] = level, spread
    for t in range(size - 2, -1, -1):
        back = v[t] / before[t + 1]
        m[t] += back * (m[t + 1] - m[t])
        v[t] += back**2 * (v[t + 1] - before[t + 1])
    return m, np.sqrt(np.maximum(v, 0))


def _change(fit: Fit, rows: Counted, ordinal: Ints, seller: int) -> Estimate | None:
    """Compare the later half of the calls with the earlier; None under 20 calls in each."""
    mine = rows.seller == seller
    calls, place = np.unique(rows.call[mine], return_inverse=True)
    order = np.argsort(np.argsort(ordinal[calls], kind="stable"), kind="stable")
    if len(calls) < 2 * CALLS_EACH:
        return None
    late = order >= len(calls) // 2
    return difference(fit.each[mine], place, late[place])


def difference(each: Floats, call: Ints, late: Yes) -> Estimate:
    """Give later less earlier, with its 95 % interval: each call is left out once (jackknife)."""
    found, error2, calls = 0.0, 0.0, 0
    for half, sign in ((late, 1), (~late, -1)):
        mean = float(each[half].mean())
        held, place, size = np.unique(call[half], return_inverse=True, return_counts=True)
        without = summed(place, each[half] - mean) / np.maximum(len(place) - size, 1)
        found += sign * mean
        error2 += float((without**2).sum()) * (len(held) - 1) / len(held)
        calls += len(held)
    # Student's curve for so many calls, near enough from twenty on.
    reach = (_Z95 + 2.4 / max(calls - 2, 1)) * float(np.sqrt(error2))
    return Estimate(value=found, low=found - reach, high=found + reach, n=len(each))


def _verdict(change: Estimate | None, marks: Sequence[Changed]) -> str:
    if change is None or change.low <= 0 <= change.high:
        return NO_CHANGE
    words = "taken more often in later calls" if change.value > 0 else "taken less often in later calls"  # fmt: skip
    if marks:
        return f"{words}; but {marks[-1].what} on {marks[-1].day[:10]}, which may be why"
    return words
