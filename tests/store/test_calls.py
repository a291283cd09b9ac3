"""Calls are kept once, found by every word said in them, and only by those who may see them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.looking import everything, keep_talk, small_call
from tests.web.place import FIRST_CALL, keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.core.errors import ClashError
from sevendoors.core.people import Scope
from sevendoors.store import calls, jobs
from sevendoors.store.calls import CallFilter

ALL = Scope(own=0, everything=True)
WORDS = (
    "Marta: The and/or question costs 3.5 percent, somewhere in 10-15 weeks, at -40 degrees.",
    "Jonas: Write to marta@fjordmark.example or look at https://docs.example.org/audit/v2.html.",
    "Marta: Über Größe, naïve façade, O'Neill's snake_case, ÉTÉ, ŁÓDŹ and the 2nd-best offer.",
    "Jonas: Ask <b>Pieter</b> & co; it's \\u0041 plain: a:b, #42, 50% off, C++ and R&D.",
)
ASKED = (
    "and or question 3 5 10 15 40 marta fjordmark example docs org audit v2 html über grösse größe "
    "naïve naive façade o'neill neill snake_case snake case été ETE łódź 2nd best b Pieter u0041 "
    "42 50 off c r d question's and/or 3.5 10-15 marta@fjordmark.example https://docs.example.org"
).split()


def found(place: Place, words: str, scope: Scope = ALL) -> list[str]:
    with place.store.read() as connection:
        lines, total = calls.find_calls(connection, scope, CallFilter(words=words))
    assert total == len(lines)
    return [line.id for line in lines]


def owner(place: Place) -> int:
    return people_of_the_cast(place)["Jonas Brandt"].person


def test_the_same_file_twice_changes_nothing(place: Place) -> None:
    cast = people_of_the_cast(place)
    jonas, vera = cast["Jonas Brandt"], cast["Vera Blom"]
    first = keep(place, jonas)
    before = everything(place, without=["job"])
    assert keep(place, jonas) == first
    assert keep(place, vera) == first  # nor does it become hers
    assert everything(place, without=["job"]) == before
    assert len(list(place.files.names())) == 1


def test_the_same_call_brought_in_by_four_at_once_is_kept_once(place: Place) -> None:
    who = owner(place)
    talk = small_call("aaaaaaaaaaaaaaaa")
    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(lambda n: keep_talk(place, who, talk, name=f"{n}.txt"), range(4)))
    assert sorted(states) == ["done", "same", "same", "same"]
    assert found(place, "lose") == [talk.id]


def test_a_deal_and_a_stranger_met_by_four_at_once_are_each_made_once(place: Place) -> None:
    who = owner(place)
    talks = [small_call(f"{n}" * 16) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda talk: keep_talk(place, who, talk), talks)) == {"done"}
    with place.store.read() as connection:
        met = calls.people_of(connection, [talk.id for talk in talks])
    assert len({a.person for a in met if a.written == "Marta Oliveira"}) == 1


def test_every_word_said_finds_its_call_whatever_marks_are_around_it(place: Place) -> None:
    keep_talk(place, owner(place), small_call("aaaaaaaaaaaaaaaa", *WORDS))
    keep_talk(place, 2, small_call("bbbbbbbbbbbbbbbb", "Marta: Something else.", "Jonas: Yes."))
    missing = [word for word in ASKED if found(place, word) != ["aaaaaaaaaaaaaaaa"]]
    assert missing == []


def test_every_word_of_the_shipped_call_finds_it(place: Place) -> None:
    name = keep(place, people_of_the_cast(place)["Jonas Brandt"])
    spoken = FIRST_CALL.read_text("utf-8").split("\n\n")[1:]
    words = {word for block in spoken for word in block.split(": ", 1)[1].split()}
    assert [w for w in sorted(words) if found(place, w) != [name]] == []
    assert found(place, " ".join(sorted(words)[:9])) == [name]
    assert found(place, "audit zeppelin") == []


def test_the_beginning_of_a_word_is_enough_and_its_middle_is_not(place: Place) -> None:
    keep_talk(place, owner(place), small_call("aaaaaaaaaaaaaaaa", *WORDS))
    assert found(place, "quest") == ["aaaaaaaaaaaaaaaa"]
    assert found(place, "estion") == []


@pytest.mark.parametrize("words", [
    '"', '""', '"lose', "*", "lose*", "* *", "NEAR(", "NEAR(lose day)", "lose AND", "OR", "NOT",
    "NOT lose", "words:lose", "said:lose", "{words call_id}: lose", "^lose", "(", ")", "lose)",
    "'; DROP TABLE call; --", "' OR 1=1 --", "%", "_", "\\", "lose & day", "lose | zebra", "!lose",
    "lose <-> day", "lose:*", "lose:A", "\x00lose", "lose\x00", "-lose", "lose-", "+", "\u202elose",
    "\ud83d", "𝔩𝔬𝔰𝔢", "a" * 5000, "lose " * 5000, ",", "٣", "²",
])  # fmt: skip
def test_operators_of_the_search_have_no_power(place: Place, words: str) -> None:
    keep_talk(place, owner(place), small_call("aaaaaaaaaaaaaaaa"))
    assert found(place, words) in ([], ["aaaaaaaaaaaaaaaa"])
    assert found(place, "lose") == ["aaaaaaaaaaaaaaaa"]


def test_a_word_that_was_not_said_is_never_made_to_match(place: Place) -> None:
    keep_talk(place, owner(place), small_call("aaaaaaaaaaaaaaaa"))
    for words in ("lose OR zebra", "lose | zebra", "zebra NOT x", "lose AND NOT day", "!zebra"):
        assert found(place, words) == []


def test_otto_finds_nothing_by_any_word_of_jonas(place: Place) -> None:
    cast = people_of_the_cast(place)
    keep(place, cast["Jonas Brandt"])
    for name in ("Otto Lindqvist", "Vera Blom"):
        for words in ("", "audit", "Marta", "discovery"):
            assert found(place, words, Scope(own=cast[name].person)) == []
    assert len(found(place, "audit", Scope(own=cast["Jonas Brandt"].person))) == 1


def test_a_search_goes_through_everything_page_by_page_exactly_once(place: Place) -> None:
    who = owner(place)
    for n in range(23):
        keep_talk(place, who, small_call(f"{n:016x}"))
    seen = []
    for after in range(0, 30, 5):
        with place.store.read() as connection:
            lines, total = calls.find_calls(
                connection, ALL, CallFilter(words="lose"), limit=5, after=after
            )
        seen += [line.id for line in lines]
        assert total == 23
    assert sorted(seen) == [f"{n:016x}" for n in range(23)]


def test_two_who_change_one_call_at_once_do_not_overwrite_each_other(place: Place) -> None:
    keep_talk(place, owner(place), small_call("aaaaaaaaaaaaaaaa"))

    def change(title: str) -> str:
        try:
            with place.store.write() as connection:
                calls.change_call(connection, "aaaaaaaaaaaaaaaa", {"title": title}, version=1)
        except ClashError:
            return ""
        return title

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(change, "abcdef"))
    (won,) = [title for title in told if title]
    with place.store.read() as connection:
        line = calls.call_line(connection, "aaaaaaaaaaaaaaaa")
    assert line and (line.title, line.version) == (won, 2)


def test_words_that_no_database_likes_are_kept_without_a_fault(place: Place) -> None:
    talk = small_call("aaaaaaaaaaaaaaaa", "Marta: a\x00b \ud83d lone, 😀 whole", "Jonas: \x1b[31m?")
    marta = replace(talk.participants[0], name="Mar\x00ta \udc00 Oliveira")
    talk = replace(talk, title="Nul \x00 and \ud83d", participants=(marta, talk.participants[1]))
    assert keep_talk(place, owner(place), talk, name="a\x00\udcffb.txt") == "done"
    assert found(place, "whole") == ["aaaaaaaaaaaaaaaa"]
    with place.store.read() as connection:
        data, _ = calls.talk_of(connection, "aaaaaaaaaaaaaaaa")
    assert "whole" in data["turns"][0]["text"]


def test_an_upload_twice_at_once_is_queued_once(tmp_path: Path, url: str) -> None:
    place = new_place(tmp_path / "home", url=url)
    who = owner(place)

    def submit(_: int) -> int:
        with place.store.write() as connection:
            return jobs.add_job(connection, name="a", files=[("0" * 64, "a")], owner=who,
                                now=place.now())  # fmt: skip

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(submit, range(12)))) == 1
    place.store.close()


def test_twenty_megabytes_of_talk_are_kept_and_their_words_found(place: Place) -> None:
    line = " ".join(f"w{n:x}" for n in range(40_000))
    talk = small_call("aaaaaaaaaaaaaaaa", *[f"Marta: {line}"] * 50, "Jonas: " + "x" * 9_000)
    assert keep_talk(place, owner(place), talk) == "done"
    assert found(place, "w9c3f") == found(place, "x" * 5_000) == ["aaaaaaaaaaaaaaaa"]
