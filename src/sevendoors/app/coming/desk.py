"""Takes files from the queue, reads them, and keeps each at once; a kill at any point loses nothing."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from sevendoors.app.base.place import Place
from sevendoors.app.coming.importing import finish, known_sides, submit
from sevendoors.app.deals.deal_links import link_new_calls
from sevendoors.app.reading.apart import new_pool, read_apart
from sevendoors.app.reading.reading_in import Known, ReadIn, read_in
from sevendoors.app.reading.told import Said, recall
from sevendoors.app.reading.unpacking import Upload
from sevendoors.core.kept import Job
from sevendoors.core.people import Viewer
from sevendoors.store import jobs

LEASE_SECONDS = 180.0
_AHEAD = 4  # files handed to each reader ahead, so that none waits while this process writes
MANY = 4  # from so many waiting files on, all cores help
_MISSING = ReadIn(reason="The file is no longer there. Bring it in again.")

Heard = Callable[[Job, str], None]


def work(
    place: Place,
    *,
    stop: Callable[[], bool] = lambda: False,
    told: Heard = lambda _job, _state: None,
    lease_seconds: float = LEASE_SECONDS,
) -> int:
    """Read everything that waits; many files use all cores. Gives how many were read.

    stop: asked between files. told: hears of each job's end. lease_seconds: after so long, a file
    whose reader was killed is taken up again.
    """
    done = 0
    desk = Desk(place=place, told=told, lease_seconds=lease_seconds)
    while not stop():
        cores = os.cpu_count() or 1
        waiting = _waiting(place)
        if not waiting:
            if done:
                link_new_calls(place)
            return done
        done += _many(desk, cores, stop) if waiting >= MANY and cores > 1 else _one(desk)
    return done


def _waiting(place: Place) -> int:
    with place.store.read() as connection:
        count = jobs.job_counts(connection, None)
        return count.get("waiting", 0) + jobs.lapsed(connection, place.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where files are taken from the queue, and where what was read of them is put."""

    place: Place
    told: Heard
    lease_seconds: float = LEASE_SECONDS

    def take(self, most: int, *, only: int | None = None, counted: bool) -> Sequence[Job]:
        """Claim waiting files; counted: reading them might end this very process."""
        with self.place.store.write() as connection:
            until = self.place.later(seconds=self.lease_seconds)
            taken = jobs.claim(connection, now=self.place.now(), until=until, most=most, only=only)
            # What is read in a process of its own cannot take this one with it.
            safe = [job.id for job in taken if job.tries or not counted]
            jobs.uncount(connection, safe)
        return taken

    def what(self, job: Job) -> tuple[list[Upload], Known]:
        """Give a file's bytes (none where it is gone), and what is known about who sells."""
        with self.place.store.read() as connection:
            words = recall(connection, job.id)
            known = replace(known_sides(connection), named=words.sellers, started=words.day)
        try:
            return [(name, self.place.files.get(sha)) for sha, name in job.files], known
        except FileNotFoundError:
            return [], known

    def put(self, job: Job, read: ReadIn) -> None:
        """Keep what was read, and tell."""
        self.told(job, finish(self.place, job, read))


def _one(desk: Desk, only: int | None = None) -> int:
    """Read one file here; one whose reading ended a process before is read in one of its own."""
    taken = desk.take(1, only=only, counted=True)
    for job in taken:
        inputs, known = desk.what(job)
        if not inputs:
            desk.put(job, _MISSING)
        else:
            desk.put(job, (read_apart if job.tries else read_in)(inputs, known))
    return len(taken)


def _many(desk: Desk, cores: int, stop: Callable[[], bool]) -> int:
    """Let every core read; this process alone writes."""
    done = 0
    held: dict[int, Job] = {}
    running: dict[Future[ReadIn], Job] = {}
    pool = new_pool(cores)
    try:
        while True:
            room = 0 if stop() else _AHEAD * cores - len(running)
            taken = desk.take(room, counted=False) if room >= (1 if not running else cores) else ()
            held.update({job.id: job for job in taken})
            for job in taken:
                inputs, known = desk.what(job)
                if inputs:
                    running[pool.submit(read_in, inputs, known)] = job
                else:
                    desk.put(held.pop(job.id), _MISSING)
            if not running:
                return done
            for ended in wait(running, return_when=FIRST_COMPLETED).done:
                desk.put(running[ended], ended.result())
                held.pop(running.pop(ended).id)
                done += 1
    except BrokenProcessPool:
        # One of these ended a reader: each is read by itself, so that only that one fails.
        for job in list(held.values()):
            desk.put(job, read_apart(*desk.what(job)))
            del held[job.id]
            done += 1
        return done
    finally:
        if held:
            with desk.place.store.write() as connection:
                jobs.let_go(connection, list(held))
        pool.shutdown(wait=False, cancel_futures=True)


def bring_in(
    place: Place, viewer: Viewer, name: str, data: bytes, words: Said | None = None
) -> Job:
    """Bring one file in and read it at once, as for text that was pasted. Gives its job.

    The job has not ended only where another reader took it up in this very moment.
    """
    (made,) = submit(place, viewer, [(name, data)], words)
    _one(Desk(place=place, told=lambda _job, _state: None), only=made)
    link_new_calls(place)
    with place.store.read() as connection:
        return jobs.job_of(connection, made)
