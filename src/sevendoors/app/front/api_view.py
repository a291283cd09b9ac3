"""What programs are shown: the same calls, moments and people as on the pages, by the same rights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.call_reading import OpenCall, looked_at, read_call
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.coming.importing import bring
from sevendoors.app.reading.told import Said
from sevendoors.app.reading.unpacking import Upload
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import CallLine, Job, KeptMoment, Mark
from sevendoors.core.people import Person, Viewer
from sevendoors.store import calls, jobs, lists, moments, people_seen
from sevendoors.store.calls import CallFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentFilter:
    """What a list of moments is narrowed to; empty means all."""

    seller: int | None = None
    call: str = ""
    code: str = ""
    grade: int | None = None
    since: str = ""


def calls_seen(
    place: Place, viewer: Viewer, asked: CallFilter, *, limit: int, after: int
) -> tuple[tuple[CallLine, ...], int]:
    """List the calls somebody may see whole, newest first, with how many there are."""
    scope = rights.scope(viewer)
    with place.store.read() as connection:
        lines, total = calls.find_calls(connection, scope, asked, limit=limit, after=after)
        counts = lists.seen_counts(connection, scope, [line.id for line in lines])
    return tuple(_counted(line, *counts.get(line.id, (0, 0))) for line in lines), total


def _counted(line: CallLine, given: int, taken: int) -> CallLine:
    """Count only the chances that may be seen: with two sellers, not those of the other."""
    return replace(line, given=given, taken=taken)


def call_seen(place: Place, viewer: Viewer, name: str) -> OpenCall:
    """Give one call as far as somebody may see it. Raises GoneError where that is nothing."""
    with place.store.read() as connection:
        call = read_call(connection, viewer, name)
    looked_at(place, viewer, call)
    return call


def moments_seen(
    place: Place, viewer: Viewer, asked: MomentFilter, *, limit: int, after: int
) -> tuple[tuple[KeptMoment, ...], bool]:
    """List the moments somebody may see, newest call first, and say whether more follow.

    Raises GoneError for a call of which nothing may be seen.
    """
    scope = rights.scope(viewer)
    with place.store.read() as connection:
        if asked.call:
            rights.must(calls.may_see(connection, scope, asked.call) != "none")
        found = moments.find_moments(
            connection, scope, seller=asked.seller, code=asked.code, grade=asked.grade,
            since=asked.since, calls=[asked.call] if asked.call else None,
            limit=limit + 1, after=after,
        )  # fmt: skip
    looked_over(place, viewer, [(one.call, one.seller) for one in found[:limit]])
    return found[:limit], len(found) > limit


def moment_seen(place: Place, viewer: Viewer, name: str) -> tuple[KeptMoment, tuple[Mark, ...]]:
    """Give one moment with what was said about it. Raises GoneError where it may not be seen."""
    with place.store.read() as connection:
        found = moments.moment_of(connection, rights.scope(viewer), name)
        if found is None:
            raise GoneError
        said = moments.marks_of(connection, found.call, viewer.person)
    looked_over(place, viewer, [(found.call, found.seller)])
    return found, tuple(one for one in said if one.moment == name)


def people_listed(
    place: Place, viewer: Viewer, words: str, *, limit: int, after: int
) -> tuple[tuple[Person, ...], int]:
    """List the people somebody has met or works with, with how many there are."""
    scope, beyond = rights.scope(viewer), rights.people_beyond_calls(viewer)
    with place.store.read() as connection:
        return people_seen.people_seen(
            connection, scope, beyond, words=words, limit=limit, after=after
        )


def person_listed(place: Place, viewer: Viewer, who: int) -> Person:
    """Give one person. Raises GoneError for whom the viewer has neither met nor works with."""
    scope, beyond = rights.scope(viewer), rights.people_beyond_calls(viewer)
    with place.store.read() as connection:
        found = people_seen.person_seen(connection, scope, beyond, who)
    if found is None:
        raise GoneError
    return found


def bring_files(
    place: Place, viewer: Viewer, uploads: Sequence[Upload], words: Said
) -> tuple[Job, ...]:
    """Keep files and queue them to be read; what cannot be taken is listed as failed, with why.

    words: what was said about them. Raises DoorsError where no file came.
    """
    if not uploads:
        raise DoorsError("No file was sent.", where="files", fix="Send one or more.")
    made = bring(place, viewer, uploads, words)
    with place.store.read() as connection:
        return tuple(jobs.job_of(connection, which) for which in made)


def imports_of(
    place: Place, viewer: Viewer, states: Sequence[str], *, limit: int, after: int
) -> tuple[tuple[Job, ...], int]:
    """List the files somebody brought in, newest first, with how many there are."""
    with place.store.read() as connection:
        counts = jobs.job_counts(connection, viewer.person)
        found = jobs.jobs(connection, viewer.person, states=states, limit=limit, after=after)
    return found, sum(n for state, n in counts.items() if not states or state in states)


def import_of(place: Place, viewer: Viewer, which: int) -> Job:
    """Give one file somebody brought in. Raises GoneError where it is not theirs."""
    with place.store.read() as connection:
        found = jobs.own_job(connection, which, viewer.person)
    if found is None:
        raise GoneError
    return found
