"""Works in the background while the pages are open: imports, a watched folder, what is over."""

import json
import logging
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from sevendoors.app.base.place import Place
from sevendoors.app.calls.scoring import behind, read_anew
from sevendoors.app.coming.desk import work
from sevendoors.app.coming.importing import known_sides, submit_paths
from sevendoors.app.coming.settling import settle_asked
from sevendoors.app.people.deleting import drop_overdue, tidy
from sevendoors.app.reading.unpacking import is_hidden
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.store import log

PAUSE_SECONDS = 2.0
WATCHED = "watched"  # the setting that holds which files were taken
_log = logging.getLogger("sevendoors")


class Worker:
    """One thread that reads what waits; `wake` makes it look at once."""

    def __init__(
        self, place: Place, watched: Callable[[], tuple[Path, Viewer] | None] = lambda: None
    ) -> None:
        """Take the place, and what says which folder is watched for whom."""
        self._place, self._watched = place, watched
        self._stop, self._wake = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="doors-worker", daemon=True)
        self._seen: dict[Path, tuple[int, int]] = {}
        self._known = 0
        self._day = ""
        self._current = False  # whether every call was read by the engine that is here now

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look for work at once."""
        self._wake.set()

    def stop(self, seconds: float = 20) -> None:
        """Finish the file at hand, then end; what was not begun waits for next time."""
        self._stop.set()
        self._wake.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._once()
            except DoorsError as error:
                _log.warning("background work paused: %s", type(error).__name__)
            except Exception:
                _log.exception("background work failed")
            self._wake.wait(PAUSE_SECONDS)
            self._wake.clear()

    def _once(self) -> None:
        if (day := self._place.today()) != self._day:
            drop_overdue(self._place)
            tidy(self._place, hours=24)
            self._day = day
        if found := self._watched():
            self.look(*found)
        if not work(self._place, stop=self._stop.is_set) and not self._current:
            self._read_anew()

    def _read_anew(self) -> None:
        """With nothing else to do, read calls anew that an older engine or codebook has read."""
        for name in behind(self._place):
            if self._stop.is_set() or self._wake.is_set():
                return
            read_anew(self._place, (name,))
        self._current = True
        self._settle()

    def _settle(self) -> None:
        """Read calls in which it was open who sold, once more is known about who sells."""
        with self._place.store.read() as connection:
            known = hash(frozenset(known_sides(connection).sides.items()))
        if known != self._known:
            settle_asked(self._place, self._stop.is_set)
            self._known = known

    def look(self, folder: Path, viewer: Viewer) -> None:
        """Queue files that are new in the watched folder and no longer being written."""
        if not folder.is_dir():
            return
        taken = self._taken_before()
        fresh = []
        for path in sorted(folder.rglob("*")):
            if is_hidden(path.name) or not path.is_file():
                continue
            state = path.stat()
            shape = (state.st_mtime_ns, state.st_size)
            # Twice the same, and it is whole.
            if self._seen.get(path) == shape and (mark := _mark(path, shape)) not in taken:
                taken.add(mark)
                fresh.append(path)
            self._seen[path] = shape
        if fresh:
            submit_paths(self._place, viewer, fresh)
            with self._place.store.write() as connection:
                log.set_setting(connection, WATCHED, json.dumps(sorted(taken)))

    def _taken_before(self) -> set[str]:
        """Give the marks of files taken before, so that a deleted call does not come back."""
        with self._place.store.read() as connection:
            return set(json.loads(log.get_setting(connection, WATCHED) or "[]"))


def _mark(path: Path, shape: tuple[int, int]) -> str:
    return sha256(f"{path}|{shape}".encode(errors="replace")).hexdigest()[:16]
