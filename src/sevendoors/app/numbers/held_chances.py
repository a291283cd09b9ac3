"""Keeps a group's chances at hand, and reads again only the calls that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.rights import FEWEST_IN_SUMS
from sevendoors.app.base.while_same import while_same
from sevendoors.store.opening import Store
from sevendoors.store.opportunities import Group, Print, opportunities, prints
from sevendoors.track.opportunities import Ledger, changed, ledger
from sevendoors.track.rules import quality_rules, skill_rules
from sevendoors.track.scores import Measured, measure

_MOST_AT_ONCE = 200
_MOST_GROUPS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A group's chances with the numbers made of them."""

    prints: Mapping[str, Print]
    rows: Ledger
    numbers: Measured


_HELD: WeakKeyDictionary[Store, dict[Group, Held]] = WeakKeyDictionary()
# The last group laid out for a viewer, with the chances it was made of.
_TOLD: WeakKeyDictionary[Store, dict[Group, tuple[Held, Held, Held]]] = WeakKeyDictionary()
_LOCK = Lock()


def held(place: Place, group: Group) -> Held:
    """Give a group's chances and numbers as they are now."""
    return while_same(place, ("held", group), lambda connection: _held(place, connection, group))


def _held(place: Place, connection: Connection, group: Group) -> Held:
    with _LOCK:
        groups = _HELD.setdefault(place.store, {})
        old = groups.pop(group, None)
        fresh = _brought_up(connection, group, old)
        groups[group] = fresh
        while len(groups) > _MOST_GROUPS:
            groups.pop(next(iter(groups)))
        return fresh


def _brought_up(connection: Connection, group: Group, old: Held | None) -> Held:
    now = prints(connection, group)
    if old is not None and old.prints == now:
        return old
    before = old.prints if old is not None else {}
    new = [name for name, told in now.items() if before.get(name) != told]
    gone = [name for name in before if name not in now]
    if old is None or len(new) > _MOST_AT_ONCE:
        rows = ledger(opportunities(connection, group))
    else:
        rows = changed(old.rows, [*gone, *new], opportunities(connection, group, new))
    return Held(prints=now, rows=rows, numbers=numbers_of(rows))


def let_see(place: Place, whole: Group, seen: Group) -> tuple[Held, frozenset[int]]:
    """Give numbers of what may be seen by name, with the rest as an average, and who may be named.

    Those of whom nothing may be seen go in where they are enough for sums; else they are left out.
    """
    every, known = held(place, whole), held(place, seen)
    told = frozenset(known.rows.seller.tolist())
    hidden = frozenset(every.rows.seller.tolist()) - told
    if len(hidden) < FEWEST_IN_SUMS:
        return known, told
    with _LOCK:
        kept = _TOLD.setdefault(place.store, {})
        last = kept.get(seen)
        if last is None or last[0] is not every or last[1] is not known:
            rest = summed_only(every.rows.only(~np.isin(every.rows.seller, sorted(told))))
            rows = joined(known.rows, rest)
            if len(kept) >= _MOST_GROUPS:
                kept.clear()
            kept[seen] = last = (every, known, Held(prints={}, rows=rows, numbers=numbers_of(rows)))
        return last[2], told


def summed_only(rows: Ledger) -> Ledger:
    """Keep the kinds of chance that enough of these sellers were given.

    Skills share kinds; a kind few were given would come out by taking one skill from another.
    """
    few = [
        kind for kind in np.unique(rows.code)
        if len(np.unique(rows.seller[rows.code == kind])) < FEWEST_IN_SUMS
    ]  # fmt: skip
    return rows.only(~np.isin(rows.code, few)) if few else rows


def joined(one: Ledger, other: Ledger) -> Ledger:
    """Put two ledgers of different sellers together."""
    calls = tuple(sorted(set(one.calls) | set(other.calls), key=lambda call: (call[1], call[0])))
    number = {call[0]: place for place, call in enumerate(calls)}
    parts = {
        name: np.concatenate([getattr(one, name), getattr(other, name)])
        for name in ("seller", "code", "intensity", "phase", "p", "grade", "moves")
    }
    renumbered = [
        np.array([number[call[0]] for call in rows.calls], dtype=np.int64)[rows.call]
        if len(rows.call) else rows.call
        for rows in (one, other)
    ]  # fmt: skip
    return Ledger(calls=calls, call=np.concatenate(renumbered), **parts)


def numbers_of(rows: Ledger) -> Measured:
    """Measure every skill and every quality."""
    book = codebook_in_use()
    return measure(rows, (*skill_rules(book), *(one.rule for one in quality_rules(book))))
