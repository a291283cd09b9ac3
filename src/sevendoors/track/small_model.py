"""The numbers of every day: how often a seller takes such chances, and how sure that is.

Each chance is compared with what sellers here do with chances of its kind and plainness; chances of
one call share a buyer, so the error is counted by call; labels are unsure, so differences that they
blur are drawn apart again; and what rests on little leans on the average.
"""

from dataclasses import dataclass

import numpy as np

from sevendoors.track.opportunities import Counted, Floats, Ints, cells, summed
from sevendoors.track.pooling import Pooled, dependability, pool, pool_on_guess

FEWEST_SELLERS = 8
# Our guess until there are eight sellers: nobody has measured it (scoring: small version, 3).
GUESS_MEAN, GUESS_SPREAD, GUESS_CALLS = 0.45, 0.10, 0.12
MANY_CALLS = 1 << 32
_RARE = 5.0  # a kind seen less often than this leans on the rest
_STEADY = 20.0  # so many calls of one's own weigh as much as what all calls say of the error
_LEAST_SLOPE = 0.25
_FEW_FOR_SLOPE = 300


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Fit:
    """One rule over all sellers. Rows run along sellers.

    n, calls, taken: what was counted. y, se2: standardised share and its squared error. plan2: the
    squared error that such a number of calls and chances has with anybody. slope: how much of a
    real difference the labels let through. per_call, per_chance: spread of calls and of chances.
    guessed: the average is our guess. sums: what the errors are made of, by seller in a call, which
    cells number. each: by chance, taken or not after standardising; a seller's mean of it is y.
    """

    sellers: Ints
    n: Ints
    calls: Ints
    taken: Ints
    y: Floats
    se2: Floats
    plan2: Floats
    pooled: Pooled
    phi: Floats
    slope: float
    per_call: float
    per_chance: float
    guessed: bool
    sums: Floats
    cells: Ints
    each: Floats

    @property
    def blurred(self) -> bool:
        """Say whether the labels are too unsure to tell sellers apart."""
        return self.slope < _LEAST_SLOPE


