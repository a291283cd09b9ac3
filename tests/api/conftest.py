"""A fresh world for each test; the tests drawn from the API's description run in one process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.api.programs import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.place.store.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The last of them counts what all met, and the plugin that draws them does not pass marks on.
    for item in items:
        if item.path.name == "test_schemathesis.py":
            item.add_marker(pytest.mark.xdist_group("schemathesis"))
