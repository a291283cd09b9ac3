"""Jonas practises: a talk that survives everything, and a debrief that tells only once it is over."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.place import Browser, browser
from tests.web.practice_world import (
    KEY,
    SEALED,
    TRUTH,
    WORRY,
    School,
    begin,
    jonas_in,
    school,
)
from tests.web.walk import Page

from sevendoors.app.practice import talking
from sevendoors.app.practice.beside import let_play
from sevendoors.core.chat import ChatError
from sevendoors.core.errors import DoorsError

ASKED = "Hello Rosa. How do you keep the books today?"
TOOK = "You worry about the audit. What happened at the last audit?"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    with school(tmp_path) as one:
        yield one


@pytest.fixture
def jonas(made: School) -> Iterator[Browser]:
    with jonas_in(made) as seen:
        yield seen


def version(seen: Browser, at: str) -> str:
    fields = [part.attrs for part in Page(seen.get(at).text).parts]
    return next(one["value"] for one in fields if one.get("name") == "version")


def say(seen: Browser, at: str, line: str, **more: str) -> Any:
    return seen.fill(f"{at}/say", {"line": line, "version": version(seen, at), **more})


def words(seen: Browser, path: str) -> str:
    answer = seen.get(path)
    assert answer.status_code == 200, answer.text
    return Page(answer.text).words


def test_the_page_says_who_there_is_and_nothing_of_what_matters_to_her(jonas: Browser) -> None:
    told = words(jonas, "/practise")
    assert "Rosa Lind" in told
    assert "She keeps the books of a bakery" in told
    assert TRUTH not in told
    assert "Petra Voss" not in told
    assert "Assessment" in told
    for path in (f"/practise/with/{KEY}", f"/practise/duel/{KEY}"):
        assert TRUTH not in words(jonas, path)


def test_the_briefing_comes_first_and_says_she_is_an_ai(jonas: Browser) -> None:
    told = words(jonas, f"/practise/with/{KEY}")
    for part in ("Rosa is an AI", "Your aim", "Find out why she is looking", "gentler", "harder"):
        assert part in told


def test_a_talk_goes_from_line_to_line_and_its_label_stays(jonas: Browser) -> None:
    at = begin(jonas)
    assert "Rosa is an AI" in words(jonas, at)
    assert say(jonas, at, ASKED).headers["location"] == f"{at}#last"
    told = words(jonas, at)
    assert "green ledger" in told
    assert WORRY in told
    assert "Rosa is an AI" in told
    assert TRUTH not in jonas.get(at).text


def test_nothing_grades_while_they_talk(jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    say(jonas, at, TOOK)
    page = jonas.get(at).text
    for word in ("missed", "noted", "taken", "opened", "trust", "patience"):
        assert not re.search(rf"\b{word}\b", Page(page).words), word


def test_difficulty_shifts_trust_and_patience_and_stays_with_the_talk(
    made: School, jonas: Browser
) -> None:
    for shift in (-1, 0, 1):
        at = begin(jonas, shift=str(shift))
        say(jonas, at, "Hm.")
        talk = talking.talk_of(made.place, made.jonas, int(at.rsplit("/", 1)[1]))
        assert (talk.buyer.trust, talk.buyer.patience, talk.shift) == (3 + shift, 8 + shift, shift)
    assert jonas.fill(f"/practise/with/{KEY}", {"shift": "5"}).status_code == 400
    assert jonas.fill(f"/practise/with/{KEY}", {"shift": "x"}).status_code == 400


def test_the_clock_is_there_only_where_it_was_asked_for(jonas: Browser) -> None:
    assert "data-minutes" not in jonas.get(begin(jonas)).text
    assert 'data-minutes="10"' in jonas.get(begin(jonas, minutes="10")).text


def test_a_line_is_sent_by_script_and_only_the_part_comes_back(jonas: Browser) -> None:
    at = begin(jonas)
    form = {"line": ASKED, "version": version(jonas, at)}
    answer = jonas.fill(f"{at}/say", form, headers={"x-part": "1"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "green ledger" in answer.text
    nothing = jonas.fill(f"{at}/say", {"line": " "}, headers={"x-part": "1"})
    assert (nothing.status_code, nothing.json()["said"][:20]) == (400, "You said nothing yet")


def test_what_is_typed_is_shown_as_it_was_typed_and_runs_nowhere(jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, "<script>alert(1)</script> {{ 7 * 7 }}", note="<b>bold</b>")
    page = jonas.get(at).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>bold" not in page
    assert "{{ 7 * 7 }}" in page


def test_two_windows_at_once_lose_nothing(jonas: Browser) -> None:
    at = begin(jonas)
    old = version(jonas, at)
    say(jonas, at, ASKED)
    late = jonas.fill(f"{at}/say", {"line": "My other line.", "version": old, "note": "her nights"})
    assert late.status_code == 409
    told = Page(late.text)
    assert "another window" in told.words
    assert "green ledger" in told.words
    assert "My other line." in told.words
    assert "her nights" in told.words
    part = jonas.fill(f"{at}/back", {"version": old}, headers={"x-part": "1"})
    assert part.status_code == 409
    assert "green ledger" in part.text
    assert words(jonas, at).count("You:") == 1


def test_notes_are_kept_with_a_line_with_their_own_button_and_with_a_hint(
    made: School, jonas: Browser
) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED, note="one")
    assert "one" in words(jonas, at)
    kept = jonas.fill(f"{at}/notes", {"note": ["one", "two", "three", "four"], "line": "half a li",
                                      "version": version(jonas, at)})  # fmt: skip
    assert "half a li" in Page(kept.text).words
    jonas.fill(f"{at}/hint", {"note": ["x" * 900], "version": version(jonas, at)})
    talk = talking.talk_of(made.place, made.jonas, 1)
    assert talk.notebook == ("x" * talking.LONGEST_NOTE,)
    jonas.fill(f"{at}/hint", {"version": version(jonas, at)})
    assert talking.talk_of(made.place, made.jonas, 1).notebook == talk.notebook


def test_a_hint_tells_conduct_and_costs_a_line_in_the_debrief(jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    hint = jonas.fill(f"{at}/hint", {"version": version(jonas, at)})
    assert "Rosa just gave you a chance" in hint.text
    assert "summer" not in hint.text
    jonas.fill(f"{at}/end", {"version": version(jonas, at)})
    told = words(jonas, f"{at}/debrief")
    assert "You took 1 hint and 0 lines back." in told
    assert "Hints you took: 1" in told


def test_a_line_taken_back_is_gone_and_is_counted(jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    before = words(jonas, at)
    say(jonas, at, "Buy our wonderful software now, today, at once!")
    jonas.fill(f"{at}/back", {"version": version(jonas, at)})
    assert words(jonas, at) == before
    assert jonas.fill(f"{at}/back", {"version": version(jonas, at)}).status_code == 303
    assert jonas.fill(f"{at}/back", {"version": version(jonas, at)}).status_code == 400
    jonas.fill(f"{at}/end", {"version": version(jonas, at)})
    assert "2 lines back" in words(jonas, f"{at}/debrief")


def test_a_talk_left_alone_is_there_to_go_on_with(jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    assert "A talk you have not ended" in words(jonas, "/practise")
    assert f'href="{at}"' in jonas.get("/practise").text
    assert jonas.get(f"{at}/debrief").headers["location"].startswith(at)


def test_the_debrief_lays_open_what_mattered_in_its_order(jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    say(jonas, at, "Great. Our software is the best and has many features you will love.")
    say(jonas, at, "So it has to add up. What does the ledger cost you?", note=TRUTH)
    assert jonas.fill(f"{at}/end", {"version": version(jonas, at)}).status_code == 303
    told = words(jonas, f"{at}/debrief")
    order = ["your first talk with Rosa", "What truly mattered", "The doors", "moment",
             "Same buyer, other sellers", "One drill"]  # fmt: skip
    spots = [told.index(one) for one in order]
    assert spots == sorted(spots)
    assert TRUTH in told
    assert "Your notes had 1 of the 3" in told
    assert "Opened" in told
    assert "Stayed closed" in told
    assert "Our software is the best" in told
    assert "pass" not in told.lower().split()


def test_the_script_sells_to_the_very_same_buyer_once(made: School, jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    assert jonas.fill(f"{at}/others").status_code == 400
    jonas.fill(f"{at}/end", {"version": version(jonas, at)})
    part = jonas.fill(f"{at}/others", headers={"x-part": "1"})
    assert "the script" in part.text
    assert "<html" not in part.text
    first = let_play(made.place, made.jonas, 1)
    assert jonas.fill(f"{at}/others").status_code == 303
    assert let_play(made.place, made.jonas, 1).id == first.id
    assert first.steps[0].said == talking.talk_of(made.place, made.jonas, 1).steps[0].said
    assert "Let the script talk" not in words(jonas, f"{at}/debrief")
    assert words(jonas, "/practise").count("needs came out") == 1, "its talk is not one of his"


def test_trying_again_from_a_line_is_a_retry_and_says_so(made: School, jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    say(jonas, at, "Great. Our software has many features you will love.")
    jonas.fill(f"{at}/end", {"version": version(jonas, at)})
    retry = jonas.fill(f"{at}/again", {"turn": "2"}).headers["location"].partition("#")[0]
    assert retry != at
    told = words(jonas, retry)
    assert "a retry: practice, not proof" in told
    assert told.count("You:") == 1
    assert WORRY in told
    say(jonas, retry, TOOK)
    jonas.fill(f"{retry}/end", {"version": version(jonas, retry)})
    assert "a retry: practice, not proof" in words(jonas, f"{retry}/debrief")
    assert "your first talk with Rosa" in words(jonas, f"{at}/debrief")
    for turn in ("0", "9", "-1", "x"):
        assert jonas.fill(f"{at}/again", {"turn": turn}).status_code == 400
    again = begin(jonas)
    jonas.fill(f"{again}/end", {"version": version(jonas, again)})
    assert "You, last time" in words(jonas, f"{again}/debrief")


def test_a_line_of_the_talk_comes_back_as_a_drill_tomorrow(made: School, jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    say(jonas, at, "Great. Our software has many features you will love.")
    jonas.fill(f"{at}/end", {"version": version(jonas, at)})
    assert jonas.fill(f"{at}/drill", {"turn": "2"}).status_code == 303
    assert jonas.fill(f"{at}/drill", {"turn": "2"}).status_code == 303
    assert jonas.fill(f"{at}/drill", {"turn": "7"}).status_code == 404
    told = words(jonas, "/practise/drill/1")
    assert WORRY in told
    assert "comes back on 27 November 2026" in told
    assert jonas.get("/practise/drill/2").status_code == 404


def test_nobody_else_finds_a_talk_of_jonas(made: School, jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, "My secret line.")
    for name in ("Otto Lindqvist", "Ines Moreau", "Noor Haddad", "Vera Blom"):
        with browser(made.place, name) as other:
            assert "A talk you have not ended" not in words(other, "/practise")
            for path in (at, f"{at}/debrief"):
                assert other.get(path).status_code == 404
            for act in ("say", "notes", "hint", "back", "end", "others", "again", "drill"):
                answer = other.fill(f"{at}/{act}", {"line": "hm", "turn": "1"})
                assert answer.status_code == 404, act
                assert "secret" not in answer.text
    for odd in ("x", "-1", "9999999999999", "1.5"):
        assert jonas.get(f"/practise/talk/{odd}").status_code == 404


def test_the_assessment_is_one_talk_each_without_help(made: School, jonas: Browser) -> None:
    told = words(jonas, "/practise/assessment")
    assert "Petra Voss" in told
    assert jonas.get(f"/practise/with/{SEALED}").status_code == 400
    assert jonas.fill(f"/practise/with/{SEALED}").status_code == 400
    assert jonas.fill(f"/practise/duel/{SEALED}").status_code == 400
    assert jonas.fill(f"/practise/assessment/{KEY}").status_code == 400
    at = begin(jonas, f"/practise/assessment/{SEALED}")
    assert jonas.fill(f"/practise/assessment/{SEALED}").status_code == 400
    say(jonas, at, ASKED)
    assert "Hint" not in words(jonas, at)
    for act in ("hint", "back"):
        assert jonas.fill(f"{at}/{act}", {"version": version(jonas, at)}).status_code == 400
    say(jonas, at, TOOK)
    jonas.fill(f"{at}/end", {"version": version(jonas, at)})
    told = words(jonas, f"{at}/debrief")
    assert "Counts of this talk" in told
    assert TRUTH not in told
    assert "last books back, and she fears" not in told
    assert "Try again" not in told
    for act in ("again", "drill", "others"):
        assert jonas.fill(f"{at}/{act}", {"turn": "2"}).status_code in (400, 404), act
    assert "of 1" in words(jonas, "/practise/assessment") or "After 1 of" in words(jonas, "/practise/assessment")  # fmt: skip
    assert jonas.fill(f"/practise/assessment/{SEALED}").status_code == 400
    assert "Petra Voss" not in words(jonas, "/practise"), "it is not among the talks of practice"


def test_a_buyer_file_with_a_mistake_says_so_and_the_page_still_opens(
    made: School, jonas: Browser
) -> None:
    (made.place.folder / "buyers" / "broken.toml").write_text('name = "X"\n', "utf-8")
    told = words(jonas, "/practise")
    assert "broken" in told
    assert "is missing or empty" in told
    assert "Rosa Lind" in told
    assert jonas.get("/practise/with/broken").status_code == 400
    assert jonas.get("/practise/with/..%2F..%2Fetc").status_code in (400, 404)


def test_a_talk_whose_buyer_was_written_anew_goes_on(made: School, jonas: Browser) -> None:
    at = begin(jonas)
    say(jonas, at, ASKED)
    file = made.place.folder / "buyers" / f"{KEY}.toml"
    text = file.read_text("utf-8").replace('key = "ledger"', 'key = "green"').replace('"ledger"]', '"green"]')  # fmt: skip
    file.write_text(text, "utf-8")
    assert say(jonas, at, TOOK).status_code == 303
    file.unlink()
    assert "this buyer is no longer here" in words(jonas, "/practise") or "Go on" in words(jonas, "/practise")  # fmt: skip
    assert jonas.get(at).status_code == 400


def test_half_a_model_in_the_settings_is_said_in_one_sentence(
    jonas: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = begin(jonas)
    monkeypatch.setenv("SEVENDOORS_CHAT_URL", "http://127.0.0.1:9/v1")
    answer = say(jonas, at, ASKED)
    assert answer.status_code == 400
    assert "Only half of a language model is named" in answer.text
    monkeypatch.setenv("SEVENDOORS_CHAT_MODEL", "nobody-there")
    assert say(jonas, at, ASKED).status_code == 303, "her own voice steps in"
    told = words(jonas, at)
    assert "green ledger" in told
    assert "nobody-there puts the answers into words, so your lines go to it" in told


def test_a_model_that_is_silent_ends_no_debrief(made: School, jonas: Browser) -> None:
    class Silent:
        name = "silent-1"

        def stream(self, messages: object) -> Iterator[str]:
            raise ChatError("too late")

    at = begin(jonas)
    jonas.fill(f"{at}/end", {"version": version(jonas, at)})
    with pytest.raises(DoorsError, match="silent-1 did not answer"):
        let_play(made.place, made.jonas, 1, Silent())
    assert jonas.get(f"{at}/debrief").status_code == 200


def test_the_calendar_opens_by_its_secret_alone(made: School, jonas: Browser) -> None:
    jonas.get("/practise")
    assert "/calendar/" not in words(jonas, "/practise")
    jonas.fill("/practise/calendar")
    page = jonas.get("/practise").text
    found = re.search(r'value="http://[^"]*(/practise/calendar/[^"]+\.ics)"', page)
    assert found
    address = found[1]
    with browser(made.place, "Otto Lindqvist") as other:
        other.cookies.clear()
        feed = other.get(address)
        assert feed.status_code == 200
        assert feed.headers["content-type"].startswith("text/calendar")
        assert "DTSTART;VALUE=DATE:20261126" in feed.text
        assert "minutes per resident" not in feed.text
        person = address.rsplit("/", 1)[1].split("-")[0]
        for wrong in (address[:-6] + "xx.ics", f"/practise/calendar/{person}-.ics",
                      "/practise/calendar/x.ics", "/practise/calendar/0-é.ics"):  # fmt: skip
            assert other.get(wrong).status_code == 404, wrong
        jonas.fill("/practise/calendar")
        assert other.get(address).status_code == 404


def test_today_leads_to_two_minutes_of_practice(jonas: Browser) -> None:
    jonas.get("/practise")
    jonas.fill("/calls/paste", {"text": "Jonas Brandt: What slows it?\nAnna Lund: The plan.\n" * 3})
    assert "/practise" in jonas.get("/").text
