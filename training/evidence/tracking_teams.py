"""What is asked of one invented team: do bands hold, are alarms false, are known effects found."""

from dataclasses import dataclass, replace

import numpy as np

from sevendoors.core.codes import Cue
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.coaching import moved
from sevendoors.track.full_model import fit_full
from sevendoors.track.opportunities import CODES, Counted, Floats, Ledger, counted
from sevendoors.track.reference import own_team, standing
from sevendoors.track.rules import EVERYTHING, Rule
from sevendoors.track.scores import measure
from sevendoors.track.small_model import GUESS_SPREAD, Fit, fit
from sevendoors.track.trend import NO_CHANGE, trend
from training.evidence.invented_teams import MIDDLE, Team, invent

Row = dict[str, float]
_MOST_SPREAD = 0.38


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Teams to invent. thought: their spread is drawn from what the model thinks beforehand."""

    name: str
    team: Team
    thought: bool = False
    full: bool = False


def drawn(setting: Setting, dice: np.random.Generator) -> Team:
    """Give the team of one draw."""
    if not setting.thought:
        return setting.team
    return replace(setting.team, spread=min(_MOST_SPREAD, dice.gamma(2, GUESS_SPREAD)))


def cover(setting: Setting, seed: int) -> Row:
    """Say which share of a team's true shares lay in their bands."""
    dice = np.random.default_rng(seed)
    rows, truth = invent(drawn(setting, dice), dice)
    if setting.full:
        return _full(rows, truth, dice)
    found = fit(counted(rows, EVERYTHING))
    row = {"bias": float((found.pooled.mean - truth).mean()), "spread": found.pooled.spread,
           "error": float(np.sqrt(((found.pooled.mean - truth) ** 2).mean())),
           "raw error": float(np.sqrt(((found.y - truth) ** 2).mean()))}  # fmt: skip
    for level in (0.5, 0.8, 0.95):
        low, high = found.pooled.band(level)
        row[str(level)] = float(((truth >= low) & (truth <= high)).mean())
    return row | _slopes(found.y, counted(rows, EVERYTHING), truth)


def _slopes(y: Floats, every: Counted, truth: Floats) -> Row:
    """Give how far true differences show, with and without drawing apart what labels blur."""
    plain = np.array([every.y[every.seller == who].mean() for who in range(len(truth))])
    apart = truth - truth.mean()
    whole = float((apart**2).mean())
    if whole < 1e-6:
        return {"slope": np.nan, "plain": np.nan}
    return {
        "slope": float((apart * y).mean() / whole),
        "plain": float((apart * plain).mean() / whole),
    }


def _full(rows: Ledger, truth: Floats, dice: np.random.Generator) -> Row:
    found = fit_full(rows)
    if isinstance(found, Unscored):
        raise TypeError(found.reason)
    shares = [found.share(place, EVERYTHING, dice) for place in range(len(truth))]
    kept = [one for one in shares if isinstance(one, Estimate)]
    value = np.array([one.value for one in kept])
    inside = [one.low <= true <= one.high for one, true in zip(kept, truth, strict=True)]
    small = fit(counted(rows, EVERYTHING)).pooled.mean
    return {"0.8": float(np.mean(inside)), "bias": float((value - truth).mean()),
            "error": float(np.sqrt(((value - truth) ** 2).mean())),
            "small": float(np.corrcoef(value, small)[0, 1])}  # fmt: skip


def alarms(team: Team, seed: int) -> Row:
    """Say how often something is said to have changed in a team, and how often a standing is wrong."""
    dice = np.random.default_rng(seed)
    rows, truth = invent(team, dice)
    every = counted(rows, EVERYTHING)
    found = fit(every)
    told = [trend(found, every, rows.days, who, drift=0.01) for who in range(team.sellers)]
    change = [one.change for one in told if one.change is not None]
    kind = Cue(CODES[team.stepped or 0])
    after = moved(rows, 0, [kind], MIDDLE)
    return {
        "trend": float(np.mean([one.verdict != NO_CHANGE for one in told])),
        "change": float(np.mean([one.value for one in change])),
        "naive": float(np.mean([_naive(every, rows, who) for who in range(team.sellers)])),
        **_said("trained", after.trained), **_said("own", after.beside_own),
        **_said("others", after.beside_others),
        "detectable": after.detectable or np.nan,
        **_standings(found, truth),
    }  # fmt: skip


def _said(name: str, told: Score) -> Row:
    if isinstance(told, Unscored):
        return {name: np.nan, f"{name} by": np.nan}
    return {name: float(not told.low <= 0 <= told.high), f"{name} by": told.value}


def _naive(every: Counted, rows: Ledger, who: int) -> float:
    """Compare halves as if chances of one call were strangers: what is not done here."""
    mine = every.seller == who
    late = (np.array(rows.days) >= MIDDLE)[every.call[mine]]
    one, two = every.y[mine][late], every.y[mine][~late]
    error = np.sqrt(one.var() / len(one) + two.var() / len(two))
    return float(abs(one.mean() - two.mean()) > 1.96 * error)


def _standings(found: Fit, truth: Floats) -> Row:
    wrong, said = 0, 0
    for who in range(len(truth)):
        told = standing(found, who, own_team(found, "invented"), own=True)
        if isinstance(told, Unscored) or not told.band.startswith("very likely"):
            continue
        said += 1
        wrong += (truth[who] > truth.mean()) != told.band.endswith("above")
    return {"said": said / len(truth), "wrong": wrong / said if said else np.nan, "wrong n": wrong, "said n": said}  # fmt: skip


def added(team: Team, seed: int) -> Row:
    """Say whether each of two skills was given a number of its own: one of its kinds, and two."""
    rows, _ = invent(team, np.random.default_rng(seed))
    rules = tuple(Rule(key=str(n), title="", codes=frozenset(Cue(c) for c in CODES[n : n + 2])) for n in (0, 2))  # fmt: skip
    found = measure(rows, rules)
    return {"shown": float(np.mean([one.more for one in found.added.values()]))}
