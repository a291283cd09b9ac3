"""The codebook page says what the codebook files say."""

import os

from tests.world import ROOT

from sevendoors.app.codebook.codebook_page import codebook_markdown
from sevendoors.core.codebook_load import load_codebook

PAGE = ROOT / "docs" / "reference" / "codebook.md"


def test_the_page_is_written_from_the_files() -> None:
    text = codebook_markdown(load_codebook()).replace(str(ROOT) + "/", "")
    if os.environ.get("SEVENDOORS_REFRESH"):
        PAGE.write_text(text, "utf-8")
    assert PAGE.read_text("utf-8") == text, "fix: make docs"
