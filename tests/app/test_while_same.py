"""What was worked out is worked out again as soon as anything is written, by whomever, and not before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.web.place import new_place

from sevendoors.app.base.place import Place, open_place
from sevendoors.app.base.while_same import while_same
from sevendoors.store import log


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = new_place(tmp_path)
    yield made
    made.store.close()


def read(place: Place, asked: list[str]) -> str | None:
    """Give a setting, and note each time it is really asked for."""

    def make(connection: Connection) -> str | None:
        asked.append("asked")
        return log.get_setting(connection, "colour")

    return while_same(place, "colour", make)


def write(place: Place, value: str | None) -> None:
    with place.store.write() as connection:
        log.set_setting(connection, "colour", value)


def test_it_is_asked_once_while_nothing_changes_and_anew_after_every_change(place: Place) -> None:
    asked: list[str] = []
    assert read(place, asked) is None
    assert read(place, asked) is None
    assert len(asked) == 1
    for value in ("red", "green", None, "green"):
        write(place, value)
        assert read(place, asked) == value
        many = len(asked)
        assert read(place, asked) == value
        assert len(asked) == many


def test_what_another_program_writes_is_seen(place: Place) -> None:
    asked: list[str] = []
    write(place, "red")
    assert read(place, asked) == "red"
    other = open_place(
        place.folder, url=place.store.engine.url.render_as_string(hide_password=False)
    )
    write(other, "blue")
    assert read(place, asked) == "blue"
    other.store.close()


def test_what_was_never_kept_changes_nothing(place: Place) -> None:
    asked: list[str] = []
    write(place, "red")
    read(place, asked)
    with pytest.raises(RuntimeError), place.store.write() as connection:
        log.set_setting(connection, "colour", "blue")
        raise RuntimeError
    assert read(place, asked) == "red"
