"""The tables: made from nothing, the same as the code says, and never opened when they are newer."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from tests.store import databases
from tests.store.looking import everything
from tests.web.place import new_place, people_of_the_cast

from sevendoors.app.base.place import Place, open_place
from sevendoors.core.errors import DoorsError
from sevendoors.store import tables
from sevendoors.store.opening import open_store
from sevendoors.store.people_tables import meta
from sevendoors.store.upgrading import upgrade


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path, url: str) -> str:
    """Give the URL of a database with nothing in it at all."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return databases.server().new(empty=True)


def test_an_empty_database_goes_to_the_newest_shape(empty: str) -> None:
    store = open_store(empty)
    assert inspect(store.engine).get_table_names() == []
    upgrade(store)
    assert set(meta.tables) <= set(inspect(store.engine).get_table_names())
    store.close()


def test_what_the_code_says_and_what_is_there_do_not_differ(empty: str) -> None:
    store = open_store(empty)
    upgrade(store)

    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        table = name if kind == "table" else getattr(getattr(thing, "table", None), "name", "")
        return not str(table).startswith("said")  # the search index is each database's own

    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": ours,
                "compare_type": True,
                "compare_server_default": not store.is_sqlite,
            },
        )
        assert compare_metadata(context, meta) == []
    store.close()


def test_to_the_newest_shape_twice_changes_nothing(place: Place) -> None:
    people_of_the_cast(place)
    before = everything(place)
    upgrade(place.store)
    upgrade(place.store)
    assert everything(place) == before


def test_six_who_open_an_empty_database_at_once_make_one_place(empty: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(lambda _: new_place(tmp_path / "home", url=empty), range(6)))
    people = everything(opened[0])["person"]
    assert [row[1] for row in people] == ["You"]
    for place in opened:
        place.store.close()


def test_data_of_a_newer_seven_doors_is_left_alone(place: Place) -> None:
    with place.store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = everything(place)
    with pytest.raises(DoorsError) as told:
        open_place(place.folder, url=place.store.engine.url.render_as_string(hide_password=False))
    assert str(told.value) == (
        "This data was written by a newer Seven Doors. "
        "Install the newer version again, or restore a backup made before it."
    )
    assert everything(place) == before


def test_the_first_step_stays_as_it_was_when_first_published() -> None:
    """Later changes are steps of their own; a step that others ran already is never changed."""
    steps = sorted(
        path.name for path in Path(tables.__file__).parent.glob("migrations/versions/s*")
    )
    assert steps[0] == "s0001_first.py"
    assert [step[1:5] for step in steps] == [f"{n:04d}" for n in range(1, len(steps) + 1)]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nonsense", "This is not the address of a database."),
        ("oracle+thing://x", "This is not the address of a database."),
        ("postgresql://doors@/doors?host=/nowhere", "The database cannot be reached just now"),
        ("postgresql://u:secret-word@127.0.0.1:1/x", "The database cannot be reached just now"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(
    address: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(DoorsError) as told:
        open_place(tmp_path, url=address)
    assert says in str(told.value)
    assert "secret-word" not in str(told.value)
