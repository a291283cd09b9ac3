"""Answered chances in columns, so that a hundred thousand of them are counted in no time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sevendoors.core.codes import CHANCES, Move
from sevendoors.core.track import Opportunity
from sevendoors.track.rules import Rule

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Yes = NDArray[np.bool_]
CODES: tuple[str, ...] = tuple(CHANCES)
_PLACE = {str(code): number for number, code in enumerate(CODES)}
_BIT = {str(move): 1 << number for number, move in enumerate(Move)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Chances as columns of equal length; calls holds (name, day, kind, deal) by number.

    seller: id of the person. call: number in calls. code: number in CODES. p: four probabilities.
    moves: one bit for each move.
    """

    calls: tuple[tuple[str, str, str, int | None], ...]
    seller: Ints
    call: Ints
    code: Ints
    intensity: Ints
    phase: Floats
    p: Floats
    grade: Ints
    moves: Ints

    @property
    def days(self) -> tuple[str, ...]:
        """Give the day of each call."""
        return tuple(call[1] for call in self.calls)

    def only(self, rows: Yes) -> "Ledger":
        """Keep some of the rows; the calls stay numbered as they were."""
        return replace(self, **{name: getattr(self, name)[rows] for name in _COLUMNS})

    def of(self, seller: int) -> "Ledger":
        """Keep the rows of one seller."""
        return self.only(self.seller == seller)


_COLUMNS = ("seller", "call", "code", "intensity", "phase", "p", "grade", "moves")


def ledger(rows: Iterable[Opportunity]) -> Ledger:
    """Lay chances out in columns; calls are numbered by day, then name."""
    every = list(rows)
    calls = sorted({(o.call, o.day, o.call_kind, o.deal) for o in every}, key=_by_day)
    number = {call[0]: place for place, call in enumerate(calls)}
    return Ledger(
        calls=tuple(calls),
        seller=_ints([o.seller for o in every]),
        call=_ints([number[o.call] for o in every]),
        code=_ints([_PLACE[o.code] for o in every]),
        intensity=_ints([o.intensity for o in every]),
        phase=np.array([o.phase for o in every], dtype=np.float64),
        p=np.array([o.grade_p for o in every], dtype=np.float64).reshape(-1, 4),
        grade=_ints([o.grade for o in every]),
        moves=_ints([bits(o.moves) for o in every]),
    )


def _by_day(call: tuple[str, str, str, int | None]) -> tuple[str, str]:
    return call[1], call[0]


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def bits(moves: Iterable[str]) -> int:
    """Write moves as one number."""
    return sum(_BIT[move] for move in set(moves) if move in _BIT)


def changed(old: Ledger, gone: Iterable[str], fresh: Sequence[Opportunity]) -> Ledger:
    """Take some calls out, and put the chances of others in: what a new call changes."""
    out = set(gone) | {one.call for one in fresh}
    kept = np.array([call[0] not in out for call in old.calls], dtype=np.bool_)
    rest = old.only(kept[old.call]) if len(old.call) else old
    more = ledger(fresh)
    calls = [call for call, keep in zip(old.calls, kept, strict=True) if keep]
    every = sorted([*calls, *more.calls], key=_by_day)
    number = {call[0]: place for place, call in enumerate(every)}
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(rest, name), getattr(more, name)]) for name in _COLUMNS
    }
    columns["call"] = np.concatenate([_renumbered(rest, number), _renumbered(more, number)])
    return Ledger(calls=tuple(every), **columns)


def _renumbered(rows: Ledger, number: dict[str, int]) -> Ints:
    table = _ints([number.get(call[0], -1) for call in rows.calls])
    return table[rows.call] if len(rows.call) else rows.call


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The chances of one rule. y: probability that each was taken; hit: whether it was so shown.

    stratum: kind and intensity as one number. p: of the four grades.
    """

    seller: Ints
    call: Ints
    stratum: Ints
    y: Floats
    hit: Yes
    p: Floats


def counted(rows: Ledger, rule: Rule) -> Counted:
    """Pick the chances of a rule and say how surely each was taken."""
    asked = np.array([code in rule.codes for code in CODES])
    here = np.flatnonzero(asked[rows.code])
    done, p = _done(rows.moves[here], rule), rows.p[here]
    return Counted(
        seller=rows.seller[here],
        call=rows.call[here],
        stratum=rows.code[here] * 4 + rows.intensity[here],
        y=(p[:, 2] + p[:, 3]) * done,
        hit=(rows.grade[here] >= 2) & done,
        p=p,
    )


def _done(moves: Ints, rule: Rule) -> Yes:
    if not rule.moves:
        return np.ones(len(moves), dtype=np.bool_)
    done: Yes = (moves & bits(rule.moves)) != 0
    return done


def cells(who: Ints, call: Ints) -> tuple[Ints, Ints, Ints]:
    """Number each seller in each call: gives (who, call) of every such cell, and each row's cell."""
    wide = int(call.max()) + 1 if len(call) else 1
    found, place = np.unique(who * wide + call, return_inverse=True)
    return found // wide, found % wide, place


def summed(places: Ints, values: Floats, size: int = 0) -> Floats:
    """Add values up by place."""
    return np.bincount(places, values, minlength=size).astype(np.float64)
