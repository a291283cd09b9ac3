"""Keeps a group's chances at hand, and reads again only the calls that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sevendoors.app.engine import codebook_in_use
from sevendoors.app.place import Place
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
_LOCK = Lock()


def held(place: Place, group: Group) -> Held:
    """Give a group's chances and numbers as they are now."""
    with _LOCK:
        groups = _HELD.setdefault(place.store, {})
        old = groups.pop(group, None)
        fresh = _brought_up(place, group, old)
        groups[group] = fresh
        while len(groups) > _MOST_GROUPS:
            groups.pop(next(iter(groups)))
        return fresh


def _brought_up(place: Place, group: Group, old: Held | None) -> Held:
    with place.store.read() as connection:
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


def numbers_of(rows: Ledger) -> Measured:
    """Measure every skill and every quality."""
    book = codebook_in_use()
    return measure(rows, (*skill_rules(book), *(one.rule for one in quality_rules(book))))
