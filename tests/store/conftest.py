"""What tests of the store ask for: an empty place on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store import databases
from tests.web.place import new_place

from sevendoors.app.base.place import Place

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give a fresh database of each kind; PostgreSQL only where it was asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'doors.db'}"
    if not databases.on_postgres():
        pytest.skip("PostgreSQL is tested by: make test-postgres")
    return databases.server().new()


@pytest.fixture
def place(url: str, tmp_path: Path) -> Iterator[Place]:
    """Give an empty place with one person in it."""
    made = new_place(tmp_path / "home", url=url)
    yield made
    made.store.close()
