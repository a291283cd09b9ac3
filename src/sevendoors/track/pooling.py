"""Lets sellers lend each other strength: a number that rests on little leans on the average."""

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from sevendoors.track.opportunities import Floats

# How far sellers may differ is not known but estimated, so it is averaged over (Gelman 2006).
_SPREADS: Floats = np.concatenate([(np.arange(20) + 0.5) / 200, 0.1 + (np.arange(24) + 0.5) / 80])
_STEPS: Floats = np.concatenate([np.full(20, 1 / 200), np.full(24, 1 / 80)])
# Thought likeliest beforehand: sellers who differ by our guess; never quite alike, or the first few
# would be said to be so (a gamma curve of shape 2, Chung et al. 2013). Little is left of it from
# twenty sellers on.
_LIKELY_SPREAD = 0.10
_UNLIKELY = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """What is believed of each seller after pooling.

    means, sds: one row for each seller, one column for each spread thought possible (odds).
    weight: share that is the seller's own. mu, mu_se: the average. spread: between sellers.
    lead, lead_sd: by how much each is above the average, laid out as means and sds are.
    """

    means: Floats
    sds: Floats
    odds: Floats
    weight: Floats
    mu: float
    mu_se: float
    spread: float
    lead: Floats
    lead_sd: Floats

    @property
    def mean(self) -> Floats:
        """Give the number itself."""
        return self.means @ self.odds

    @property
    def sd(self) -> Floats:
        """Give how unsure it is, one deviation."""
        away = self.means - self.mean[:, None]
        found: Floats = np.sqrt((self.sds**2 + away**2) @ self.odds)
        return found

    def above_average(self) -> Floats:
        """Say how probable it is that each lies above the average of these sellers."""
        found: Floats = normal(self.lead / self.lead_sd) @ self.odds
        return found

    def spread_band(self, level: float) -> tuple[float, float]:
        """Give the band that holds the spread between sellers with this probability (0 to 1).

        Under eight sellers the spread is guessed, and the band has no width.
        """
        if len(self.odds) == 1:
            return self.spread, self.spread
        below = np.cumsum(self.odds)
        tail = (1 - level) / 2
        low, high = (int(np.searchsorted(below, share)) for share in (tail, 1 - tail))
        last = len(_SPREADS) - 1
        return float(_SPREADS[min(low, last)]), float(_SPREADS[min(high, last)])

    def band(self, level: float) -> tuple[Floats, Floats]:
        """Give the band that holds each with this probability, between 0 and 1."""
        tail = (1 - level) / 2
        return np.clip(self._at(tail), 0, 1), np.clip(self._at(1 - tail), 0, 1)

    def _at(self, share: float) -> Floats:
        likely = self.odds > _UNLIKELY
        means, sds, odds = self.means[:, likely], self.sds[:, likely], self.odds[likely]
        low, high = self.mean - 8 * self.sd, self.mean + 8 * self.sd
        for _ in range(17):
            middle = (low + high) / 2
            under = normal((middle[:, None] - means) / sds) @ odds / odds.sum()
            low, high = np.where(under < share, middle, low), np.where(under < share, high, middle)
        return (low + high) / 2


_TAIL = (1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530)


def normal(z: Floats) -> Floats:
    """Give the share of a normal curve that lies below z, to 1e-7 (Abramowitz and Stegun 26.2.17)."""
    far = np.abs(z)
    t = 1 / (1 + 0.2316419 * far)
    tail = np.zeros_like(t)
    for factor in _TAIL:
        tail = (tail + factor) * t
    tail *= np.exp(-far * far / 2) / sqrt(2 * pi)
    found: Floats = np.where(z > 0, 1 - tail, tail)
    return found


def pool(y: Floats, se2: Floats) -> Pooled:
    """Pool sellers whose numbers are y with squared errors se2; spread and average from the data."""
    total = _SPREADS[None, :] ** 2 + se2[:, None]
    mu = (y[:, None] / total).sum(axis=0) / (1 / total).sum(axis=0)
    odds = _odds(y, total, mu)
    mu_var = 1 / (1 / total).sum(axis=0)
    own = _SPREADS**2 / total
    means = mu + own * (y[:, None] - mu)
    # What is not one's own leans on an average that is itself unsure.
    sds = np.sqrt(own * se2[:, None] + (1 - own) ** 2 * mu_var)
    middle = float(mu @ odds)
    return Pooled(
        means=means, sds=sds, odds=odds, weight=own @ odds, mu=middle,
        mu_se=float(np.sqrt((mu_var + (mu - middle) ** 2) @ odds)),
        spread=float(np.sqrt(_SPREADS**2 @ odds)), lead=means - mu,
        lead_sd=np.sqrt(own * se2[:, None] + own**2 * mu_var),
    )  # fmt: skip


def _odds(y: Floats, total: Floats, mu: Floats) -> Floats:
    """Weigh each spread by the restricted likelihood and by what is thought of it beforehand."""
    log = -0.5 * (np.log(total) + (y[:, None] - mu) ** 2 / total).sum(axis=0)
    log += -0.5 * np.log((1 / total).sum(axis=0))
    log += np.log(_SPREADS) - _SPREADS / _LIKELY_SPREAD
    odds = np.exp(log - log.max()) * _STEPS
    found: Floats = odds / odds.sum()
    return found


def pool_on_guess(y: Floats, se2: Floats, mu: float, spread: float) -> Pooled:
    """Pool with an average and a spread that are guessed, for the first few sellers."""
    own = (spread**2 / (spread**2 + se2))[:, None]
    lead, sds = own * (y[:, None] - mu), np.sqrt(own * se2[:, None])
    return Pooled(
        means=mu + lead, sds=sds, odds=np.ones(1), weight=own[:, 0], mu=mu, mu_se=0.0,
        spread=spread, lead=lead, lead_sd=sds,
    )  # fmt: skip


def dependability(se2: Floats, pooled: Pooled) -> Floats:
    """Give Phi: the share of differences between such numbers that is one between sellers."""
    if len(pooled.odds) == 1:
        found: Floats = pooled.spread**2 / (pooled.spread**2 + se2)
        return found
    shares: Floats = (_SPREADS**2 / (_SPREADS**2 + se2[:, None])) @ pooled.odds
    return shares
