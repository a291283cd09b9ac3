"""Opens the database and hands out connections; both databases behave alike.

One writes at a time on either, so what is looked up in a transaction stays true until it ends.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoneFreeError

from sevendoors.core.errors import AwayError, ClashError, DoorsError

BUSY_MS = 10_000
_WRITERS = 7_0_0_8
_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # marks that PostgreSQL or UTF-8 cannot hold


class Store:
    """One database: `read()` and `write()` each give a connection in a transaction."""

    def __init__(self, engine: Engine) -> None:
        """Take an open engine; `open_store` makes one."""
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading; nothing it writes is kept."""
        with told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all."""
        options = self.engine.execution_options(writes=True)
        with told(), options.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


@contextmanager
def told() -> Iterator[None]:
    """Turn what a person can act on into one sentence; a fault of ours stays one."""
    try:
        yield
    except NoneFreeError as fault:
        raise _busy() from fault
    except IntegrityError as fault:
        raise ClashError(
            "Somebody changed or deleted this meanwhile; nothing was changed.",
            fix="Load the page again.",
        ) from fault
    except DataError as fault:
        raise DoorsError(
            "This cannot be kept as it is written.", fix="Write it another way."
        ) from fault
    except OperationalError as fault:
        if isinstance(fault.orig, sqlite3.Error) and fault.orig.sqlite_errorcode == 1:
            raise  # SQL that is wrong, not a database that is away
        raise _away(str(fault.orig).casefold()) from fault


def _busy() -> AwayError:
    return AwayError("The database was busy for too long; nothing was changed.", fix="Try again.")


def _away(text: str) -> AwayError:
    if "full" in text or "no space" in text:
        return AwayError("The disk is full; nothing was changed.", fix="Make room and try again.")
    if any(word in text for word in ("locked", "lock timeout", "deadlock", "busy")):
        return _busy()
    if "readonly" in text or "read-only" in text:
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
        more: dict[str, Any] = {} if sqlite else _postgres(dict(parsed.query))
        # Words of calls are parameters; no error message of ours repeats them.
        engine = create_engine(parsed, hide_parameters=True, **more)
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
    (_prepare_sqlite if sqlite else _prepare_postgres)(engine)
    event.listen(engine, "before_cursor_execute", _clean, retval=True)
    return Store(engine)


def _clean(_c: Any, _k: Any, statement: str, given: Any, _x: Any, _many: bool) -> tuple[str, Any]:
    return statement, _kept(given)


def _kept(value: Any) -> Any:
    """Write marks that cannot be kept as the sign for an unknown mark, one for one."""
    if isinstance(value, str):
        return _UNKEPT.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _kept(one) for key, one in value.items()}
    return type(value)(map(_kept, value)) if isinstance(value, list | tuple) else value


def _postgres(told: dict[str, Any]) -> dict[str, Any]:
    wait = {} if "connect_timeout" in told else {"connect_timeout": BUSY_MS // 1000}
    return {"pool_pre_ping": True, "connect_args": wait}


def _prepare_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


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
            connection.exec_driver_sql("SELECT count(*) FROM account")
    except SQLAlchemyError:
        return False
    return True
