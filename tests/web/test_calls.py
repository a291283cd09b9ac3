"""The list of calls and how calls come in, through the real server."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from tests.web.place import FIRST_CALL, Browser, browser, keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.app.base.snippets import snippet
from sevendoors.app.coming.desk import bring_in, work
from sevendoors.app.reading.keeping import Told
from sevendoors.app.reading.told import said
from sevendoors.core.kept import Guess, Release
from sevendoors.core.people import Viewer
from sevendoors.store import deals, moments

OTHER = FIRST_CALL.with_name("call-3-terms.vtt")
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return new_place(tmp_path)


@pytest.fixture
def cast(place: Place) -> dict[str, Viewer]:
    return people_of_the_cast(place)


def guess(place: Place, viewer: Viewer, call: str) -> None:
    with place.store.write() as connection:
        made = Guess(call=call, person=viewer.person, taken=3, at=place.now())
        moments.set_guess(connection, made)


def text_of(answer: Any) -> str:
    """Give what a person reads of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def listed(answer: Any) -> str:
    """Give the list alone, without what is on its way in."""
    return str(answer.text).split("data-list>")[1]


@contextmanager
def counted(place: Place) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(place.store.engine, "before_cursor_execute", note)
    yield asked
    event.remove(place.store.engine, "before_cursor_execute", note)


def talk(number: int) -> bytes:
    lines = (
        f"Jonas Brandt: Good morning, this is talk {number}. Our platform plans by the hour.\n"
        f"Pia Lind{number}: My worry is week {number}. Our current tool loses it.\n"
        "Jonas Brandt: What happens when it does?\n"
        f"Pia Lind{number}: We print lists until midnight, {number} of them.\n"
    )
    return (lines * 3).encode()


# The list


