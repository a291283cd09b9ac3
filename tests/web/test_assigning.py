"""What a team agrees: Ines gives, Jonas does it, and the act itself marks it; nobody else sees it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.spoken import Heard, Office, P, hold, join, office, release, some

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.numbers.tracking import team_numbers
from sevendoors.app.practice import drilling, talking
from sevendoors.app.team.assigning import (
    DRILLS_ASKED,
    Wish,
    agree,
    agreed_in_team,
    agreed_with,
    kinds_of,
)
from sevendoors.app.team.team_coaching import others_are_many
from sevendoors.core.codes import CHANCES
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Person, Viewer
from sevendoors.store import assignments, people, practice
from sevendoors.track.coaching import drawn_order

TODAY = "2026-11-26"
BUYER = "marta-oliveira"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def told(team: Office, who: Viewer) -> list[tuple[str, str | None]]:
    return [(one.words, one.done) for one in agreed_with(team.place, who)]


def person(team: Office, who: Viewer) -> Person:
    with team.place.store.read() as connection:
        found = people.person_of(connection, who.person)
    assert found
    return found


def test_ines_agrees_a_talk_and_jonas_reads_it_on_today_and_on_practise(team: Office) -> None:
    with team.at("Ines Moreau") as page:
        answer = page.fill("/team/agree", {"person": str(team.jonas.person), "kind": "coaching",
                                           "coaching": "empathy", "day": "2026-12-01"})  # fmt: skip
    assert answer.status_code == 303
    for path in ("/", "/practise"):
        shown = team.get("Jonas Brandt", path)
        assert "A talk about “Demonstrating true empathy”" in shown, path
        assert "On 1 December 2026; agreed by Ines Moreau" in shown, path
        assert "true empathy" not in team.get("Otto Lindqvist", path), path
    assert "Jonas Brandt: a talk about “Demonstrating true empathy”" in team.get(
        "Noor Haddad", "/team"
    )


def test_a_finished_talk_with_that_buyer_marks_it_and_one_begun_before_the_day_does_not(
    team: Office,
) -> None:
    jonas, ines = team.jonas, team.cast["Ines Moreau"]
    before = talking.start(team.place, jonas, BUYER)
    wish = Wish(who=jonas.person, kind="buyer", what=[BUYER], day="2026-11-27")
    agree(team.place, ines, wish)
    talking.end(team.place, jonas, before.id)
    assert told(team, jonas) == [("a practice talk with Marta Oliveira", None)]
    agree(team.place, ines, Wish(who=jonas.person, kind="buyer", what=[BUYER], day=TODAY))
    # Of the two, only the one whose day has come was done by it.
    assert [done for _, done in told(team, jonas)] == [TODAY, None]
    shown = team.get("Ines Moreau", "/team/agree")
    assert "Done, 26 November 2026, seen from the practice itself" in shown


def test_a_talk_that_goes_on_marks_nothing(team: Office) -> None:
    agree(team.place, team.cast["Ines Moreau"],
          Wish(who=team.jonas.person, kind="buyer", what=[BUYER], day=TODAY))  # fmt: skip
    talking.start(team.place, team.jonas, BUYER)
    assert [done for _, done in told(team, team.jonas)] == [None]


def test_drills_of_that_kind_mark_it_and_those_of_another_do_not(team: Office) -> None:
    jonas = team.jonas
    heard = [*some(missed=DRILLS_ASKED), Heard(said="The audit comes first.", code=P, grade=0)]
    hold(team.place, jonas, "A call", heard)
    drilling.refresh(team.place, jonas)
    agree(team.place, team.cast["Noor Haddad"],
          Wish(who=jonas.person, kind="drill", what=["CONCERN"], day=TODAY))  # fmt: skip
    cards = dict(_cards(team, jonas))
    other = [card for card, kind in cards.items() if kind == "PRIORITY"]
    same = [card for card, kind in cards.items() if kind == "CONCERN"]
    assert len(same) >= DRILLS_ASKED
    for card in [*other, *same[: DRILLS_ASKED - 1]]:
        _try(team, jonas, card)
    assert [done for _, done in told(team, jonas)] == [None]
    _try(team, jonas, same[DRILLS_ASKED - 1])
    assert [done for _, done in told(team, jonas)] == [TODAY]


def _cards(team: Office, who: Viewer) -> list[tuple[int, str]]:
    with team.place.store.read() as connection:
        return [(card.id, card.kind) for card in practice.cards(connection, who.person)]


def _try(team: Office, who: Viewer, card: int) -> None:
    scene = drilling.card_of(team.place, who, card).scene
    drilling.attempt(team.place, who, card, scene.variant, "What would that mean for you?")


def test_what_is_ticked_by_hand_can_be_unticked_by_both_and_by_nobody_else(team: Office) -> None:
    jonas, ines = team.jonas, team.cast["Ines Moreau"]
    agree(team.place, ines, Wish(who=jonas.person, kind="coaching", what=["empathy"], day=TODAY))
    (one,) = agreed_with(team.place, jonas)
    for name in ("Otto Lindqvist", "Vera Blom"):
        with team.at(name) as page:
            assert page.fill(f"/agreed/{one.id}/done").status_code == 404
            assert page.fill(f"/agreed/{one.id}/drop").status_code == 404
    with team.at("Jonas Brandt") as page:
        assert page.fill(f"/agreed/{one.id}/drop").status_code == 404
        assert (
            page.fill(f"/agreed/{one.id}/done", {"to": "//evil.example"})
            .headers["location"]
            .startswith("/?said=")
        )
    assert [done for _, done in told(team, jonas)] == [TODAY]
    with team.at("Ines Moreau") as page:
        page.fill(f"/agreed/{one.id}/done", {"back": "yes"})
    assert [done for _, done in told(team, jonas)] == [None]
    with team.at("Noor Haddad") as page:
        assert page.fill(f"/agreed/{one.id}/drop").status_code == 303
    assert told(team, jonas) == []


def test_nothing_can_be_agreed_with_another_team_or_by_a_seller(team: Office) -> None:
    otto = team.cast["Otto Lindqvist"]
    wish = Wish(who=otto.person, kind="coaching", what=["empathy"], day=TODAY)
    for name in ("Ines Moreau", "Noor Haddad", "Jonas Brandt", "Vera Blom"):
        with pytest.raises(GoneError):
            agree(team.place, team.cast[name], wish)
    with pytest.raises(GoneError):
        agree(team.place, team.jonas, Wish(who=team.jonas.person, kind="coaching",
                                           what=["empathy"], day=TODAY))  # fmt: skip
    assert told(team, otto) == []
    assert agreed_in_team(team.place, otto, [person(team, team.jonas)]) == ()


@pytest.mark.parametrize(
    ("kind", "what", "day", "due"),
    [
        ("", ["empathy"], TODAY, ""),
        ("coaching", [], TODAY, ""),
        ("coaching", ["charm"], TODAY, ""),
        ("drill", ["CONFIRM"], TODAY, ""),
        ("buyer", ["../etc"], TODAY, ""),
        ("coaching", ["empathy"], "tomorrow", ""),
        ("coaching", ["empathy"], "2036-01-01", ""),
        ("drill", ["ASK"], TODAY, "2026-11-25"),
    ],
)
def test_what_cannot_be_agreed_says_how_to_mend_it(
    team: Office, kind: str, what: list[str], day: str, due: str
) -> None:
    with pytest.raises(DoorsError) as fault:
        agree(team.place, team.cast["Ines Moreau"],
              Wish(who=team.jonas.person, kind=kind, what=what, day=day, due=due))  # fmt: skip
    assert fault.value.fix
    assert told(team, team.jonas) == []


def test_drills_follow_one_another_and_an_order_drawn_by_lot_says_so(team: Office) -> None:
    ines, jonas = team.cast["Ines Moreau"], team.jonas
    kinds = ["ASK", "CONCERN", "DOUBT"]
    many = agree(team.place, ines, Wish(who=jonas.person, kind="drill", what=kinds, day=TODAY,
                                        due="2026-12-05", drawn=True))  # fmt: skip
    assert many == len(kinds)
    with team.place.store.read() as connection:
        lines = assignments.assignments(connection, who=[jonas.person])
    assert sorted(one.what for one in lines) == kinds
    assert [one.on_day for one in lines] == [TODAY, "2026-12-10", "2026-12-24"]
    assert [one.due for one in lines] == ["2026-12-05", "2026-12-19", "2027-01-02"]
    assert all(one.drawn for one in lines)
    assert "its place in the order was drawn by lot" in team.get("Jonas Brandt", "/")


@given(st.randoms(use_true_random=False))
def test_a_lot_draws_every_kind_once(dice: Random) -> None:
    assert sorted(drawn_order(CHANCES, dice)) == sorted(CHANCES)


def test_a_skill_stands_for_its_kinds_of_chance_and_a_buyer_for_none() -> None:
    for entry in codebook_in_use().skills:
        assert kinds_of(entry.key), entry.key
        assert kinds_of(entry.key) <= set(CHANCES)
    assert kinds_of("CONCERN") == {"CONCERN"}
    assert kinds_of(BUYER) == frozenset()


def days(team: Office, seller: Viewer, **late: int) -> list[str]:
    """Let somebody hold six calls before the first of November and six after it."""
    found = []
    for k in range(12):
        month, counts = ("2026-10", {"missed": 3, "taken": 1}) if k < 6 else ("2026-11", late)
        found.append(hold(team.place, seller, f"{seller.name} {k}",
                          [*some(**counts), Heard(said=f"The audit, {k}.", code=P, grade=k % 2 * 2)],
                          day=f"{month}-{k + 5:02}"))  # fmt: skip
    return found


def test_ines_reads_what_moved_with_jonas_once_he_lets_his_calls_be_seen(team: Office) -> None:
    ines, jonas = team.cast["Ines Moreau"], team.jonas
    calls = days(team, jonas, taken=4)
    agree(
        team.place, ines, Wish(who=jonas.person, kind="drill", what=["CONCERN"], day="2026-11-01")
    )
    hidden = team.get("Ines Moreau", "/team/coaching")
    assert "Nothing to compare yet" in hidden
    assert "Jonas" not in hidden
    for call in calls:
        release(team.place, jonas, call)
    page = team.get("Ines Moreau", "/team/coaching")
    assert "Jonas Brandt, 1 November 2026" in page
    assert "What was trained is taken more often since, beside what was not" in page
    assert "Before anything is agreed: with 20 calls before and 20 after" in page
    assert "When last looked at: 1 day can be compared: clearly more was taken since" in team.get(
        "Ines Moreau", "/team"
    )
    assert "When last looked at" not in team.get("Noor Haddad", "/team")


def test_with_as_many_taken_as_before_no_change_is_claimed(team: Office) -> None:
    for call in days(team, team.jonas, missed=3, taken=1):
        release(team.place, team.jonas, call)
    agree(team.place, team.cast["Ines Moreau"],
          Wish(who=team.jonas.person, kind="drill", what=["CONCERN"], day="2026-11-01"))  # fmt: skip
    page = team.get("Ines Moreau", "/team/coaching")
    assert "No clear change yet" in page


def test_what_one_hidden_seller_did_after_the_day_is_in_no_comparison(team: Office) -> None:
    for call in days(team, team.jonas, taken=4):
        release(team.place, team.jonas, call)
    five = join(
        team.place, "Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair", "Luis Ferreira"
    )
    for name, one in five.items():
        hold(team.place, one, f"Early {name}", [*some(missed=3), *[Heard(said="Audit.", code=P)]],
             day="2026-10-02")  # fmt: skip
    ines = team.cast["Ines Moreau"]
    kinds = kinds_of("CONCERN")
    assert others_are_many(team_numbers(team.place, ines), kinds, "2026-11-01")
    # One of the five, who released nothing, goes on after the day: the rest could be taken away.
    hold(team.place, five["Tom Keller"], "Late Tom", some(taken=5), day="2026-11-12")
    assert not others_are_many(team_numbers(team.place, ines), kinds, "2026-11-01")
