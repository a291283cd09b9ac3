"""doors deals: what the guide says is what happens, and the terminal asks what nobody said yet."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.world import ROOT
from typer.testing import CliRunner, Result

from sevendoors.app.base.place import URL
from sevendoors.cli.main import app
from sevendoors.core.errors import DoorsError

HOWTO = (ROOT / "docs" / "howto" / "deals.md").read_text("utf-8")
BLOCKS = re.findall(r"```(csv|sh|text)\n(.*?)```", HOWTO, re.S)
EXPORT = next(text for kind, text in BLOCKS if kind == "csv")
Doors = Callable[..., str]


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    monkeypatch.setenv("SEVENDOORS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv(URL, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals.csv").write_text(EXPORT, "utf-8")

    def run(*args: str, types: str = "", expect: int = 0) -> str:
        done: Result = CliRunner().invoke(app, args, input=types)
        if isinstance(done.exception, DoorsError):
            assert expect == 2, done.exception
            return str(done.exception)
        assert done.exit_code == expect, (done.output, done.exception)
        return done.output

    return run


def test_the_guide_says_what_happens(doors: Doors) -> None:
    said = ""
    commands = 0
    for kind, text in BLOCKS:
        if kind == "sh":
            commands += 1
            _, *args = [one.strip('"') for one in re.findall(r'"[^"]*"|\S+', text)]
            said = doors(*args)
        elif kind == "text":
            assert text.strip() in said
    assert commands == 3


def test_the_terminal_asks_once_and_takes_the_suggestion(doors: Doors) -> None:
    out = doors("deals", "import", "deals.csv", types="\nmaybe\nl\n\n")
    assert "Gewonnen (1 deal) [won]" in out
    assert out.count("Verloren (1 deal) [lost]") == 2  # "maybe" is no answer
    assert "3 deals brought in" in out
    assert "[won]" not in doors("deals", "import", "deals.csv")
    assert "69,500 EUR in 2 deals." in doors("deals", "list")


def test_what_is_not_said_brings_nothing_in(doors: Doors) -> None:
    out = doors("deals", "import", "deals.csv", "--stage", "Angebot=open", expect=2)
    assert '--stage "Gewonnen=won" --stage "Verloren=lost"' in out
    assert "0 deals" in doors("deals", "list")
    assert "great" in doors("deals", "import", "deals.csv", "--stage", "Gewonnen=great", expect=2,
                            types="\n\n")  # fmt: skip


@pytest.mark.parametrize(
    ("args", "words"),
    [(("import",), "doors deals import FILE"), (("look",), "doors deals check"),
     (("check", "deals.csv"), "doors deals list"), (("import", "none.csv"), "none.csv"),
     (("import", "deals.csv", "--dates", "ymd"), "dmy or mdy"), (("import", "deals.csv", "--stage", "x"), "="),
     (("import", "deals.csv", "--map", "phase=Deal Stage"), "no field"),
     (("import", "deals.csv", "--map", "stage=Phase"), "no column")],
)  # fmt: skip
def test_every_slip_is_answered_with_a_way_on(
    doors: Doors, args: tuple[str, ...], words: str
) -> None:
    assert words in doors("deals", *args, expect=2)


def test_check_stops_with_a_reason(doors: Doors) -> None:
    assert "There is no deal here yet" in doors("deals", "check", expect=1)