def test_jonas_finds_his_call_with_its_people_and_its_counts(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    with place.store.write() as connection:
        deal = deals.deal_named(connection, "Oliveira Dairy")
    told = Told(title="First call", kind="discovery", deal=deal, started="2026-09-03T10:00:00Z")
    call = keep(place, jonas, told=told)
    with browser(place, "Jonas Brandt") as page:
        before = text_of(page.get("/calls"))
        guess(place, jonas, call)
        after = text_of(page.get("/calls"))
    for shown in (before, after):
        assert "First call 3 September 2026 · discovery · Oliveira Dairy" in shown
        assert "Jonas Brandt with Marta Oliveira" in shown
    # What became of the chances is not told before he has guessed.
    assert "26 chances, not looked at yet" in before
    assert "You took" not in before
    assert "You took 7 of 26" in after


def test_a_call_without_a_day_says_when_it_was_brought_in(
    place: Place, cast: dict[str, Viewer]
) -> None:
    keep(place, cast["Jonas Brandt"])
    with browser(place, "Jonas Brandt") as page:
        assert "brought in 26 November 2026" in text_of(page.get("/calls"))


@pytest.mark.parametrize("name", ["Otto Lindqvist", "Ines Moreau", "Noor Haddad", "Vera Blom"])
def test_others_see_nothing_of_it(place: Place, cast: dict[str, Viewer], name: str) -> None:
    keep(place, cast["Jonas Brandt"])
    with browser(place, name) as page:
        for path in ("/calls", "/calls?q=traceability", "/calls?chance=concern", "/calls/coming"):
            shown = page.get(path)
            assert shown.status_code == 200
            assert "Marta" not in shown.text
            assert "call-1" not in shown.text


def test_ines_finds_what_jonas_released_to_her(place: Place, cast: dict[str, Viewer]) -> None:
    call = keep(place, cast["Jonas Brandt"])
    with place.store.write() as connection:
        made = Release(id=0, seller=cast["Jonas Brandt"].person, call=call, moment=None,
                       audience="leader", at=place.now())  # fmt: skip
        moments.add_release(connection, made)
    with browser(place, "Ines Moreau") as page:
        assert "Jonas Brandt took 7 of 26" in text_of(page.get("/calls"))


def test_words_said_are_found_by_their_beginnings_and_marked(
    place: Place, cast: dict[str, Viewer]
) -> None:
    keep(place, cast["Jonas Brandt"])
    with browser(place, "Jonas Brandt") as page:
        shown = page.get("/calls?q=dash+STRONG").text
        assert "<mark>strong</mark> <mark>dashboards</mark>" in shown
        assert "Jonas Brandt: “" in text_of(page.get("/calls?q=dash"))
        assert "No call fits" in page.get("/calls?q=zebra").text


def test_what_is_found_is_escaped(place: Place, cast: dict[str, Viewer]) -> None:
    text = talk(1).replace(b"lists", b"lists " + HOSTILE.encode())
    bring_in(place, cast["Jonas Brandt"], f"{HOSTILE}.txt", text, said(deal=HOSTILE, title=HOSTILE))
    with browser(place, "Jonas Brandt") as page:
        for path in ("/calls", "/calls?q=onerror", "/calls?q=" + HOSTILE, "/", "/calls/coming"):
            shown = page.get(path, headers={"x-part": "1"}).text
            assert "<script>alert" not in shown
            assert "<img" not in shown.replace('<img src="/static/door.svg"', "")
        assert "&lt;<mark>img</mark>" in page.get("/calls?q=img").text


def test_signs_of_the_search_language_have_no_power(place: Place, cast: dict[str, Viewer]) -> None:
    keep(place, cast["Jonas Brandt"])
    with browser(place, "Jonas Brandt") as page:
        for words in ('"', "*", "NEAR(a b)", "a AND", "'; DROP TABLE call; --", "%", "x" * 5000,
                      "(((", "\\", "é́", "plan:*", "NOT plan", "-plan"):  # fmt: skip
            assert page.get("/calls", params={"q": words}).status_code == 200
        assert page.get("/calls?q=plan").text.count("<mark>") >= 1


def test_every_filter_narrows_and_stays_in_the_form(place: Place, cast: dict[str, Viewer]) -> None:
    jonas = cast["Jonas Brandt"]
    with place.store.write() as connection:
        deal = deals.deal_named(connection, "Oliveira Dairy")
    keep(place, jonas, told=Told(title="One", kind="demo", deal=deal,
                                 started="2026-09-03T10:00:00Z"))  # fmt: skip
    bring_in(place, jonas, "two.txt", talk(2), said(day="2026-10-05", title="Two"))
    with browser(place, "Jonas Brandt") as page:
        for query, one, two in (
            ("kind=demo", True, False),
            (f"deal={deal}", True, False),
            ("from=2026-10-01", False, True),
            ("until=2026-10-01", True, False),
            ("until=2026-10-05", True, True),
            ("q=traceability", True, False),
            ("chance=personal", True, False),
            ("became=opened&kind=demo", True, False),
            ("state=open", False, False),
            ("state=read", True, True),
            ("kind=lunch&chance=CONCERN&became=better", True, True),
        ):
            shown = listed(page.get("/calls?" + query))
            assert (">One</a>" in shown, ">Two</a>" in shown) == (one, two), query
        shown = page.get("/calls?kind=demo&chance=personal&became=missed").text
        for chosen in ("<option selected>demo", 'value="personal" selected', "selected>missed"):
            assert chosen in shown
        assert "<details open" in shown or '<details class="filters" open' in shown


@pytest.mark.parametrize("query", ["from=yesterday", "until=2026-13-01", "deal=x", "page=1e9",
                                   "deal=99999999999", "page=٣"])  # fmt: skip
def test_what_cannot_be_read_in_an_address_gets_a_sentence(
    place: Place, cast: dict[str, Viewer], query: str
) -> None:
    with browser(place, "Jonas Brandt") as page:
        answer = page.get("/calls?" + query)
    assert answer.status_code == 400
    assert "needed" in answer.text or "not a day" in answer.text


def test_twenty_five_calls_stand_on_a_page_and_the_filter_goes_along(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    for number in range(27):
        bring_in(place, jonas, "a.txt", talk(number), said(title=f"No. {number}", kind="demo"))
    with browser(place, "Jonas Brandt") as page:
        first = page.get("/calls?kind=demo")
        assert "1 to 25 of 27 calls" in text_of(first)
        older = re.search(r'rel="next" href="([^"]+)"', first.text)
        assert older
        second = page.get(older[1].replace("&amp;", "&"))
        assert "26 to 27 of 27 calls" in text_of(second)
        titles = re.findall(r">(No\. \d+)</a>", listed(first) + listed(second))
        assert len(set(titles)) == len(titles) == 27
        assert 'rel="next"' not in second.text
        assert "This page of the list is empty" in page.get("/calls?page=2147483647").text


def test_the_list_asks_the_store_the_same_number_of_questions_for_any_length(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    counts = []
    with browser(place, "Jonas Brandt") as page:
        for number in range(6):
            bring_in(place, jonas, "a.txt", talk(number))
            if number in (1, 5):
                with counted(place) as asked:
                    page.get("/calls?q=midnight")
                counts.append(len(asked))
    assert counts[0] == counts[1] <= 22


# Coming in


def upload(page: Browser, *files: tuple[str, bytes], **more: Any) -> Any:
    sent = [("files", (name, data, "text/plain")) for name, data in files]
    return page.fill("/calls/import", more.pop("data", {}), files=sent, **more)


def test_marta_s_call_is_dropped_and_read(place: Place, cast: dict[str, Viewer]) -> None:
    with browser(place, "Jonas Brandt") as page:
        form = {"consent": "told and agreed", "deal": "Oliveira Dairy"}
        answer = upload(page, (FIRST_CALL.name, FIRST_CALL.read_bytes()), data=form)
        assert answer.headers["location"].startswith("/calls?said=1%20file")
        assert "1 file to read" in text_of(page.get("/calls"))
        work(place)
        shown = text_of(page.get("/calls/coming"))
        assert "call-1-discovery is read" in shown
        assert "Oliveira Dairy" in text_of(page.get("/calls"))


def test_the_part_for_the_page_s_own_program_is_no_whole_page(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with browser(place, "Jonas Brandt") as page:
        part = upload(page, ("a.txt", talk(1)), headers={"x-part": "1"})
        assert part.status_code == 200
        assert "<html" not in part.text
        assert 'data-waits="1"' in part.text
        assert "<html" in page.get("/calls/coming").text
        nothing = page.get("/calls/coming", headers={"x-part": "1"})
        assert "<html" not in nothing.text


def test_bad_files_are_listed_with_reasons_and_the_rest_is_read(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with browser(place, "Jonas Brandt") as page:
        upload(page, ("empty.txt", b""), ("fine.txt", talk(1)), ("x.png", b"\x89PNG0000"))
        work(place)
        shown = text_of(page.get("/calls/coming"))
        assert "empty.txt could not be taken. This file is empty. Export it again." in shown
        assert "x.png could not be taken. This is a picture" in shown
        assert "fine is read" in shown
        retry, *others = re.findall(r'action="(/calls/coming/\d+/retry)"', page.get("/calls").text)
        assert others == []
        assert "tried%20again" in page.fill(retry).headers["location"]
        work(place)
        page.fill("/calls/coming/clear")
        assert "could not be taken" not in page.get("/calls").text


def test_otto_cannot_retry_or_leave_out_what_jonas_brought(
    place: Place, cast: dict[str, Viewer]
) -> None:
    job = bring_in(place, cast["Jonas Brandt"], "x.png", b"\x89PNG0000")
    with browser(place, "Otto Lindqvist") as page:
        for number in (str(job.id), "0", "-1", "9" * 30, "x", "٣"):
            for act in ("retry", "leave"):
                assert page.fill(f"/calls/coming/{number}/{act}").status_code == 404
        page.fill("/calls/coming/clear")
    with browser(place, "Jonas Brandt") as page:
        assert "x.png" in page.get("/calls/coming").text
        assert page.fill(f"/calls/coming/{job.id}/leave").status_code == 303
        assert "x.png" not in page.get("/calls/coming").text


def test_the_same_file_again_says_that_it_was_here(place: Place, cast: dict[str, Viewer]) -> None:
    keep(place, cast["Jonas Brandt"])
    with browser(place, "Jonas Brandt") as page:
        upload(page, (FIRST_CALL.name, FIRST_CALL.read_bytes()))
        assert "was here already" in text_of(page.get("/calls/coming"))
    with browser(place, "Otto Lindqvist") as page:
        upload(page, (FIRST_CALL.name, FIRST_CALL.read_bytes()))
        work(place)
        shown = text_of(page.get("/calls/coming"))
        assert "belongs to who sold in it" in shown
        assert "/calls/" + "x" not in shown


def test_pasted_words_lead_to_the_call(place: Place, cast: dict[str, Viewer]) -> None:
    with browser(place, "Jonas Brandt") as page:
        form = {"text": talk(1).decode(), "title": "Morning talk", "day": "2026-11-20"}
        to = page.fill("/calls/paste", form).headers["location"]
        assert re.fullmatch(r"/calls/[0-9a-f]{16}", to)
        assert "Morning talk 20 November 2026" in text_of(page.get("/calls"))


def test_pasted_words_that_are_no_call_say_why_and_leave_nothing(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with browser(place, "Jonas Brandt") as page:
        for text, sentence in (("", "no text"), ("Lorem ipsum dolor.", "Not done")):
            answer = page.fill("/calls/paste", {"text": text})
            assert answer.status_code == 400
            assert sentence in answer.text
        assert "could not be taken" not in page.get("/calls").text


def test_pasted_words_in_which_it_is_open_who_sold_lead_to_the_question(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    text = "Tom: Good that we talk about it.\nPia: Yes, about this week then.\n" * 9
    with browser(place) as page:
        to = page.fill("/calls/paste", {"text": text}).headers["location"]
        assert to.endswith("/who")
        assert "Who is who?" in page.get("/calls").text


def test_ines_brings_in_a_call_that_jonas_sold_in_and_it_is_his(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with browser(place, "Ines Moreau") as page:
        answer = page.fill("/calls/paste", {"text": FIRST_CALL.read_text("utf-8")})
        assert "belongs%20to%20who%20sold" in answer.headers["location"]
        assert "Marta" not in page.get("/calls").text
    with browser(place, "Jonas Brandt") as page:
        assert "Marta Oliveira" in page.get("/calls").text


@pytest.mark.parametrize("form", [{"consent": "yes"}, {"day": "soon"}])
def test_a_wrong_answer_beside_the_files_is_refused(
    place: Place, cast: dict[str, Viewer], form: dict[str, str]
) -> None:
    with browser(place, "Jonas Brandt") as page:
        answer = upload(page, ("a.txt", talk(1)), data=form)
        assert answer.status_code == 400
        assert "On the way in</h2>" not in page.get("/calls").text


def test_a_form_without_files_or_without_its_word_is_refused(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with browser(place, "Jonas Brandt") as page:
        assert "No file was chosen" in page.fill("/calls/import").text
        for path in ("/calls/import", "/calls/paste", "/calls/example", "/calls/coming/clear"):
            assert page.post(path, data={"text": talk(1).decode()}).status_code == 400
        told = page.post("/calls/import", headers={"x-part": "1"})
        assert "not sent from a page of yours" in told.json()["said"]


def test_an_empty_list_helps(place: Place, cast: dict[str, Viewer]) -> None:
    with browser(place, "Jonas Brandt") as page:
        shown = page.get("/calls").text
        assert "No call is here yet" in shown
        assert '<details class="panel in" open>' in shown
        assert 'action="/calls/example"' in shown


# Snippets


def kept_talk(*texts: str) -> dict[str, Any]:
    return {
        "participants": [{"id": "p1", "name": "Marta"}],
        "turns": [{"participant": "p1", "text": text} for text in texts],
    }


def test_a_snippet_shows_the_turn_that_holds_most_of_the_words() -> None:
    long = "so " * 60 + "the Audit in January costs us Zürich's goodwill, " + "and so on " * 40
    found = snippet(kept_talk("An audit.", long, "January."), "audit jan")
    assert found
    assert (found.who, [text for text, marked in found.parts if marked]) == (
        "Marta", ["Audit", "January"],
    )  # fmt: skip
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")
    assert found.text.removeprefix("… ").removesuffix(" …") in long
    assert len(found.text) < 260


def test_a_snippet_knows_letters_with_marks_and_says_nothing_where_nothing_is() -> None:
    found = snippet(kept_talk("We meet in Zürich."), "zurich")
    assert found
    assert [text for text, marked in found.parts if marked] == ["Zürich"]
    assert snippet(kept_talk("Nothing of it."), "audit") is None
    assert snippet(kept_talk("x" * 3000), "x") is not None
