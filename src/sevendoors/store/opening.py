"""Opens the database, brings its tables up to date, and hands out connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from sevendoors.core.errors import AwayError, DoorsError

BUSY_MS = 10_000


class Store:
    """One database: `read()` and `write()` each give a connection in a transaction."""

    def __init__(self, engine: Engine) -> None:
        """Take an open engine; `open_store` makes one."""
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading; nothing it writes is kept."""
        with _told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all."""
        options = self.engine.execution_options(writes=True)
        with _told(), options.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    """Turn a database that is away, full or locked into one sentence a person can act on."""
    try:
        yield
    except OperationalError as fault:
        raise _away(fault) from fault


def _away(fault: DBAPIError) -> AwayError:
    text = str(fault.orig).casefold()
    if "full" in text:
        return AwayError("The disk is full; nothing was changed.", fix="Make room and try again.")
    if "locked" in text or "busy" in text:
        return AwayError(
            "The database was busy for too long; nothing was changed.", fix="Try again."
        )
    if "readonly" in text:
        return AwayError(
            "The database may not be written to.", fix="Give this user the right to write it."
        )
    return AwayError(
        "The database cannot be reached just now; nothing was changed.",
        fix="Try again in a moment.",
    )


def open_store(url: str) -> Store:
    """Open a database by its URL (sqlite:///FILE or postgresql+psycopg://...).

    Raises DoorsError where it cannot be reached or its driver is missing.
    """
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        sqlite = parsed.get_backend_name() == "sqlite"
        if sqlite and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        more: dict[str, Any] = {} if sqlite else {"pool_pre_ping": True}
        engine = create_engine(parsed, **more)
    except (ArgumentError, NoSuchModuleError) as fault:
        raise DoorsError(
            "This is not the address of a database.",
            where="SEVENDOORS_DATABASE_URL",
            fix="Write it as postgresql://USER:PASSWORD@HOST/NAME.",
        ) from fault
    except ImportError as fault:
        raise DoorsError(
            "The driver for this database is not installed.",
            fix='Install it with: pip install "sevendoors[postgres]"',
        ) from fault
    if sqlite:
        _prepare_sqlite(engine)
    return Store(engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _set(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions are begun by us, see `write`
        for pragma in (
            f"busy_timeout = {BUSY_MS}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The default would start by reading, and fail when another writer comes between.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_up(store: Store) -> bool:
    """Say whether the database answers."""
    try:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError:
        return False
    return True
