"""Every page as every role: plain words, sound HTML, nothing from elsewhere, and not too heavy."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.web.lived_in import LivedIn, lived_in
from tests.web.place import CAST, Browser, browser, keep, new_place
from tests.web.walk import Page, headings, is_page, unlabelled, walk

from sevendoors.app.base.place import only_viewer
from sevendoors.app.people import inviting
from sevendoors.core.codebook_entry import CODES

BANNED = ("soft skill", "contingency", "space given", "nan", "undefined", "traceback",
          "lacked", "leaderboard", "personality")  # fmt: skip
LEAKED = re.compile(r"\b(None|NaN|nan|undefined|null|True|False)\b|\{\{|\}\}|object at 0x|dict\(")
CODE = re.compile(rf"\b({'|'.join(sorted(CODES))})\b")
HEAVIEST = 300_000
_PERCENT = re.compile(r"\d+ ?%")
_N = re.compile(r"\d+ of \d+|\b\d+ (chances?|moments?|calls?|people|sellers|turns|answers|times|deals|words?)\b|\bn ?=? ?\d+|\(\d+\)|\d+ \d+ \d+ ?%")  # fmt: skip
_NEAR = 160

ALONE, STRANGER = "alone", "stranger"
WHO = (*CAST, ALONE, STRANGER)
Answers = Mapping[str, Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> LivedIn:
    return lived_in(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def pages(
    home: LivedIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Answers]]:
    @lru_cache(maxsize=len(WHO))
    def walked(who: str) -> Answers:
        if who == STRANGER:
            return at_the_door(home)
        if who == ALONE:
            place = new_place(tmp_path_factory.mktemp("alone"))
            viewer = only_viewer(place)
            assert viewer
            calls = [keep(place, viewer)]
        else:
            place, calls = home.place, [home.call, home.fresh, home.asked, home.part]
        with browser(place, None if who == ALONE else who) as seen:
            return walk(seen, *(f"/calls/{call}" for call in calls))

    yield walked


def at_the_door(home: LivedIn) -> Answers:
    """Open what somebody sees who has not signed in: the door, and a link of an invitation."""
    link = inviting.new_link(home.place, home.cast["Vera Blom"], home.cast["Jonas Brandt"].person)
    with browser(home.place, "Otto Lindqvist") as seen:
        seen.cookies.clear()
        asked = ("/login", f"/join/{link}", "/join/nonsense", "/calls")
        return {path: seen.get(path, headers={"accept": "text/html"}) for path in asked}


@pytest.fixture(params=WHO)
def found(request: pytest.FixtureRequest, pages: Callable[[str], Answers]) -> Answers:
    return pages(request.param)


def parts(found: Answers) -> Iterator[tuple[str, Page]]:
    return ((path, Page(answer.text)) for path, answer in found.items() if is_page(answer))


def test_every_page_of_the_navigation_opens(found: Answers) -> None:
    if "/" not in found:
        assert [answer.status_code for answer in found.values()] == [200, 200, 404, 303]
        return
    for path, answer in found.items():
        assert answer.status_code in (200, 303, 404), path
        if answer.status_code == 200 and is_page(answer):
            for link in ("/", "/calls", "/deals", "/me", "/codebook", "/evidence", "/settings"):
                assert f'href="{link}"' in answer.text, path
    for path in ("/", "/calls", "/deals", "/codebook", "/evidence", "/settings"):
        assert found[path].status_code == 200, path


def test_jonas_reaches_every_kind_of_page_that_is_asked_with_get(
    home: LivedIn, pages: Callable[[str], Answers]
) -> None:
    jonas = pages("Jonas Brandt")
    for path in ("/me", f"/calls/{home.call}", f"/calls/{home.asked}/who", "/who-sees-what"):
        assert jonas[path].status_code == 200, path


def test_no_link_of_ours_leads_nowhere(found: Answers) -> None:
    for path, page in parts(found):
        for link in page.links() if found[path].status_code == 200 else ():
            target = urlsplit(link)._replace(fragment="").geturl() or path
            if target in found:
                assert found[target].status_code != 404, f"{path} leads to {target}"


def test_no_link_within_a_page_leads_nowhere(found: Answers) -> None:
    for path, page in parts(found):
        ids = {part.attrs["id"] for part in page.parts if "id" in part.attrs}
        for link in page.links():
            if link.startswith("#"):
                assert link[1:] in ids, f"{path}: {link}"


def test_no_page_says_a_banned_word_or_shows_a_code(found: Answers) -> None:
    for path, page in parts(found):
        words = page.words
        for banned in BANNED:
            assert not re.search(rf"\b{banned}\b", words.lower()), f"{path}: {banned}"
        assert CODE.findall(words) == [], path
        for part in page.parts:
            told = " ".join(
                part.attrs.get(name, "") for name in ("title", "aria-label", "alt", "placeholder")
            )
            assert CODE.findall(told) == [], f"{path}: {told}"


def test_nothing_of_the_program_shows_through(found: Answers) -> None:
    for path, page in parts(found):
        shown = LEAKED.search(page.words)
        assert not shown, f"{path}: {page.words[max(0, shown.start() - 60) : shown.end() + 40]}"
        for part in page.parts:
            for name, value in part.attrs.items():
                assert not re.search(r"\b(None|undefined|NaN)\b", value), f"{path}: {name}={value}"


def test_a_call_says_missed_noted_taken_and_opened(
    home: LivedIn, pages: Callable[[str], Answers]
) -> None:
    words = Page(pages("Jonas Brandt")[f"/calls/{home.call}"].text).words
    for word in ("missed", "noted", "taken", "opened"):
        assert word in words


def test_no_share_stands_without_its_count(found: Answers) -> None:
    for path, page in parts(found):
        if urlsplit(path).path.split("/")[1] not in ("me", "team", "people", "deals"):
            continue
        words = page.words
        for match in _PERCENT.finditer(words):
            near = words[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            assert re.search(r"\b(0|50|95|100) ?%", match[0]) or _N.search(near), f"{path}: {near}"


def test_the_html_is_whole(found: Answers) -> None:
    for path, page in parts(found):
        assert page.faults == [], path
        ids = [part.attrs["id"] for part in page.parts if "id" in part.attrs]
        assert len(ids) == len(set(ids)), f"{path}: {sorted(i for i in ids if ids.count(i) > 1)}"
        assert [part.attrs.get("lang") for part in page.all("html")] == ["en"]
        assert len(list(page.all("main"))) == 1, path


def test_every_page_has_a_title_and_headings_in_order(found: Answers) -> None:
    for path, page in parts(found):
        (title,) = (part for part in page.all("title") if "head" in part.inside)
        assert title.words.strip(), path
        levels = headings(page)
        assert levels.count(1) == 1, f"{path}: {levels}"
        assert levels[0] == 1, f"{path}: {levels}"
        steps = [b - a for a, b in zip(levels, levels[1:], strict=False)]
        assert max(steps, default=0) <= 1, f"{path}: {levels}"


def test_every_field_and_picture_has_a_name(found: Answers) -> None:
    for path, page in parts(found):
        assert unlabelled(page) == [], path
        ids = {part.attrs["id"] for part in page.parts if "id" in part.attrs}
        for part in page.parts:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
                for named in part.attrs.get(name, "").split():
                    assert named in ids, f"{path}: {name}={named}"
            if part.tag == "label" and "for" in part.attrs:
                assert part.attrs["for"] in ids, f"{path}: {part.attrs}"
            if part.tag == "th":
                assert part.attrs.get("scope") in ("col", "row", None), path


def test_every_form_that_changes_something_brings_the_word_of_its_session(found: Answers) -> None:
    for path, page in parts(found):
        for form in page.forms:
            if form.method == "post" and not form.action.startswith(("/login", "/join/")):
                words = [f for f in form.fields if f.get("name") == "csrf"]
                assert len(words) == 1, f"{path}: {form.action}"
                assert len(words[0]["value"]) > 20, f"{path}: {form.action}"
                assert form.action.startswith("/"), f"{path}: {form.action}"
            elif form.method == "get":
                assert not any(f.get("name") == "csrf" for f in form.fields), path


def test_nothing_comes_from_elsewhere_and_nothing_runs_inline(found: Answers) -> None:
    for path, page in parts(found):
        assert list(page.all("style", "iframe", "object", "embed", "base")) == [], path
        assert "".join(page.scripts).strip() == "", path
        for part in page.parts:
            for name, value in part.attrs.items():
                assert not name.startswith("on"), f"{path}: <{part.tag} {name}>"
                if name in ("src", "href", "action", "formaction", "poster", "srcset", "data"):
                    there = urlsplit(value)
                    assert there.scheme in ("", "data"), f"{path}: {value}"
                    assert not there.netloc, f"{path}: {value}"
                    assert there.scheme != "data" or part.tag == "img", f"{path}: {value[:40]}"


def test_every_style_and_script_that_is_named_is_there(
    home: LivedIn, pages: Callable[[str], Answers]
) -> None:
    with browser(home.place, "Jonas Brandt") as seen:
        for path in {name for who in WHO for _, page in parts(pages(who)) for name in _files(page)}:
            answer = seen.get(path)
            assert answer.status_code == 200, path
            assert not re.search(r"(https?:)?//[a-z0-9.-]+\.[a-z]{2,}", _bare(answer.text)), path


def _files(page: Page) -> list[str]:
    told = [part.attrs["src"] for part in page.all("script", "img") if part.attrs.get("src")]
    told += [
        p.attrs["href"] for p in page.all("link") if p.attrs.get("rel") in ("stylesheet", "icon")
    ]
    return [name for name in told if not name.startswith("data:")]


def _bare(text: str) -> str:
    return text.replace("http://www.w3.org/2000/svg", "")


def test_no_page_is_heavy(home: LivedIn, pages: Callable[[str], Answers]) -> None:
    with browser(home.place, "Jonas Brandt") as seen:
        sizes = _sizes(
            seen, {f for who in WHO for _, page in parts(pages(who)) for f in _files(page)}
        )
    for who in WHO:
        for path, page in parts(pages(who)):
            own = len(pages(who)[path].text.encode())
            talk = sum(len(p.words) for p in page.all("ol") if p.attrs.get("id") == "talk")
            weight = own - talk + sum(sizes[name] for name in set(_files(page)))
            assert weight < HEAVIEST, f"{path} weighs {weight}"


def _sizes(seen: Browser, names: set[str]) -> dict[str, int]:
    return {name: len(seen.get(name).content) for name in names}


def test_otto_meets_no_word_of_jonas_calls(home: LivedIn, pages: Callable[[str], Answers]) -> None:
    for path, page in parts(pages("Otto Lindqvist")):
        for word in ("Oliveira Foods", "Jonas Brandt", "First talk", "Norda", home.call):
            assert word not in page.words, f"{path}: {word}"
