"""Invented deals whose truth is known: what moves winning, what only seems to, and what leaks."""

from dataclasses import dataclass

import numpy as np

from sevendoors.core.codes import CHANCES
from sevendoors.core.deal import SoldDeal, Stage
from sevendoors.track.opportunities import Floats, Ints, Ledger

_START = np.datetime64("2026-01-05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Deals to invent. deals: to a seller. calls: to a deal, before its decision.

    within, between: what taking more does to the log odds of winning, for one deviation of a deal
    beside its seller's others and of a seller. own, account: how far sellers and accounts differ in
    winning, whatever they do. again: share of deals with an account that the seller sold to before.
    intent: a keen buyer's part in winning and, half as much, in what is taken and given. leak: a call
    after the handshake in which all is taken if the deal is won: on the day before the decision, or
    after it. dropped, left_open: shares of all deals. lopsided: sellers have unlike many deals.
    """

    sellers: int = 30
    deals: int = 16
    calls: float = 2.0
    chances: float = 5.0
    win: float = 0.35
    within: float = 0.0
    between: float = 0.0
    own: float = 0.4
    account: float = 0.3
    again: float = 0.2
    intent: float = 0.0
    leak: str = ""
    dropped: float = 0.05
    left_open: float = 0.15
    lopsided: bool = False


def market(
    asked: Market, dice: np.random.Generator
) -> tuple[Ledger, tuple[SoldDeal, ...], dict[str, int]]:
    """Draw a market; gives its chances, its deals, and how many turns each call has."""
    seller = _sellers(asked, dice)
    n = len(seller)
    account = np.arange(n)
    for at in np.flatnonzero(dice.random(n) < asked.again):
        before = np.flatnonzero(seller[:at] == seller[at])
        if len(before):
            account[at] = account[dice.choice(before)]
    skill, keen, day_of = dice.normal(size=asked.sellers), dice.normal(size=n), dice.normal(size=n)
    eta = (
        np.log(asked.win / (1 - asked.win)) + asked.within * day_of + asked.between * skill[seller]
        + asked.intent * keen + asked.own * dice.normal(size=asked.sellers)[seller]
        + asked.account * dice.normal(size=n)[account]
    )  # fmt: skip
    won = dice.random(n) < 1 / (1 + np.exp(-eta))
    height = 0.5 * skill[seller] + 0.7 * day_of + 0.5 * asked.intent * keen
    many = np.exp(0.35 * asked.intent * keen)
    rows, turns, decided = _calls(asked, seller, height, many, won, dice)
    return rows, _deals(asked, seller, account, won, decided, dice), turns


def _sellers(asked: Market, dice: np.random.Generator) -> Ints:
    sizes = np.full(asked.sellers, asked.deals)
    if asked.lopsided:
        shares = dice.dirichlet(np.full(asked.sellers, 1.0))
        sizes = np.maximum(1, (shares * asked.sellers * asked.deals).astype(int))
    return np.repeat(np.arange(asked.sellers), sizes).astype(np.int64)


def _calls(
    asked: Market, seller: Ints, height: Floats, many: Floats, won: Ints, dice: np.random.Generator
) -> tuple[Ledger, dict[str, int], Ints]:
    """Draw each deal's calls a week apart; the decision falls ten days after the last."""
    n = len(seller)
    calls = 1 + dice.poisson(asked.calls - 1, n)
    deal = np.repeat(np.arange(n), calls)
    number = np.concatenate([np.arange(k) for k in calls])
    begun = dice.integers(0, 270, n)
    day = begun[deal] + 7 * number
    decided = begun + 7 * (calls - 1) + 10
    late = np.zeros(len(deal), dtype=bool)
    if asked.leak:
        deal, late = np.append(deal, np.arange(n)), np.append(late, np.ones(n, dtype=bool))
        day = np.append(day, decided + (5 if asked.leak == "after" else -1))
    order = np.lexsort((deal, day))
    deal, day, late = deal[order], day[order], late[order]
    size = 1 + dice.poisson(np.maximum(asked.chances * many[deal] - 1, 0.01))
    call = np.repeat(np.arange(len(deal)), size)
    of = deal[call]
    eta = height[of] + 0.4 * dice.normal(size=len(deal))[call] - 0.1
    eta = np.where(late[call], np.where(won[of], 2.5, -2.5), eta)
    took = dice.random(len(of)) < 1 / (1 + np.exp(-eta))
    grade = np.where(took, 2 + (dice.random(len(of)) < 0.4), dice.random(len(of)) < 0.5).astype(
        np.int64
    )
    rows = Ledger(
        calls=tuple((f"c{k:05d}", str(_START + int(day[k])), "", int(deal[k])) for k in range(len(deal))),
        seller=seller[of], call=call.astype(np.int64), code=dice.integers(0, len(CHANCES), len(of)),
        intensity=dice.integers(1, 3, len(of)), phase=dice.random(len(of)),
        p=0.88 * np.eye(4)[grade] + 0.03, grade=grade, moves=np.full(len(of), -1, dtype=np.int64),
    )  # fmt: skip
    turns = {f"c{k:05d}": int(30 + dice.poisson(60)) for k in range(len(deal))}
    return rows, turns, decided


def _deals(
    asked: Market, seller: Ints, account: Ints, won: Ints, decided: Ints, dice: np.random.Generator
) -> tuple[SoldDeal, ...]:
    found = []
    for at in range(len(seller)):
        luck = dice.random()
        stage: Stage = "won" if won[at] else "lost"
        if luck < asked.left_open:
            stage = "open"
        elif luck < asked.left_open + asked.dropped:
            stage = "dropped"
        found.append(
            SoldDeal(
                deal=at, seller=int(seller[at]), account=f"a{account[at]}", stage=stage,
                amount=float(np.round(np.exp(9 + dice.normal()))),
                decided_on=None if stage == "open" else str(_START + int(decided[at])),
                competitor=bool(dice.random() < 0.4), segment=("small", "middle", "large")[at % 3],
                lead_source=("fair", "partner")[at % 2], invented=True,
            )
        )  # fmt: skip
    return tuple(found)