def slope_of(rows: Counted) -> float:
    """Say how much of a real difference these labels let through, from 0 to 1.

    What a label says of each true grade is read off calibrated probabilities; an abler seller moves
    the true grades as a shift of log odds does, more of them to the sure ends. Sure labels let all
    through.
    """
    kinds, place = np.unique(rows.stratum // 4, return_inverse=True)
    through, whole = 0.0, 0.0
    for number in range(len(kinds)):
        p = rows.p[place == number]
        size, held = len(p), p.sum(axis=0)
        said = ((p[:, 2] + p[:, 3]) @ p) / np.maximum(held, 1e-9)
        above = np.append(held[::-1].cumsum()[::-1] / size, 0.0)
        bell = above * (1 - above)  # how fast the share at or above each grade moves
        through += size * float(said @ (bell[:-1] - bell[1:]))
        whole += size * float(bell[2])
    return through / whole if whole > 1e-9 else 1.0


def fit(rows: Counted, slope: float | None = None) -> Fit:
    """Measure every seller on one rule.

    slope: of all labels together, for a rule with too few chances to tell its own.
    """
    sellers, who = np.unique(rows.seller, return_inverse=True)
    guessed = len(sellers) < FEWEST_SELLERS
    own = slope_of(rows) if len(rows.y) >= _FEW_FOR_SLOPE or slope is None else slope
    lets = max(own, _LEAST_SLOPE)
    n = np.bincount(who)
    level = float(rows.y.mean()) if len(rows.y) else GUESS_MEAN
    expected, lean = np.full(len(rows.y), level), np.zeros(len(sellers))
    if not guessed:
        expected, lean = rates(rows, who, level)
    apart = (rows.y - expected) / lets
    mean = summed(who, apart) / n
    of, held, cell = cells(who, rows.call)
    rest = summed(cell, apart - mean[who])
    m = np.bincount(cell)
    y, calls = level + mean, np.bincount(of, minlength=len(sellers))
    call2, chance2 = (
        (GUESS_CALLS**2, _guessed_chance() / lets**2)
        if guessed
        else _spreads(apart - mean[who], rest, m, cell, of, n)
    )
    plan2 = call2 * summed(of, m.astype(float) ** 2) / n**2 + chance2 / n
    se2 = plan2 if guessed else _errors(rest, of, calls, n, plan2) + lean * (call2 + chance2)
    pooled = pool_on_guess(y, se2, GUESS_MEAN, GUESS_SPREAD) if guessed else pool(y, se2)
    return Fit(
        sellers=sellers, n=n, calls=calls, taken=np.bincount(who, rows.hit).astype(np.int64), y=y,
        se2=se2, plan2=plan2, pooled=pooled, phi=dependability(plan2, pooled), slope=own,
        per_call=float(np.sqrt(call2)), per_chance=float(np.sqrt(chance2)), guessed=guessed,
        sums=rest, cells=sellers[of] * MANY_CALLS + held,
        each=level + apart,
    )  # fmt: skip


def _guessed_chance() -> float:
    return GUESS_MEAN * (1 - GUESS_MEAN) - GUESS_SPREAD**2 - GUESS_CALLS**2


def rates(rows: Counted, who: Ints, level: float) -> tuple[Floats, Floats]:
    """Say for each chance how often sellers here take one of its kind and plainness.

    Gives with it, by seller, how far the number leans on these rates, which are unsure themselves:
    the more, the more unlike the others' the chances were.

    Kinds are compared within sellers, so that a kind which good sellers happen to get is not called
    easy. Differences are used, not quotients: those have no upper end where a kind is rarely taken.
    """
    strata, kind = np.unique(rows.stratum, return_inverse=True)
    sellers = int(who.max()) + 1
    table = np.zeros((sellers, len(strata)))
    np.add.at(table, (who, kind), 1.0)
    n = table.sum(axis=1)
    away = rows.y - (summed(who, rows.y) / n)[who]
    within = np.diag(table.sum(axis=0)) - (table / n[:, None]).T @ table
    unsure = np.linalg.inv(within + _RARE * np.eye(len(strata)))
    effect = unsure @ summed(kind, away)
    effect -= (table.sum(axis=0) @ effect) / n.sum()
    unlike = table / n[:, None] - table.sum(axis=0) / n.sum()
    lean = np.einsum("st,tu,su->s", unlike, unsure, unlike)
    return level + effect[kind], lean


def _spreads(
    rest: Floats, sums: Floats, m: Ints, cell: Ints, of: Ints, n: Ints
) -> tuple[float, float]:
    """Split what is left into calls and chances, by mean squares (Searle 1971); as squares."""
    chances, calls, sellers = len(rest), len(m), len(n)
    if chances <= calls or calls <= sellers:
        whole = float((rest**2).sum() / max(1, chances - sellers))
        return GUESS_CALLS**2, max(whole - GUESS_CALLS**2, 0.01)
    inside = float(((rest - (sums / m)[cell]) ** 2).sum() / (chances - calls))
    between = float((sums**2 / m).sum())
    weight = float((m - m**2 / n[of]).sum())
    call2 = (between - (calls - sellers) * inside) / weight
    return max(call2, 0.0), max(inside, 1e-4)


def _errors(sums: Floats, of: Ints, calls: Ints, n: Ints, plan2: Floats) -> Floats:
    """Count the error by call; with few calls of one's own it leans on what all calls say."""
    more = np.maximum(calls - 1, 0)
    own = summed(of, sums**2) / n**2 * np.where(more > 0, calls / np.maximum(more, 1), 0)
    weight = _STEADY + more
    # An error that is itself estimated from so much is Student's, with this variance.
    found: Floats = (_STEADY * plan2 + more * own) / (weight - 2)
    return found
