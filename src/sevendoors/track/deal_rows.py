"""Deals in columns, with what was done in the calls before each decision and nothing from later ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sevendoors.core.deal import SoldDeal
from sevendoors.track.opportunities import Counted, Floats, Ints, Ledger, Yes, counted
from sevendoors.track.rules import EVERYTHING, Rule
from sevendoors.track.small_model import rates

_NEVER = -(10**6)
_LEAST_OF_KIND = 10  # a segment, source or quarter with fewer deals joins the rest
_MOST_KINDS = 6
_TOLD = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which calls count: a deal's first, and those more than so many days before the decision.

    Only calls before the day of the decision ever do. first: the first call alone.
    """

    days: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Chances and deals together.

    of_call: place of each call's deal, -1 for none. day, decided: as numbers of days. seller: of
    each deal. turns: of each call, nought where not known.
    """

    ledger: Ledger
    deals: tuple[SoldDeal, ...]
    of_call: Ints
    day: Ints
    decided: Ints
    seller: Ints
    turns: Ints

    @classmethod
    def of(cls, ledger: Ledger, deals: Sequence[SoldDeal], turns: Mapping[str, int]) -> "Rows":
        """Lay chances and deals beside each other."""
        place = {deal.deal: number for number, deal in enumerate(deals)}
        return cls(
            ledger=ledger,
            deals=tuple(deals),
            of_call=_ints([-1 if c[3] is None else place.get(c[3], -1) for c in ledger.calls]),
            day=_ints([_day(c[1]) for c in ledger.calls]),
            decided=_ints([_day(deal.decided_on) for deal in deals]),
            seller=_ints([deal.seller for deal in deals]),
            turns=_ints([turns.get(c[0], 0) for c in ledger.calls]),
        )

    def deal(self, seller: Ints, call: Ints) -> Ints:
        """Give the place of each chance's deal; -1 where somebody else answered, or there is none."""
        if not len(self.deals):
            return np.full(len(call), -1, dtype=np.int64)
        at = self.of_call[call]
        found: Ints = np.where((at >= 0) & (self.seller[at] == seller), at, -1)
        return found

    def before(self, at: Ints, call: Ints, cut: Cut) -> Yes:
        """Say of each chance whether its call counts; which call is the first is read off all chances."""
        early: Yes = (at >= 0) & (self.day[call] < self.decided[at])
        if not cut.first and not cut.days:
            return early
        begins: Yes = call == self._first()[at]
        far: Yes = self.day[call] < self.decided[at] - cut.days
        return early & (begins if cut.first else begins | far)

    def _first(self) -> Ints:
        at = self.deal(self.ledger.seller, self.ledger.call)
        early = self.before(at, self.ledger.call, Cut())
        first = np.full(len(self.deals), np.iinfo(np.int64).max)
        np.minimum.at(first, at[early], self.ledger.call[early])  # calls are numbered by day
        return first


def _day(text: str | None) -> int:
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else _NEVER
    except ValueError:
        return _NEVER


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def taken(rows: Rows, rule: Rule, cut: Cut) -> Floats:
    """Give for each deal how much more of a rule's chances was taken than sellers here usually do.

    NaN where no such chance was given before the decision.
    """
    chances = counted(rows.ledger, rule)
    at = rows.deal(chances.seller, chances.call)
    return _means(rows, at, rows.before(at, chances.call, cut), _beyond(chances))


def later(rows: Rows, rule: Rule) -> Floats:
    """Give the same for calls held after the decision, which cannot have moved it."""
    chances = counted(rows.ledger, rule)
    at = rows.deal(chances.seller, chances.call)
    decided = rows.decided[at] if len(rows.deals) else at
    after: Yes = (at >= 0) & (decided > _NEVER) & (rows.day[chances.call] > decided)
    return _means(rows, at, after, _beyond(chances))


def _beyond(chances: Counted) -> Floats:
    if not len(chances.y):
        return chances.y
    _, who = np.unique(chances.seller, return_inverse=True)
    expected, _ = rates(chances, who, float(chances.y.mean()))
    return chances.y - expected


def _means(rows: Rows, at: Ints, keep: Yes, values: Floats) -> Floats:
    size = len(rows.deals)
    n = np.bincount(at[keep], minlength=size)
    total = np.bincount(at[keep], values[keep], minlength=size)
    found: Floats = np.where(n > 0, total / np.maximum(n, 1), np.nan)
    return found


