"""What is true in the invented team of twenty-four: who takes what, which deals are won, and why.

All of it is drawn from a seed, so the same size gives the same team. What is built in, for whoever
wants to see it found again: see `Truth`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sevendoors.core.codes import CHANCES, Cue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Dice = np.random.Generator

COACHED, COACHED_IN, COACHED_AT = 2, Cue.DOUBT, 0.52  # one seller, one kind, from then on
COACHED_BY = 1.6  # in the log of the odds
IDLE, IDLE_IN = 6, Cue.CONCERN  # another seller, coached without any effect
# Of winning, in the log of the odds: by who sells, by how it went in this deal, by what the buyer
# wanted all along (which also makes chances easier to take), and by a rival.
SKILL_BY, DEAL_BY, INTENT_BY, RIVAL_BY = 0.3, 0.7, 0.8, -0.5
STAGES = ("won", "lost", "dropped", "open")
_MOST = 9
_OFTEN = {  # how often each kind comes up in first, middle and last calls
    Cue.CONCERN: (1.0, 1.4, 1.2),
    Cue.PRIORITY: (2.0, 0.9, 0.5),
    Cue.THREAD: (1.6, 1.0, 0.7),
    Cue.PERSONAL: (1.1, 0.7, 0.7),
    Cue.ASK: (1.0, 1.7, 1.3),
    Cue.DOUBT: (0.8, 1.5, 1.5),
    Cue.DECISION: (0.6, 0.8, 2.2),
}
# How easily each kind is taken by whoever is as able as the team.
EASY = np.array([-0.25, 0.25, -0.35, -0.2, 0.55, -0.15, 0.15]) - 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the invented team is.

    days: over which it is spread, ending yesterday. chances: in every call so many; 0 as it comes.
    """

    sellers: int = 24
    calls: int = 2_000
    decided: int = 400
    open: int = 60
    days: int = 270
    chances: int = 0
    seed: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was drawn: by seller, by deal, by call and by chance, in columns.

    able: by seller, kinds side by side. owner to amount: by deal. deal, day, phase: by call; the
    rest by chance.
    day: of a call, from 0, the last being size.days - 1. decided: day of a deal, -1 while open.
    phase: 0 first, 1 between, 2 last call of a deal. p: of the four grades, as a reader sees them.
    """

    able: Floats
    owner: Ints
    stage: Ints
    rival: NDArray[np.bool_]
    begun: Ints
    decided: Ints
    amount: Ints
    deal: Ints
    day: Ints
    phase: Ints
    call: Ints
    code: Ints
    plain: Ints
    grade: Ints
    p: Floats


def draw(size: Size) -> Truth:
    """Draw a whole team."""
    dice = np.random.default_rng(size.seed)
    able = dice.normal(0, 0.45, (size.sellers, 1)) + dice.normal(0, 0.55, (size.sellers, 7))
    drift = dice.normal(0.15, 0.3, size.sellers)
    deals = size.decided + size.open
    owner = dice.permutation(np.arange(deals) % size.sellers)
    intent, rival = dice.normal(size=deals), dice.random(deals) < 0.4
    went = dice.normal(size=deals)
    deal, day, phase, last = _calls(size, deals, dice)
    mood = 0.6 * went[deal] + dice.normal(0, 0.3, len(deal))
    held = _chances(intent[deal], dice)
    if size.chances:
        held = np.full(len(deal), size.chances)
    call = np.repeat(np.arange(len(deal)), held)
    code = _kinds(phase[call], dice)
    at = day[call] / size.days
    who = owner[deal[call]]
    eta = (
        able[who, code] + drift[who] * (at - 0.5) + mood[call] + 0.25 * intent[deal[call]]
        + EASY[code]
        + COACHED_BY * ((who == COACHED) & (code == CHANCES.index(COACHED_IN)) & (at >= COACHED_AT))
    )  # fmt: skip
    grade = _grades(eta, dice)
    pull = DEAL_BY * went + INTENT_BY * intent + RIVAL_BY * rival
    stage, decided = _decided(size, owner, able, pull, last, dice)
    begun = np.array([day[deal == n].min() for n in range(deals)]) - dice.integers(1, 15, deals)
    return Truth(
        able=able, owner=owner, stage=stage, rival=rival, begun=begun, decided=decided,
        amount=_amounts(deals, dice), deal=deal, day=day, phase=phase, call=call, code=code,
        plain=dice.integers(1, 3, len(call)), grade=grade, p=_labels(grade, code, dice),
    )  # fmt: skip


def _calls(size: Size, deals: int, dice: Dice) -> tuple[Ints, Ints, Ints, Ints]:
    """Spread the calls over the deals and the days, in the order of their days.

    Gives (deal, day, phase) by call and the last call's day by deal.
    """
    least = min(2, size.calls // deals)
    held = least + dice.multinomial(size.calls - least * deals, dice.dirichlet(np.full(deals, 6.0)))
    number = np.concatenate([np.arange(n) for n in held])
    deal = np.repeat(np.arange(deals), held)
    gaps = np.where(number == 0, 0, dice.integers(5, 15, size.calls))
    along = np.concatenate([gaps[deal == n].cumsum() for n in range(deals)])
    span = np.array([along[deal == n].max() for n in range(deals)])
    room = np.maximum(1, size.days - span - 6)
    start = (dice.random(deals) * room).astype(np.int64)
    start[size.decided :] = size.days - 1 - span[size.decided :] - dice.integers(0, 12, size.open)
    day = np.clip(start[deal] + along, 0, size.days - 1)
    phase = np.where(number == 0, 0, np.where(number == held[deal] - 1, 2, 1))
    phase = np.where((phase == 2) & (deal >= size.decided), 1, phase)
    order = np.lexsort((deal, day))
    return deal[order], day[order], phase[order], start + span


def _chances(intent: Floats, dice: Dice) -> Ints:
    """Say how many chances each call holds; a buyer who wants it says more."""
    found: Ints = np.minimum(_MOST, 2 + dice.poisson(np.exp(0.95 + 0.15 * intent)))
    return found


def _kinds(phase: Ints, dice: Dice) -> Ints:
    often = np.array([_OFTEN[code] for code in CHANCES])
    share = (often / often.sum(axis=0)).cumsum(axis=0)[:, phase]
    found: Ints = (share < dice.random(len(phase))).sum(axis=0).astype(np.int64)
    return np.minimum(found, len(CHANCES) - 1)


def _grades(eta: Floats, dice: Dice) -> Ints:
    latent = eta + dice.logistic(size=len(eta))
    found: Ints = (
        (latent > 0) * (2 + (latent > 1.5)) + (latent <= 0) * (latent > -1.2)
    ).astype(np.int64)  # fmt: skip
    return found


def _decided(
    size: Size, owner: Ints, able: Floats, pull: Floats, last: Ints, dice: Dice
) -> tuple[Ints, Ints]:
    """Decide the deals by who sells, and by what pulls in each of them."""
    skill = able.mean(axis=1)
    skill = (skill - skill.mean()) / max(float(skill.std()), 1e-9)
    eta = -0.25 + SKILL_BY * skill[owner] + pull
    won = dice.random(len(owner)) < 1 / (1 + np.exp(-eta))
    stage = np.where(won, 0, np.where(dice.random(len(owner)) < 0.25, 2, 1))
    left = np.maximum(2, np.minimum(20, size.days - last))
    decided = np.minimum(last + dice.integers(1, left), size.days - 1)
    stage[size.decided :], decided[size.decided :] = 3, -1
    return stage.astype(np.int64), decided


def _amounts(deals: int, dice: Dice) -> Ints:
    found: Ints = (np.exp(dice.normal(10.1, 0.6, deals)) / 500).round().astype(np.int64) * 500
    return found


def _labels(grade: Ints, code: Ints, dice: Dice, signal: float = 2.0) -> Floats:
    """Read grades through noise, as often as it takes for the likeliest to be the right one.

    The words of a call are written for its grade; a label that reads them otherwise would be true
    to life, and puzzling to look at.
    """
    before = np.array(
        [np.bincount(grade[code == c], minlength=4) + 0.5 for c in range(len(CHANCES))]
    )
    before = before / before.sum(axis=1, keepdims=True)
    p = np.eye(4)[grade] * 0.7 + 0.075
    left = np.arange(len(grade))
    for _ in range(12):
        seen = signal * grade[left] + dice.normal(size=len(left))
        odds = before[code[left]] * np.exp(-0.5 * (seen[:, None] - signal * np.arange(4)) ** 2)
        odds = 0.97 * odds / odds.sum(axis=1, keepdims=True) + 0.0075
        right = odds.argmax(axis=1) == grade[left]
        p[left[right]] = odds[right]
        left = left[~right]
    return p
