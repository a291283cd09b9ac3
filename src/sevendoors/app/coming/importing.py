"""Brings files in: each is kept, then queued; once read (app/coming/desk.py) it is a call, or has failed."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.reading.batch import files_in
from sevendoors.app.reading.keeping import Told, keep_call
from sevendoors.app.reading.reading_in import Known, ReadIn
from sevendoors.app.reading.told import Said, as_told, forget, recall, remember
from sevendoors.app.reading.unpacking import (
    MOST_FILES,
    Upload,
    check,
    few_enough,
    is_hidden,
    read_path,
    short_name,
    together,
    unpacked,
)
from sevendoors.core.errors import AwayError, DoorsError
from sevendoors.core.kept import Job
from sevendoors.core.people import Viewer
from sevendoors.readers.reading import groups_of
from sevendoors.store import accounts, ends, jobs, log, people

MOST_AT_ONCE = 300_000_000
_NESTED = "An archive inside an archive is not opened. Unpack it, and bring in what it holds."


def submit(
    place: Place, viewer: Viewer, uploads: Sequence[Upload], words: Said | None = None
) -> tuple[int, ...]:
    """Keep files and queue them; gives the ids of the jobs. The same file again is not doubled.

    words: what somebody said about them. Raises DoorsError for no file, too many, an empty one or
    one too large; then none is taken.
    """
    rights.must(rights.may_import(viewer))
    if not uploads:
        raise DoorsError("No file was chosen.", fix="Choose one, or paste the text.")
    spread: list[Upload] = []
    for upload in uploads:
        spread += unpacked(upload)[0]
        few_enough(len(spread))
        if sum(len(data) for _, data in spread) > MOST_AT_ONCE:
            raise DoorsError("These archives hold more than 300 MB.", fix="Bring in fewer.")
    for name, data in spread:
        check(name, data)
    return _queued(place, viewer, list(together(spread)), words)


def bring(
    place: Place, viewer: Viewer, uploads: Iterable[Upload], words: Said | None = None
) -> tuple[int, ...]:
    """Keep and queue what can be taken; the rest is listed as failed, each with its reason.

    Gives the ids of all. Hidden files are left out. Raises AwayError where nothing can be kept.
    """
    rights.must(rights.may_import(viewer))
    made: list[int] = []
    fine: list[Upload] = []
    for upload in uploads:
        if is_hidden(upload[0]):
            continue
        try:
            inside, nested = unpacked(upload)
        except DoorsError as error:
            made.append(_refused(place, viewer, short_name(upload[0]), str(error)))
            continue
        made += [_refused(place, viewer, name, _NESTED) for name in nested]
        for name, data in inside:
            try:
                check(name, data)
            except DoorsError as error:
                made.append(_refused(place, viewer, short_name(name), str(error)))
            else:
                fine.append((name, data))
        if len(fine) > MOST_FILES or sum(len(data) for _, data in fine) > MOST_AT_ONCE:
            made += _queued(place, viewer, list(together(fine)), words)
            fine = []
    return (*made, *_queued(place, viewer, list(together(fine)), words))


def submit_paths(
    place: Place, viewer: Viewer, paths: Iterable[Path], words: Said | None = None
) -> tuple[int, ...]:
    """Keep and queue files and folders of this machine, as `bring` does; Gong's two stay together.

    Raises DoorsError where a path does not exist.
    """
    made: list[int] = []
    for group in groups_of(files_in(paths)):
        try:
            uploads = [(path.name, read_path(path)) for path in group]
        except DoorsError as error:
            made.append(_refused(place, viewer, group[0].name, str(error)))
        else:
            made += bring(place, viewer, uploads, words)
    return tuple(made)


def _queued(
    place: Place, viewer: Viewer, groups: Sequence[Sequence[Upload]], words: Said | None
) -> tuple[int, ...]:
    """Keep every file, then queue all at once; where the disk fills up, none stays."""
    kept: list[list[tuple[str, str]]] = []
    try:
        for group in groups:
            kept.append([])
            for name, data in group:
                kept[-1].append((place.files.keep(data), short_name(name)))
        with place.store.write() as connection:
            made = [
                jobs.add_job(connection, name=files[0][1], files=files, owner=viewer.person,
                             now=place.now())
                for files in kept
            ]  # fmt: skip
            for job in made:
                remember(connection, job, words or Said())
    except AwayError:
        _let_fall(place, [sha for files in kept for sha, _ in files])
        raise
    return tuple(made)


def _let_fall(place: Place, shas: Iterable[str]) -> None:
    """Remove files that were kept for nothing; what a call or a job needs stays."""
    try:
        with place.store.read() as connection:
            needed = ends.files_needed(connection) | jobs.files_waiting(connection)
    except AwayError:
        return  # without the store nobody knows; they are found by `tidy`
    for sha in set(shas) - needed:
        place.files.drop(sha)


def _refused(place: Place, viewer: Viewer, name: str, reason: str) -> int:
    with place.store.write() as connection:
        return jobs.add_failed(
            connection, name=name, owner=viewer.person, reason=reason, now=place.now()
        )


def known_sides(connection: Connection) -> Known:
    """Give what is known about sides: people placed before, and all who have an account here."""
    sides = people.sides_known(connection)
    sellers = tuple(
        one.name.casefold() for one in accounts.accounts(connection) if one.name != "You"
    )
    return Known(sides=sides, sellers=sellers)


def finish(place: Place, job: Job, read: ReadIn, told: Told | None = None) -> str:
    """Keep what was read of a job, or why it could not be; both at once or neither.

    told: in place of what was said when the file came. Gives the job's state: done, same, failed.
    """
    with place.store.write() as connection:
        if read.talk is None:
            jobs.fail(connection, job.id, read.reason, place.now())
            return "failed"
        if told is None:
            told = as_told(connection, recall(connection, job.id))
        sizes = [(sha, name, place.files.path(sha).stat().st_size) for sha, name in job.files]
        new = keep_call(
            place, connection, read.talk, read.review, files=sizes, owner=job.owner, told=told
        )
        if new:
            log.note(
                connection, at=place.now(), who=job.owner, what="brought in", call=read.talk.id
            )
        jobs.finish(connection, job.id, read.talk.id, place.now(), same=not new)
        forget(connection, job.id)
        return "done" if new else "same"


def retry(place: Place, viewer: Viewer, job: int) -> bool:
    """Queue a failed file of one's own again; False where it is not theirs or was not kept."""
    with place.store.write() as connection:
        return jobs.retry(connection, job, viewer.person, place.now())
