"""A share over few clusters, such as one talk with each of eight buyers, and whether it lies above another.

Chances of one talk resemble each other, so the buyers are what may differ, not the chances. A share
is all that was taken of all that was given, as counted; its error comes from how far the buyers'
own counts lie from it (the ratio estimator for clusters of unequal size, Cochran 1977), with a t
curve of one degree of freedom less than there are buyers. A mean of eight shares would weigh a talk
broken off after one chance like a whole one, and would not be the number that was counted.

Eight clusters that agree by luck, or all taken, would give an error of nothing: it is never taken
smaller than if each chance stood alone (two taken and two missed put in, Agresti and Coull 1998).
"""

from collections.abc import Mapping
from functools import lru_cache
from math import atan, cos, pi, sin, sqrt

from sevendoors.core.score import Estimate, Score, Unscored

Counts = Mapping[str, tuple[int, int]]  # by cluster: how many, of how many
FEWEST = 2  # clusters, below which nothing is known of how far they differ
_LEVEL = 0.95


def sums(counts: Counts) -> tuple[int, int]:
    """Give the counts over all clusters."""
    return sum(hits for hits, _ in counts.values()), sum(n for _, n in counts.values())


def share_over(counts: Counts) -> Score:
    """Give the share over all clusters with its 95 % interval, within 0 and 1; n: what it is of."""
    told = {key: one for key, one in counts.items() if one[1]}
    if len(told) < FEWEST:
        return Unscored(reason="Too little was answered for a share")
    hits, n = sums(told)
    error = sqrt(max(_spread(_residuals(told)), _alone(hits, n)))
    half = quantile(0.5 + _LEVEL / 2, len(told) - 1) * error
    value = hits / n
    return Estimate(value=value, low=max(0.0, value - half), high=min(1.0, value + half), n=n)


def above(own: Counts, other: Counts) -> float | Unscored:
    """Give the probability that one share lies above another, laid beside each other cluster by cluster.

    Both are unsure and both count. Nothing is thought beforehand (a flat prior), so it is the t
    curve of the difference over its error. Clusters that only one of them answered are left out.
    """
    shared = [key for key, one in own.items() if one[1] and other.get(key, (0, 0))[1]]
    if len(shared) < FEWEST:
        return Unscored(reason="Too little was answered to lay this beside others")
    left, right = ({key: counts[key] for key in shared} for counts in (own, other))
    (hits, n), (their_hits, their_n) = sums(left), sums(right)
    theirs = _residuals(right)
    apart = {key: away - theirs[key] for key, away in _residuals(left).items()}
    alone = _alone(hits, n) + _alone(their_hits, their_n)
    error = sqrt(max(_spread(apart), alone))
    return below((hits / n - their_hits / their_n) / error, len(shared) - 1)


def _residuals(counts: Counts) -> dict[str, float]:
    """Say by how much each cluster moved the share away from what it is."""
    hits, n = sums(counts)
    return {key: (own - own_n * hits / n) / n for key, (own, own_n) in counts.items()}


def _spread(residuals: Mapping[str, float]) -> float:
    many = len(residuals)
    return many / (many - 1) * sum(one * one for one in residuals.values())


def _alone(hits: int, n: int) -> float:
    """Give the squared error of a share whose chances each stand alone."""
    share = (hits + 2) / (n + 4)
    return share * (1 - share) / (n + 4)


def below(t: float, freedom: int) -> float:
    """Give the share of a t curve that lies below t (Abramowitz and Stegun 26.7.3 and 26.7.4).

    freedom: whole degrees of freedom, 1 or more.
    """
    angle = atan(t / sqrt(freedom))
    term = cos(angle) if freedom % 2 else 1.0
    total = 0.0
    for step in range(1 + freedom % 2, freedom, 2):
        total += term
        term *= step / (step + 1) * cos(angle) ** 2
    middle = 2 / pi * (angle + sin(angle) * total) if freedom % 2 else sin(angle) * total
    return min(1.0, max(0.0, (1 + middle) / 2))


@lru_cache(maxsize=64)
def quantile(share: float, freedom: int) -> float:
    """Give the t below which this share of the curve lies, for shares from one half up."""
    low, high = 0.0, 1e6
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, freedom) < share else (low, middle)
    return (low + high) / 2
