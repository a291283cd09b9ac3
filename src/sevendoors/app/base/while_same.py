"""Keeps what was worked out of the database for as long as nothing in it changes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from sevendoors.app.base.place import Place
from sevendoors.store.opening import Store
from sevendoors.store.stamp import stamp

T = TypeVar("T")
_MOST = 80


@dataclass(slots=True)
class _Kept:
    """A value, and the stamps under which it was found to hold, by connection."""

    value: Any
    stamps: dict[int, str] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Store, dict[Hashable, _Kept]] = WeakKeyDictionary()
_LOCK = RLock()


def while_same(place: Place, key: Hashable, make: Callable[[Connection], T]) -> T:
    """Give what make reads from the database, without asking again while nothing has changed.

    What make gives must follow from the database alone; it is shared, so nobody changes it.
    """
    with _LOCK:
        kept = _KEPT.setdefault(place.store, {})
        with place.store.read() as connection:
            who, now = stamp(connection)
            old = kept.get(key)
            if old is not None and old.stamps.get(who) == now:
                found: T = old.value
                return found
            value = make(connection)
        if old is None or value is not old.value:
            kept.pop(key, None)
            kept[key] = old = _Kept(value)
            while len(kept) > _MOST:
                kept.pop(next(iter(kept)))
        old.stamps[who] = now
        return value
