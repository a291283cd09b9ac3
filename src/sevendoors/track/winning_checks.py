"""Checks that should show nothing, run each time: what buyers do themselves, luck, and time turned round."""

from dataclasses import dataclass

import numpy as np

from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track import winning_words as words
from sevendoors.track.deal_rows import Cut, Rows, Sheet, given, later, sheet
from sevendoors.track.rules import EVERYTHING
from sevendoors.track.winning_basis import ALPHA, columns, within_odds
from sevendoors.track.winning_fit import Spread, fit

_SHUFFLES = 99
_MANY_HITS = 12  # of 99 shuffles at 5 %: more come by luck once in five hundred times


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A check that should show nothing; found: an odds ratio. alarm: it showed something."""

    title: str
    found: Score
    alarm: bool
    sentence: str


def controls(held: Rows, cut: Cut, spread: Spread) -> list[Control]:
    """What buyers do by themselves should not go with winning; where it does, so may all the rest."""
    found = []
    for title, values in given(held, cut).items():
        found.append(_control(title, within_odds(sheet(held, values, cut), spread)))
    return found


def _control(title: str, found: Score) -> Control:
    if isinstance(found, Unscored):
        return Control(title=title, found=found, alarm=False, sentence=f"{title}: not checked. {found.reason.rstrip('.')}.")  # fmt: skip
    alarm = found.low > 1 or found.high < 1
    return Control(title=title, found=found, alarm=alarm, sentence=words.control(title, found, alarm=alarm))  # fmt: skip


def afterwards(held: Rows, spread: Spread) -> Control:
    """What was done after a decision cannot have moved it."""
    after = later(held, EVERYTHING)
    return _control(
        "What was done in calls after the decision", within_odds(sheet(held, after, Cut()), spread)
    )


def shuffled(known: Sheet) -> Control:
    """Shuffle outcomes among each seller's own deals: ties found then are false alarms."""
    title = "Outcomes shuffled within sellers"
    if not 0 < known.won.sum() < len(known.won) or known.within.std() < 1e-9:
        return Control(title=title, found=Unscored(reason=words.ALL_ALIKE), alarm=False, sentence=f"{title}: not checked. {words.ALL_ALIKE}.")  # fmt: skip
    dice = np.random.default_rng(20)
    x = columns(known)
    order = np.argsort(known.seller, kind="stable")
    slopes, hits = np.zeros(_SHUFFLES), 0
    for place in range(_SHUFFLES):
        moved = np.empty_like(known.won)
        moved[order] = known.won[np.lexsort((dice.random(len(order)), known.seller))]
        one = fit(moved, x, known.seller, known.account, Spread(0.0, 0.0), rounds=4)
        slopes[place] = one.beta[0]
        hits += one.p(0) < ALPHA
    alarm = hits > _MANY_HITS
    low, middle, high = np.exp(np.quantile(slopes, [0.025, 0.5, 0.975]))
    found = Estimate(value=float(middle), low=float(low), high=float(high), n=len(known.won))
    return Control(title=title, found=found, alarm=alarm, sentence=words.shuffled(hits, _SHUFFLES, alarm=alarm))  # fmt: skip
