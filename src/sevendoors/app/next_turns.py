"""What buyers did next after better and poorer answers, in the calls kept here, as one aggregate."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sevendoors.app import rights
from sevendoors.app.place import Place
from sevendoors.app.replies import replies
from sevendoors.app.winning import sums_group
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored
from sevendoors.store.deal_calls import read_calls, sellers_of, talks
from sevendoors.store.opening import Store
from sevendoors.store.opportunities import Group
from sevendoors.track.next_turn import NextTurns, Reply, next_turn

_FEW = "Fewer than five other sellers were heard here, so nothing is said of them together."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What was read of each call at which version, and what was made of all together."""

    versions: Mapping[str, int]
    rows: Mapping[str, tuple[Reply, ...]]
    found: NextTurns | Unscored


_KEPT: WeakKeyDictionary[Store, dict[Group, _Kept]] = WeakKeyDictionary()
_LOCK = Lock()
_MOST = 40


def next_turns(place: Place, viewer: Viewer) -> NextTurns | Unscored:
    """Lay what buyers did next beside the grades, over a team's calls; only changed calls are read.

    Raises GoneError for whoever may not see a team's sums.
    """
    group = sums_group(viewer)
    with place.store.read() as connection:
        who = sellers_of(connection, group) - (frozenset() if viewer.alone else {viewer.person})
        versions = read_calls(connection, group)
    if not rights.may_see_sums(viewer, group.team, len(who)):
        return Unscored(reason=_FEW)
    with _LOCK:
        kept = _KEPT.setdefault(place.store, {})
        last = kept.get(group)
        if last is not None and last.versions == versions:
            return last.found
        old = last if last is not None else _Kept(versions={}, rows={}, found=Unscored(reason=_FEW))
        rows = _rows(place, versions, old)
        found = next_turn([one for name in sorted(rows) for one in rows[name]])
        if len(kept) >= _MOST:
            kept.clear()
        kept[group] = _Kept(versions=versions, rows=rows, found=found)
    return found


def _rows(place: Place, versions: Mapping[str, int], old: _Kept) -> dict[str, tuple[Reply, ...]]:
    same = {name for name, version in versions.items() if old.versions.get(name) == version}
    rows = {name: old.rows[name] for name in same if name in old.rows}
    with place.store.read() as connection:
        for name, talk, review in talks(connection, sorted(set(versions) - same)):
            rows[name] = replies(talk, review)
    return rows
