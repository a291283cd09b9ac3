"""The whole model, where it is asked for: ordered grades, and skills that lend each other strength.

P(grade <= h) = logistic(cut_h - (seller by kind of chance + call + kind and plainness + call type +
where in the call)). Sellers are drawn from one normal law over the seven kinds, so what somebody
does with worries says something of what they do with doubts. Fitted by penalised steps with a
Laplace approximation, its variances by expectation and maximisation; what the labels leave open is
summed over. It reads grades alone: the moves that curiosity and listening ask for stay out of it.
"""

from dataclasses import dataclass

import numpy as np

from sevendoors.core.score import Estimate, Unscored
from sevendoors.track.opportunities import CODES, Floats, Ints, Ledger, cells, summed
from sevendoors.track.ordered import Steps, chance_of, steps
from sevendoors.track.rules import Rule
from sevendoors.track.small_model import FEWEST_SELLERS

_ROUNDS, _DRAWS = 40, 400
_KINDS = len(CODES)
_SPREAD2, _CALL2 = 0.16, 0.25  # .4 and .5 on the scale of log odds, about .10 and .12 in shares
_WORTH = 4.0  # our guess of how sellers differ weighs as much as so many sellers
_GRID: Floats = np.linspace(-2.5, 2.5, 11)


@dataclass(frozen=True, slots=True, kw_only=True)
class FullFit:
    """The fitted model. able, unsure: each seller by kind, and how unsure that is (a matrix).

    law: how sellers differ, kind by kind. per_call: spread of calls. cuts: between grades. effect:
    of each chance's own circumstances. mix: the share of each stratum, as all were given. n: chances
    by seller and kind. level_se: how unsure the average of all sellers is, in log odds.
    """

    sellers: Ints
    able: Floats
    unsure: Floats
    law: Floats
    per_call: float
    cuts: Floats
    effect: Floats
    strata: Ints
    mix: Floats
    n: Ints
    level_se: float

    def share(self, place: int, rule: Rule, dice: np.random.Generator) -> Estimate | Unscored:
        """Give the share a seller takes of a rule's chances in the fixed mix, with its 80 % band."""
        kinds = np.array([code in rule.codes for code in CODES])
        n = int(self.n[place, kinds].sum())
        here = np.flatnonzero(kinds[self.strata // 4])
        if not n or not len(here):
            return Unscored(reason="No chance so far")
        drawn = dice.multivariate_normal(self.able[place], self.unsure[place], _DRAWS)
        drawn += dice.normal(0, self.level_se, (_DRAWS, 1))
        eta = drawn[:, self.strata[here] // 4] + self.effect[here]
        dense = np.exp(-(_GRID**2) / 2)
        taken = chance_of(eta[:, :, None] + self.per_call * _GRID, self.cuts)
        found = (taken @ (dense / dense.sum())) @ (self.mix[here] / self.mix[here].sum())
        low, value, high = np.quantile(found, [0.1, 0.5, 0.9])
        return Estimate(value=float(value), low=float(low), high=float(high), n=n)

    def weight(self, place: int, rule: Rule) -> float:
        """Give the share of the number that is the seller's own, over the rule's kinds."""
        kinds = [number for number, code in enumerate(CODES) if code in rule.codes]
        left = sum(self.unsure[place, k, k] / self.law[k, k] for k in kinds)
        return float(min(1.0, max(0.0, 1 - left / len(kinds))))

    def alike(self) -> Floats:
        """Give how far being good at one kind goes with being good at another: correlations."""
        spread = np.sqrt(np.diag(self.law))
        found: Floats = self.law / np.outer(spread, spread)
        return found


@dataclass(slots=True)
class _State:
    """What is being fitted."""

    able: Floats
    mood: Floats
    fixed: Floats
    cuts: Floats
    law: Floats
    call2: float


@dataclass(frozen=True, slots=True)
class _Data:
    """What it is fitted to. odds: of each grade for what was seen; x: circumstances, in columns."""

    who: Ints
    kind: Ints
    cell: Ints
    of: Ints
    x: Floats
    odds: Floats
    sellers: int


def fit_full(rows: Ledger) -> FullFit | Unscored:
    """Fit the model; under eight sellers there is nothing to learn the law of sellers from."""
    sellers, who = np.unique(rows.seller, return_inverse=True)
    if len(sellers) < FEWEST_SELLERS:
        more = FEWEST_SELLERS - len(sellers)
        return Unscored(reason=f"{len(sellers)} sellers so far, {more} more for the whole model")
    stratum = rows.code * 4 + rows.intensity
    strata, which = np.unique(stratum, return_inverse=True)
    of, _, cell = cells(who, rows.call)
    data = _Data(who, rows.code, cell, of, _columns(rows, which, len(strata)), _odds(rows), len(sellers))  # fmt: skip
    state = _State(
        np.zeros((len(sellers), _KINDS)), np.zeros(len(of)), np.zeros(data.x.shape[1]),
        np.array([-1.0, 0.0, 1.5]), np.eye(_KINDS) * _SPREAD2, _CALL2,
    )  # fmt: skip
    unsure = np.zeros((len(sellers), _KINDS, _KINDS))
    for _ in range(_ROUNDS):
        unsure, mood2 = _random(data, state)
        _constant(data, state)
        _variances(state, unsure, mood2)
    effect = state.fixed[: len(strata)] + data.x[:, len(strata) :].mean(axis=0) @ state.fixed[len(strata) :]  # fmt: skip
    n = np.zeros((len(sellers), _KINDS), dtype=np.int64)
    np.add.at(n, (who, rows.code), 1)
    return FullFit(
        sellers=sellers, able=state.able, unsure=unsure, law=state.law,
        per_call=float(np.sqrt(state.call2)), cuts=state.cuts, effect=effect, strata=strata,
        mix=np.bincount(which) / len(which), n=n,
        level_se=float(np.sqrt(state.law.mean() / len(sellers) + state.call2 / len(of))),
    )  # fmt: skip


def _columns(rows: Ledger, which: Ints, strata: int) -> Floats:
    """Kind and plainness, call type, and where in the call, as columns."""
    kinds = sorted({call[2] for call in rows.calls})[1:]
    told = np.array([kinds.index(c[2]) if c[2] in kinds else -1 for c in rows.calls])[rows.call]
    types = [(told == number).astype(np.float64) for number in range(len(kinds))]
    middle = rows.phase - 0.5
    return np.column_stack([np.eye(strata)[which], *types, middle])


def _odds(rows: Ledger) -> Floats:
    """Turn a label's probabilities into odds: what they say beyond how common each grade is."""
    before = np.array([
        rows.p[rows.code == k].mean(axis=0) if (rows.code == k).any() else np.full(4, 0.25)
        for k in range(_KINDS)
    ])  # fmt: skip
    found: Floats = rows.p / np.maximum(before, 1e-3)[rows.code]
    return found


def _eta(data: _Data, state: _State) -> Floats:
    found: Floats = state.able[data.who, data.kind] + state.mood[data.cell] + data.x @ state.fixed
    return found


def _random(data: _Data, state: _State) -> tuple[Floats, Floats]:
    """Take one step for sellers and calls together; calls are solved out, seller by seller."""
    at: Steps = steps(_eta(data, state), state.cuts, data.odds)
    cells_ = len(data.of)
    flat = data.cell * _KINDS + data.kind
    m = summed(flat, at.bend, cells_ * _KINDS).reshape(cells_, _KINDS)
    d = 1 / state.call2 + m.sum(axis=1)
    back = summed(data.cell, at.slope, cells_) - state.mood / state.call2
    inverse = np.linalg.inv(state.law)
    pull = summed(data.who * _KINDS + data.kind, at.slope, data.sellers * _KINDS).reshape(
        -1, _KINDS
    )
    pull -= state.able @ inverse
    np.add.at(pull, data.of, -m * (back / d)[:, None])
    a = np.repeat(inverse[None], data.sellers, axis=0)
    np.add.at(a, data.of, m[:, :, None] * np.eye(_KINDS) - m[:, :, None] * m[:, None, :] / d[:, None, None])  # fmt: skip
    unsure = np.linalg.inv(a)
    step = np.clip(np.einsum("skl,sl->sk", unsure, pull), -1, 1)
    state.able = state.able + step
    state.mood = state.mood + np.clip((back - (m * step[data.of]).sum(axis=1)) / d, -1, 1)
    lean = m / d[:, None]
    mood2 = 1 / d + np.einsum("ck,ckl,cl->c", lean, unsure[data.of], lean)
    return unsure, mood2


def _constant(data: _Data, state: _State) -> None:
    """Take one step for what is the same for all, with the squares of slopes as its bend (BHHH)."""
    at = steps(_eta(data, state), state.cuts, data.odds)
    every = np.column_stack([data.x * at.slope[:, None], at.cut_slopes])
    size = every.shape[1]
    step = np.linalg.solve(every.T @ every + 2.0 * np.eye(size), every.sum(axis=0) - 2.0 * np.append(state.fixed, np.zeros(3)))  # fmt: skip
    step = np.clip(step, -0.5, 0.5)
    state.fixed = state.fixed + step[:-3]
    cuts = np.sort(state.cuts + step[-3:])
    state.cuts = cuts + np.array([0.0, 1e-3, 2e-3])


def _variances(state: _State, unsure: Floats, mood2: Floats) -> None:
    sellers = len(state.able)
    whole = state.able.T @ state.able + unsure.sum(axis=0)
    guess = _SPREAD2 * (0.5 * np.eye(_KINDS) + 0.5)  # kinds go together by half, we guess
    state.law = (whole + _WORTH * guess) / (sellers + _WORTH)
    state.call2 = float(max(1e-3, (state.mood**2 + mood2).mean()))
