"""How far one talk speaks for a seller: variance by seller, buyer and run (generalisability)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

FORMS = (1, 4, 8, 12)  # numbers of buyers to say it for


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Variances of a score: of sellers, buyers, of one with the other, and from run to run."""

    seller: float
    buyer: float
    both: float
    run: float

    def phi(self, buyers: int, runs: int = 1) -> float:
        """Give the dependability of a mean over so many buyers, each met so many times."""
        error = (self.buyer + self.both + self.run / runs) / buyers
        whole = self.seller + error
        return self.seller / whole if whole else math.nan

    def told(self) -> dict[str, Any]:
        """Give standard deviations and dependability, to be kept."""
        parts = {"seller": self.seller, "buyer": self.buyer, "both": self.both, "run": self.run}
        return {**{name: round(math.sqrt(part), 4) for name, part in parts.items()},
                "phi": {str(n): round(self.phi(n), 4) for n in FORMS}}  # fmt: skip


def spread(scores: Sequence[Sequence[Sequence[float]]]) -> Spread:
    """Estimate the variances from scores by seller, buyer and run, all crossed and of one size.

    Expected mean squares of a two-way random design with runs within cells (Brennan 2001); a
    variance estimated below zero is zero.
    """
    cells = np.array(scores, dtype=float)
    sellers, buyers, runs = cells.shape
    means = cells.mean(axis=2)
    whole, by_seller, by_buyer = means.mean(), means.mean(axis=1), means.mean(axis=0)
    within = _over(((cells - means[:, :, None]) ** 2).sum(), sellers * buyers * (runs - 1))
    rest = means - by_seller[:, None] - by_buyer[None, :] + whole
    both = _over(runs * (rest**2).sum(), (sellers - 1) * (buyers - 1))
    seller = _over(runs * buyers * ((by_seller - whole) ** 2).sum(), sellers - 1)
    buyer = _over(runs * sellers * ((by_buyer - whole) ** 2).sum(), buyers - 1)
    return Spread(
        seller=max(0.0, (seller - both) / (runs * buyers)),
        buyer=max(0.0, (buyer - both) / (runs * sellers)),
        both=max(0.0, (both - within) / runs),
        run=within,
    )


def _over(total: float, freedom: int) -> float:
    return float(total) / freedom if freedom else 0.0
