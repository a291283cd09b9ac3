"""Above average or not: the probability against a named group, in words, and never a place in a list."""

from dataclasses import dataclass

import numpy as np

from sevendoors.core.score import Unscored
from sevendoors.core.track import Reference
from sevendoors.track.gates import reach_of
from sevendoors.track.pooling import normal
from sevendoors.track.small_model import FEWEST_SELLERS, Fit

_WORDS = (
    (0.90, "very likely above"),
    (0.75, "probably above"),
    (0.25, "cannot tell"),
    (0.10, "probably below"),
)
BANDS = (*(words for _, words in _WORDS), "very likely below")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody stands beside a named group. p: probability of being above its mean.

    band: one of BANDS; words: the sentence that says it, with the name and size of the group.
    """

    seller: int
    reference: Reference
    p: float
    band: str
    words: str


def in_words(p: float) -> str:
    """Put a probability of being above into words (scoring: above average)."""
    return next((words for least, words in _WORDS if p >= least), BANDS[-1])


def own_team(fit: Fit, name: str) -> Reference | Unscored:
    """Give the sellers measured together as a reference; under eight there is none."""
    if fit.guessed:
        more = FEWEST_SELLERS - len(fit.sellers)
        return Unscored(
            reason=f"{len(fit.sellers)} sellers so far, {more} more before an average is known"
        )
    pooled = fit.pooled
    return Reference(
        name=name, mean=pooled.mu, sd=pooled.spread, n=len(fit.sellers), se=pooled.mu_se
    )


def standing(
    fit: Fit, seller: int, reference: Reference | Unscored, *, own: bool
) -> Standing | Unscored:
    """Say whether a seller is above the mean of a group, both being unsure.

    own: the group is the sellers measured here, whose mean holds the seller too.
    """
    place = int(np.searchsorted(fit.sellers, seller))
    if place >= len(fit.sellers) or fit.sellers[place] != seller:
        return Unscored(reason="No chance so far")
    if isinstance(reference, Unscored):
        return reference
    if reach_of(float(fit.phi[place]), guessed=fit.guessed) != "comparison":
        return Unscored(reason="Too little was seen yet to lay this beside others")
    pooled = fit.pooled
    if own:
        p = float(pooled.above_average()[place])
    else:
        wide = np.sqrt(pooled.sds[place] ** 2 + reference.se**2)
        p = float(normal((pooled.means[place] - reference.mean) / wide) @ pooled.odds)
    band = in_words(p)
    group = f"the average of {reference.name} ({reference.n})"
    words = (
        f"We cannot tell whether this is above or below {group}."
        if band == "cannot tell"
        else f"This is {band} {group}."
    )
    return Standing(seller=seller, reference=reference, p=p, band=band, words=words)
