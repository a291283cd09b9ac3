"""A logistic regression in which sellers and accounts differ, with errors counted by seller.

Sellers and accounts are drawn from normal laws, fitted by penalised quasi-likelihood (Breslow and
Clayton 1993). Its own errors are too small where the laws are wrong, so errors are counted again by
seller with the correction of Kauermann and Carroll (2001), which is CR2 for such models, and a t
curve with as many degrees of freedom as there are effective sellers; where accounts cross sellers
the account's share is added (two ways, Cameron, Gelbach and Miller 2011).
"""

from dataclasses import dataclass

import numpy as np

from sevendoors.track.clusters import below, quantile
from sevendoors.track.opportunities import Floats, Ints

_FEW_ACCOUNTS = 10  # with fewer accounts seen twice, how accounts differ is not told apart
_ROUNDS, _LEARN = 6, 20
_START = 0.1
# Weak laws of our own, so that deals which one thing tells apart give a number and not infinity.
_PRIOR = 1 / 2.5**2
_LEAST_WEIGHT = 1e-3
_FEWEST_FREE = 4
# An account that always decides alike would be fitted deal by deal; beyond this the errors that are
# counted by seller and by account have to carry it.
_MOST_SPREAD = 2.0


@dataclass(frozen=True, slots=True)
class Spread:
    """How far sellers and accounts differ: variances of log odds."""

    seller: float
    account: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Slopes in log odds with their errors.

    x: columns as given. eta: log odds of each deal. cov: of the slopes, counted by seller. free:
    degrees of freedom of each.
    """

    beta: Floats
    x: Floats
    eta: Floats
    cov: Floats
    free: Ints

    @property
    def se(self) -> Floats:
        """Give the error of each slope."""
        found: Floats = np.sqrt(np.diag(self.cov))
        return found

    def t(self, column: int, alpha: float) -> float:
        """Give by how many errors a band reaches on each side."""
        return quantile(1 - alpha / 2, int(self.free[column]))

    def half(self, column: int, alpha: float) -> float:
        """Give half the width of a slope's band."""
        return self.t(column, alpha) * float(self.se[column])

    def p(self, column: int) -> float:
        """Give how often luck alone makes such a slope, on both sides."""
        away = abs(float(self.beta[column])) / max(float(self.se[column]), 1e-12)
        return 2 * (1 - below(away, int(self.free[column])))


class _Law:
    """Deals with sellers and accounts that differ: solves by V = 1/weight + sellers + accounts."""

    def __init__(self, seller: Ints, account: Ints, spread: Spread) -> None:
        """Number sellers, and accounts seen twice; an account seen once only adds to its deal."""
        seen = np.bincount(account)
        twice = np.flatnonzero(seen >= 2)
        place = np.full(len(seen), -1)
        place[twice] = np.arange(len(twice))
        self.sellers = int(seller.max()) + 1
        self.who, self.spread = seller, spread
        self.at = np.where(place[account] >= 0, self.sellers + place[account], -1)
        self.size = self.sellers + len(twice)
        laws = [max(spread.seller, 1e-8)] * self.sellers + [max(spread.account, 1e-8)] * len(twice)
        self.laws = np.array(laws)
        self.multi = self.at >= 0
        self.alike = spread.seller <= 0 and spread.account <= 0

    def weigh(self, weight: Floats) -> None:
        """Take the deals' weights in."""
        self.d = 1 / weight + self.spread.account * ~self.multi
        if self.alike:
            return
        z = np.zeros((self.size, self.size))
        one = 1 / self.d
        np.add.at(z, (self.who, self.who), one)
        m, w, a = self.multi, self.who[self.multi], self.at[self.multi]
        np.add.at(z, (a, a), one[m])
        np.add.at(z, (w, a), one[m])
        np.add.at(z, (a, w), one[m])
        self.back = np.linalg.inv(z + np.diag(1 / self.laws))

    def solve(self, columns: Floats) -> Floats:
        """Divide columns by V (Woodbury)."""
        scaled = columns / self.d[:, None]
        if self.alike:
            return scaled
        sums = np.zeros((self.size, columns.shape[1]))
        np.add.at(sums, self.who, scaled)
        np.add.at(sums, self.at[self.multi], scaled[self.multi])
        back = self.back @ sums
        spread = back[self.who]
        spread[self.multi] += back[self.at[self.multi]]
        return scaled - spread / self.d[:, None]

    def effects(self, rest: Floats) -> Floats:
        """Give each seller's and account's own effect from what is left over V."""
        sums = np.zeros(self.size)
        np.add.at(sums, self.who, rest)
        np.add.at(sums, self.at[self.multi], rest[self.multi])
        return self.laws * sums


