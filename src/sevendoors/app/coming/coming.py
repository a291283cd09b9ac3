"""What is on its way in for somebody: waiting, read, here already, or failed with the reason."""

from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.coming.importing import retry
from sevendoors.app.reading.told import forget
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import Job
from sevendoors.core.people import Viewer
from sevendoors.store import ends, jobs, lists

SHOWN_MINUTES = 15  # what ended longer ago is in the list of calls
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingRow:
    """One file that ended.

    title and state: of its call, "" where that may not be seen. again: its file is kept, so that
    it can be tried again.
    """

    job: Job
    title: str = ""
    state: str = ""
    again: bool = False

    @property
    def reason(self) -> str:
        """Say why it failed, without the name that stands beside it."""
        return reason_of(self.job)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Somebody's files: how many wait, which are read now, and those that ended lately."""

    waiting: int
    working: tuple[Job, ...]
    ended: tuple[ComingRow, ...]
    more: int
    failed: tuple[ComingRow, ...]
    failed_more: int

    @property
    def busy(self) -> bool:
        """Say whether something has not ended yet."""
        return bool(self.waiting or self.working)


def reason_of(job: Job) -> str:
    """Say why a file failed, without its name."""
    return job.reason.removeprefix(f"{job.name}: ")


def coming(place: Place, viewer: Viewer) -> Coming:
    """Look at one's own files on their way in."""
    since, asked_since = place.later(minutes=-SHOWN_MINUTES), place.later(days=-1)
    with place.store.read() as connection:
        counts = jobs.job_counts(connection, viewer.person)
        working = jobs.jobs(connection, viewer.person, states=("working",), limit=8)
        ended = [
            job
            for job in jobs.jobs(connection, viewer.person, states=("done", "same"), limit=100)
            if (job.ended or "") >= since and job.queued >= asked_since
        ]
        failed = jobs.jobs(connection, viewer.person, states=("failed",), limit=MOST_SHOWN)
        names = [job.call for job in ended[:MOST_SHOWN] if job.call]
        seen = lists.lines_seen(connection, rights.scope(viewer), names)
    lines = {line.id: line for line in seen}
    rows = []
    for job in ended[:MOST_SHOWN]:
        line = lines.get(job.call or "")
        rows.append(
            ComingRow(job=job, title=line.title, state=line.state) if line else ComingRow(job=job)
        )
    return Coming(
        waiting=counts.get("waiting", 0),
        working=working,
        ended=tuple(rows),
        more=len(ended) - len(rows),
        failed=tuple(ComingRow(job=job, again=_is_kept(place, job)) for job in failed),
        failed_more=counts.get("failed", 0) - len(failed),
    )


def _is_kept(place: Place, job: Job) -> bool:
    return bool(job.files) and all(place.files.path(sha).exists() for sha, _ in job.files)


def try_again(place: Place, viewer: Viewer, job: int) -> None:
    """Queue a failed file of one's own again. Raises GoneError where there is none."""
    if not retry(place, viewer, job):
        raise GoneError


def leave_out(place: Place, viewer: Viewer, job: int | None = None) -> int:
    """Take failed files off the list (one, or all) and delete them; gives how many."""
    with place.store.write() as connection:
        gone = jobs.leave_out(connection, viewer.person, job)
        for one in gone:
            forget(connection, one.id)
        needed = ends.files_needed(connection) | jobs.files_waiting(connection)
    if job is not None and not gone:
        raise GoneError
    for sha in {sha for one in gone for sha, _ in one.files} - needed:
        place.files.drop(sha)
    return len(gone)
