"""Reports in the terminal as a person asks for them: alone, as Ines, as Otto; narrow, wide, and as data."""

import csv
import json
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.web.place import FIRST_CALL, keep, mail, new_place
from tests.web.spoken import D, Heard, hold, office, release, some
from typer.testing import CliRunner, Result

from sevendoors.app.base.place import only_viewer
from sevendoors.app.numbers.tracking import my_numbers
from sevendoors.app.reports import pdf_fonts
from sevendoors.cli.main import app
from sevendoors.core.errors import DoorsError
from sevendoors.core.score import Unscored

Doors = Callable[..., str]
WIDTHS = (60, 100, 140)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place with the cast, where Jonas released one of his two calls."""
    folder = tmp_path_factory.mktemp("home")
    with office(folder) as made:
        heard = [
            *some(missed=6, taken=5),
            Heard(said="I doubt it \x1b[2J, honestly.", code=D, grade=3),
        ]
        release(made.place, made.jonas, hold(made.place, made.jonas, "First call", heard))
        hold(made.place, made.jonas, "Kept back", some(opened=4))
    yield folder


@pytest.fixture
def doors(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*args: str, who: str = "Ines Moreau", expect: int = 0, place: Path = home) -> str:
        named = ("--as", mail(who)) if who else ()
        done: Result = CliRunner().invoke(app, ["report", *args, "--place", str(place), *named])
        if isinstance(done.exception, DoorsError):
            assert expect == 2, done.exception
            return str(done.exception)
        assert done.exit_code == expect, (done.output, done.exception)
        return done.output

    return run


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    place = new_place(tmp_path / "alone")
    viewer = only_viewer(place)
    assert viewer
    keep(place, viewer, FIRST_CALL)
    place.store.close()
    return tmp_path / "alone"


def test_the_three_reports_in_every_shape_say_something(doors: Doors) -> None:
    for kind in ("person", "team", "value"):
        name = ("Jonas",) if kind == "person" else ()
        data = json.loads(doors(kind, *name, "--format", "json"))
        assert (data["schema"], data["report"]) == ("sevendoors.report/1", kind)
        rows = list(csv.reader(StringIO(doors(kind, *name, "--format", "csv"))))
        assert {row[0] for row in rows[1:]} == {kind}
        assert doors(kind, *name, "--format", "markdown").startswith(f"# {data['title']}")
        terminal = " ".join(doors(kind, *name).split())
        assert data["title"] in terminal
        for part in data["parts"]:
            assert part["title"].upper() in terminal


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_window_and_nothing_steers_it(
    doors: Doors, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for args in (("person", "Jonas"), ("team",), ("value",)):
        out = doors(*args)
        assert max(len(line) for line in out.splitlines()) <= width
        assert not [one for one in out if one != "\n" and unicodedata.category(one)[0] == "C"]


def test_a_wide_window_gets_a_table_and_a_narrow_one_a_list(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    assert "what belongs beside it" in doors("person", "Jonas") or "the number" in doors("person", "Jonas")  # fmt: skip
    monkeypatch.setenv("COLUMNS", "60")
    narrow = doors("person", "Jonas")
    assert "the number   " not in narrow
    assert "Demonstrating true empathy: 5 of 11" in narrow


def test_ines_gets_what_jonas_released_and_jonas_gets_all(doors: Doors) -> None:
    hers = json.loads(doors("person", "Jonas Brandt", "--format", "json"))
    his = json.loads(doors("person", "--format", "json", who="Jonas Brandt"))
    given = [{row["key"]: row["given"] for row in one["parts"][0]["rows"]} for one in (hers, his)]
    assert (given[0]["all"], given[1]["all"]) == (12, 16)
    assert "Kept back" not in json.dumps(hers)


@pytest.mark.parametrize("name", ["Otto Lindqvist", "Vera Blom"])
def test_otto_and_vera_get_nothing_and_nobody_of_that_name_looks_the_same(
    doors: Doors, name: str
) -> None:
    told = doors("person", "Jonas Brandt", who=name, expect=2)
    assert told.replace("Jonas Brandt", "X") == doors("person", "Xaver", who=name, expect=2).replace("Xaver", "X")  # fmt: skip
    assert "nothing here that you may see" in doors("team", who=name, expect=2)
    assert "nobody of that name" in doors("brief", "Jonas", "--pdf", "x.pdf", who=name, expect=2)
    assert not Path("x.pdf").exists()
    for args in (("person",), ("value",)):
        out = doors(*args, "--format", "json", who=name)
        assert "Jonas" not in out
        assert "Northlake" not in out


def test_with_accounts_one_says_for_whom(doors: Doors) -> None:
    assert "--as EMAIL" in doors("team", who="", expect=2)


def test_alone_the_report_is_on_who_sold_and_its_numbers_are_the_pages(
    doors: Doors, alone: Path
) -> None:
    data = json.loads(doors("person", "--format", "json", who="", place=alone))
    assert data["of"] == "Jonas Brandt"
    team = json.loads(doors("team", "--format", "json", who="", place=alone))
    assert team["of"] == "everybody here"
    place = new_place(alone)
    viewer = only_viewer(place)
    assert viewer
    numbers = my_numbers(place, viewer)
    (who,) = set(numbers.rows.seller.tolist())
    for row in data["parts"][0]["rows"]:
        score = numbers.measured.score_of(who, row["key"])
        assert [row["taken"], row["given"]] == list(score.raw)
        assert isinstance(score.score, Unscored) == ("unscored" in row["number"])
    place.store.close()


def test_a_place_without_calls_gives_one_sentence(doors: Doors, tmp_path: Path) -> None:
    for kind in ("person", "team", "value"):
        out = doors(kind, who="", place=tmp_path / "new")
        assert "No call is kept here yet. Bring some in: doors import PATH" in " ".join(out.split())
        assert len(out.splitlines()) == 2


def test_the_brief_is_written_as_one_sheet(doors: Doors, tmp_path: Path) -> None:
    assert "Written: talk.pdf" in doors("brief", "Jonas", "--pdf", "talk.pdf", "--paper", "letter")
    found = PdfReader(BytesIO((tmp_path / "talk.pdf").read_bytes()))
    assert len(found.pages) == 1
    assert "For a talk with Jonas Brandt" in found.pages[0].extract_text()
    assert "could not be written" in doors("brief", "Jonas", "--pdf", "no/such/talk.pdf", expect=2)


def test_without_the_extra_the_brief_says_what_to_install(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_fonts, "find_spec", lambda _name: None)
    told = doors("brief", "Jonas", "--pdf", "talk.pdf", expect=2)
    assert 'pip install "sevendoors[pdf]"' in told


@pytest.mark.parametrize(
    ("args", "remedy"),
    [
        (("weather",), "person, team, value, brief"),
        (("team", "--format", "xml"), "terminal, json, csv, markdown"),
        (("team", "Jonas"), "doors report team"),
        (("brief", "Jonas"), "--pdf brief.pdf"),
        (("team", "--pdf", "x.pdf"), "--pdf brief.pdf"),
        (("brief", "Jonas", "--pdf", "x.pdf", "--paper", "a0"), "a4 or letter"),
    ],
)
def test_what_cannot_be_reported_is_said_with_its_remedy(
    doors: Doors, args: tuple[str, ...], remedy: str
) -> None:
    assert remedy in doors(*args, expect=2)
