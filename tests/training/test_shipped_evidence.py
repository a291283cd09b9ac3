"""The figures beside the model are the figures of the evidence page."""

import json

import pytest
from training.evidence.shipped import BESIDE, PAGE, engine_of, tables


def test_the_file_beside_the_model_says_what_the_page_says() -> None:
    page, told = PAGE.read_text("utf-8"), json.loads(BESIDE.read_text("utf-8"))
    assert told["tables"] == tables(page), "fix: python -m training.evidence.shipped"
    assert told["engine"] == engine_of(page)
    assert told["date"] in page.splitlines()[2]


def test_every_table_is_whole() -> None:
    for name, table in tables(PAGE.read_text("utf-8")).items():
        assert table["rows"], name
        assert {len(row) for row in table["rows"]} == {len(table["head"])}, name


def test_a_table_nobody_named_is_not_lost_silently() -> None:
    with pytest.raises(ValueError, match="no name"):
        tables("| a new | table |\n|---|---|\n| 1 | 2 |\n")
