"""The shipped engine answers on the shipped calls as it did when somebody last looked."""

import json
from pathlib import Path

import pytest
from tests.golden_answers import FOLDER, answers, calls, differences


@pytest.mark.parametrize("path", calls(), ids=lambda path: path.stem)
def test_nothing_moved_unseen(path: Path) -> None:
    before = json.loads((FOLDER / f"{path.stem}.json").read_text("utf-8"))
    assert differences(before, answers(path)) == [], "fix: read the differences, then make golden"