def spread_of(won: Floats, x: Floats, seller: Ints, account: Ints) -> Spread:
    """Say how far sellers and accounts differ, by expectation and maximisation on what is known."""
    spread = Spread(_START, _START if (np.bincount(account) >= 2).sum() >= _FEW_ACCOUNTS else 0.0)
    eta = np.zeros(len(won))
    for _ in range(_LEARN):
        law = _Law(seller, account, spread)
        _, eta, rest = _step(law, won, x, eta)
        own, unsure = law.effects(rest), np.diag(law.back)
        every = own**2 + unsure
        accounts = every[law.sellers :]
        spread = Spread(
            min(_MOST_SPREAD, float(every[: law.sellers].mean())),
            min(_MOST_SPREAD, float(accounts.mean()))
            if spread.account > 0 and len(accounts)
            else 0.0,
        )
    return spread


def _step(law: _Law, won: Floats, x: Floats, eta: Floats) -> tuple[Floats, Floats, Floats]:
    """Take one step; gives slopes, log odds with the sellers' own, and what is left over V."""
    p = 1 / (1 + np.exp(-np.clip(eta, -12, 12)))
    weight = np.maximum(p * (1 - p), _LEAST_WEIGHT)
    law.weigh(weight)
    z = eta + (won - p) / weight
    vx = law.solve(x)
    beta: Floats = np.linalg.solve(x.T @ vx + _prior(x), vx.T @ z).astype(np.float64)
    rest = law.solve((z - x @ beta)[:, None])[:, 0]
    return beta, np.clip(z - rest / weight, -12, 12), rest


def _prior(x: Floats) -> Floats:
    return _PRIOR * np.eye(x.shape[1])


def fit(
    won: Floats, x: Floats, seller: Ints, account: Ints, spread: Spread, rounds: int = _ROUNDS
) -> Fitted:
    """Fit the slopes of x with sellers and accounts spread so; shapes (n,), (n, columns)."""
    law = _Law(seller, account, spread)
    eta = np.zeros(len(won))
    beta = np.zeros(x.shape[1])
    for _ in range(rounds):
        beta, eta, _ = _step(law, won, x, eta)
    p = 1 / (1 + np.exp(-eta))
    weight = np.maximum(p * (1 - p), _LEAST_WEIGHT)
    law.weigh(weight)
    left = eta + (won - p) / weight - x @ beta
    vx = law.solve(x)
    bread: Floats = np.linalg.inv(x.T @ vx + _prior(x)).astype(np.float64)
    cov, free = _by_seller(x, vx, left, bread, seller)
    more = _meat(vx * left[:, None], account) - _meat(vx * left[:, None], _both(seller, account))
    cross = np.diag(bread @ more @ bread)
    cov = cov + np.diag(np.maximum(0.0, cross))
    return Fitted(beta=beta, x=x, eta=eta, cov=cov, free=free)


def _both(seller: Ints, account: Ints) -> Ints:
    found: Ints = np.unique(seller * (int(account.max()) + 1) + account, return_inverse=True)[1]
    return found


def _sums(rows: Floats, group: Ints) -> Floats:
    found = np.zeros((int(group.max()) + 1, rows.shape[1]))
    np.add.at(found, group, rows)
    return found


def _meat(scores: Floats, group: Ints) -> Floats:
    sums = _sums(scores, group)
    return sums.T @ sums


def _by_seller(
    x: Floats, vx: Floats, left: Floats, bread: Floats, seller: Ints
) -> tuple[Floats, Ints]:
    """Count errors by seller, each drawn up by how far the seller pulled the fit towards itself."""
    values, turned = np.linalg.eigh(bread)
    half = (turned * np.sqrt(np.maximum(values, 0))) @ turned.T
    sums = _sums(vx * left[:, None], seller)
    size = x.shape[1]
    parts = _sums((x[:, :, None] * vx[:, None, :]).reshape(len(x), -1), seller).reshape(
        -1, size, size
    )
    parts = (parts + parts.transpose(0, 2, 1)) / 2
    pull, axes = np.linalg.eigh(half @ parts @ half)
    drawn = 1 / np.sqrt(np.clip(1 - pull, 0.05, 1.0))
    scores = np.einsum("gij,gj,gkj,gk->gi", axes, drawn, axes, sums @ half)
    each = scores @ half
    own = np.einsum("ij,gjk,ki->gi", bread, parts, bread)
    own = np.maximum(own, 0)
    free = own.sum(axis=0) ** 2 / np.maximum((own**2).sum(axis=0), 1e-300) - 1
    return each.T @ each, np.clip(free, _FEWEST_FREE, len(sums) - 1).astype(np.int64)
