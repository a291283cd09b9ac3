"""Whether deals in which more chances were taken were won more often, and every reason for doubt.

win ~ (a seller's deal beside that seller's other deals) + (a seller beside other sellers) + what is
known of the deal, with sellers and accounts that differ (scoring: association with deals). One line,
named beforehand, is tested as it stands; the skills share one alarm. Checks that should show nothing
are run each time and shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from sevendoors.core.deal import SoldDeal
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track import winning_words as words
from sevendoors.track.deal_rows import Cut, Rows, Sheet, sheet, taken
from sevendoors.track.opportunities import Floats, Ledger
from sevendoors.track.rules import EVERYTHING, Rule
from sevendoors.track.winning_basis import ALPHA, fitted, holm, learnt, odds, too_few, within_odds
from sevendoors.track.winning_checks import Control, afterwards, controls, shuffled
from sevendoors.track.winning_fit import Fitted, Spread

LANDMARK = 7  # days; judgement: the last week before a decision tells its outcome
__all__ = ["Control", "Tie", "Winning", "winning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One line: how far taking more of a kind of chance goes with winning.

    within, between: odds ratio for one deviation more, a seller beside themselves, and beside others.
    less, more: share of deals won in the lower and in the upper half of each seller's own deals, all
    else alike. level: of the bands of within, less and more; .95 or wider. side: 1 more, -1 less
    often won, 0 we cannot tell.
    """

    key: str
    title: str
    within: Score
    between: Score
    less: Score
    more: Score
    deals: int
    sellers: int
    level: float
    side: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Winning:
    """What can be said of conduct and winning in one group of sellers.

    primary: the line named beforehand: all chances, each deal's first call. ties: the skills, all
    calls before the decision. controls, placebo: checks that should show nothing. dropped_as_lost:
    the primary odds ratio with dropped deals counted as lost. competitive: the primary line among
    deals with a named competitor. without: decided deals with no chance before their decision.
    power: how large a difference could be found. rules: sentences that belong beside it. landmark:
    days before the decision from which calls are left out. invented: from a demonstration.
    """

    primary: Tie
    ties: tuple[Tie, ...]
    controls: tuple[Control, ...]
    placebo: tuple[Control, ...]
    dropped_as_lost: Score
    competitive: Tie | Unscored
    won: int
    lost: int
    dropped: int
    open: int
    without: int
    sellers: int
    power: str
    rules: tuple[str, ...]
    landmark: int
    invented: bool

    @property
    def decided(self) -> int:
        """Count the deals won and lost."""
        return self.won + self.lost

    @property
    def alarmed(self) -> bool:
        """Say whether a check that should show nothing has shown something."""
        return any(one.alarm for one in (*self.controls, *self.placebo))


def winning(
    rows: Ledger,
    deals: Sequence[SoldDeal],
    rules: Sequence[Rule],
    turns: Mapping[str, int] | None = None,
    landmark: int = LANDMARK,
) -> Winning | Unscored:
    """Lay conduct beside the outcome of deals; under the gate says how many deals are missing.

    turns: how many turns each call has, by its name. landmark: calls this many days before the
    decision, and later ones, are left out, but for a deal's first.
    """
    held = Rows.of(rows, deals, turns or {})
    first, every = Cut(first=True), Cut(days=landmark)
    base = taken(held, EVERYTHING, first)
    stages = [deal.stage for deal in deals]
    known = sheet(held, base, first)
    gone = too_few(known)
    if gone is not None:
        return gone
    spread = learnt(known)
    primary, best = _tie(known, spread, EVERYTHING.key, "All chances, first calls")
    decided = stages.count("won") + stages.count("lost")
    return Winning(
        primary=primary,
        ties=_ties(held, rules, every, spread),
        controls=tuple(controls(held, every, spread)),
        placebo=(shuffled(known), afterwards(held, spread)),
        dropped_as_lost=within_odds(sheet(held, base, first, dropped=True), spread),
        competitive=_apart(held, base, first, spread),
        won=stages.count("won"), lost=stages.count("lost"), dropped=stages.count("dropped"),
        open=stages.count("open"), without=decided - len(known.won), sellers=known.sellers,
        power=words.found_by(exp(2.8 * best.se[0]) if best else float("nan"), len(known.won))
        if best else words.ALL_ALIKE,
        rules=words.rules(landmark), landmark=landmark, invented=any(deal.invented for deal in deals),
    )  # fmt: skip


