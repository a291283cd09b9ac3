"""Figures with their intervals: whole conversations are drawn again and again."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 200  # percentiles of a cluster bootstrap (Davison and Hinkley 1997)
SEED = 11
Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval and the number it rests on."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """Write it as a table shows it; a figure that cannot be had is a dash."""
        if math.isnan(self.value):
            return "-"
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def interval(score: Callable[[Places], float], names: Sequence[str]) -> Figure:
    """Give a figure over all places, with its interval over conversations (names)."""
    dice = np.random.default_rng(SEED)
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    held = [np.array(found) for found in places.values()]
    value = score(np.arange(len(names))) if names else math.nan
    draws = []
    for _ in range(DRAWS if held else 0):
        chosen = dice.integers(0, len(held), len(held))
        drawn = score(np.concatenate([held[i] for i in chosen]))
        if not math.isnan(drawn):
            draws.append(drawn)
    low, high = np.quantile(draws, [0.025, 0.975]) if draws else (math.nan, math.nan)
    return Figure(float(value), float(low), float(high), len(names))


def exact(hits: int, n: int) -> tuple[float, float]:
    """Give the exact 95 % interval of a share of counts (Clopper and Pearson 1934)."""
    from scipy.stats import beta  # noqa: PLC0415  (only training needs it)

    low = float(beta.ppf(0.025, hits, n - hits + 1)) if hits else 0.0
    high = float(beta.ppf(0.975, hits + 1, n - hits)) if hits < n else 1.0
    return low, high


def over(
    measure: Callable[[Floats, Floats], float], truth: Floats, said: Floats
) -> Callable[[Places], float]:
    """Make a score over places of a measure of (truth, said)."""
    return lambda places: measure(truth[places], said[places])


def auc(truth: Floats, score: Floats) -> float:
    """Give the chance that a yes ranks above a no; NaN without both."""
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415  (only training has it)

    return float(roc_auc_score(truth, score)) if 0 < truth.sum() < len(truth) else math.nan


def f1(truth: Floats, said: Floats) -> float:
    """Give F1; NaN where there is no yes at all."""
    from sklearn.metrics import f1_score  # noqa: PLC0415

    return float(f1_score(truth, said)) if truth.sum() else math.nan


def precision(truth: Floats, said: Floats) -> float:
    """Give the share of what was said that was so; NaN where nothing was said."""
    return float(truth[said > 0].mean()) if said.sum() else math.nan


def recall(truth: Floats, said: Floats) -> float:
    """Give the share of what was so that was said."""
    return float(said[truth > 0].mean()) if truth.sum() else math.nan


def brier(truth: Floats, p: Floats) -> float:
    """Give the mean squared distance of probability and truth."""
    return float(((truth - p) ** 2).mean()) if len(truth) else math.nan


def ece(truth: Floats, p: Floats, bins: int = 10) -> float:
    """Give the expected calibration error over bins of equal width (Naeini et al. 2015)."""
    slot = np.minimum((p * bins).astype(int), bins - 1)
    found = [(slot == b) for b in range(bins)]
    return float(sum(abs(truth[s].mean() - p[s].mean()) * s.mean() for s in found if s.any()))


def reliability(truth: Floats, p: Floats, bins: int = 5) -> list[tuple[float, float, int]]:
    """Give (mean said, share true, n) for each bin that holds anything."""
    slot = np.minimum((p * bins).astype(int), bins - 1)
    return [(float(p[slot == b].mean()), float(truth[slot == b].mean()), int((slot == b).sum()))
            for b in range(bins) if (slot == b).any()]  # fmt: skip


def icc(one: Floats, two: Floats) -> float:
    """Give the agreement of two measures of the same things: ICC(2,1), Shrout and Fleiss 1979."""
    n = len(one)
    if n < 3:
        return math.nan
    both = np.stack([one, two], axis=1)
    rows, columns, whole = both.mean(axis=1), both.mean(axis=0), both.mean()
    between = 2 * ((rows - whole) ** 2).sum() / (n - 1)
    judges = n * ((columns - whole) ** 2).sum()
    rest = ((both - rows[:, None] - columns[None, :] + whole) ** 2).sum() / (n - 1)
    below = between + rest + 2 * (judges - rest) / n
    return float((between - rest) / below) if below else math.nan
