"""Whoever writes into a call, a name or a comment writes words, and never a part of the page."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import pytest
from tests.web.hostile import FORMULA, MARK, SHORT, harm, hostile, talk_of_jonas
from tests.web.lived_in import LivedIn
from tests.web.place import CAST, Browser, browser
from tests.web.walk import Page, is_page, walk

from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.reading_in import Known, read_in
from sevendoors.web.routes import PAGES

Answers = Mapping[str, Any]
RUN = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> LivedIn:
    return hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def pages(home: LivedIn) -> Callable[[str], Answers]:
    @lru_cache(maxsize=len(CAST))
    def walked(who: str) -> Answers:
        with browser(home.place, who) as seen:
            return walk(seen, f"/calls/{home.call}", f"/calls/{home.asked}/who", most=4)

    return walked


@pytest.fixture(params=list(CAST))
def found(request: pytest.FixtureRequest, pages: Callable[[str], Answers]) -> Answers:
    return pages(request.param)


@pytest.fixture
def jonas(home: LivedIn) -> Iterator[Browser]:
    with browser(home.place, "Jonas Brandt") as seen:
        yield seen


def test_every_page_shows_hostile_words_as_words(found: Answers) -> None:
    for path, answer in found.items():
        assert answer.status_code in (200, 303, 404), path
        if is_page(answer):
            assert harm(answer.text) == [], path


def test_the_hostile_words_are_really_there(pages: Callable[[str], Answers]) -> None:
    found = pages("Jonas Brandt")
    shown = [path for path, a in found.items() if is_page(a) and SHORT in Page(a.text).words]
    kinds = {path.split("/")[1] for path in shown}
    assert {"calls", "people", "deals", "settings"} <= kinds, shown
    assert SHORT in Page(pages("Vera Blom")["/people"].text).words
    assert SHORT in Page(pages("Ines Moreau")[_call(found)].text).words


def _call(found: Answers) -> str:
    return next(path for path in found if re.fullmatch(r"/calls/[0-9a-f]{16}", path))


def test_a_moment_that_was_talked_about_shows_the_talk_as_words(
    home: LivedIn, pages: Callable[[str], Answers]
) -> None:
    for who in ("Jonas Brandt", "Ines Moreau"):
        text = pages(who)[f"/calls/{home.call}"].text
        assert MARK in Page(text).words
        assert harm(text) == []


def test_the_exported_page_runs_only_its_own_script(home: LivedIn, jonas: Browser) -> None:
    answer = jonas.get(f"/calls/{home.call}/export/html")
    assert answer.status_code == 200
    assert SHORT in Page(answer.text).words
    assert harm(answer.text) == []


def test_what_is_saved_is_saved_and_never_shown_in_place(home: LivedIn, jonas: Browser) -> None:
    page = jonas.get(f"/calls/{home.call}").text
    links = set(re.findall(r'href="(/calls/[^"]*/(?:export|original)/[^"]*)"', page))
    assert len(links) >= 6
    for link in links:
        answer = jonas.get(link)
        assert answer.status_code == 200, link
        held = answer.headers["content-disposition"]
        assert re.fullmatch(r'attachment; filename="[A-Za-z0-9.-]+"', held), held
        assert answer.headers["x-content-type-options"] == "nosniff"
        if link.endswith("json"):
            json.loads(answer.text)


@pytest.mark.parametrize("forged", ["a/../b", "'><xss>", "", "x" * 5_000, "a\x00b", "#m", "0" * 15])
def test_a_file_cannot_choose_an_address(forged: str) -> None:
    told = to_json(replace(talk_of_jonas(), id=forged))
    read = read_in([("a.json", json.dumps(told).encode())], Known(sides={}, sellers=("jonas brandt",)))  # fmt: skip
    assert read.talk
    assert re.fullmatch(r"[0-9a-f]{16}", read.talk.id)


def test_no_cell_of_a_table_is_run_by_a_spreadsheet(home: LivedIn, jonas: Browser) -> None:
    text = jonas.get(f"/calls/{home.call}/export/csv").text
    rows = list(csv.reader(io.StringIO(text)))
    assert any(FORMULA in cell for row in rows for cell in row)
    for row in rows:
        assert len(row) == len(rows[0])
        assert [cell for cell in row if cell.startswith(RUN)] == []


def test_all_that_is_kept_of_jonas_comes_out_harmless(jonas: Browser) -> None:
    answer = jonas.fill("/settings/take-out")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert names
        for name in names:
            assert re.fullmatch(r"[A-Za-z0-9._/-]+", name), name
            assert ".." not in name
            data = archive.read(name)
            if name.endswith(".html"):
                assert harm(data.decode()) == [], name
            elif name.endswith(".csv"):
                cells = [c for row in csv.reader(io.StringIO(data.decode())) for c in row]
                assert [cell for cell in cells if cell.startswith(RUN)] == [], name
            elif name.endswith(".json"):
                json.loads(data)


QUESTIONS = ("'", '"', '""', "' OR 1=1 --", "'; DROP TABLE call; --", "%", "_", "%_%", "*", "a*",
             "NEAR(", "NEAR(a b, 5)", "AND", "OR", "NOT", "a AND", "a OR NOT", "(", ")", "title:a",
             "^a", "-a", "+a", "\\", "\\%", "a\x00b", "😀", "<xss>", SHORT, "{{7*7}}", "x" * 5_000,
             " " * 50, "a\nb", "ﬁ", "\u202e", ":name", "?", "$1", "to_tsquery(", "a & | ! b", "a <-> b")  # fmt: skip


@pytest.mark.parametrize("asked", QUESTIONS)
def test_any_question_is_only_words(jonas: Browser, asked: str) -> None:
    for path in ("/calls", "/people"):
        answer = jonas.get(path, params={"q": asked})
        assert answer.status_code == 200, path
        assert harm(answer.text) == []
    assert jonas.get("/calls").status_code == 200


@pytest.mark.parametrize("asked", ["zq%", "_____________zq", "zq*", '"zq', "zq OR zqq", "%zq%"])
def test_a_sign_that_databases_know_finds_nothing_more(jonas: Browser, asked: str) -> None:
    def links(asked: str) -> list[str]:
        return list(Page(jonas.get("/calls", params={"q": asked}).text).links())

    assert [x for x in links(asked) if "q=" not in x] == [x for x in links("zqzq") if "q=" not in x]


FORGED = ("..%2f..%2fetc", "%2e%2e", "%00", "1" + "0" * 30, "-1", "0", "٣", "²", "0x1", "1e3", "%20",
          "NaN", "true", quote("<xss>"), quote(SHORT, safe=""), "'", "1%20OR%201=1", "9" * 5_000)  # fmt: skip


@pytest.mark.parametrize("route", [r for r in PAGES if "{" in r.path], ids=lambda r: f"{r.method} {r.path}")  # fmt: skip
def test_a_forged_address_leads_nowhere(home: LivedIn, jonas: Browser, route: Any) -> None:
    for forged in FORGED:
        path = route.path.replace("{id}", home.call) if route.path.count("{") > 1 else route.path
        path = re.sub(r"{\w+}", forged, path)
        answer = jonas.get(path) if route.method == "GET" else jonas.fill(path)
        assert answer.status_code in (303, 400, 404, 405), f"{path[:80]} gave {answer.status_code}"
        if answer.status_code == 303:
            assert answer.headers["location"].startswith(("/login", "/calls/", "/codebook/", "/"))
            assert "<xss" not in answer.headers["location"]
        elif answer.headers["content-type"].startswith("text/html"):
            assert harm(answer.text) == [], path


ASKED = {
    "/calls": "page deal from until chance became kind state",
    "/people": "page",
    "/deals": "page",
    "/moments": "page person skill outcome kind",
    "/": "page",
    "/me": "page",
}


@pytest.mark.parametrize("path", [*ASKED, "call"])
def test_a_forged_question_mark_does_no_harm(home: LivedIn, jonas: Browser, path: str) -> None:
    names = ASKED.get(path, "outcome kind skill").split()
    for name in names:
        for forged in (*FORGED[:: 1 if path in ASKED else 4], "2026-02-30", "99999-01-01"):
            asked = f"{path if path in ASKED else f'/calls/{home.call}'}?{name}={forged}"
            answer = jonas.get(asked)
            assert answer.status_code in (200, 400, 404), asked[:80]
            assert harm(answer.text) == []


def test_hostile_fields_of_a_form_are_refused_in_words(home: LivedIn, jonas: Browser) -> None:
    for path, field in (("guess", "taken"), ("details", "version"), ("details", "day"),
                        ("details", "keep_until"), ("release", "audience"), ("release", "moment")):  # fmt: skip
        for forged in ("1" * 40, "-" * 9, "--5", "٣", SHORT, "1.5", "NaN", "\x00"):
            answer = jonas.fill(f"/calls/{home.call}/{path}", {field: forged})
            assert answer.status_code in (303, 400, 404, 409), f"{path} {field}={forged[:20]}"
            if answer.status_code == 400:
                assert harm(answer.text) == []


def test_the_answers_for_programs_are_never_read_as_a_page(home: LivedIn, jonas: Browser) -> None:
    for path in ("/api/v1/calls", f"/api/v1/calls/{home.call}", "/api/v1/people"):
        answer = jonas.get(path, headers={"accept": "text/html"})
        assert answer.headers["content-type"].startswith("application/json"), path
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_address_that_speaks_for_us_is_shown_as_words(jonas: Browser) -> None:
    answer = jonas.get("/codebook", params={"said": SHORT})
    assert harm(answer.text) == []
