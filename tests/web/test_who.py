"""Who is who: asked once, remembered, and everything follows from the answer."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.place import browser, keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place, only_viewer
from sevendoors.app.coming.desk import bring_in
from sevendoors.core.kept import CallLine, Mark, Release
from sevendoors.core.people import Scope, Viewer
from sevendoors.store import accounts, calls, lists, moments
from sevendoors.store.calls import CallFilter

ALL = Scope(own=0, everything=True)
TOM_AND_PIA = {"side_p1": "seller", "side_p2": "buyer"}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return new_place(tmp_path)


@pytest.fixture
def cast(place: Place) -> dict[str, Viewer]:
    return people_of_the_cast(place)


def plain(number: int, *names: str) -> bytes:
    """A call that gives nothing to guess from."""
    lines = [f"{name}: Good that we talk about week {number}." for name in names]
    return ("\n".join(lines) + "\n").encode() * 9


def bring(place: Place, viewer: Viewer, number: int, *names: str) -> str:
    job = bring_in(place, viewer, f"{number}.txt", plain(number, *names))
    assert job.call
    return job.call


def line(place: Place, call: str) -> CallLine:
    with place.store.read() as connection:
        found = calls.call_line(connection, call)
    assert found
    return found


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def test_jonas_is_shown_who_speaks_with_a_line_each(place: Place, cast: dict[str, Viewer]) -> None:
    call = bring(place, cast["Jonas Brandt"], 1, "Tom Keller", "Pia Lind")
    with browser(place, "Jonas Brandt") as page:
        answer = page.get(f"/calls/{call}/who")
    shown = text_of(answer)
    assert shown.count("9 turns “Good that we talk about week 1.”") == 2
    assert shown.count("this is me") == 2
    assert "checked" not in answer.text.replace('value="nobody" checked', "")


def test_our_guess_is_chosen_beforehand_with_how_sure_it_is(
    place: Place, cast: dict[str, Viewer]
) -> None:
    words = plain(1, "Tom Keller", "Pia Lind") + b"Tom Keller: Shall I show you a demo?\n"
    job = bring_in(place, cast["Jonas Brandt"], "a.txt", words)
    with browser(place, "Jonas Brandt") as page:
        answer = page.get(f"/calls/{job.call}/who")
    assert line(place, str(job.call)).state == "asked"
    assert "10 turns · seller, our guess, 75 %" in text_of(answer)
    assert 'name="side_p1" value="seller" checked' in answer.text
    assert 'name="side_p2" value="buyer" checked' in answer.text


def test_an_answer_leads_to_the_call(place: Place, cast: dict[str, Viewer]) -> None:
    call = bring(place, cast["Jonas Brandt"], 1, "Tom Keller", "Pia Lind")
    with browser(place, "Jonas Brandt") as page:
        answer = page.fill(f"/calls/{call}/who", {**TOM_AND_PIA, "me": "nobody", "version": "1"})
        assert answer.headers["location"] == f"/calls/{call}"
    found = line(place, call)
    assert (found.state, found.sellers, found.buyers) == (
        "reviewed", ("Tom Keller",), ("Pia Lind",),
    )  # fmt: skip
    with place.store.read() as connection:
        assert calls.scorings(connection, call) == ()  # a first reading changed nothing


def test_one_answer_reads_the_other_calls_of_the_same_people(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    one, two, other = (
        bring(place, jonas, 1, "Tom Keller", "Pia Lind"),
        bring(place, jonas, 2, "Tom Keller", "Ann Roe"),
        bring(place, jonas, 3, "Una Fox", "Ann Dee"),
    )
    with browser(place, "Jonas Brandt") as page:
        answer = page.fill(f"/calls/{one}/who", TOM_AND_PIA)
    assert "1%20more%20call%20could%20be%20read" in answer.headers["location"]
    assert [line(place, call).state for call in (one, two, other)] == [
        "reviewed", "reviewed", "asked",
    ]  # fmt: skip
    assert line(place, two).buyers == ("Ann Roe",)


def test_an_answer_mends_a_guess_of_ours_in_an_earlier_call(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    selling = b"Pia Lind: Our platform and our customers; would you like to see a demo? Next steps?"
    job = bring_in(place, viewer, "a.txt", plain(1, "Tom Keller", "Pia Lind") + selling)
    assert line(place, str(job.call)).sellers == ("Pia Lind",)
    call = bring(place, viewer, 2, "Tom Keller", "Pia Lind")
    with browser(place) as page:
        page.fill(f"/calls/{call}/who", TOM_AND_PIA)
    assert line(place, str(job.call)).sellers == ("Tom Keller",)
    with place.store.read() as connection:
        assert lists.contradicted(connection, None) == ()


def test_this_is_me_gives_jonas_his_calls(place: Place, cast: dict[str, Viewer]) -> None:
    jonas = cast["Jonas Brandt"]
    call = bring(place, jonas, 1, "J B", "Pia Lind")
    with browser(place, "Jonas Brandt") as page:
        page.fill(f"/calls/{call}/who", {**TOM_AND_PIA, "me": "p1"})
        assert 'name="me" value="p1" checked' in page.get(f"/calls/{call}/who").text
    with place.store.read() as connection:
        assert lists.sold_in(connection, jonas.person, [call]) == {call}


def test_the_only_person_here_gets_a_name(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    call = bring(place, viewer, 1, "Tom Keller", "Pia Lind")
    with browser(place) as page:
        page.fill(f"/calls/{call}/who", {**TOM_AND_PIA, "me": "p1"})
        assert only_viewer(place) is not None
        assert [one.name for one in [only_viewer(place)] if one] == ["Tom Keller"]
        # From now on nothing has to be asked of calls with this name.
        later = bring(place, viewer, 2, "Tom Keller", "Ann Roe", "Una Fox")
        assert line(place, later).sellers == ("Tom Keller",)


def test_nobody_becomes_a_colleague_by_saying_so(place: Place, cast: dict[str, Viewer]) -> None:
    jonas, otto = cast["Jonas Brandt"], cast["Otto Lindqvist"]
    kept_call = keep(place, jonas)
    call = bring(place, otto, 1, "Ines Moreau", "Pia Lind")
    # Her name gives it to her; he cannot take it, nor what is hers, by saying that he is she.
    with browser(place, "Otto Lindqvist") as page:
        assert page.fill(f"/calls/{call}/who", {**TOM_AND_PIA, "me": "p1"}).status_code == 404
        assert page.get(f"/calls/{kept_call}/who").status_code == 404
    with place.store.read() as connection:
        assert len(accounts.accounts(connection)) == len(cast)
        assert not lists.sold_in(connection, otto.person, [call, kept_call])


def test_a_leader_is_not_asked_which_of_them_she_is(place: Place, cast: dict[str, Viewer]) -> None:
    call = bring(place, cast["Ines Moreau"], 1, "Tom Keller", "Pia Lind")
    with browser(place, "Ines Moreau") as page:
        assert "this is me" not in page.get(f"/calls/{call}/who").text
        page.fill(f"/calls/{call}/who", {**TOM_AND_PIA, "me": "p1"})
    with place.store.read() as connection:
        assert not lists.sold_in(connection, cast["Ines Moreau"].person, [call])


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"side_p1": "seller", "side_p2": "seller"},
        {"side_p1": "buyer", "side_p2": "unknown"},
        {"side_p1": "seller", "side_p2": "king"},
        {**TOM_AND_PIA, "me": "p77"},
    ],
)
def test_an_answer_that_does_not_fit_keeps_what_was_chosen(
    place: Place, cast: dict[str, Viewer], form: dict[str, str]
) -> None:
    call = bring(place, cast["Jonas Brandt"], 1, "Tom Keller", "Pia Lind")
    with browser(place, "Jonas Brandt") as page:
        answer = page.fill(f"/calls/{call}/who", form)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    if form.get("side_p1") in ("seller", "buyer"):
        assert f'name="side_p1" value="{form["side_p1"]}" checked' in answer.text
    assert line(place, call).state == "asked"


def test_two_people_answer_and_the_second_overwrites_nothing(
    place: Place, cast: dict[str, Viewer]
) -> None:
    call = bring(place, cast["Jonas Brandt"], 1, "Tom Keller", "Pia Lind")
    with browser(place, "Jonas Brandt") as page:
        page.fill(f"/calls/{call}/who", {**TOM_AND_PIA, "version": "1"})
        other = {"side_p1": "buyer", "side_p2": "seller", "version": "1"}
        for act, form in (("who", other), ("swap", {"version": "1"}),
                          ("merge", {"keep": "p1", "drop": "p2", "version": "1"})):  # fmt: skip
            answer = page.fill(f"/calls/{call}/{act}", form)
            assert answer.status_code in (400, 409)
    assert line(place, call).sellers == ("Tom Keller",)


@pytest.mark.parametrize("name", ["Otto Lindqvist", "Ines Moreau", "Noor Haddad", "Vera Blom"])
def test_nobody_else_says_who_is_who(place: Place, cast: dict[str, Viewer], name: str) -> None:
    jonas = cast["Jonas Brandt"]
    call = keep(place, jonas)
    for audience in ("coach", "leader"):
        with place.store.write() as connection:
            made = Release(id=0, seller=jonas.person, call=call, moment=None, audience=audience,
                           at=place.now())  # fmt: skip
            moments.add_release(connection, made)
    before = line(place, call)
    with browser(place, name) as page:
        assert page.get(f"/calls/{call}/who").status_code == 404
        for act in ("who", "swap", "merge"):
            form = {"side_p1": "buyer", "side_p2": "seller", "keep": "p1", "drop": "p2"}
            assert page.fill(f"/calls/{call}/{act}", form).status_code == 404
    assert line(place, call) == before


@pytest.mark.parametrize("name", ["0" * 16, "..", "%00", "x" * 400])
def test_a_call_that_is_not_there_looks_the_same(
    place: Place, cast: dict[str, Viewer], name: str
) -> None:
    with browser(place, "Jonas Brandt") as page:
        assert page.get(f"/calls/{name}/who").status_code == 404
        assert page.fill(f"/calls/{name}/swap").status_code == 404


def test_swapping_twice_gives_the_same_moments_and_keeps_what_was_said(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    call = keep(place, jonas)

    def found() -> list[str]:
        with place.store.read() as connection:
            return [m.id for m in moments.moments_of(connection, call, None) if not m.gone]

    before = found()
    with place.store.write() as connection:
        mark = Mark(id=0, call=call, moment=before[0], author=jonas.person, author_name="",
                    kind="agree", grade=None, text="", visible="all", at=place.now())  # fmt: skip
        moments.add_mark(connection, mark)
    with browser(place, "Jonas Brandt") as page:
        # With the sides exchanged, the call is Marta's; Jonas brought it in and still sees it.
        assert page.fill(f"/calls/{call}/swap").status_code == 303
        assert line(place, call).sellers == ("Marta Oliveira",)
        assert page.fill(f"/calls/{call}/swap").status_code == 303
    assert found() == before
    with place.store.read() as connection:
        assert [m.kind for m in moments.marks_of(connection, call, jonas.person)] == ["agree"]


def test_two_names_become_one_person_while_it_is_still_open_who_sold(
    place: Place, cast: dict[str, Viewer]
) -> None:
    call = bring(place, cast["Jonas Brandt"], 1, "Tom Keller", "Pia Lind", "Tom")
    with browser(place, "Jonas Brandt") as page:
        answer = page.fill(f"/calls/{call}/merge", {"keep": "p1", "drop": "p3"})
        assert answer.headers["location"].startswith(f"/calls/{call}/who")
        shown = page.get(f"/calls/{call}/who")
        assert "18 turns" in text_of(shown)
        assert "<legend>Tom</legend>" not in shown.text
        assert (
            "one person already"
            in page.fill(f"/calls/{call}/merge", {"keep": "p1", "drop": "p1"}).text
        )
        assert page.fill(f"/calls/{call}/merge", {"keep": "p1", "drop": "p9"}).status_code == 400
        # Nobody would be left to talk to.
        assert page.fill(f"/calls/{call}/merge", {"keep": "p1", "drop": "p2"}).status_code == 400
    assert line(place, call).state == "asked"
    with place.store.read() as connection:
        assert calls.find_calls(connection, ALL, CallFilter(state="asked"))[1] == 1


def test_hostile_names_are_shown_as_they_are(place: Place, cast: dict[str, Viewer]) -> None:
    call = bring(place, cast["Jonas Brandt"], 1, "<b onload=x>Tom", "Pia </select><script>")
    with browser(place, "Jonas Brandt") as page:
        shown = page.get(f"/calls/{call}/who").text
    assert "<b onload" not in shown
    assert "</select><script>" not in shown
