"""The words people read: chances are missed, noted, taken or opened, and nobody is judged."""

import re

from tests.world import ROOT

BANNED = ("soft skill", "contingency", "space given")
CODES = re.compile(r"\b(CONCERN|PRIORITY|THREAD|DOUBT|REFLECT|FOLLOWUP|OVERRIDE|TALKOVER|CANNED)\b")
VIEWS = (
    *sorted((ROOT / "src/sevendoors/app/templates").glob("*.html")),
    ROOT / "src/sevendoors/cli/show_review.py",
    ROOT / "src/sevendoors/app/base/words.py",
)
MACHINE = re.compile("/(" + "wor" + "k|" + "far" + "m)/(main|steering|in|[.])")


def test_no_view_says_a_banned_word() -> None:
    for view in VIEWS:
        text = view.read_text("utf-8").lower()
        assert [word for word in BANNED if word in text] == [], view.name


def test_no_page_shows_a_code_name() -> None:
    for view in VIEWS:
        if view.suffix == ".html":
            assert CODES.findall(view.read_text("utf-8")) == [], view.name


def test_the_project_speaks_of_itself_alone() -> None:
    for folder in ("src", "docs", "tests", "training", "benchmarks", "changes"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in (".py", ".md", ".html", ".js", ".css", ".toml"):
                assert not MACHINE.search(path.read_text("utf-8")), path
