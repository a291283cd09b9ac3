"""The share of chances taken or opened, with its interval, or how many chances are still missing."""

from math import sqrt

from sevendoors.core.counting import number_of
from sevendoors.core.score import Estimate, Score, Unscored

FEWEST_CHANCES = 8
_Z = 1.959964  # 95 % of a normal curve lies within this many deviations


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212).

    It stays between 0 and 1, and 5 of 5 is not taken for proof of always.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError("a share needs 0 <= hits <= n and at least one chance")
    p, square = hits / n, _Z**2 / n
    middle = (p + square / 2) / (1 + square)
    reach = _Z / (1 + square) * sqrt(p * (1 - p) / n + square / (4 * n))
    return max(0.0, min(p, middle - reach)), min(1.0, max(p, middle + reach))


def share(hits: int, n: int, *, least: int = FEWEST_CHANCES) -> Score:
    """Give the share with its interval; under the least number of chances, how many are missing."""
    if n < least:
        so_far = "No chance" if n == 0 else number_of(n, "chance")
        more = f"about {least - n}{' more' if n else ''} before a number"
        return Unscored(reason=f"{so_far} so far, {more}")
    low, high = wilson(hits, n)
    return Estimate(value=hits / n, low=low, high=high, n=n)
