"""Every seller's numbers in every skill, each with what it may be used for and what belongs beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.core.counting import number_of
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.core.track import SkillScore
from sevendoors.track.gates import EARLY, Added, added_value, reach_of, why_not
from sevendoors.track.opportunities import Ledger, counted
from sevendoors.track.rules import ALL, EVERYTHING, Rule
from sevendoors.track.small_model import FEWEST_SELLERS, GUESS_MEAN, Fit, fit, slope_of

BAND = 0.80
_WHOLE = Added(own=0.0, total=0.0, tested=False)  # all chances are never weighed against themselves
_PARTS = (
    (0.07, "hardly any"), (0.18, "an eighth"), (0.29, "a quarter"), (0.415, "a third"),
    (0.58, "half"), (0.71, "two thirds"), (0.82, "three quarters"), (0.93, "most"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All numbers of a group of sellers. fits, added: by rule. slope: of all labels together."""

    scores: tuple[SkillScore, ...]
    fits: dict[str, Fit]
    added: dict[str, Added]
    slope: float

    def score_of(self, seller: int, skill: str) -> SkillScore:
        """Give one seller's number in one skill, or in ALL; who was given no such chance has none."""
        for one in _scores(ALL, self.fits[ALL], _WHOLE) if skill == ALL else self.scores:
            if one.seller == seller and one.skill == skill:
                return one
        return nothing(seller, skill)


def nothing(seller: int, skill: str) -> SkillScore:
    """Say that no such chance was given."""
    reason = Unscored(reason="No chance so far")
    return SkillScore(skill=skill, seller=seller, score=reason, raw=(0, 0), weight=0.0, phi=0.0,
                      reach="moments only", words="No chance of this kind was given so far.")  # fmt: skip


def measure(rows: Ledger, rules: Sequence[Rule]) -> Measured:
    """Measure every seller on every rule."""
    everything = counted(rows, EVERYTHING)
    slope = slope_of(everything)
    whole = fit(everything, slope)
    fits = {EVERYTHING.key: whole}
    added: dict[str, Added] = {}
    scores: list[SkillScore] = []
    known: dict[tuple[object, object], str] = {}
    for rule in rules:
        twin = known.setdefault((rule.codes, rule.moves), rule.key)
        if twin == rule.key:
            found = counted(rows, rule)
            if not len(found.y):
                continue
            fits[twin] = fit(found, slope)
            added[twin] = added_value(fits[twin], whole)
        elif twin not in fits:
            continue
        fits[rule.key], added[rule.key] = fits[twin], added[twin]
        scores += _scores(rule.key, fits[twin], added[twin])
    return Measured(scores=tuple(scores), fits=fits, added=added, slope=slope)


def _scores(skill: str, one: Fit, added: Added) -> list[SkillScore]:
    low, high = one.pooled.band(BAND)
    mean = one.pooled.mean
    found: list[SkillScore] = []
    for place, seller in enumerate(one.sellers.tolist()):
        missing = why_not(one, place, added)
        n = int(one.n[place])
        value = min(max(float(mean[place]), float(low[place])), float(high[place]))
        score: Score = missing or Estimate(
            value=value, low=float(low[place]), high=float(high[place]), n=n
        )
        phi = float(one.phi[place])
        found.append(
            SkillScore(
                skill=skill, seller=seller, score=score, raw=(int(one.taken[place]), n),
                weight=float(one.pooled.weight[place]), phi=phi,
                reach="moments only" if missing else reach_of(phi, guessed=one.guessed),
                words=_words(one, place),
            )
        )  # fmt: skip
    return found


def _words(one: Fit, place: int) -> str:
    n, calls = int(one.n[place]), int(one.calls[place])
    told = f"{number_of(n, 'chance')} seen in {number_of(calls, 'call')}; "
    rest = part(1 - float(one.pooled.weight[place]))
    if one.guessed:
        told += f"{rest} of this number is still our guess of an average, {round(100 * GUESS_MEAN)} of 100 taken."
        return f"{told} It is replaced when {FEWEST_SELLERS} sellers are known here."
    told += f"{rest} of this number is still the team average."
    if one.phi[place] < EARLY:
        return told
    if reach_of(float(one.phi[place]), guessed=False) == "early reading":
        return f"{told} An early reading: not to be laid beside others."
    return told


def part(share: float) -> str:
    """Write a share in words, such as "a third"."""
    return next((words for most, words in _PARTS if share <= most), "nearly all")
