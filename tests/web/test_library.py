"""What good sounds like: Jonas puts an answer there, his team reads it, and nobody else ever does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.place import browser, new_place
from tests.web.spoken import Heard, Office, P, hold, join, moments_in, office, plain, release, some

from sevendoors.app.base.place import only_viewer
from sevendoors.app.team.examples import LONGEST_NOTE, put_in, shown_examples, take_out_again
from sevendoors.app.team.skill_of_month import choose_skill, skill_of_month
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.store import log, moments, tallies

WORRY = "Number 0 keeps me awake, opened."
MINE = "Yours that could stand here"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def a_call(team: Office) -> tuple[str, list[str]]:
    """Let Jonas hold a call with Marta: one worry opened, one missed, one of what matters taken."""
    heard = [*some(opened=1, missed=1), Heard(said="The audit comes first.", code=P, grade=2)]
    call = hold(team.place, team.jonas, "Marta Oliveira and the plan", heard)
    return call, moments_in(team.place, call)


def test_jonas_puts_an_answer_there_and_his_team_reads_it(team: Office) -> None:
    call, (opened, _, taken) = a_call(team)
    assert MINE not in team.get("Jonas Brandt", "/library")
    release(team.place, team.jonas, call)
    assert MINE in team.get("Jonas Brandt", "/library")
    with team.at("Jonas Brandt") as page:
        assert page.fill(f"/library/{opened}/put", {"note": "I waited."}).status_code == 303
        page.fill(f"/library/{taken}/put")
    join(team.place, "Aisha Rahman")
    for name in ("Ines Moreau", "Noor Haddad", "Jonas Brandt"):
        shown = team.get(name, "/library")
        assert WORRY in shown
        assert "I waited." in shown
        assert "The audit comes first." in shown
    # Who bought, and in which call, is told to Jonas alone.
    for name in ("Ines Moreau", "Noor Haddad"):
        shown = team.get(name, "/library")
        assert "Jonas Brandt answered" in shown
        assert "Marta" not in shown
        with team.at(name) as page:
            assert call not in page.get("/library").text
    for name in ("Otto Lindqvist", "Vera Blom"):
        shown = team.get(name, "/library")
        assert "Nobody put an answer here yet" in shown
        assert "Jonas" not in shown
    only = team.get("Ines Moreau", "/library?skill=empathy")
    assert WORRY in only
    assert "The audit comes first." not in only


def test_what_was_missed_or_never_shown_or_is_not_ones_own_cannot_stand_there(team: Office) -> None:
    call, (opened, missed, _) = a_call(team)
    with pytest.raises(GoneError):
        put_in(team.place, team.jonas, opened, "")  # nobody was let see it
    release(team.place, team.jonas, call)
    with pytest.raises(GoneError):
        put_in(team.place, team.jonas, missed, "")
    for name in ("Ines Moreau", "Otto Lindqvist"):
        with pytest.raises(GoneError):
            put_in(team.place, team.cast[name], opened, "")
        with pytest.raises(GoneError):
            take_out_again(team.place, team.cast[name], opened)
    with pytest.raises(DoorsError):
        put_in(team.place, team.jonas, opened, "x" * (LONGEST_NOTE + 1))
    assert shown_examples(team.place, team.jonas) == ()


def test_one_released_moment_is_enough_for_that_moment_alone(team: Office) -> None:
    call, (opened, _, taken) = a_call(team)
    release(team.place, team.jonas, call, opened, audience="coach")
    put_in(team.place, team.jonas, opened, "")
    with pytest.raises(GoneError):
        put_in(team.place, team.jonas, taken, "")


@pytest.mark.parametrize("how", ["out", "taken back", "read again", "deleted"])
def test_it_is_gone_again_as_soon_as_jonas_or_the_reading_says_so(team: Office, how: str) -> None:
    call, (opened, *_) = a_call(team)
    release(team.place, team.jonas, call)
    put_in(team.place, team.jonas, opened, "")
    assert WORRY in team.get("Ines Moreau", "/library")
    with team.at("Jonas Brandt") as page:
        if how == "out":
            page.fill(f"/library/{opened}/out")
        elif how == "taken back":
            page.fill(f"/calls/{call}/release", {"audience": "nobody"})
        elif how == "deleted":
            page.fill(f"/calls/{call}/delete")
        else:
            with team.place.store.write() as connection:
                moments.drop_releases(connection, team.jonas.person, call)
    assert WORRY not in team.get("Ines Moreau", "/library")
    if how == "out":
        assert MINE in team.get("Jonas Brandt", "/library")


def test_who_leaves_the_team_leaves_no_example_behind_and_brings_none(team: Office) -> None:
    call, (opened, *_) = a_call(team)
    release(team.place, team.jonas, call)
    put_in(team.place, team.jonas, opened, "")
    with team.at("Vera Blom") as page:
        page.fill(f"/people/{team.jonas.person}/team", {"team": "Elsewhere"})
    # What he let one team see, he did not let another see.
    for name in ("Ines Moreau", "Otto Lindqvist"):
        assert WORRY not in team.get(name, "/library")


def test_it_is_written_down_who_read_an_answer_of_jonas(team: Office) -> None:
    call, (opened, *_) = a_call(team)
    release(team.place, team.jonas, call)
    put_in(team.place, team.jonas, opened, "")
    team.get("Noor Haddad", "/library")
    with team.place.store.read() as connection:
        lines = log.log_about(connection, team.jonas.person)
    assert ("Noor Haddad", call) in {(one.who, one.call) for one in lines}
    assert any(one.what == "put an answer into the library" for one in lines)


def test_the_skill_of_the_month_stands_on_three_pages_with_what_good_sounds_like(
    team: Office,
) -> None:
    call, (opened, *_) = a_call(team)
    release(team.place, team.jonas, call)
    put_in(team.place, team.jonas, opened, "")
    with team.at("Ines Moreau") as page:
        assert page.fill("/team/month", {"skill": "empathy"}).status_code == 303
    for name, path in (("Ines Moreau", "/team"), ("Ines Moreau", "/"), ("Jonas Brandt", "/")):
        shown = team.get(name, path)
        assert "Skill of the month Demonstrating true empathy responds to worries" in shown
        assert WORRY in shown
    assert "Skill of the month: Demonstrating true empathy" in team.get("Jonas Brandt", "/practise")
    for path in ("/", "/practise"):
        assert "Skill of the month" not in team.get("Otto Lindqvist", path)
    with team.at("Ines Moreau") as page:
        page.fill("/team/month", {"skill": ""})
    assert skill_of_month(team.place, team.jonas) is None


def test_only_who_leads_chooses_the_skill_and_only_one_that_there_is(team: Office) -> None:
    for name in ("Noor Haddad", "Jonas Brandt", "Otto Lindqvist", "Vera Blom"):
        with pytest.raises(GoneError):
            choose_skill(team.place, team.cast[name], "empathy")
    with pytest.raises(DoorsError):
        choose_skill(team.place, team.cast["Ines Moreau"], "charm")


def test_who_is_alone_has_a_library_of_their_own(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    me = only_viewer(place)
    assert me
    call = hold(place, me, "A call", some(opened=1, missed=1))
    (opened, _) = moments_in(place, call)
    with place.store.read() as connection:
        (seller,) = tallies.sellers_known(connection)
    with browser(place) as page:
        page.fill("/me/is", {"person": str(seller.id)})
        assert MINE in plain(page.get("/library").text)
        assert page.fill(f"/library/{opened}/put", {"note": "Slow."}).status_code == 303
        assert "You note: Slow." in plain(page.get("/library").text)
    place.store.close()
