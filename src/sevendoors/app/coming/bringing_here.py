"""Brings files of this machine into its place, for somebody at the command line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place, only_viewer, viewer_of
from sevendoors.app.coming.desk import work
from sevendoors.app.coming.importing import submit_paths
from sevendoors.app.reading.told import Said
from sevendoors.core.errors import DoorsError
from sevendoors.core.kept import Job
from sevendoors.core.people import Viewer
from sevendoors.store import accounts, calls, jobs, people

_PAUSE_SECONDS = 0.5
_ENDED = ("done", "same", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of the files: new calls, those in which it is open who sold, and the rest."""

    new: int
    asked: int
    same: int
    failed: tuple[Job, ...]

    @property
    def files(self) -> int:
        """Count the files."""
        return self.new + self.same + len(self.failed)


def acting(place: Place, email: str) -> Viewer:
    """Say for whom files are brought in: the only person here, or who has this e-mail.

    Raises DoorsError where several people have an account and none was named.
    """
    alone = only_viewer(place)
    if alone and not email:
        return alone
    with place.store.read() as connection:
        account = accounts.account_by_mail(connection, email) if email else None
    if account is not None:
        return viewer_of(account, alone=alone is not None)
    what = "Nobody here signs in with this e-mail." if email else "Several people have accounts."
    raise DoorsError(what, where=email, fix="Say for whom: --as EMAIL")


def be_known_as(place: Place, viewer: Viewer, name: str) -> None:
    """Remember a name of one's own, so that calls show who of the speakers one is.

    Raises DoorsError where the name is another's, or where only an admin may say so.
    """
    if not rights.may_be_known_anew(viewer):
        raise DoorsError("Only an admin says how people are recognised.", where=name,
                         fix="Leave --me out.")  # fmt: skip
    keys = people.keys_of(name, None)
    with place.store.write() as connection:
        other = people.known_as(connection, keys)
        if other not in (None, viewer.person):
            if accounts.account_of(connection, other or 0):
                raise DoorsError("Somebody else signs in under this name.", where=name)
            people.merge(connection, viewer.person, other or 0)
        people.learn(connection, viewer.person, keys)
        if viewer.name == "You":
            people.rename(connection, viewer.person, name)


def bring_here(
    place: Place,
    viewer: Viewer,
    paths: Iterable[Path],
    words: Said,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Brought:
    """Bring files and folders in and read them; told hears how many of all have ended.

    Where the pages are open at the same time, both read; each file is read once.
    """
    mine = dict.fromkeys(submit_paths(place, viewer, paths, words))
    if not mine:
        raise DoorsError("There is no file in it.", fix="Name transcripts, or a folder with some.")
    told(len(_ended(place, mine)), len(mine))
    count = 0

    def heard(_job: Job, _state: str) -> None:
        nonlocal count
        count += 1
        told(min(count, len(mine)), len(mine))

    while len(ended := _ended(place, mine)) < len(mine):
        if not work(place, told=heard):
            Event().wait(_PAUSE_SECONDS)  # somebody else is reading the last ones
    told(len(mine), len(mine))
    return _counted(place, ended)


def _ended(place: Place, which: Iterable[int]) -> tuple[Job, ...]:
    with place.store.read() as connection:
        return tuple(job for job in jobs.some(connection, tuple(which)) if job.state in _ENDED)


def _counted(place: Place, ended: tuple[Job, ...]) -> Brought:
    new = [job.call for job in ended if job.state == "done" and job.call]
    with place.store.read() as connection:
        lines = calls.lines_of(connection, new)
    return Brought(
        new=len(new),
        asked=sum(line.state == "asked" for line in lines),
        same=sum(job.state == "same" for job in ended),
        failed=tuple(job for job in ended if job.state == "failed"),
    )
