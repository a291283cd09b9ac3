"""Jonas's numbers from the store: all of his for him, what he released for Ines, nothing for Otto."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.web.spoken import (
    Heard,
    Office,
    W,
    counted,
    hold,
    join,
    moments_in,
    office,
    release,
    some,
)

from sevendoors.app.numbers.across_calls import across_calls
from sevendoors.app.numbers.tracking import (
    coaching_of,
    full_scores,
    my_gaps,
    my_numbers,
    person_numbers,
    quality_scores,
    team_numbers,
)
from sevendoors.app.people.deleting import delete_call
from sevendoors.core.codes import Cue
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored

NAMES = ("Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair", "Luis Ferreira", "Ana Costa",
         "Ben Marsh", "Cleo Duarte")  # fmt: skip


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def nine(team: Office, calls: int = 2) -> dict[str, Viewer]:
    """Let Jonas and eight others hold calls with ten worries each."""
    sellers = {"Jonas Brandt": team.jonas, **join(team.place, *NAMES)}
    for k, (name, one) in enumerate(sellers.items()):
        for n in range(calls):
            hold(team.place, one, f"Call {n} of {name}", some(missed=9 - k, taken=1 + k),
                 day=f"2026-1{n % 2}-{10 + n:02}")  # fmt: skip
    return sellers


def test_jonas_has_his_own_numbers_from_all_his_calls(team: Office) -> None:
    nine(team)
    numbers = my_numbers(team.place, team.jonas)
    score = numbers.score(team.jonas.person, "empathy")
    assert score.raw == (2, 20)
    assert numbers.told == {team.jonas.person}
    assert numbers.coverage(team.jonas.person) == (
        "2 calls kept here, 2 read, 2 with an answered chance. "
        "Of calls not brought in nothing is known."
    )
    assert numbers.room(team.jonas.person) == "Too few turns to say how much room buyers had."
    assert numbers.score(team.jonas.person, "curiosity").raw == (0, 0)


def test_jonas_is_never_shown_another_sellers_number(team: Office) -> None:
    sellers = nine(team)
    numbers = my_numbers(team.place, team.jonas)
    for ask in (numbers.score, numbers.standing, numbers.trend):
        with pytest.raises(GoneError):
            ask(sellers["Tom Keller"].person, "empathy")


def test_ines_sees_by_name_only_what_was_released_and_the_rest_as_an_average(team: Office) -> None:
    nine(team)
    ines = team.cast["Ines Moreau"]
    assert team_numbers(team.place, ines).told == frozenset()
    call = hold(team.place, team.jonas, "One more", some(taken=5), day="2026-11-20")
    release(team.place, team.jonas, call)
    numbers = team_numbers(team.place, ines)
    assert numbers.told == {team.jonas.person}
    assert numbers.score(team.jonas.person, "empathy").raw == (5, 5)
    assert len(set(numbers.rows.seller.tolist())) == 9
    assert numbers.coverage(team.jonas.person).startswith(
        "This rests on what was let be seen: 1 call with"
    )


def test_a_single_moment_released_is_all_that_goes_in(team: Office) -> None:
    nine(team)
    call = hold(team.place, team.jonas, "One more", some(taken=5), day="2026-11-20")
    release(team.place, team.jonas, call, moments_in(team.place, call)[0])
    numbers = team_numbers(team.place, team.cast["Ines Moreau"])
    assert numbers.score(team.jonas.person, "empathy").raw == (1, 1)


def test_with_four_hidden_sellers_there_is_no_average_of_them(team: Office) -> None:
    sellers = nine(team)
    for one in list(sellers.values())[:5]:
        release(team.place, one, hold(team.place, one, f"Let {one.name}", some(taken=2)))
    numbers = team_numbers(team.place, team.cast["Ines Moreau"])
    assert len(numbers.told) == 5
    assert set(numbers.rows.seller.tolist()) == numbers.told
    assert isinstance(numbers.level("empathy"), Unscored)


def test_otto_and_a_seller_have_no_team_to_look_at(team: Office) -> None:
    nine(team)
    for name in ("Otto Lindqvist", "Jonas Brandt"):
        with pytest.raises(GoneError):
            team_numbers(team.place, team.cast[name])
    with pytest.raises(GoneError):
        person_numbers(team.place, team.cast["Otto Lindqvist"], team.jonas.person)


def test_a_new_call_changes_the_number_and_reads_only_itself(team: Office) -> None:
    nine(team)
    before = my_numbers(team.place, team.jonas).score(team.jonas.person, "empathy")
    call = hold(team.place, team.jonas, "New", some(taken=4), day="2026-11-21")
    with counted(team.place) as asked:
        after = my_numbers(team.place, team.jonas).score(team.jonas.person, "empathy")
    assert (before.raw, after.raw) == ((2, 20), (6, 24))
    (read,) = [one for one in asked if "moment.data" in one]
    assert "moment.call_id IN" in read
    with counted(team.place) as asked:
        my_numbers(team.place, team.jonas)
    assert not [one for one in asked if "moment.data" in one]
    delete_call(team.place, team.jonas, call)
    assert my_numbers(team.place, team.jonas).score(team.jonas.person, "empathy") == before


def test_trend_whole_model_coaching_and_qualities_speak_of_who_may_be_shown(team: Office) -> None:
    sellers = nine(team)
    me, other = team.jonas.person, sellers["Tom Keller"].person
    numbers = my_numbers(team.place, team.jonas)
    dice = np.random.default_rng(1)
    full = full_scores(numbers, me, dice)
    assert not isinstance(full["empathy"], Unscored)
    assert full["curiosity"] == Unscored(reason="No chance so far")
    assert isinstance(numbers.trend(me, "curiosity"), Unscored)
    assert "more before anything" in coaching_of(numbers, me, [Cue.CONCERN], "2026-11-01").words
    assert {t for line in quality_scores(numbers, me) for t in line.titles} >= {
        "Empathy",
        "Context",
    }
    for ask in (lambda: full_scores(numbers, other, dice), lambda: quality_scores(numbers, other),
                lambda: coaching_of(numbers, other, [Cue.CONCERN], "2026-11-01")):  # fmt: skip
        with pytest.raises(GoneError):
            ask()


def test_what_jonas_was_not_asked_is_said_in_his_gaps(team: Office) -> None:
    nine(team)
    gaps = {one.skill: one for one in my_gaps(team.place, team.jonas)}
    assert isinstance(gaps["empathy"].know, Unscored)
    assert isinstance(gaps["empathy"].believe, Unscored)


def test_a_stock_line_over_two_buyers_is_found_in_jonas_own_calls_alone(team: Office) -> None:
    line = "What I always tell people is that the first month pays for the whole year."
    for n in range(2):
        hold(team.place, team.jonas, f"Call {n}",
             [Heard(said=f"The {n} audit keeps me awake.", code=W, grade=1, answer=line)],
             day=f"2026-11-{10 + n}", deal="Northlake")  # fmt: skip
    found = across_calls(team.place, team.jonas)
    assert found.calls == 2
    assert found.stock == ()  # one buyer: to say it twice to Marta is no stock line
    assert isinstance(found.kept, Unscored)
    assert set(found.errors) == {"recall", "stock", "promises"}
    assert across_calls(team.place, team.cast["Otto Lindqvist"]).calls == 0