def given(rows: Rows, cut: Cut) -> dict[str, Floats]:
    """Give for each deal what its buyers did by themselves: how much they gave, and how plainly."""
    chances = counted(rows.ledger, EVERYTHING)
    at = rows.deal(chances.seller, chances.call)
    keep = rows.before(at, chances.call, cut)
    size = len(rows.deals)
    n = np.bincount(at[keep], minlength=size).astype(np.float64)
    calls = np.unique(chances.call[keep])
    long = np.bincount(rows.of_call[calls], rows.turns[calls], minlength=size)
    held = np.bincount(rows.of_call[calls], minlength=size).astype(np.float64)
    per = long if (rows.turns[calls] > 0).all() else held
    often: Floats = np.where(n > 0, np.log((n + 0.5) / np.maximum(per, 1)), np.nan)
    plainly = _means(rows, at, keep, (chances.stratum % 4).astype(np.float64))
    return {"How many chances buyers gave": often, "How plainly buyers spoke": plainly}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is fitted, one row a deal.

    within: the seller's deal beside the seller's others; between: the seller's mean beside all; both
    in deviations of what is compared. known: of the deal itself.
    """

    won: Floats
    within: Floats
    between: Floats
    known: Floats
    seller: Ints
    account: Ints

    @property
    def sellers(self) -> int:
        """Count the sellers."""
        return len(np.unique(self.seller))


def sheet(
    rows: Rows, values: Floats, cut: Cut, *, dropped: bool = False, competitive: bool = False
) -> Sheet:
    """Lay out the decided deals that have a value; open ones never, dropped ones as lost if asked."""
    stages = ("won", "lost", "dropped") if dropped else ("won", "lost")
    kept = [
        number
        for number, deal in enumerate(rows.deals)
        if deal.stage in stages
        and not np.isnan(values[number])
        and (deal.competitor or not competitive)
    ]
    held = [rows.deals[number] for number in kept]
    _, seller = np.unique(_ints([deal.seller for deal in held]), return_inverse=True)
    names = sorted({deal.account for deal in held})
    number_of = {name: number for number, name in enumerate(names)}
    x = values[kept] if kept else np.zeros(0)
    spread = float(x.std()) if len(x) else 0.0
    own = np.bincount(seller, x) / np.maximum(np.bincount(seller), 1) if kept else np.zeros(0)
    scale = spread if spread > 1e-9 else 1.0
    return Sheet(
        won=np.array([float(deal.stage == "won") for deal in held]),
        within=(x - own[seller]) / scale if kept else x,
        between=(own[seller] - x.mean()) / scale if kept else x,
        known=_known(rows, kept, held, cut),
        seller=seller.astype(np.int64),
        account=_ints([number_of[deal.account] for deal in held]),
    )


def _known(rows: Rows, kept: Sequence[int], held: Sequence[SoldDeal], cut: Cut) -> Floats:
    """Lay out what is known of the deals; how many calls there were is later than the first call."""
    parts = [*_amounts(held), *_kinds([str(deal.competitor) for deal in held])]
    parts += _kinds([deal.segment for deal in held])
    parts += _kinds([deal.lead_source for deal in held])
    parts += _kinds([_quarter(deal.decided_on) for deal in held])
    if not cut.first:
        parts.append(_even(np.log1p(_calls(rows, cut)[list(kept)])))
    useful = [part for part in parts if len(part) and part.std() > 1e-9]
    return np.column_stack(useful) if useful else np.zeros((len(held), 0))


def _calls(rows: Rows, cut: Cut) -> Floats:
    at = rows.deal(rows.ledger.seller, rows.ledger.call)
    keep = rows.before(at, rows.ledger.call, cut)
    calls = np.unique(rows.ledger.call[keep])
    return np.bincount(rows.of_call[calls], minlength=len(rows.deals)).astype(np.float64)


def _amounts(held: Sequence[SoldDeal]) -> list[Floats]:
    """Use amounts where nearly every deal tells one: a gap often means lost, and would tell the end."""
    told = np.array([deal.amount is not None for deal in held])
    if not len(held) or told.mean() < _TOLD:
        return []
    size = np.array([np.log1p(max(0.0, deal.amount or 0.0)) for deal in held])
    return [_even(np.where(told, size, size[told].mean()))]


def _even(values: Floats) -> Floats:
    found: Floats = (values - values.mean()) / max(float(values.std()), 1e-9) if len(values) else values  # fmt: skip
    return found


def _kinds(told: Sequence[str]) -> list[Floats]:
    """Make a column of each kind but the commonest; rare kinds are left with it."""
    common = [name for name, n in Counter(told).most_common(_MOST_KINDS + 1) if n >= _LEAST_OF_KIND]
    return [np.array([float(one == name) for one in told]) for name in sorted(common[1:])]


def _quarter(day: str | None) -> str:
    return f"{day[:4]}-{(int(day[5:7]) - 1) // 3}" if day else ""
