"""Jonas reads what he did with his chances; nobody else does, until he lets them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.place import FIRST_CALL, browser, keep, new_place
from tests.web.spoken import (
    D,
    Heard,
    Office,
    P,
    Q,
    T,
    W,
    call_of,
    counted,
    hold,
    join,
    moments_in,
    office,
    plain,
    release,
    some,
)
from tests.web.spoken import keep as keep_review

from sevendoors.app import rights
from sevendoors.app.place import only_viewer
from sevendoors.core.kept import Guess
from sevendoors.store import moments, people

FIVE = ("Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair", "Luis Ferreira")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


MIXED = [
    *some(missed=3, noted=2, taken=4, opened=1),
    *[Heard(said=f"What does seat {k} cost?", code=Q, grade=2) for k in range(3)],
    Heard(said="I doubt that number.", code=D, grade=0),
    Heard(said="The audit in January comes first.", code=P, grade=3),
    Heard(said="There was something else, never mind.", code=T, grade=None),
]


def test_before_the_first_call_jonas_is_told_what_will_stand_here(team: Office) -> None:
    page = team.get("Jonas Brandt", "/me")
    assert "No chance is counted for you yet" in page
    assert "%" not in page


def test_the_numbers_of_jonas_are_those_counted_by_hand(team: Office) -> None:
    hold(team.place, team.jonas, "First call", MIXED)
    page = team.get("Jonas Brandt", "/me")
    # 15 chances could be answered: 4 + 1 worries, 3 questions and 1 priority were taken or opened.
    assert (
        "In 1 call you were given 15 chances that you could answer. You took or opened 9 ." in page
    )
    assert "4 missed 2 noted 7 taken 2 opened" in page
    # Worries count for empathy; worries, the priority and the doubt for listening.
    assert "Demonstrating true empathy: 5 of 10 chances taken or opened, 50 %" in page
    assert "Listening to understand: 6 of 12 chances taken or opened, 50 %" in page
    assert "Building credibility and trust: 4 chances so far, about 4 more before a number" in page
    assert "Asking insightful questions: No chance so far, about 8 before a number" in page


def test_every_number_leads_to_as_many_moments(team: Office) -> None:
    hold(team.place, team.jonas, "First call", MIXED)
    hold(team.place, team.jonas, "Second call", some(missed=20, taken=9), day="2026-11-25")
    with team.at("Jonas Brandt") as page:
        html = page.get("/me").text
        links = re.findall(r'<a href="(/moments[^"]*)">(\d+)', html)
        assert len(links) >= 6
        for link, number in links:
            found = page.get(link.replace("&amp;", "&"))
            assert plain(found.text).count(f"{number} chance") >= 1, link
        who = team.jonas.person
        first = page.get(f"/moments?person={who}").text
        assert first.count('<article class="panel moment">') == 25
        assert "1 of 2" in plain(first)
        second = page.get(f"/moments?person={who}&page=2").text
        assert second.count('<article class="panel moment">') == 44 - 25
        assert page.get(f"/moments?person={who}&page=9").status_code == 200
        missed = page.get(f"/moments?person={who}&skill=trust&outcome=missed").text
        assert "I doubt that number." in missed
        assert missed.count('<article class="panel moment">') == 1


def test_a_list_asked_for_in_a_strange_way_says_how_to_ask(team: Office) -> None:
    for path in ("/moments?skill=charm", "/moments?outcome=won", "/moments?person=x",
                 "/moments?page=99999999999"):  # fmt: skip
        assert team.status("Jonas Brandt", path) == 400, path
    for path in ("/people/x/skills", "/people/999/skills", "/people/-1/skills",
                 "/moments?person=999"):  # fmt: skip
        assert team.status("Jonas Brandt", path) == 404, path


def test_jonas_lets_ines_see_his_two_moments_and_no_third(team: Office) -> None:
    call = hold(team.place, team.jonas, "First call", MIXED)
    who = team.jonas.person
    with team.at("Jonas Brandt") as page:
        html = page.get("/me").text
        assert "Your two moments this week" in html
        sent = re.findall(r'name="moment" value="([0-9a-f]{12})"', html)
        assert len(set(sent)) == 2
        assert page.fill("/me/release-week", {"moment": sent}).status_code == 303
        assert "may see these two moments" in plain(page.get("/me").text)
        again = page.fill("/me/release-week", {"moment": sent})
        assert "already" in again.headers["location"]
    for name in ("Ines Moreau", "Noor Haddad"):
        with team.at(name) as page:
            seen = page.get(f"/moments?person={who}").text
            assert seen.count('<article class="panel moment">') == 2
            assert "2 chances Jonas Brandt was given" in plain(seen)
            assert "Jonas Brandt was given 2 chances" in plain(
                page.get(f"/people/{who}/skills").text
            )
    with team.place.store.read() as connection:
        told = moments.releases(connection, name=call)
    assert {one.moment for one in told} == set(sent)


def test_what_is_not_his_jonas_cannot_let_anybody_see(team: Office) -> None:
    tom = join(team.place, "Tom Keller")["Tom Keller"]
    call = hold(team.place, tom, "A call of Tom", some(missed=2))
    theirs = moments_in(team.place, call)[0]
    with team.at("Jonas Brandt") as page:
        for sent in ([theirs], ["0" * 12], ["../x"]):
            assert page.fill("/me/release-week", {"moment": sent}).status_code == 404
        assert page.fill("/me/release-week").status_code == 400
        assert page.post("/me/release-week", data={"moment": theirs}).status_code == 400
    with team.place.store.read() as connection:
        assert moments.releases(connection, name=call) == ()


def test_otto_and_vera_find_nothing_of_jonas(team: Office) -> None:
    call = hold(team.place, team.jonas, "First call", MIXED)
    release(team.place, team.jonas, call)
    who = team.jonas.person
    for name in ("Otto Lindqvist", "Vera Blom"):
        for path in (f"/people/{who}/skills", f"/moments?person={who}", f"/team/{who}/brief"):
            assert team.status(name, path) == 404, (name, path)
        assert "Number" not in team.get(name, "/moments")
        assert "chance is counted" in team.get(name, "/me")


def test_ines_sees_of_jonas_only_what_he_released_and_he_can_read_that_she_looked(
    team: Office,
) -> None:
    call = hold(team.place, team.jonas, "First call", MIXED)
    hold(team.place, team.jonas, "Second call", some(opened=30))
    who = team.jonas.person
    for name in ("Ines Moreau", "Noor Haddad"):
        page = team.get(name, f"/people/{who}/skills")
        assert "let nothing be seen yet" in page
        assert "%" not in page
    release(team.place, team.jonas, call)
    assert "Jonas Brandt was given 15 chances" in team.get("Ines Moreau", f"/people/{who}/skills")
    assert "Ines Moreau" in team.get("Jonas Brandt", "/who-sees-what")


def test_what_is_for_the_coach_alone_stays_from_the_leader(team: Office) -> None:
    call = hold(team.place, team.jonas, "First call", MIXED)
    release(team.place, team.jonas, call, audience="coach")
    who = team.jonas.person
    assert "was given 15 chances" in team.get("Noor Haddad", f"/people/{who}/skills")
    assert "let nothing be seen yet" in team.get("Ines Moreau", f"/people/{who}/skills")
    # And his own page offers to let the leader see the two, who does not yet.
    assert "Let your coach and leader see these two" in team.get("Jonas Brandt", "/me")


def test_the_band_of_others_needs_five_others(team: Office) -> None:
    hold(team.place, team.jonas, "First call", some(missed=5, taken=5))
    others = join(team.place, *FIVE)
    for place_, (name, one) in enumerate(others.items()):
        assert "shaded band" not in team.get("Jonas Brandt", "/me").lower()
        hold(team.place, one, f"A call of {name}", some(missed=2 + place_, opened=8))
    page = team.get("Jonas Brandt", "/me")
    assert "the others of your team (5 people" in page
    # 40 of 60, without the 5 of 10 of his own.
    assert "Shaded: The others of your team, 54 % to 77 %, n = 60." in page


def test_a_chance_left_to_two_sellers_is_nobodys(team: Office) -> None:
    tom = join(team.place, "Tom Keller")["Tom Keller"]
    lines = [
        *some(taken=8),
        *[Heard(said=f"And {k}?", code=W, grade=0, seller=1) for k in range(9)],
    ]
    keep_review(team.place, team.jonas, call_of("Both", ["Jonas Brandt", "Tom Keller"], lines),
                "2026-11-24")  # fmt: skip
    assert "you were given 8 chances" in team.get("Jonas Brandt", "/me")
    assert "Number" in team.get("Jonas Brandt", "/moments")
    assert "And 1?" not in team.get("Jonas Brandt", "/moments")
    assert team.status("Jonas Brandt", f"/moments?person={tom.person}") == 404


def test_what_jonas_guessed_stands_beside_what_was_found(team: Office) -> None:
    for k, guess in enumerate((9, 5, 2)):
        call = hold(team.place, team.jonas, f"Call {k}", some(missed=2, taken=5))
        with team.place.store.write() as connection:
            moments.set_guess(connection, Guess(call=call, person=team.jonas.person, taken=guess,
                                                at=team.place.now()))  # fmt: skip
    page = team.get("Jonas Brandt", "/me")
    assert "in 1 you guessed more than was found, in 1 the same, in 1 fewer" in page
    assert "Call 0 9 5 7" in page


def test_with_no_call_this_week_the_moments_are_from_the_latest(team: Office) -> None:
    hold(team.place, team.jonas, "Long ago", some(missed=1, taken=1), day="2026-06-01")
    hold(team.place, team.jonas, "Longer ago", some(opened=1), day="2026-05-01")
    page = team.get("Jonas Brandt", "/me")
    assert "Two moments from your latest calls" in page
    assert "Your best moment" in page
    assert "Longer ago, 1 May 2026" in page


def test_marks_of_a_reading_that_is_gone_are_not_counted(team: Office) -> None:
    call = hold(team.place, team.jonas, "First call", some(missed=3, taken=6))
    gone = moments_in(team.place, call)[0]
    release(team.place, team.jonas, call, gone)
    with team.place.store.write() as connection:
        found = moments.moments_of(connection, call, None)
        moments.set_moments(connection, call, [m for m in found if m.id != gone], team.place.now())
    assert "you were given 8 chances" in team.get("Jonas Brandt", "/me")


def test_alone_somebody_says_which_seller_they_are(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    keep(place, viewer, FIRST_CALL)
    with browser(place) as page:
        html = page.get("/me").text
        assert "Which of these is you?" in html
        (who,) = re.findall(r'<option value="(\d+)">Jonas Brandt', html)
        assert "Marta" not in html
        assert page.fill("/me/is", {"person": "999"}).status_code == 404
        assert page.fill("/me/is", {"person": str(viewer.person)}).status_code == 404
        assert page.fill("/me/is").status_code == 400
        assert page.fill("/me/is", {"person": who}).status_code == 303
        after = page.get("/me").text
        assert "Which of these is you?" not in after
        assert "In 1 call you were given" in plain(after)
        assert "Let your coach" not in after
    with place.store.read() as connection:
        own = people.person_of(connection, viewer.person)
    assert own
    assert own.name == "Jonas Brandt"
    place.store.close()


def test_in_a_team_nobody_takes_a_name_for_their_own(team: Office) -> None:
    tom = join(team.place, "Tom Keller")["Tom Keller"]
    hold(team.place, tom, "A call of Tom", some(taken=3))
    with team.at("Jonas Brandt") as page:
        assert page.fill("/me/is", {"person": str(tom.person)}).status_code == 404
        assert "Which of these" not in page.get("/me").text


def test_hostile_words_are_shown_as_words(team: Office) -> None:
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}'
    hold(team.place, team.jonas, f"Call {bad}", [Heard(said=bad, answer=f"{bad} indeed")])
    with team.at("Jonas Brandt") as page:
        for path in ("/me", "/moments"):
            html = page.get(path).text
            assert "<script>alert" not in html
            assert "<img" not in html.replace('<img src="/static', "")
            assert "{{7*7}}" in html


@pytest.mark.parametrize("path", ["/me", "/moments?person={}&skill=listening", "/people/{}/skills"])
def test_a_page_asks_the_database_the_same_few_questions_for_one_call_or_six(
    team: Office, path: str
) -> None:
    join(team.place, *FIVE)
    asked = []
    name = "Ines Moreau" if "people" in path else "Jonas Brandt"
    for k in range(6):
        call = hold(team.place, team.jonas, f"Call {k}", MIXED, day=f"2026-11-{20 + k}")
        release(team.place, team.jonas, call)
        if k in (0, 5):
            with team.at(name) as page:
                page.get(path.format(team.jonas.person))
                with counted(team.place) as statements:
                    assert page.get(path.format(team.jonas.person)).status_code == 200
            asked.append(len(statements))
    assert max(asked) <= 20
    assert asked[0] in (asked[1], asked[1] + 1)


def test_rights_say_who_may_lay_themselves_beside_the_team(team: Office) -> None:
    jonas, otto = team.jonas, team.cast["Otto Lindqvist"]
    assert rights.may_see_band(jonas, jonas.team, 5)
    assert not rights.may_see_band(jonas, jonas.team, 4)
    assert not rights.may_see_band(otto, jonas.team, 9)
    assert not rights.may_see_band(team.cast["Vera Blom"], None, 9)
