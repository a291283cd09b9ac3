"""How far two annotators agree beyond chance: alpha, AC1, weighted kappa; for two coders."""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import product

Pairs = Sequence[tuple[Hashable, Hashable]]


def nominal(one: Hashable, two: Hashable) -> float:
    """Distance of two names: 0 the same, 1 not."""
    return float(one != two)


def alpha(pairs: Pairs, distance: Callable[..., float] = nominal) -> float:
    """Krippendorff's alpha for two coders without gaps; NaN where nothing varies.

    Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability".
    """
    if not pairs:
        return math.nan
    seen = sum(distance(one, two) for one, two in pairs) / len(pairs)
    counts = Counter(value for pair in pairs for value in pair)
    total = sum(counts.values())
    expected = sum(
        counts[a] * (counts[b] - (a == b)) * distance(a, b) for a, b in product(counts, counts)
    ) / (total * (total - 1))
    return 1 - seen / expected if expected else math.nan


def ordinal(pairs: Sequence[tuple[int, int]]) -> float:
    """Krippendorff's alpha for ranks: grades nearer to each other disagree less."""
    counts = Counter(value for pair in pairs for value in pair)
    levels = sorted(counts)

    def distance(one: int, two: int) -> float:
        low, high = min(one, two), max(one, two)
        between = sum(counts[v] for v in levels if low <= v <= high)
        return (between - (counts[low] + counts[high]) / 2) ** 2

    return alpha(pairs, distance)


def ac1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Gwet's AC1 for yes or no, which stays steady where one answer is rare (Gwet 2008)."""
    if not pairs:
        return math.nan
    seen = sum(one == two for one, two in pairs) / len(pairs)
    yes = sum(one + two for one, two in pairs) / (2 * len(pairs))
    expected = 2 * yes * (1 - yes)
    return (seen - expected) / (1 - expected)


def weighted_kappa(pairs: Sequence[tuple[int, int]], levels: int = 4) -> float:
    """Cohen's kappa with quadratic weights: two grades apart counts four times one apart."""
    if not pairs:
        return math.nan
    left, right = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    seen = sum((one - two) ** 2 for one, two in pairs) / len(pairs)
    ranks = range(levels)
    expected = sum(left[a] * right[b] * (a - b) ** 2 for a in ranks for b in ranks)
    return 1 - seen * len(pairs) ** 2 / expected if expected else math.nan


def f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """F1 of the second coder's yes against the first's; the same both ways round."""
    both = sum(one and two for one, two in pairs)
    said = sum(one + two for one, two in pairs)
    return 2 * both / said if said else math.nan
