"""Ines sees sums of five people or more and, person by person, what was released; nothing else."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.web.place import FIRST_CALL, browser, keep, new_place
from tests.web.spoken import (
    Heard,
    Office,
    P,
    T,
    counted,
    hold,
    join,
    moments_in,
    office,
    plain,
    release,
    some,
)

from sevendoors.app import demo, rights
from sevendoors.app.deleting import delete_call, delete_person
from sevendoors.app.place import only_viewer, open_place
from sevendoors.app.sums import people_in, summable
from sevendoors.core.kept import Mark
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, moments
from sevendoors.store.tallies import Tally

FOUR = ("Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair")
NO_SUMS = "There are no sums"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def five(team: Office) -> dict[str, Viewer]:
    """Let Jonas and four others each hold a call with ten worries, 2 to 6 of them taken."""
    sellers = {"Jonas Brandt": team.jonas, **join(team.place, *FOUR)}
    for k, (name, one) in enumerate(sellers.items()):
        hold(team.place, one, f"A call of {name}", some(missed=8 - k, taken=2 + k))
    return sellers


def test_ines_reads_sums_of_five_people_as_counted_by_hand(team: Office) -> None:
    five(team)
    page = team.get("Ines Moreau", "/team")
    # Fifty worries; 2 + 3 + 4 + 5 + 6 of them were taken.
    assert "Sums over 5 people: 50 chances in 5 calls, 20 taken or opened." in page
    assert "Demonstrating true empathy: 20 of 50 chances taken or opened, 40 %" in page
    assert "30 missed 0 noted 20 taken 0 opened" in page
    assert (
        "The smallest share was taken or opened in Demonstrating true empathy : 20 of 50." in page
    )
    # Nobody released anything, so nothing of anybody stands there.
    assert page.count("nothing released yet") == 5
    assert "Number" not in page
    assert "A call of" not in page


def test_with_four_people_ines_reads_no_sum(team: Office) -> None:
    sellers = join(team.place, *FOUR)
    for name, one in sellers.items():
        hold(team.place, one, f"A call of {name}", some(missed=8, taken=8))
    page = team.get("Ines Moreau", "/team")
    assert NO_SUMS in page
    assert "%" not in page
    assert "64" not in page
    who = sellers["Tom Keller"].person
    assert "shaded band" not in team.get("Ines Moreau", f"/people/{who}/skills").lower()


@pytest.mark.parametrize("by", ["call", "person"])
def test_when_one_of_five_is_deleted_the_sums_are_gone(team: Office, by: str) -> None:
    sellers = five(team)
    assert NO_SUMS not in team.get("Ines Moreau", "/team")
    tom = sellers["Tom Keller"]
    if by == "call":
        with team.place.store.read() as connection:
            (own,) = {m.call for m in moments.find_moments(
                connection, rights.own_scope(tom), seller=tom.person)}  # fmt: skip
        delete_call(team.place, tom, own)
    else:
        delete_person(team.place, team.cast["Vera Blom"], tom.person)
    assert NO_SUMS in team.get("Ines Moreau", "/team")


def test_a_seller_nobody_gave_a_chance_makes_no_fifth(team: Office) -> None:
    sellers = join(team.place, *FOUR)
    for name, one in sellers.items():
        hold(team.place, one, f"A call of {name}", some(missed=8))
    hold(team.place, team.jonas, "A quiet call", [Heard(said="Never mind.", code=T, grade=None)])
    assert NO_SUMS in team.get("Ines Moreau", "/team")


def test_what_one_alone_kept_back_cannot_be_had_by_taking_the_others_away(team: Office) -> None:
    sellers = five(team)
    calls = _calls(team, sellers)
    for name in FOUR:
        release(team.place, sellers[name], calls[name])
    page = team.get("Ines Moreau", "/team")
    # The sum less the four that are open would be Jonas, who released nothing.
    assert NO_SUMS in page
    assert "20 of 50" not in page
    release(team.place, team.jonas, calls["Jonas Brandt"])
    # Now nothing is kept back, and the sum tells nothing new of anybody.
    assert "20 of 50" in team.get("Ines Moreau", "/team")


def _calls(team: Office, sellers: dict[str, Viewer]) -> dict[str, str]:
    with team.place.store.read() as connection:
        return {
            name: moments.find_moments(connection, rights.own_scope(one), seller=one.person)[0].call
            for name, one in sellers.items()
        }


def test_a_kind_of_chance_few_were_given_is_in_no_sum(team: Office) -> None:
    five(team)
    hold(team.place, team.jonas, "One more",
         [Heard(said=f"The audit comes first, {k}.", code=P, grade=3) for k in range(9)])  # fmt: skip
    page = team.get("Ines Moreau", "/team")
    # Listening less empathy would otherwise be what Jonas did with priorities.
    assert "Listening to understand: 20 of 50 chances" in page
    assert "Understanding what matters most: No chance so far" in page
    assert "Sums over 5 people: 50 chances in 5 calls" in page
    assert "Kinds of chance that fewer than five people were given are left out." in page


def a_tally(seller: int, n: int = 1, code: str = "CONCERN") -> Tally:
    return Tally(seller=seller, call=f"c{seller}", day="2026-11-01", code=code, grade=2, n=n)


def test_people_are_counted_without_oneself_and_without_those_seen_in_full() -> None:
    rows = [a_tally(who, 3) for who in range(1, 7)]
    assert people_in(rows, [], me=99) == 6
    assert people_in(rows, [], me=1) == 5
    assert people_in(rows, [a_tally(2, 3)], me=1) == 4
    assert people_in(rows, [a_tally(2, 2)], me=1) == 5
    assert people_in(rows, rows, me=1) == 5
    assert summable(rows, [a_tally(2, 3), a_tally(3, 3)], me=99) == ()
    assert people_in([], [], me=1) == 0


def test_person_by_person_ines_and_noor_read_only_what_was_released(team: Office) -> None:
    sellers = five(team)
    calls = _calls(team, sellers)
    tom, aisha = sellers["Tom Keller"], sellers["Aisha Rahman"]
    release(team.place, tom, calls["Tom Keller"])
    (first, *_) = moments_in(team.place, calls["Aisha Rahman"])
    release(team.place, aisha, calls["Aisha Rahman"], first)
    for name in ("Ines Moreau", "Noor Haddad"):
        page = team.get(name, "/team")
        assert "Tom Keller 1 call, 10 chances" in page
        assert "Aisha Rahman 1 call, 1 chance " in page
        assert page.count("nothing released yet") == 3
        assert "Tom Keller: A call of Tom Keller" in page
        assert "A call of Grace" not in page
    noor = team.get("Noor Haddad", "/team")
    assert "Which skill" not in noor
    assert "20 of 50" not in noor


def test_otto_and_vera_have_no_team_page(team: Office) -> None:
    five(team)
    for name in ("Otto Lindqvist", "Vera Blom", "Jonas Brandt"):
        assert team.status(name, "/team") == 404
        assert team.status(name, f"/team/{team.jonas.person}/brief") == 404
        with team.at(name) as page:
            assert 'href="/team"' not in page.get("/me").text


def test_a_leader_of_another_team_reads_nothing_of_this_one(team: Office) -> None:
    five(team)
    release(team.place, team.jonas, _calls(team, {"Jonas Brandt": team.jonas})["Jonas Brandt"])
    with team.place.store.write() as connection:
        accounts.set_roles(connection, team.cast["Otto Lindqvist"].person, (Role.LEADER,))
    page = team.get("Otto Lindqvist", "/team")
    assert NO_SUMS in page
    assert "Jonas" not in page
    assert team.status("Otto Lindqvist", f"/team/{team.jonas.person}/brief") == 404
    assert team.status("Otto Lindqvist", f"/people/{team.jonas.person}/skills") == 404


def test_the_page_for_a_talk_holds_what_was_released_and_what_was_said_to_it(team: Office) -> None:
    who = team.jonas.person
    call = hold(team.place, team.jonas, "First call", some(missed=5, opened=5))
    hold(team.place, team.jonas, "Secret call", [Heard(said="Our secret is out.", grade=3)])
    assert "let nothing be seen yet" in team.get("Ines Moreau", f"/team/{who}/brief")
    release(team.place, team.jonas, call)
    with team.place.store.write() as connection:
        for name in moments_in(team.place, call):
            moments.add_mark(connection, Mark(
                id=0, call=call, moment=name, author=who, author_name="", kind="dispute", grade=1,
                text="I came back to it by mail.", visible="all", at=team.place.now()))  # fmt: skip
            moments.add_mark(connection, Mark(
                id=0, call=call, moment=name, author=who, author_name="", kind="comment",
                grade=None, text="For my eyes only.", visible="me", at=team.place.now()))  # fmt: skip
    page = team.get("Ines Moreau", f"/team/{who}/brief")
    assert "1 call, 10 chances; 5 taken or opened." in page
    assert "Jonas Brandt says noted : “I came back to it by mail.”" in page.replace(
        "noted:", "noted :"
    )
    assert "For my eyes only." not in page
    assert "secret" not in page.lower()
    assert "not for pay, promotion or dismissal" in page


def test_alone_the_page_shows_the_sellers_of_the_calls(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    with browser(place) as page:
        assert "Nobody sells in this team yet" in page.get("/team").text
        keep(place, viewer, FIRST_CALL)
        html = page.get("/team").text
        assert "Jonas Brandt" in html
        assert NO_SUMS in plain(html)
        (brief,) = set(re.findall(r'href="(/team/\d+/brief)"', html))
        assert page.get(brief).status_code == 200
    place.store.close()


def test_the_team_asks_the_database_the_same_few_questions_for_one_call_or_many(
    team: Office,
) -> None:
    sellers = join(team.place, *FOUR, "Luis Ferreira")
    asked = []
    for size in (1, 5):
        for name, one in list(sellers.items())[:size]:
            release(team.place, one, hold(team.place, one, f"{size} of {name}", some(taken=9)))
        who = next(iter(sellers.values())).person
        for path in ("/team", f"/team/{who}/brief"):
            team.get("Ines Moreau", path)
            with counted(team.place) as statements:
                team.get("Ines Moreau", path)
            asked.append(len(statements))
    assert max(asked) <= 20
    assert asked[:2] == asked[2:]


def test_the_invented_team_can_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_place(tmp_path, url=f"sqlite:///{tmp_path / 'doors.db'}")
    every = demo.demo_calls()
    monkeypatch.setattr(demo, "demo_calls", lambda: every[:2])
    monkeypatch.setattr(demo, "ProcessPoolExecutor", lambda *_, **__: ThreadPoolExecutor(1))
    demo.fill(place)
    known = {name: who for who, name, _ in demo.demo_people(place)}
    with browser(place, demo=True) as page:
        for name, path in (("Ines Moreau", "/team"), ("Noor Haddad", "/team"), ("Ines Moreau", "/me"),
                           ("Otto Lindqvist", "/me"), ("Vera Blom", "/me"), ("Otto Lindqvist", "/deals")):  # fmt: skip
            page.get(f"/look-as/{known[name]}")
            assert page.get(path).status_code == 200, (name, path)
    place.store.close()
