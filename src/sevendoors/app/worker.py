"""Works in the background while the pages are open: imports, a watched folder, what is over."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from sevendoors.app.deleting import drop_overdue
from sevendoors.app.importing import submit_paths, work
from sevendoors.app.place import Place
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer

PAUSE_SECONDS = 2.0
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
        self._seen: dict[Path, float] = {}
        self._day = ""

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
            self._day = day
        if found := self._watched():
            self._look(*found)
        work(self._place, stop=self._stop.is_set)

    def _look(self, folder: Path, viewer: Viewer) -> None:
        """Queue files that are new in the watched folder and no longer being written."""
        if not folder.is_dir():
            return
        fresh = []
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.name.startswith((".", "~")):
                continue
            changed = path.stat().st_mtime
            if self._seen.get(path) == changed:
                continue
            if self._seen.get(path) == -changed:
                self._seen[path] = changed
                fresh.append(path)
            else:
                self._seen[path] = -changed  # once more unchanged, and it is whole
        for path in fresh:
            try:
                submit_paths(self._place, viewer, [path])
            except DoorsError as error:
                _log.warning("a watched file was left out: %s", error.what)
