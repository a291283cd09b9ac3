"""What buyers did next after better and poorer answers, in the calls kept here, as one aggregate."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.numbers.replies import replies
from sevendoors.app.numbers.sums import too_few
from sevendoors.app.numbers.winning import people_summed, sums_group
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored
from sevendoors.store import tallies
from sevendoors.store.deal_calls import read_calls, sold_calls, talks, whole_seen
from sevendoors.store.opening import Store
from sevendoors.store.opportunities import Group
from sevendoors.track.next_turn import NextTurns, Reply, next_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What was made of each call in which reading, and of all together."""

    readings: Mapping[str, str]
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
        people = people_summed(connection, viewer)
        readings = read_calls(connection, group)
        if not viewer.alone:
            summed = _as_on_the_pages(connection, viewer, group)
            readings = {name: read for name, read in readings.items() if name in summed}
    if not rights.may_see_sums(viewer, group.team, people):
        return too_few(viewer)
    with _LOCK:
        kept = _KEPT.setdefault(place.store, {})
        last = kept.get(group)
        if last is not None and last.readings == readings:
            return last.found
        old = last or _Kept(readings={}, rows={}, found=too_few(viewer))
        rows = _rows(place, readings, old)
        found = next_turn([one for name in sorted(rows) for one in rows[name]])
        if len(kept) >= _MOST:
            kept.clear()
        kept[group] = _Kept(readings=readings, rows=rows, found=found)
    return found


def _as_on_the_pages(connection: Connection, viewer: Viewer, group: Group) -> frozenset[str]:
    """Name the calls that a team's sums rest on: those seen whole, and all of who shows nothing.

    See `app.sums.as_on_the_pages`: what somebody kept back beside what they released is in no sum.
    """
    scope = rights.scope(viewer)
    seen = whole_seen(connection, scope)
    known = tallies.team_sums(connection, group.team or 0, scope)
    told = {viewer.person, *(row.seller for row in known)}
    sold = sold_calls(connection, group)
    rest = {name for name, who in sold.items() if name not in seen and not who & told}
    if len({one for name in rest for one in sold[name]}) < rights.FEWEST_IN_SUMS:
        return seen
    return seen | rest


def _rows(place: Place, readings: Mapping[str, str], old: _Kept) -> dict[str, tuple[Reply, ...]]:
    same = {name for name, read in readings.items() if old.readings.get(name) == read}
    rows = {name: old.rows[name] for name in same if name in old.rows}
    with place.store.read() as connection:
        for name, talk, review in talks(connection, sorted(set(readings) - same)):
            rows[name] = replies(talk, review)
    return rows
