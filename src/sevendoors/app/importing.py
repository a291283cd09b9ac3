"""Brings files in: each is kept first, then queued, then read; a kill at any point loses nothing."""

import io
import os
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection

from sevendoors.app.batch import files_in
from sevendoors.app.keeping import Told, keep_call
from sevendoors.app.place import Place
from sevendoors.app.reading_in import Known, ReadIn, read_in
from sevendoors.core.errors import DoorsError
from sevendoors.core.kept import Job
from sevendoors.core.people import Viewer
from sevendoors.readers.archive import Archive
from sevendoors.readers.reading import groups_of
from sevendoors.store import accounts, jobs, log, people

LARGEST = 25_000_000
MOST_FILES = 2_000
LEASE_MINUTES = 10
MANY = 4  # from so many waiting files on, all cores help
_TRANSCRIPTS = (".vtt", ".srt", ".sbv", ".txt", ".md", ".json", ".csv", ".tsv", ".docx", ".eml", ".mbox", ".html", ".vcon")  # fmt: skip

Upload = tuple[str, bytes]


def submit(place: Place, viewer: Viewer, uploads: Sequence[Upload]) -> tuple[int, ...]:
    """Keep files and queue them; gives the ids of the jobs. The same file again is not doubled.

    Raises DoorsError for too many files, or one too large; then none is taken.
    """
    spread = [one for upload in uploads for one in _unpacked(upload)]
    if not spread:
        raise DoorsError("No file was chosen.", fix="Choose one, or paste the text.")
    if len(spread) > MOST_FILES:
        raise DoorsError(
            f"These are {len(spread)} files; {MOST_FILES} are taken at a time.",
            fix="Bring them in in several goes.",
        )
    for name, data in spread:
        if len(data) > LARGEST:
            raise DoorsError(
                f"This file has {len(data) / 1e6:.0f} MB; {LARGEST // 1_000_000} are taken at most.",
                where=name,
                fix="A transcript is text; export it without sound or pictures.",
            )
        if not data.strip():
            raise DoorsError("This file is empty.", where=name, fix="Export it again.")
    kept = [(place.files.keep(data), _short(name)) for name, data in spread]
    with place.store.write() as connection:
        return tuple(
            jobs.add_job(connection, name=name, files=[(sha, name)], owner=viewer.person,
                         now=place.now())
            for sha, name in kept
        )  # fmt: skip


def submit_paths(place: Place, viewer: Viewer, paths: Iterable[Path]) -> tuple[int, ...]:
    """Keep and queue files and folders of this machine; two that belong together stay together."""
    made: list[int] = []
    for group in groups_of(files_in(paths)):
        uploads = [(path.name, _bytes(path)) for path in group]
        if len(group) == 1:
            made += submit(place, viewer, uploads)
            continue
        kept = [(place.files.keep(data), name) for name, data in uploads]
        with place.store.write() as connection:
            made.append(
                jobs.add_job(connection, name=group[0].name, files=kept, owner=viewer.person,
                             now=place.now())
            )  # fmt: skip
    return tuple(made)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise DoorsError(
                f"This file has more than {LARGEST // 1_000_000} MB.", where=path.name,
                fix="A transcript is text; export it without sound or pictures.",
            )  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        raise DoorsError(
            f"This file could not be opened: {error.strerror}.", where=str(path),
            fix="Check who may read it.",
        ) from error  # fmt: skip


