"""What every line on winning rests on: when anything is said, how one line is fitted, and its band."""

from collections.abc import Mapping
from math import ceil, exp, log

import numpy as np

from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track import winning_words as words
from sevendoors.track.deal_rows import Sheet
from sevendoors.track.opportunities import Floats
from sevendoors.track.winning_fit import Fitted, Spread, fit, spread_of

FEWEST_SELLERS, FEWEST_DEALS = 20, 300
ALPHA = 0.05
_FEW_FOR_SHARE = 30
_USUAL_WIN = 0.30
_RATIO, _RELIABLE, _EXPLAINED = 1.5, 0.6, 0.2


def needed(win: float, odds_ratio: float = _RATIO) -> int:
    """Say how many decided deals show an odds ratio 8 times in 10 (Hsieh 1989), readings being unsure."""
    plain = 7.849 / (win * (1 - win) * log(odds_ratio) ** 2)
    return ceil(plain / (_RELIABLE * (1 - _EXPLAINED)))


def missing(deals: int, sellers: int, win: float | None) -> Unscored | None:
    """Give the reason why nothing is said yet, or None from twenty sellers and 300 decided deals on."""
    if deals >= FEWEST_DEALS and sellers >= FEWEST_SELLERS:
        return None
    more = 0
    if deals < FEWEST_DEALS:
        share = _USUAL_WIN if win is None else min(0.9, max(0.1, win))
        more = max(FEWEST_DEALS, needed(share)) - deals
    return Unscored(reason=words.too_few(more, max(0, FEWEST_SELLERS - sellers)))


def fitted(known: Sheet, spread: Spread | None = None) -> Fitted | Unscored:
    """Fit one sheet: columns are within, between, then what is known of the deals.

    spread: how far sellers and accounts differ, where it is known from other lines of these deals.
    """
    if not 0 < known.won.sum() < len(known.won):
        return Unscored(reason=words.ALL_ALIKE)
    if known.within.std() < 1e-9:
        return Unscored(reason=words.NO_SPREAD)
    x = columns(known)
    return fit(known.won, x, known.seller, known.account, spread or learnt(known))


def learnt(known: Sheet) -> Spread:
    """Learn how far sellers and accounts differ, from what is known of the deals alone."""
    return spread_of(known.won, columns(known)[:, 2:], known.seller, known.account)


def columns(known: Sheet) -> Floats:
    """Lay a sheet out for the fit: within, between, one, and what is known of the deals."""
    return np.column_stack([known.within, known.between, np.ones(len(known.won)), known.known])


def too_few(known: Sheet) -> Unscored | None:
    """Say what is missing for one sheet, or None where there is enough."""
    win = float(known.won.mean()) if len(known.won) >= _FEW_FOR_SHARE else None
    return missing(len(known.won), known.sellers, win)


def odds(found: Fitted, column: int, n: int, alpha: float) -> Estimate:
    """Give a slope as an odds ratio with its band."""
    value, half = float(found.beta[column]), found.half(column, alpha)
    return Estimate(value=exp(value), low=exp(max(value - half, -20)), high=exp(min(value + half, 20)), n=n)  # fmt: skip


def within_odds(known: Sheet, spread: Spread | None = None) -> Score:
    """Give the odds ratio within sellers of one sheet, or why there is none."""
    found = too_few(known) or fitted(known, spread)
    return found if isinstance(found, Unscored) else odds(found, 0, len(known.won), ALPHA)


def holm(found: Mapping[str, float]) -> dict[str, float]:
    """Give for each test the level it is held to, so that all together err once in twenty at most."""
    levels: dict[str, float] = {}
    level = ALPHA / max(1, len(found))
    stopped = False
    for place, key in enumerate(sorted(found, key=lambda name: found[name])):
        if not stopped:
            level = ALPHA / (len(found) - place)
            stopped = found[key] > level
        levels[key] = level
    return levels