def _tie(
    known: Sheet, spread: Spread, key: str, title: str, alpha: float = ALPHA
) -> tuple[Tie, Fitted | None]:
    found = fitted(known, spread)
    if isinstance(found, Unscored):
        return _nothing(known, found, key, title), None
    return _told(known, found, spread, key, title, alpha), found


def _nothing(known: Sheet, why: Unscored, key: str, title: str) -> Tie:
    return Tie(
        key=key, title=title, within=why, between=why, less=why, more=why, deals=len(known.won),
        sellers=known.sellers, level=1 - ALPHA, side=0, sentence=f"{why.reason.rstrip('.')}.",
    )  # fmt: skip


def _told(known: Sheet, found: Fitted, spread: Spread, key: str, title: str, alpha: float) -> Tie:
    deals = len(known.won)
    within = odds(found, 0, deals, alpha)
    up = known.within > 0
    heights = (float(known.within[~up].mean()), float(known.within[up].mean()))
    less, more = (_share(found, spread, height, alpha) for height in heights)
    side = (within.low > 1) - (within.high < 1)
    return Tie(
        key=key, title=title, within=within, between=odds(found, 1, deals, ALPHA), less=less,
        more=more, deals=deals, sellers=known.sellers, level=1 - alpha, side=side,
        sentence=words.tie(words.more(key, title), less, more, side),
    )  # fmt: skip


def _share(found: Fitted, spread: Spread, height: float, alpha: float) -> Estimate:
    """Give the share won if every deal lay at this height beside its seller's others (delta method).

    Over all sellers and accounts, whose differences flatten the curve (Zeger, Liang and Albert 1988).
    """
    flat = 1 / sqrt(1 + 0.346 * (spread.seller + spread.account))
    x = found.x.copy()
    x[:, 0] = height
    p = 1 / (1 + np.exp(-flat * (x @ found.beta)))
    slope = flat * ((p * (1 - p)) @ x) / len(p)
    half = found.t(0, alpha) * sqrt(max(0.0, float(slope @ found.cov @ slope)))
    value = float(p.mean())
    return Estimate(value=value, low=max(0.0, value - half), high=min(1.0, value + half), n=len(p))


def _ties(held: Rows, rules: Sequence[Rule], cut: Cut, spread: Spread) -> tuple[Tie, ...]:
    """Fit every skill, then set all their bands by one alarm for all together (Holm 1979)."""
    found: list[tuple[Rule, Sheet, Fitted | Unscored]] = []
    for rule in rules:
        known = sheet(held, taken(held, rule, cut), cut)
        found.append((rule, known, too_few(known) or fitted(known, spread)))
    alphas = holm({rule.key: one.p(0) for rule, _, one in found if isinstance(one, Fitted)})
    return tuple(
        _nothing(known, one, rule.key, rule.title) if isinstance(one, Unscored)
        else _told(known, one, spread, rule.key, rule.title, alphas[rule.key])
        for rule, known, one in found
    )  # fmt: skip


def _apart(held: Rows, base: Floats, cut: Cut, spread: Spread) -> Tie | Unscored:
    """Take the deals with a named competitor alone."""
    known = sheet(held, base, cut, competitive=True)
    title = "All chances, first calls, deals with a competitor"
    return too_few(known) or _tie(known, spread, EVERYTHING.key, title)[0]
