"""Deleting that really deletes: a call, a person, and what has been kept long enough."""

from collections.abc import Iterable
from math import inf

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.core.errors import AwayError, DoorsError
from sevendoors.core.people import Viewer
from sevendoors.store import accounts, calls, ends, jobs, log, people

_UNWIPED = "unwiped"  # set while deleted words may still lie in the database's own files


def delete_call(place: Place, viewer: Viewer, name: str) -> None:
    """Delete a call with all that hangs on it, its search words and its original file."""
    with place.store.read() as connection:
        rights.must(calls.may_see(connection, rights.scope(viewer), name) == "whole")
        signing = {one.person for one in accounts.accounts(connection)}
        sellers = {
            a.person for a in calls.people_of(connection, [name])
            if a.side == "seller" and a.person in signing
        }  # fmt: skip
    rights.must(rights.may_delete_call(viewer, frozenset(sellers), brought=True))
    _drop(place, [name])
    with place.store.write() as connection:
        log.note(connection, at=place.now(), who=viewer.person, what="deleted a call")


def delete_person(place: Place, viewer: Viewer, who: int) -> int:
    """Delete somebody with every call they took part in; gives how many calls went with them.

    Raises DoorsError for oneself while one is the only admin.
    """
    with place.store.read() as connection:
        person = people.person_of(connection, who)
        admins = [a for a in accounts.accounts(connection) if "admin" in a.roles]
        names = ends.calls_with(connection, who)
    rights.must(person is not None)
    if person is not None:
        rights.must(rights.may_delete_person(viewer, person))
    if [a.person for a in admins] == [who]:
        raise DoorsError("The only admin cannot be deleted.", fix="Make somebody else admin first.")
    _drop(place, names)
    with place.store.write() as connection:
        unneeded = ends.drop_person(connection, who)
        log.note(connection, at=place.now(), who=viewer.person, what="deleted a person")
        log.set_setting(connection, _UNWIPED, place.now())
    for sha in unneeded:
        place.files.drop(sha)
    _wipe(place)
    return len(names)


def drop_overdue(place: Place) -> int:
    """Delete the calls whose time is over; gives how many."""
    with place.store.read() as connection:
        names = ends.calls_past(connection, place.today())
    _drop(place, names)
    with place.store.read() as connection:
        late = log.get_setting(connection, _UNWIPED)
    if late:
        _wipe(place)
    return len(names)


def _drop(place: Place, names: Iterable[str]) -> None:
    listed = tuple(names)
    if not listed:
        return
    unneeded: set[str] = set()
    with place.store.write() as connection:
        for name in listed:
            unneeded.update(ends.drop_call(connection, name))
        unneeded -= jobs.files_waiting(connection)
        log.set_setting(connection, _UNWIPED, place.now())
    # Files go last: a kill in between leaves a file without a call, which `tidy` finds.
    for sha in unneeded:
        place.files.drop(sha)
    _wipe(place)


def _wipe(place: Place) -> None:
    """Wipe the bytes of what was deleted; where somebody reads for long, the next day does it."""
    try:
        ends.scrub(place.store)
    except AwayError:
        return
    with place.store.write() as connection:
        log.set_setting(connection, _UNWIPED, None)


def tidy(place: Place, *, hours: float = 0) -> int:
    """Remove files that no call and no job needs any more; gives how many.

    hours: younger ones stay, since somebody may be about to queue them.
    """
    before = place.clock().timestamp() - hours * 3600 if hours else inf
    with place.store.read() as connection:
        needed = ends.files_needed(connection) | jobs.files_waiting(connection)
    place.files.drop_drafts(before)
    loose = [name for name in place.files.names(before) if name not in needed]
    for name in loose:
        place.files.drop(name)
    return len(loose)
