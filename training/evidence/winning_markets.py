"""Whether the lines on winning are right, on invented markets whose truth is known."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sevendoors.core.codebook_load import load_codebook
from sevendoors.core.score import Estimate
from sevendoors.track.deal_rows import Cut, Rows, sheet, taken
from sevendoors.track.rules import EVERYTHING, skill_rules
from sevendoors.track.winning import LANDMARK, Winning, winning
from sevendoors.track.winning_basis import ALPHA, columns, fitted, holm, learnt
from sevendoors.track.winning_fit import Fitted, Spread, fit
from training.evidence.invented_deals import Market, market

FRESH = 20_000  # what was settled while this was built was settled on other draws
Row = dict[str, float]
NULLS = {
    "30 sellers, 16 deals each": Market(),
    "20 sellers with unlike many deals, differing much (.8)": Market(sellers=20, deals=22, own=0.8, lopsided=True),
    "24 sellers, accounts that buy again and differ (1.0)": Market(sellers=24, deals=20, again=0.6, account=1.0),
    "20 sellers, 40 deals each": Market(sellers=20, deals=40, own=0.6),
}  # fmt: skip
TRUE = {
    "within sellers, .4 of log odds": Market(sellers=30, deals=20, within=0.4),
    "within sellers, .8 of log odds": Market(sellers=30, deals=20, within=0.8),
    "between sellers alone, .8": Market(sellers=40, deals=14, between=0.8),
}
_WIDE = 9_600  # deals; each seller has as many as in the small market, so means are as unsure
TIMES = 4  # such markets for one truth, or its own error shows as bands that do not hold
TRAPS = {
    "nothing planted": Market(),
    "keen buyers (a confounder, no effect of conduct)": Market(intent=0.9),
    "a call on the eve of the decision holds its outcome, and is let in": Market(leak="eve"),
    "the same, as Seven Doors does it: a week cut": Market(leak="eve"),
    "calls after the decision hold its outcome": Market(leak="after"),
}
CUTS = {"a call on the eve of the decision holds its outcome, and is let in": 0}
RULES = skill_rules(load_codebook())


@dataclass(frozen=True, slots=True)
class _Laid:
    """A market laid out for the first line and for the skills."""

    held: Rows
    first: Fitted
    spread: Spread
    naive: Fitted


def _laid(asked: Market, seed: int) -> _Laid:
    rows, deals, turns = market(asked, np.random.default_rng(seed))
    held, cut = Rows.of(rows, deals, turns), Cut(first=True)
    known = sheet(held, taken(held, EVERYTHING, cut), cut)
    spread = learnt(known)
    found = fitted(known, spread)
    assert isinstance(found, Fitted)
    alone = np.arange(len(known.won))
    naive = fit(known.won, columns(known), alone, alone, Spread(0.0, 0.0))
    return _Laid(held, found, spread, naive)


def null(asked: Market, seed: int) -> Row:
    """Say which lines raise an alarm where conduct moves nothing."""
    laid = _laid(asked, seed)
    luck = {}
    for rule in RULES:
        known = sheet(laid.held, taken(laid.held, rule, Cut()), Cut())
        one = fitted(known, laid.spread)
        if isinstance(one, Fitted):
            luck[rule.key] = one.p(0)
    levels = holm(luck)
    return {
        "within": float(laid.first.p(0) < ALPHA),
        "between": float(laid.first.p(1) < ALPHA),
        "strangers": float(laid.naive.p(1) < ALPHA),
        "holm": float(any(luck[key] <= levels[key] for key in luck)),
        "plain": float(any(p < ALPHA for p in luck.values())),
    }


def truth(asked: Market) -> tuple[float, float]:
    """Give what very large markets of this kind show: readings and few chances shrink the effect."""
    wide = replace(asked, sellers=_WIDE // asked.deals, again=0.0)
    every = [_laid(wide, FRESH - 1 - place).first.beta[:2] for place in range(TIMES)]
    within, between = np.mean(every, axis=0).tolist()
    return within, between


def found(asked: Market, true: tuple[float, float], seed: int) -> Row:
    """Say whether a known effect was found, and whether the bands hold it."""
    one = _laid(asked, seed).first
    row: Row = {}
    for column, name in enumerate(("within", "between")):
        away = abs(float(one.beta[column]) - true[column])
        row[f"{name} slope"] = float(one.beta[column])
        row[f"{name} found"] = float(one.p(column) < ALPHA)
        row[f"{name} held"] = float(away <= one.half(column, ALPHA))
    return row


def trap(asked: Market, landmark: int, seed: int) -> Row:
    """Say what is claimed, and which checks speak, where something false was planted."""
    rows, deals, turns = market(asked, np.random.default_rng(seed))
    told = winning(rows, deals, RULES, turns, landmark)
    if not isinstance(told, Winning):
        return {}
    checks = [*told.controls, *told.placebo]
    row = {f"check {place}": float(one.alarm) for place, one in enumerate(checks)
           if isinstance(one.found, Estimate)}  # fmt: skip
    claimed = any(one.side for one in (told.primary, *told.ties))
    return row | {
        "first": float(told.primary.side != 0),
        "claimed": float(claimed),
        "unwarned": float(claimed and not told.alarmed),
    }


def jobs(markets: int) -> dict[str, dict[str, tuple[partial[Row], int]]]:
    """Give every row of the evidence with how often it is drawn."""
    true = {name: truth(asked) for name, asked in TRUE.items()}
    return {
        "null": {name: (partial(null, asked), markets) for name, asked in NULLS.items()},
        "true": {name: (partial(found, asked, true[name]), markets // 2) for name, asked in TRUE.items()},
        "traps": {name: (partial(trap, asked, CUTS.get(name, LANDMARK)), max(20, markets // 5)) for name, asked in TRAPS.items()},
    }  # fmt: skip
