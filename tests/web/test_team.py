"""Ines sees sums of five people or more and, person by person, what was released; nothing else."""

import csv
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.place import FIRST_CALL, browser, keep, new_place
from tests.web.spoken import (
    Heard,
    Office,
    P,
    Q,
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

from sevendoors.app.base import rights
from sevendoors.app.base.place import only_viewer, open_place
from sevendoors.app.demo import demo
from sevendoors.app.numbers.sums import people_in, summable
from sevendoors.app.people.deleting import delete_call, delete_person
from sevendoors.app.team.team_seen import last_answer, remember
from sevendoors.app.team.team_skill import Level, answer_of, lowest_of, unsure_of
from sevendoors.core.kept import Mark
from sevendoors.core.people import Role, Viewer
from sevendoors.core.score import Estimate
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
    page = team.get("Ines Moreau", "/team/skill")
    # Fifty worries; 2 + 3 + 4 + 5 + 6 of them were taken.
    assert "Sums over 5 people: 50 chances in 5 calls, 20 taken or opened." in page
    assert "Demonstrating true empathy responds to worries 20 of 50 chances taken" in page
    # Five sellers are too few for an average, and no share stands there without one.
    assert "5 sellers so far, 3 more before an average is known" in page
    # Nobody released anything, so nothing of anybody stands there.
    page = team.get("Ines Moreau", "/team")
    assert page.count("nothing released yet") == 5
    assert "Number" not in page
    assert "A call of" not in page


def test_with_four_people_ines_reads_no_sum(team: Office) -> None:
    sellers = join(team.place, *FOUR)
    for name, one in sellers.items():
        hold(team.place, one, f"A call of {name}", some(missed=8, taken=8))
    for path in ("/team", "/team/skill"):
        page = team.get("Ines Moreau", path)
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
    page = team.get("Ines Moreau", "/team/skill")
    # The sum less the four that are open would be Jonas, who released nothing.
    assert NO_SUMS in page
    assert "20 of 50" not in page
    release(team.place, team.jonas, calls["Jonas Brandt"])
    # Now nothing is kept back, and the sum tells nothing new of anybody.
    assert "20 of 50" in team.get("Ines Moreau", "/team/skill")


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
    page = team.get("Ines Moreau", "/team/skill")
    # Listening less empathy would otherwise be what Jonas did with priorities.
    assert "builds on it 0 of 50 chances" in page
    assert "in their order No sum: nobody was given such a chance so far, or fewer" in page
    assert "Sums over 5 people: 50 chances in 5 calls" in page
    assert "kinds of chance that fewer were given are left out" in page


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
    assert team.status("Noor Haddad", "/team/skill") == 404


def test_otto_and_vera_have_no_team_page(team: Office) -> None:
    five(team)
    for name in ("Otto Lindqvist", "Vera Blom", "Jonas Brandt"):
        for path in ("/team", "/team/skill", "/team/who", "/team/coaching", "/team/winning",
                     "/team/agree", "/team/numbers.csv"):  # fmt: skip
            assert team.status(name, path) == 404
        if name != "Jonas Brandt":  # the page for a talk with him is his too
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
    sellers = {**join(team.place, *FOUR, "Luis Ferreira"), "Jonas Brandt": team.jonas}
    asked = []
    paths = ("/team", "/team/skill", "/team/who", "/team/coaching")
    for size in (5, 6):
        for name, one in list(sellers.items())[:size]:
            release(team.place, one, hold(team.place, one, f"{size} of {name}", some(taken=9)))
        for path in paths:
            team.get("Ines Moreau", path)
            with counted(team.place) as statements:
                team.get("Ines Moreau", path)
            asked.append(len(statements))
    assert max(asked) <= 24
    assert asked[: len(paths)] == asked[len(paths) :]


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


NINE = ("Aisha Rahman", "Emeka Obi", "Grace Okafor", "Luis Ferreira", "Mira Kovac", "Nils Petersen",
        "Priya Nair", "Tom Keller")  # fmt: skip


def nine(team: Office, *, released: tuple[str, ...] = ()) -> dict[str, Viewer]:
    """Let nine sellers hold eight calls each; Jonas takes few worries, the others more.

    With questions it is the other way round, so that neither tells what the other does.
    """
    sellers = {"Jonas Brandt": team.jonas, **join(team.place, *NINE)}
    for place, (name, one) in enumerate(sellers.items()):
        worries = 1 if one is team.jonas else 4 + place % 3
        asked = 2 if place % 2 else 6
        for k in range(8):
            heard = [
                *some(missed=8 - worries, taken=worries),
                *(
                    Heard(said=f"And what of {n}?", code=Q, grade=2 if n < asked else 0)
                    for n in range(8)
                ),
            ]
            call = hold(team.place, one, f"{name} {k}", heard, day=f"2026-11-{k + 1:02}")  # fmt: skip
            if name in released:
                release(team.place, one, call)
    return sellers


def test_jonas_lets_his_calls_be_seen_and_only_then_stands_in_who_needs_which_talk(
    team: Office,
) -> None:
    others = ("Aisha Rahman", "Emeka Obi", "Grace Okafor", "Tom Keller")
    sellers = nine(team, released=others)
    page = team.get("Ines Moreau", "/team/who")
    assert "Jonas" not in page
    # Five released nothing, so they stand in the average, which is of nine.
    assert "By name stand 4 sellers" in page
    assert "5 who let nothing be seen stand in an average at most" in page
    assert "(9 sellers)" in page
    for call in _every_call(team, team.jonas):
        release(team.place, team.jonas, call)
    page = team.get("Ines Moreau", "/team/who")
    # Now four released nothing: too few for an average, so they are left out of it.
    assert "Numbers of 5 sellers stand behind this" in page
    assert "9 sellers" not in page
    assert "Jonas Brandt" in page
    assert "Priya Nair" not in page
    for call in _every_call(team, sellers["Priya Nair"]):
        release(team.place, sellers["Priya Nair"], call)
    assert "Priya Nair" in team.get("Ines Moreau", "/team/who")


def _every_call(team: Office, one: Viewer) -> list[str]:
    with team.place.store.read() as connection:
        found = moments.find_moments(
            connection, rights.own_scope(one), seller=one.person, limit=500
        )
    return sorted({m.call for m in found})


def test_who_lies_below_the_team_is_said_in_words_and_leads_to_the_quotes(team: Office) -> None:
    nine(team, released=("Jonas Brandt", *NINE))
    with team.at("Ines Moreau") as browser_:
        html = browser_.get("/team/who").text
        page = plain(html)
        assert "With Jonas Brandt A talk about “Demonstrating true empathy”: 8 of 64 taken" in page
        assert "very likely below the team" in page
        # In the order of names, whatever the numbers say.
        order = [page.index(f"{name} ") for name in sorted(("Jonas Brandt", *NINE))]
        assert order == sorted(order)
        person = team.jonas.person
        link = f"/moments?person={person}&amp;skill=empathy&amp;outcome=missed+or+noted"
        assert link in html
        quotes = browser_.get(link.replace("&amp;", "&"))
        assert "keeps me awake, missed." in quotes.text
    assert not re.search(r"\b(worst|rank|1st|first place|bottom)\b", page)


def level(place: int, low: float, wide: float) -> Level:
    score = Estimate(value=low + wide / 2, low=low, high=low + wide, n=50)
    return Level(key=f"k{place}", title=f"Skill {place}", conduct="", taken=20, n=50, people=8,
                 score=score, spread=score)  # fmt: skip


@given(st.lists(st.tuples(st.floats(0, 0.8), st.floats(0.01, 0.2)), min_size=1, max_size=7))
def test_a_skill_is_named_alone_only_where_its_band_lies_below_all_others(bands: list[tuple[float, float]]) -> None:  # fmt: skip
    levels = [level(place, low, wide) for place, (low, wide) in enumerate(bands)]
    lowest = lowest_of(levels)
    said = answer_of(levels, lowest)
    first = min(levels, key=lambda one: one.score.value)  # type: ignore[union-attr]
    alone = all(one.score.low > first.score.high for one in levels if one is not first)  # type: ignore[union-attr]
    assert ("lies below all others" in said) == alone
    # Those that may be the lowest stand in the codebook's order, which says nothing of them.
    assert [one.key for one in lowest] == sorted(one.key for one in lowest)
    assert first in lowest
    assert "worst" not in said


def test_an_average_of_four_who_released_nothing_is_nowhere(team: Office) -> None:
    released = ("Jonas Brandt", "Aisha Rahman", "Emeka Obi", "Grace Okafor", "Luis Ferreira")
    nine(team, released=released)
    page = team.get("Ines Moreau", "/team/skill")
    assert "Sums over 5 people: 640 chances" in page
    assert "9 people" not in page


def test_what_ines_sold_herself_is_no_fifth_person(team: Office) -> None:
    ines = team.cast["Ines Moreau"]
    with team.place.store.write() as connection:
        accounts.set_roles(connection, ines.person, (Role.LEADER, Role.SELLER))
    sellers = join(team.place, *FOUR)
    for name, one in sellers.items():
        hold(team.place, one, f"A call of {name}", some(missed=8))
    hold(team.place, ines, "A call of hers", some(taken=8))
    assert NO_SUMS in team.get("Ines Moreau", "/team/skill")


def test_what_a_leader_sold_is_not_to_be_had_from_the_pages_by_the_coach(team: Office) -> None:
    ines = team.cast["Ines Moreau"]
    with team.place.store.write() as connection:
        accounts.set_roles(connection, ines.person, (Role.LEADER, Role.SELLER))
    sellers = nine(team, released=("Jonas Brandt", *NINE))
    before = [team.get("Noor Haddad", path) for path in ("/team/who", "/team/coaching")]
    hold(team.place, ines, "A call of hers", some(taken=8))
    # She alone released nothing; a number that moved by her call would be her number.
    assert sellers
    after = [team.get("Noor Haddad", path) for path in ("/team/who", "/team/coaching")]
    count = "By name stand 9 sellers who let something be seen, from that alone"
    assert before[0].split(count)[1].split(".")[1:] == after[0].split(count)[1].split(".")[1:]
    assert before[1] == after[1]


def test_the_table_for_a_spreadsheet_holds_what_the_pages_show_and_no_more(team: Office) -> None:
    nine(team, released=("Jonas Brandt",))
    with team.at("Ines Moreau") as page:
        answer = page.get("/team/numbers.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="team.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["about"] for row in rows} == {"the team", "Jonas Brandt"}
    level = next(
        row for row in rows if row["about"] == "the team" and row["skill"].startswith("Demo")
    )
    # Eight calls each: one of eight taken by Jonas, and 5 + 6 + 4 + 5 + 6 + 4 + 5 + 6 by the others.
    assert (level["taken"], level["chances"], level["sellers"]) == (str(8 * (1 + 41)), "576", "9")
    assert float(level["low_80"]) < float(level["share"]) < float(level["high_80"])
    # By name no share stands there, as none stands on the page.
    assert all(row["share"] == "" for row in rows if row["about"] == "Jonas Brandt")
    with team.at("Noor Haddad") as page:
        seen = list(csv.DictReader(io.StringIO(page.get("/team/numbers.csv").text)))
    assert {row["about"] for row in seen} == {"Jonas Brandt"}


def test_hard_basics_stand_beside_the_skills_with_their_counts(team: Office) -> None:
    sellers = {"Jonas Brandt": team.jonas, **join(team.place, *NINE)}
    for k, (name, one) in enumerate(sellers.items()):
        ask = (
            "What budget did you set aside for it?" if k < 3 else "Let me show you the next screen."
        )
        hold(team.place, one, f"A call of {name}",
             [Heard(said="Number 1 keeps me awake.", answer=ask, grade=2), *some(missed=4)])  # fmt: skip
    page = team.get("Ines Moreau", "/team/skill")
    assert "You asked what may be spent. 3 of 9 calls, 9 people." in page
    assert "the budget was asked for in 3 of 9 calls" in page
    assert "A next step was named" in page


def test_what_ines_was_answered_as_leader_is_not_shown_to_her_as_coach(team: Office) -> None:
    ines = team.cast["Ines Moreau"]
    remember(team.place, ines, "winning", "Zwyrkel.")
    assert last_answer(team.place, ines, "winning") == "When last looked at: Zwyrkel."
    for now in (replace(ines, roles=frozenset({Role.COACH})), replace(ines, team=77)):
        assert last_answer(team.place, now, "winning") == ""


def test_levels_that_lie_apart_from_their_counts_say_so() -> None:
    # Each was counted 20 of 50; the second lies at 60 of 100 or more.
    near, apart = level(1, 0.35, 0.1), level(2, 0.6, 0.1)
    assert unsure_of([near]) == ""
    assert unsure_of([]) == ""
    assert "the two lie apart in Skill 2." in unsure_of([near, apart])
    assert "the two lie apart in all skills." in unsure_of([apart])
