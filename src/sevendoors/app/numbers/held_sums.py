"""Keeps what was made of a fit at hand for as long as the fit itself is, so that it is made once."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import finalize

from sevendoors.track.small_model import Fit

T = TypeVar("T")
_KEPT: dict[int, dict[Hashable, Any]] = {}


def kept(source: Fit, what: Hashable, make: Callable[[], T]) -> T:
    """Give what was made of a fit before, or make it now; a new call makes a new fit."""
    if id(source) not in _KEPT:
        _KEPT[id(source)] = {}
        finalize(source, _KEPT.pop, id(source), None)
    mine = _KEPT[id(source)]
    if what not in mine:
        mine[what] = make()
    found: T = mine[what]
    return found