def _short(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name[-160:] or "file"


def _unpacked(upload: Upload) -> list[Upload]:
    """Take a plain zip of transcripts apart; any other file, a Slack export too, stays whole."""
    name, data = upload
    if not name.lower().endswith(".zip") or not zipfile.is_zipfile(io.BytesIO(data)):
        return [upload]
    archive = Archive(data, name)
    inside = [n for n in archive.names if not PurePosixPath(n).name.startswith((".", "~"))]
    plain = [n for n in inside if n.lower().endswith(_TRANSCRIPTS)]
    exported = {"users.json", "channels.json", "utterances.jsonl", "corpus.json", "_chat.txt"}
    if not plain or exported & {PurePosixPath(n).name for n in inside}:
        return [upload]
    return [(_short(n), archive.read(n)) for n in plain[: MOST_FILES + 1]]


def known_sides(connection: Connection) -> Known:
    """Give what is known about sides: people placed before, and all who sell here."""
    sides = people.sides_known(connection)
    sellers = tuple(
        one.name.casefold() for one in accounts.accounts(connection) if one.name != "You"
    )
    return Known(sides=sides, sellers=sellers)


def _inputs(place: Place, job: Job) -> list[Upload] | None:
    try:
        return [(name, place.files.get(sha)) for sha, name in job.files]
    except FileNotFoundError:
        return None


def finish(place: Place, job: Job, read: ReadIn, told: Told | None = None) -> str:
    """Keep what was read of a job, or why it could not be; both at once or neither.

    Gives the job's state: done, same or failed.
    """
    with place.store.write() as connection:
        if read.talk is None:
            jobs.fail(connection, job.id, read.reason, place.now())
            return "failed"
        sizes = [(sha, name, place.files.path(sha).stat().st_size) for sha, name in job.files]
        new = keep_call(
            place, connection, read.talk, read.review, files=sizes, owner=job.owner, told=told
        )
        if new:
            log.note(
                connection, at=place.now(), who=job.owner, what="brought in", call=read.talk.id
            )
        jobs.finish(connection, job.id, read.talk.id, place.now(), same=not new)
        return "done" if new else "same"


def work(
    place: Place,
    *,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[Job, str], None] = lambda _job, _state: None,
) -> int:
    """Read everything that waits; many files use all cores. Gives how many were read.

    stop: asked between files. told: hears of each job's end.
    """
    done = 0
    while not stop():
        cores = os.cpu_count() or 1
        waiting = _waiting(place)
        if not waiting:
            return done
        if waiting >= MANY and cores > 1:
            done += _work_many(place, cores, stop, told)
        else:
            done += _work_one(place, told)
    return done


def _waiting(place: Place) -> int:
    with place.store.read() as connection:
        count = jobs.job_counts(connection, None)
    # A worker that was killed leaves its jobs working until the lease runs out.
    return count.get("waiting", 0) + _lapsed(place)


def _lapsed(place: Place) -> int:
    with place.store.read() as connection:
        return jobs.lapsed(connection, place.now())


def _claim(place: Place, most: int) -> tuple[Job, ...]:
    with place.store.write() as connection:
        return jobs.claim(
            connection, now=place.now(), until=place.later(minutes=LEASE_MINUTES), most=most
        )


def _work_one(place: Place, told: Callable[[Job, str], None]) -> int:
    claimed = _claim(place, 1)
    for job in claimed:
        with place.store.read() as connection:
            known = known_sides(connection)
        told(job, finish(place, job, _read_job(place, job, known)))
    return len(claimed)


def _read_job(place: Place, job: Job, known: Known) -> ReadIn:
    inputs = _inputs(place, job)
    return read_in(inputs, known) if inputs else _MISSING


_MISSING = ReadIn(reason="The file is no longer there. Bring it in again.")


def _work_many(
    place: Place, cores: int, stop: Callable[[], bool], told: Callable[[Job, str], None]
) -> int:
    """Let every core read; this process alone writes."""
    done = 0
    running: dict[Future[ReadIn], Job] = {}
    with place.store.read() as connection:
        known = known_sides(connection)
    pool = ProcessPoolExecutor(cores, mp_context=get_context("spawn"))
    try:
        while True:
            if not stop() and len(running) < 2 * cores:
                for job in _claim(place, 2 * cores - len(running)):
                    inputs = _inputs(place, job)
                    if inputs is None:
                        told(job, finish(place, job, _MISSING))
                    else:
                        running[pool.submit(read_in, inputs, known)] = job
            if not running:
                return done
            ended = next(iter(running))
            job = running[ended]
            read = ended.result()
            del running[ended]
            told(job, finish(place, job, read))
            done += 1
    except BrokenProcessPool:
        # A worker was killed: the jobs go back and are tried again, each a few times at most.
        return done + 1
    finally:
        if running:
            with place.store.write() as connection:
                jobs.let_go(connection, [job.id for job in running.values()])
        pool.shutdown(wait=False, cancel_futures=True)


def retry(place: Place, viewer: Viewer, job: int) -> bool:
    """Queue a failed file of one's own again."""
    with place.store.write() as connection:
        return jobs.retry(connection, job, viewer.person, place.now())


def call_of_job(place: Place, job: int) -> str | None:
    """Give the call a job became, if it did."""
    with place.store.read() as connection:
        return jobs.call_of(connection, job)


def bring_in(place: Place, viewer: Viewer, name: str, data: bytes) -> Job:
    """Bring one file in and read it at once, as for text that was pasted. Gives the ended job."""
    (made,) = submit(place, viewer, [(name, data)])
    work(place)
    with place.store.read() as connection:
        return jobs.job_of(connection, made)
