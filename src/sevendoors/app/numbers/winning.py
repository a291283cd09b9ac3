"""Whether conduct goes with winning here, for whoever may see a team's sums, and only where deals hold.

Nobody is named: the result is one aggregate over the sellers of a team. Deals are checked first; an
export that hides losses, or calls that hang on the wrong deals, give no number but the reason.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.deals.deal_checks import checks
from sevendoors.app.numbers.held_chances import Held, held
from sevendoors.app.numbers.sums import people_in_team, too_few
from sevendoors.core.people import Role, Viewer
from sevendoors.core.score import Unscored
from sevendoors.store import crm
from sevendoors.store.deal_calls import sellers_of, turns_of
from sevendoors.store.opening import Store
from sevendoors.store.opportunities import Group
from sevendoors.track import winning as track
from sevendoors.track.rules import skill_rules
from sevendoors.track.winning import Winning


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A result with what it was made of."""

    chances: Held
    print: Any
    found: Winning | Unscored


_KEPT: WeakKeyDictionary[Store, dict[tuple[Group, Viewer, int], _Kept]] = WeakKeyDictionary()
_MOST = 40
_LOCK = Lock()


def winning(place: Place, viewer: Viewer, landmark: int = track.LANDMARK) -> Winning | Unscored:
    """Lay conduct beside the outcome of a team's deals, as one aggregate.

    landmark: days before the decision from which calls are left out. Raises GoneError for whoever
    may not see a team's sums.
    """
    group = sums_group(viewer)
    chances = held(place, group)
    with place.store.read() as connection:
        people = people_summed(connection, viewer)
        if not rights.may_see_sums(viewer, group.team, people):
            return too_few(viewer)
        stamp = (
            place.today(),
            crm.kept_deals(connection, group=group),
            crm.count_unowned(connection),
        )
    key = (group, viewer, landmark)
    with _LOCK:
        kept = _KEPT.setdefault(place.store, {})
        last = kept.get(key)
    if last is not None and last.chances is chances and last.print == stamp:
        return last.found
    found = _made(place, viewer, group, chances, landmark)
    with _LOCK:
        if len(kept) >= _MOST:
            kept.clear()
        kept[key] = _Kept(chances=chances, print=stamp, found=found)
    return found


def sums_group(viewer: Viewer) -> Group:
    """Say whose deals are summed for somebody. Raises GoneError for whoever sees no sums at all."""
    if viewer.alone:
        return Group(everybody=True)
    rights.must(Role.LEADER in viewer.roles and viewer.team is not None)
    return Group(team=viewer.team)


def people_summed(connection: Connection, viewer: Viewer) -> int:
    """Count whom a sum for the viewer speaks of; of the only person here, everybody."""
    if viewer.alone:
        return len(sellers_of(connection, sums_group(viewer)))
    return people_in_team(connection, viewer)


def _made(
    place: Place, viewer: Viewer, group: Group, chances: Held, landmark: int
) -> Winning | Unscored:
    checked = checks(place, viewer)
    if checked.stop is not None:
        return Unscored(reason=checked.stop)
    with place.store.read() as connection:
        deals = crm.sold_deals(connection, group)
        turns = turns_of(connection)
    rules = skill_rules(codebook_in_use())
    return track.winning(chances.rows, deals, rules, turns, landmark)
