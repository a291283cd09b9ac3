"""Jonas reads what his marks rest on, Vera lays a copy over it, and both see how often it errs."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from tests.web.place import browser, new_place, people_of_the_cast

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.codebook.codebook_words import everything, near_miss, pieces, plain, slug_of
from sevendoors.app.codebook.evidence_view import evidence
from sevendoors.core.codebook_entry import CODES
from sevendoors.core.codebook_load import SHIPPED
from sevendoors.core.own_skill import template
from sevendoors.core.people import Viewer

CODE = re.compile(rf"\b({'|'.join(sorted(CODES))})\b")
NEXT_STEP = ("Shall we put Thursday at ten in both calendars?", "I send the draft by noon, you mark it.",
             "Who else should see this before Friday?", "Let us meet again on the ninth.",
             "You ask finance, I ask our engineer, we talk on Monday.",
             "The next step is a call with your plant.", "I book the room for the second of May.",
             "Can we agree to decide on the tenth?", "Let me write down what each of us does next.",
             "So by Wednesday you have my numbers.")  # fmt: skip
SMALL_TALK = ("The weather was fine on Thursday.", "Our software is used by many plants.",
              "We have been in business since 1990.", "Good morning, everyone.",
              "Finance people like spreadsheets.", "I had coffee with a colleague.",
              "The engineer who built it left.", "That is a good question.",
              "May is a busy month for us.", "Ten of our customers are in Porto.")  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return new_place(tmp_path)


@pytest.fixture
def cast(place: Place) -> dict[str, Viewer]:
    return people_of_the_cast(place)


def own_skill(place: Place, name: str, shows: tuple[str, ...], not_: tuple[str, ...]) -> Path:
    file = place.folder / "codebook" / "own" / f"{name.replace(' ', '-')}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = template(name).replace("(Say in one sentence what a person does when this is seen.)",
                                  "Says who does what by when.")  # fmt: skip
    for lines in (shows, not_):
        text = text.replace("\n-\n", "\n" + "\n".join(f"- {line}" for line in lines) + "\n", 1)
    file.write_text(text, "utf-8")
    return file


def copied(place: Place, name: str, old: str, new: str) -> Path:
    file = place.folder / "codebook" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SHIPPED / name, file)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return file


def test_everyone_who_signed_in_reads_every_entry_and_meets_no_code_name(
    place: Place, cast: dict[str, Viewer]
) -> None:
    for name in cast:
        with browser(place, name) as seen:
            overview = seen.get("/codebook")
            assert overview.status_code == 200
            links = set(re.findall(r'href="(/codebook/[^"]+)"', overview.text))
            assert {f"/codebook/{slug_of(e)}" for e in everything(codebook_in_use())} <= links
            for link in sorted(links) if name == "Jonas Brandt" else ():
                page = seen.get(link)
                assert page.status_code == 200, link
                assert CODE.findall(re.sub("<[^>]+>", " ", page.text)) == [], link


def test_a_stranger_is_led_to_the_door(place: Place, cast: dict[str, Viewer]) -> None:
    with browser(place, "Jonas Brandt") as seen:
        seen.cookies.clear()
        for path in ("/codebook", "/codebook/a-worry", "/codebook/compare", "/evidence"):
            asked = seen.get(path, headers={"accept": "text/html"})
            assert asked.headers["location"] == "/login"
            assert seen.get(path, headers={"accept": "application/json"}).status_code == 404


def test_every_address_is_one_entrys_own() -> None:
    slugs = [slug_of(entry) for entry in everything(codebook_in_use())]
    assert len(slugs) == len(set(slugs)) > 40
    assert not set(slugs) & {"compare", "own"}


def test_a_key_leads_to_the_readable_address(place: Place) -> None:
    with browser(place) as seen:
        for key, slug in {"CONCERN": "a-worry", "pivot": "moved-on-to-something-else",
                          "empathy": "demonstrating-true-empathy", "2-taken": "taken",
                          "q-empathy": "quality-empathy"}.items():  # fmt: skip
            assert seen.get(f"/codebook/{key}").headers["location"] == f"/codebook/{slug}"


@pytest.mark.parametrize(
    "name", ["nothing", "..%2f..%2fVERSION", "%00", "<script>", "9" * 300, "٣"]
)
def test_what_is_not_there_is_not_there(place: Place, name: str) -> None:
    with browser(place) as seen:
        for path in (f"/codebook/{name}", f"/codebook/own/{name}"):
            answer = seen.get(path)
            assert answer.status_code == 404
            assert "<script>" not in answer.text.replace('<script type="module"', "")


def test_an_entry_says_what_each_grade_asks_for_in_the_four_words(place: Place) -> None:
    with browser(place) as seen:
        text = unescape(seen.get("/codebook/demonstrating-true-empathy").text)
    assert "responds to worries" in text.lower()
    for word in ("missed", "noted", "taken", "opened"):
        assert f"<h3>{word}</h3>" in text
    assert "as taken, and gives room or changes the plan" in text
    assert "Phrase used as exit: missed" in text


def test_code_names_and_grade_numbers_read_as_words() -> None:
    assert plain("aimed at the offer (DOUBT)") == "aimed at the offer (doubt)"
    assert pieces("PIVOT") == (("“moved on to something else”", "moved-on-to-something-else"),)
    assert plain("our CRM and ROI stay") == "our CRM and ROI stay"
    assert near_miss("four questions, all good: 1, only one answered").endswith(
        "noted, only one answered"
    )
    assert near_miss("a long moving story: 0-1") == "a long moving story: missed or noted"
    assert near_miss('he said: "2 of us"') == 'he said: "2 of us"'


def test_jonas_is_told_how_weakly_a_kind_is_found_beside_its_meaning(place: Place) -> None:
    told = evidence()
    assert told is not None
    thread = next(kind for kind in told.kinds if kind.slug == "a-thread-left-hanging")
    with browser(place) as seen:
        text = seen.get("/codebook/a-thread-left-hanging").text
    assert f"Of {thread.there} that were there, the engine found {thread.found}" in text
    assert "That is weak" in text


def test_without_a_copy_everything_reads_as_shipped(place: Place) -> None:
    with browser(place) as seen:
        assert "no copy of your own" in seen.get("/codebook/compare").text
        assert str(place.folder / "codebook") in unescape(seen.get("/codebook").text)


def test_where_the_folder_is_concerns_only_who_keeps_the_place(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with browser(place, "Vera Blom") as seen:
        assert str(place.folder) in unescape(seen.get("/codebook").text)
    with browser(place, "Otto Lindqvist") as seen:
        assert str(place.folder) not in unescape(seen.get("/codebook").text)


def test_a_copy_shows_which_lines_differ_with_both_quoted(place: Place) -> None:
    copied(place, "cues/CONCERN.md", "- the seller's own side is complained about",
           "- a delivery that came late is named (not DOUBT)")  # fmt: skip
    with browser(place) as seen:
        text = unescape(seen.get("/codebook/compare").text)
        assert "1 entry differs" in text
        assert "<del>the seller's own side is complained about</del>" in text
        assert "<ins>a delivery that came late is named (not doubt)</ins>" in text
        assert "a delivery that came late" in unescape(seen.get("/codebook/a-worry").text)


def test_an_entry_of_ones_own_stands_in_the_list_as_new(place: Place) -> None:
    file = copied(place, "skills/empathy.md", "# empathy", "# patience")
    file.rename(file.with_name("patience.md"))
    text = file.with_name("patience.md").read_text("utf-8")
    file.with_name("patience.md").write_text(
        text.replace("Demonstrating true empathy", "Waiting <b>well</b>"), "utf-8"
    )
    with browser(place) as seen:
        assert "This entry is yours alone" in seen.get("/codebook/compare").text
        page = seen.get("/codebook/waiting-b-well-b")
        assert "Waiting &lt;b&gt;well&lt;/b&gt;" in page.text
        assert "<b>well" not in page.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cues/CONCERN.md", b"# CONCERN\n\nno colon here\n"),
        ("cues/NEWCODE.md", b"# NEWCODE\n"),
        ("skills/empathy.md", b"\xff\xfe\x00"),
        ("own/bad.md", b"# bad\n\n## Nonsense\n\n- x\n"),
    ],
)
def test_a_broken_copy_is_named_by_file_and_the_shipped_one_stays_in_use(
    place: Place, name: str, data: bytes
) -> None:
    file = place.folder / "codebook" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    with browser(place) as seen:
        for path in ("/codebook", "/codebook/compare"):
            page = seen.get(path)
            assert page.status_code == 200
            assert name in page.text
            assert "mending" in page.text
            assert str(place.folder / "codebook" / name) not in page.text
        assert seen.get("/codebook/a-worry").status_code == 200


def test_a_skill_with_too_few_lines_says_so_and_one_with_enough_says_how_well(place: Place) -> None:
    own_skill(place, "names the next step", NEXT_STEP, SMALL_TALK)
    own_skill(place, "asks for the room", NEXT_STEP[:3], ())
    with browser(place) as seen:
        text = seen.get("/codebook").text
        assert "Too few examples: 3 that show it and 0" in text
        assert "Agreement with your own 20 lines" in text
        page = unescape(seen.get("/codebook/own/names-the-next-step").text)
        assert "Says who does what by when." in page
        assert NEXT_STEP[0] in page
        assert SMALL_TALK[0] in page


def test_a_page_of_the_codebook_changes_nothing_on_disk(place: Place) -> None:
    own_skill(place, "names the next step", NEXT_STEP[:2], ())
    folder = place.folder / "codebook"
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with browser(place) as seen:
        for path in ("/codebook", "/codebook/compare", "/codebook/own/names-the-next-step"):
            assert seen.get(path).status_code == 200
        assert seen.fill("/codebook").status_code in (404, 405)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_evidence_says_whose_labels_they_are_and_what_was_missed(place: Place) -> None:
    told = evidence()
    assert told is not None
    with browser(place) as seen:
        text = re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", seen.get("/evidence").text)))
    assert "Not one of those labels is a person's" in text
    assert "large language model" in text
    missed = [demand for demand in told.demands if not demand.met]
    assert missed, "the page must be able to tell of demands that were missed"
    assert f"{len(told.demands) - len(missed)} of {len(told.demands)} were met" in text
    for demand in told.demands:
        assert demand.what in text
        assert demand.found in text
    for kind in told.kinds:
        assert f"{kind.found} of {kind.there}" in text
    assert "Not for hiring" in text
    assert "has not been measured" in text


def test_evidence_shows_a_rival_also_where_it_did_better() -> None:
    told = evidence()
    assert told is not None
    behind = [row for row in told.talk if row.behind]
    assert behind
    for row in told.talk:
        assert row.ranks_rival is not None
        assert row.judges_rival is not None
    for kind in told.kinds:
        assert kind.cheap is not None
        assert kind.trained is not None


def test_evidence_counts_agree_with_the_shares_they_came_from() -> None:
    told = evidence()
    assert told is not None
    for kind in (*told.kinds, *told.moves):
        assert 0 <= kind.found <= kind.there <= kind.n
        assert kind.found <= kind.named or not kind.found
    settled = sum(sum(counts) for _, counts in told.confusion)
    assert any(demand.n == str(settled) for demand in told.demands)
