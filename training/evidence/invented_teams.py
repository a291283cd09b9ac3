"""Invented teams whose true shares are known, for proving the statistics."""

from dataclasses import dataclass

import numpy as np

from sevendoors.core.codes import CHANCES
from sevendoors.track.opportunities import CODES, Floats, Ints, Ledger

_DAYS = 360
MIDDLE = "2026-06-30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team to invent. spread, per_call: of taking chances, between sellers and between calls.

    signal: how far the labels of neighbouring grades lie apart; None for labels that are sure.
    mix: how far sellers get different kinds of chance. kinds: spread of how hard kinds are. one: all
    kinds are one ability; else each kind is its own. step: by how much all sellers take more from the
    middle of the year on, or in one kind alone (stepped, its number in CODES).
    """

    sellers: int = 12
    calls: float = 15
    chances: float = 6
    mean: float = 0.45
    spread: float = 0.10
    per_call: float = 0.12
    signal: float | None = None
    mix: float = 0.5
    kinds: float = 0.5
    one: bool = True
    step: float = 0.0
    stepped: int | None = None


def logit(p: float) -> float:
    """Give the log of the odds."""
    return float(np.log(p / (1 - p)))


def invent(team: Team, dice: np.random.Generator) -> tuple[Ledger, Floats]:
    """Draw a team's chances, and each seller's true share taken over the kinds all were given."""
    steep = team.mean * (1 - team.mean)
    apart = dice.normal(size=(team.sellers, 1 if team.one else len(CHANCES)))
    able = logit(team.mean) + team.spread / steep * np.broadcast_to(
        apart, (team.sellers, len(CHANCES))
    )
    hard = team.kinds * dice.normal(size=(len(CHANCES), 2))
    hard -= hard.mean()
    calls = np.maximum(2, dice.poisson(team.calls, team.sellers))
    of = np.repeat(np.arange(team.sellers), calls)
    size = 1 + dice.poisson(max(team.chances - 1, 0.01), len(of))
    call = np.repeat(np.arange(len(of)), size)
    seller = of[call]
    mood = team.per_call / steep * dice.normal(size=len(of))
    kinds = dice.dirichlet(np.full(len(CHANCES), 1 / max(team.mix, 0.05)), team.sellers)
    code = (kinds.cumsum(axis=1)[seller] < dice.random((len(call), 1))).sum(axis=1)
    code = np.minimum(code, len(CHANCES) - 1)
    plain = dice.integers(0, 2, len(call))
    days = _days(calls)
    late = (np.array(days) >= MIDDLE)[call]
    if team.stepped is not None:
        late &= code == team.stepped
    eta = able[seller, code] + mood[call] + hard[code, plain] + team.step / steep * late
    noise = dice.logistic(size=len(call))
    latent = eta + noise
    grade = (latent > 0) * (2 + (latent > 1.5)) + (latent <= 0) * (latent > -1.2)
    truth = _truth(able, team.per_call / steep, hard, code, plain)
    rows = Ledger(
        calls=tuple((f"call{n:06d}", day, "", None) for n, day in enumerate(days)),
        seller=seller.astype(np.int64), call=call.astype(np.int64), code=code.astype(np.int64),
        intensity=(1 + plain).astype(np.int64), phase=dice.random(len(call)),
        p=_labels(grade, code, team.signal, dice), grade=grade.astype(np.int64),
        moves=np.full(len(call), -1, dtype=np.int64),
    )  # fmt: skip
    return rows, truth


def _days(calls: Ints) -> list[str]:
    """Spread each seller's calls over a year."""
    ahead = np.concatenate([np.arange(n) * _DAYS // n for n in calls])
    return [str(day) for day in np.datetime64("2026-01-01") + ahead]


def _truth(able: Floats, per_call: float, hard: Floats, code: Ints, plain: Ints) -> Floats:
    """Average over calls and over the kinds of chance that all sellers together were given."""
    grid = np.linspace(-4, 4, 41)
    dense = np.exp(-(grid**2) / 2)
    dense /= dense.sum()
    share = np.zeros(hard.shape)
    np.add.at(share, (code, plain), 1 / len(code))
    eta = able[:, :, None, None] + hard[None, :, :, None] + per_call * grid
    found: Floats = np.einsum("sktg,kt,g->s", 1 / (1 + np.exp(-eta)), share, dense)
    return found


def _labels(grade: Ints, code: Ints, signal: float | None, dice: np.random.Generator) -> Floats:
    """Read grades through noise; the probabilities are right for a reader who knows no seller."""
    if signal is None:
        return np.eye(4)[grade]
    seen = signal * grade + dice.normal(size=len(grade))
    before = np.array([np.bincount(grade[code == c], minlength=4) + 0.5 for c in range(len(CODES))])
    before = before / before.sum(axis=1, keepdims=True)
    odds = before[code] * np.exp(-0.5 * (seen[:, None] - signal * np.arange(4)) ** 2)
    found: Floats = odds / odds.sum(axis=1, keepdims=True)
    return found
