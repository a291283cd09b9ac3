"""Databases for tests: a file, or a throwaway PostgreSQL server of this machine.

Tests run on SQLite. With SEVENDOORS_TEST_POSTGRES=1 (`make test-postgres`) every place a test
opens lies in a database of its own on a real server, which is stopped when the tests are over.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections import deque
from functools import lru_cache
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from sevendoors.store.opening import Store, open_store
from sevendoors.store.upgrading import upgrade

WANTED = "SEVENDOORS_TEST_POSTGRES"
NO_SERVER = "no PostgreSQL server is installed on this machine (initdb was not found)"
_TEMPLATE = "doors_template"
_KEPT_OPEN = 60  # databases older than that belong to tests that are long over
_SETTINGS = (
    "listen_addresses=''", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
    "max_connections=400", "autovacuum=off", "shared_buffers=64MB",
)  # fmt: skip
_numbers = count(1)
_open: "deque[tuple[str, Store]]" = deque()


class Server:
    """A PostgreSQL server of its own in a new folder; reached by a socket there only."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="doors-pg-", dir="/tmp"))
        self._user = "postgres" if os.getuid() == 0 else None  # the server refuses root
        if self._user:
            shutil.chown(self.folder, self._user, self._user)
        self.data = self.folder / "data"
        self._run("initdb", "-U", "doors", "-A", "trust", "-E", "UTF8", "--locale=C",
                  "--no-sync", "--no-instructions")  # fmt: skip
        self.start()

    def _run(self, program: str, *more: str) -> None:
        subprocess.run(
            [self._programs / program, "-D", self.data, *more],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder,
            user=self._user, group=self._user,
        )  # fmt: skip

    def start(self) -> None:
        options = " ".join(f"-c {setting}" for setting in _SETTINGS)
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o",
                  f"-k {self.folder} {options}", "start")  # fmt: skip

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def end(self) -> None:
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://doors@/{name}?host={self.folder}"

    def command(self, words: str) -> None:
        """Run one command that wants no transaction, such as CREATE DATABASE."""
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(words)
        engine.dispose()

    def new(self, *, empty: bool = False) -> str:
        """Make a database and give its URL: with our tables in it, or with nothing."""
        if not empty:
            _template(self)
        name = f"doors_{os.getpid()}_{next(_numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else _TEMPLATE}")
        return self.url(name)


@lru_cache(maxsize=1)
def _template(server: Server) -> None:
    server.command(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0")
    store = open_store(server.url(_TEMPLATE))
    upgrade(store)
    store.close()


def programs() -> Path | None:
    """Find where this machine keeps PostgreSQL's programs; None where it has no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


@lru_cache(maxsize=1)
def server() -> Server:
    """Give the one server of these tests. Skips the test where none is installed."""
    folder = programs()
    if folder is None:
        pytest.skip(NO_SERVER)
    made = Server(folder)
    atexit.register(made.end)
    return made


def on_postgres() -> bool:
    """Say whether tests were asked to run on PostgreSQL."""
    return os.environ.get(WANTED) == "1"


def url_for(folder: Path) -> str:
    """Give the URL of a fresh database for one place: a file in its folder, or on the server."""
    return server().new() if on_postgres() else f"sqlite:///{folder / 'doors.db'}"


def urls(folder: Path) -> tuple[str, ...]:
    """Give the URL of a fresh database of each kind that these tests run on."""
    file = f"sqlite:///{folder / 'doors.db'}"
    return (file, server().new()) if on_postgres() else (file,)


def copy_of(url: str, folder: Path, over: str = "") -> str:
    """Give the URL of a copy: the file that was copied with its folder, or a copy on the server.

    over: the URL of an older copy that is replaced. Nobody may be connected to either.
    """
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / Path(url).name}"
    name = _name(over) if over else f"doors_{os.getpid()}_{next(_numbers)}"
    if over:
        server().command(f"DROP DATABASE {name} WITH (FORCE)")
    server().command(f"CREATE DATABASE {name} TEMPLATE {_name(url)}")
    return server().url(name)


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def hold(store: Store) -> None:
    """Remember an open database, and clear away those of tests that are long over."""
    if store.is_sqlite:
        return
    _open.append((str(store.engine.url.database), store))
    for _, old in list(_open)[:-8]:
        old.close()  # gives its connections back; it opens new ones if it is still asked
    while len(_open) > _KEPT_OPEN:
        name, old = _open.popleft()
        old.close()
        server().command(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
