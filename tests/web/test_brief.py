"""The page for a talk: what Jonas released, the same page for him, one sheet of paper, nothing for Otto."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.web.place import FIRST_CALL, keep, new_place
from tests.web.spoken import (
    D,
    Heard,
    Office,
    W,
    counted,
    hold,
    join,
    moments_in,
    office,
    plain,
    release,
    some,
)

from sevendoors.app.base.place import only_viewer
from sevendoors.app.numbers.report_numbers import number_words
from sevendoors.app.numbers.tracking import person_numbers
from sevendoors.app.reports import pdf_fonts
from sevendoors.app.reports.brief import LONGEST_QUOTE, OPENED, brief
from sevendoors.app.reports.brief_pdf import brief_pdf
from sevendoors.app.reports.brief_words import sheet
from sevendoors.app.team.assigning import Wish, agree
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.store import log, people, tallies

OTHERS = ("Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair", "Luis Ferreira", "Ana Costa",
          "Ben Marsh", "Cleo Duarte")  # fmt: skip
LONG = "and then the plant manager said, before the whole table, that nobody had asked him " * 12


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def nine(team: Office, *, calls: int = 4) -> dict[str, Viewer]:
    """Let Jonas and eight others hold calls; Jonas lets all of his be seen."""
    sellers = {"Jonas Brandt": team.jonas, **join(team.place, *OTHERS)}
    for k, (name, one) in enumerate(sellers.items()):
        for n in range(calls):
            doubts = [
                Heard(said=f"I doubt it, {j}.", code=D, grade=2 * (j < 8 - k)) for j in range(8)
            ]
            call = hold(team.place, one, f"Call {n} of {name}",
                        [*some(missed=9 - k, taken=1 + k), *doubts],
                        day=f"2026-1{n % 2}-{10 + n:02}")  # fmt: skip
            if one is team.jonas:
                release(team.place, one, call)
    return sellers


def path(team: Office, more: str = "") -> str:
    return f"/team/{team.jonas.person}/brief{more}"


def pdf_of(team: Office, name: str, more: str = ".pdf") -> PdfReader:
    with team.at(name) as page:
        answer = page.get(path(team, more))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def words_of(found: PdfReader) -> str:
    return " ".join(found.pages[0].extract_text().split())


# ---- what stands on it


def test_quotes_come_first_then_one_to_keep_one_to_practise_and_the_numbers(team: Office) -> None:
    nine(team)
    page = team.get("Ines Moreau", path(team))
    order = [page.index(words) for words in (
        "Begin here: one to keep", "keeps me awake, taken.", "Then: one to look at together",
        "keeps me awake, missed.", "One thing to keep", "One thing to practise", "The seven skills",
        "Agreed last time", "What we agree today", "A question to end with")]  # fmt: skip
    assert order == sorted(order)
    assert "Three drills of a worry" in page
    assert "an invented buyer" in page
    assert "for learning, not for pay, promotion or dismissal" in page.lower()


def test_the_numbers_are_those_of_the_pages_with_their_bands(team: Office) -> None:
    nine(team)
    ines = team.cast["Ines Moreau"]
    numbers = person_numbers(team.place, ines, team.jonas.person)
    page = team.get("Ines Moreau", path(team))
    for rule in numbers.rules:
        told = numbers.score(team.jonas.person, rule.key)
        if told.raw[1]:
            row = f"{rule.title} {told.raw[0]} of {told.raw[1]} {number_words(told.score)}"
            assert row in page
    assert "likely" in page


def test_only_what_jonas_released_stands_there(team: Office) -> None:
    call = hold(team.place, team.jonas, "First call", some(missed=5, opened=5))
    hold(team.place, team.jonas, "Secret call", [Heard(said="Our secret is out.", grade=3)])
    assert "let nothing be seen yet" in team.get("Ines Moreau", path(team))
    (shown, *_) = moments_in(team.place, call)
    release(team.place, team.jonas, call, shown)
    page = team.get("Ines Moreau", path(team))
    assert "1 call, 1 chance; 0 taken or opened." in page
    assert "secret" not in page.lower()
    assert "opened." not in words_of(pdf_of(team, "Ines Moreau")).replace("taken or opened.", "")


def test_what_was_agreed_last_time_stands_there_and_what_is_old_and_done_does_not(
    team: Office,
) -> None:
    nine(team)
    ines, who = team.cast["Ines Moreau"], team.jonas.person
    agree(team.place, ines, Wish(who=who, kind="drill", what=[str(D)], day="2026-11-02"))
    agree(team.place, ines, Wish(who=who, kind="buyer", what=["marta-oliveira"], day="2026-11-20"))
    agree(team.place, ines, Wish(who=who, kind="drill", what=[str(W)], day="2026-12-20"))
    page = team.get("Ines Moreau", path(team))
    assert (
        "A practice talk with Marta Oliveira (agreed 20 November 2026 with Ines Moreau): open."
        in page
    )
    assert "a doubt (agreed 2 November 2026 with Ines Moreau): open." in page
    assert "2026-12-20" not in page


# ---- the same page for the seller, who is told when it was opened


def test_jonas_sees_the_page_ines_sees_word_for_word(team: Office) -> None:
    nine(team)
    hold(team.place, team.jonas, "Kept back", some(opened=9))
    ines, who = team.cast["Ines Moreau"], team.jonas.person
    hers, his = brief(team.place, ines, who), brief(team.place, team.jonas, who)
    assert his.own
    assert sheet(hers).moments == sheet(his).moments
    assert sheet(hers).lines == sheet(his).lines
    assert (hers.calls, hers.chances, hers.agreed) == (his.calls, his.chances, his.agreed)
    assert "Kept back" not in team.get("Jonas Brandt", path(team))
    assert "This is the page Ines Moreau sees" in team.get("Jonas Brandt", path(team))


def test_jonas_may_look_with_the_eyes_of_his_coach_who_sees_more(team: Office) -> None:
    call = hold(team.place, team.jonas, "For the coach", some(missed=3))
    release(team.place, team.jonas, call, audience="coach")
    noor, otto = team.cast["Noor Haddad"].person, team.cast["Otto Lindqvist"].person
    assert "You let nothing be seen yet" in team.get("Jonas Brandt", path(team))
    assert "3 chances" in team.get("Jonas Brandt", path(team, f"?eyes={noor}"))
    assert team.status("Jonas Brandt", path(team, f"?eyes={otto}")) == 404


def test_jonas_is_told_who_opened_it_and_when_once_a_day(team: Office) -> None:
    nine(team, calls=2)
    assert "Nobody opened it yet" in team.get("Jonas Brandt", path(team))
    for _ in range(3):
        team.get("Ines Moreau", path(team))
    pdf_of(team, "Noor Haddad")
    page = team.get("Jonas Brandt", path(team))
    assert "Opened by: Noor Haddad, 26 November 2026; Ines Moreau, 26 November 2026." in page
    assert f"Ines Moreau {OPENED}" in team.get("Jonas Brandt", "/who-sees-what")
    with team.place.store.read() as connection:
        lines = [line.who for line in log.log_about(connection, team.jonas.person) if line.what == OPENED]  # fmt: skip
    assert sorted(lines) == ["Ines Moreau", "Noor Haddad"]


@pytest.mark.parametrize("name", ["Otto Lindqvist", "Vera Blom", "Aisha Rahman"])
def test_otto_vera_and_a_colleague_get_nothing(team: Office, name: str) -> None:
    sellers = nine(team, calls=2)
    viewer = {**team.cast, **sellers}[name]
    with pytest.raises(GoneError):
        brief(team.place, viewer, team.jonas.person)
    if name in team.cast:
        assert team.status(name, path(team)) == 404
        assert team.status(name, path(team, ".pdf")) == 404
    with team.place.store.read() as connection:
        assert not [line for line in log.log_about(connection, team.jonas.person) if line.what == OPENED]  # fmt: skip


def test_private_words_of_ines_are_on_no_page(team: Office) -> None:
    call = hold(team.place, team.jonas, "First call", some(missed=2))
    release(team.place, team.jonas, call)
    with team.at("Ines Moreau") as page:
        for name in moments_in(team.place, call):
            page.fill(f"/calls/{call}/moments/{name}/mark",
                      {"kind": "comment", "text": "For my eyes only.", "visible": "me"})  # fmt: skip
    assert "For my eyes only" not in team.get("Ines Moreau", path(team))
    assert "For my eyes only" not in team.get("Jonas Brandt", path(team))


def test_alone_there_is_a_page_too(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    keep(place, viewer, FIRST_CALL)
    with place.store.read() as connection:
        (jonas,) = [one for one in tallies.sellers_known(connection) if one.id != viewer.person]
    made = brief(place, viewer, jonas.id)
    assert sheet(made).lead.startswith("1 call, ")
    assert sheet(made).foot[0] == "From the calls that are here."
    assert len(PdfReader(BytesIO(brief_pdf(made).data)).pages) == 1
    place.store.close()


def test_the_page_asks_the_same_few_questions_for_one_call_or_many(team: Office) -> None:
    asked = []
    for calls in (1, 8):
        for n in range(calls):
            release(team.place, team.jonas, hold(team.place, team.jonas, f"{calls} {n}", some(taken=9)))  # fmt: skip
        team.get("Ines Moreau", path(team))
        with counted(team.place) as statements:
            team.get("Ines Moreau", path(team))
        asked.append(len(statements))
    # What is kept at hand may be asked for anew once; eight calls more ask nothing for each.
    assert asked[1] <= asked[0] + 6


# ---- the file


def test_the_file_is_one_sheet_and_says_what_the_page_says(team: Office) -> None:
    nine(team)
    page = team.get("Ines Moreau", path(team))
    for more, tall in ((".pdf", 842), (".pdf?paper=letter", 792)):
        found = pdf_of(team, "Ines Moreau", more)
        assert len(found.pages) == 1
        assert round(float(found.pages[0].mediabox.height)) == tall
        words = words_of(found)
        made = sheet(brief(team.place, team.cast["Ines Moreau"], team.jonas.person))
        for one in (made.title, made.practise, *made.foot, *(line.figure for line in made.lines)):
            assert one in words
            assert one in page
    with team.at("Ines Moreau") as seen:
        assert seen.get(path(team, ".pdf?paper=a0")).status_code == 400


def test_the_longest_words_still_make_one_sheet_and_say_that_they_were_cut(team: Office) -> None:
    heard = [Heard(said=f"{LONG} {k}.", answer=f"{LONG} and so on {k}.", grade=grade)
             for k, grade in enumerate((0, 3))]  # fmt: skip
    call = hold(team.place, team.jonas, "A title that goes on " * 8, heard)
    release(team.place, team.jonas, call)
    with team.at("Jonas Brandt") as page:
        for name in moments_in(team.place, call):
            for text in (LONG, LONG[::-1]):
                page.fill(f"/calls/{call}/moments/{name}/mark",
                          {"kind": "comment", "text": text[:1900], "visible": "all"})  # fmt: skip
    made = brief(team.place, team.cast["Ines Moreau"], team.jonas.person)
    assert made.keep
    assert len(made.keep.quote) <= LONGEST_QUOTE + 2
    found = pdf_of(team, "Ines Moreau")
    assert len(found.pages) == 1
    assert "marks words left out" in words_of(found)
    assert "A question to end with" in words_of(found)


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Ελένη Παπαδοπούλου", "Дмитрий Щербаков",
                                  "Nguyễn Thị Ánh"])  # fmt: skip
def test_names_in_the_letters_of_europe_are_whole_in_the_file(team: Office, name: str) -> None:
    with team.place.store.write() as connection:
        people.rename(connection, team.jonas.person, name)
    release(team.place, team.jonas, hold(team.place, team.jonas, "A call", some(taken=3)))
    made = brief_pdf(brief(team.place, team.cast["Ines Moreau"], team.jonas.person))
    assert made.unshown == ""
    assert f"For a talk with {name}" in words_of(PdfReader(BytesIO(made.data)))


def test_letters_that_no_font_has_are_counted_and_named_never_lost(team: Office) -> None:
    with team.place.store.write() as connection:
        people.rename(connection, team.jonas.person, "王小伟")
    release(team.place, team.jonas, hold(team.place, team.jonas, "A call", some(taken=3)))
    made = brief_pdf(brief(team.place, team.cast["Ines Moreau"], team.jonas.person))
    words = words_of(PdfReader(BytesIO(made.data)))
    assert "For a talk with [3 letters]" in words
    assert "Some letters are in no font here" in words
    assert "伟 小 王" in made.unshown
    assert "?" not in words.replace("which chance would you like to meet again this week?", "")
    assert "王小伟" in team.get("Ines Moreau", path(team))


def test_a_font_of_ones_own_that_cannot_be_read_is_named(
    team: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"no font")
    monkeypatch.setenv(pdf_fonts.OWN_FONT, str(bad))
    with team.place.store.write() as connection:
        people.rename(connection, team.jonas.person, "王小伟")
    with pytest.raises(DoorsError, match=r"bad\.ttf"):
        brief_pdf(brief(team.place, team.cast["Ines Moreau"], team.jonas.person))


def test_without_the_extra_a_sentence_names_what_to_install(
    team: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_fonts, "find_spec", lambda _name: None)
    with team.at("Ines Moreau") as page:
        answer = page.get(path(team, ".pdf"))
    assert answer.status_code == 400
    assert 'pip install "sevendoors[pdf]"' in plain(answer.text).replace("&#34;", '"')


def test_the_page_links_to_the_words_in_their_calls(team: Office) -> None:
    call = hold(team.place, team.jonas, "First call", some(missed=2, taken=1))
    release(team.place, team.jonas, call)
    with team.at("Ines Moreau") as page:
        html = page.get(path(team)).text
        links = set(re.findall(rf'href="(/calls/{call}#m-[0-9a-f]+)"', html))
        assert len(links) == 2
        assert all(page.get(one).status_code == 200 for one in links)
