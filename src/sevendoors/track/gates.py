"""What a number may be used for, and whether a skill says more than all chances together."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from sevendoors.core.counting import number_of
from sevendoors.core.score import Unscored
from sevendoors.core.track import Reach
from sevendoors.track.opportunities import Floats, summed
from sevendoors.track.small_model import MANY_CALLS, Fit

EARLY, OWN, COMPARED = 0.50, 0.70, 0.80
_MOST_SAID = 2_000


def reach_of(phi: float, *, guessed: bool) -> Reach:
    """Say what a number may be used for, by its dependability (scoring: display gates).

    guessed: under eight sellers nobody is compared, however much was seen.
    """
    if phi < EARLY:
        return "moments only"
    if phi < OWN:
        return "early reading"
    return "own trend" if phi < COMPARED or guessed else "comparison"


def chances_for(fit: Fit, place: int, phi: float = EARLY) -> int | None:
    """Say how many more chances a seller needs for this dependability; None where none would do.

    As many chances to a call as so far.
    """
    n, calls = int(fit.n[place]), int(fit.calls[place])
    spread2 = fit.pooled.spread**2
    each = fit.per_call**2 * calls / n + fit.per_chance**2
    needed = each * phi / ((1 - phi) * spread2) if spread2 > 0 else float("inf")
    more = ceil(needed) - n
    return max(more, 1) if needed < _MOST_SAID else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Whether a skill's own number says more of it than all chances together do (Haberman 2008).

    own, total: share of the real differences in this skill that each foretells. tested: False with
    too few sellers to say.
    """

    own: float
    total: float
    tested: bool

    @property
    def more(self) -> bool:
        """Say whether the skill is worth a number of its own."""
        return not self.tested or self.own > self.total


def added_value(sub: Fit, whole: Fit) -> Added:
    """Test whether a skill is worth a number of its own beside all chances together.

    The skill's chances are part of the whole, so what their errors share is taken out.
    """
    if sub.guessed or whole.guessed:
        return Added(own=0.0, total=0.0, tested=False)
    places = np.searchsorted(whole.sellers, sub.sellers)
    y, z = sub.y - sub.pooled.mu, whole.y[places] - whole.pooled.mu
    of = np.searchsorted(sub.sellers, sub.cells // MANY_CALLS)
    at = np.searchsorted(whole.cells, sub.cells)
    shared = summed(of, sub.sums * whole.sums[at], len(y)) / (sub.n * whole.n[places])
    # Who is known better says more; the same weights for all three, so that they fit together.
    heavy = sub.pooled.weight * whole.pooled.weight[places]
    together = _true(y * z, shared, heavy)
    apart = _true(y * y, sub.se2, heavy), _true(z * z, whole.se2[places], heavy)
    alike2 = 1.0 if min(apart) <= 0 else min(1.0, max(0.0, together) ** 2 / (apart[0] * apart[1]))
    return Added(
        own=float(sub.phi.mean()), total=alike2 * float(whole.phi[places].mean()), tested=True
    )


def _true(seen: Floats, error: Floats, heavy: Floats) -> float:
    """Give a mean square or product between sellers, less what errors make of it."""
    count = len(seen) / max(1, len(seen) - 1)
    return float(((seen * count - error) * heavy).sum() / heavy.sum())


def why_not(fit: Fit, place: int, added: Added) -> Unscored | None:
    """Give the reason why a seller has no number in this skill yet, or None where there is one."""
    n = int(fit.n[place])
    so_far = f"{number_of(n, 'chance')} so far"
    if fit.blurred:
        return Unscored(
            reason=f"{so_far}, but {'it is' if n == 1 else 'they are'} read too unsurely here to make a number"
        )
    if fit.phi[place] < EARLY:
        more = chances_for(fit, place)
        if more is None:
            return Unscored(reason=f"{so_far}; sellers here are too alike in this to tell apart")
        return Unscored(reason=f"{so_far}, about {more} more before a number")
    if not added.more:
        return Unscored(reason=f"{so_far}; here they say no more of this than all chances together")
    return None
