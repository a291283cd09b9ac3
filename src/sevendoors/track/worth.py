"""Which gap is worth closing first: what a change that can be hoped for would bring, not who is low.

A low share in a kind of chance that hardly ever comes brings nothing when it rises; a middling one
in a kind that comes in every call does. So each skill is weighed by

    worth = chances in ten calls * half of the way to the aim * weight

where the aim is as far as a good seller here goes (average and one spread above it), or as far as
somebody's own choices in questions of judgement, whichever is further; half of that way is what
practice may be hoped to bring. The weight is 1, and up to 2 where somebody believes to do more than
was seen, in odd and in even calls alike: such a gap is not looked for. A skill without a number has
no worth yet. Nothing here changes a number; it is an order to look in, chosen by us and not proven.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.small_model import GUESS_MEAN, GUESS_SPREAD, Fit

TEN_CALLS = 10
_HALF = 0.5
_FURTHEST = 0.95  # nobody takes every chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One skill of a seller, as it is weighed. aim: how far they may hope to come, 0 to 1.

    often: such chances in ten calls. unseen: by how much they believe to do more than was seen, 0
    where they do not, where it may be chance, or where it is nobody's business.
    """

    key: str
    done: Score
    often: float
    aim: float
    unseen: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What closing half of a gap would bring: more chances taken in ten calls, with its 80 % band.

    order: the same with its weight, to sort by; 0 where there is no number yet.
    """

    key: str
    more: Score
    order: float


def aim_of(found: Fit, know: Score | None = None) -> float:
    """Say how far a seller may hope to come in one skill."""
    good = GUESS_MEAN + GUESS_SPREAD
    if not found.guessed:
        good = found.pooled.mu + found.pooled.spread
    chosen = know.value if isinstance(know, Estimate) else 0.0
    return min(_FURTHEST, max(good, chosen))


def worth(met: Met) -> Worth:
    """Weigh one skill."""
    if isinstance(met.done, Unscored):
        return Worth(key=met.key, more=met.done, order=0.0)
    done = met.done
    low, value, high = (
        met.often * _HALF * max(0.0, met.aim - share) for share in (done.high, done.value, done.low)
    )
    weight = 1.0 + min(1.0, max(0.0, met.unseen))
    more = Estimate(value=value, low=low, high=high, n=done.n)
    return Worth(key=met.key, more=more, order=value * weight)


def in_order(skills: Sequence[Met]) -> tuple[Worth, ...]:
    """Weigh skills and put the gap most worth closing first; equal ones stay as they stood.

    Skills with a number and no gap left come after those with one, and those without any number last.
    """
    every = [worth(met) for met in skills]
    return tuple(sorted(every, key=lambda one: (isinstance(one.more, Unscored), -one.order)))
