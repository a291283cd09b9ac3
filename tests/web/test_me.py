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

from sevendoors.app.base import rights
from sevendoors.app.base.place import only_viewer
from sevendoors.app.numbers.comparing import agreed, count_me
from sevendoors.app.numbers.worth_first import kinds_first
from sevendoors.app.practice import drilling, judging
from sevendoors.core.codes import Cue
from sevendoors.core.kept import Guess
from sevendoors.core.people import Viewer
from sevendoors.store import comparing, ends, log, moments, people

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
    assert "5 of 10 taken or opened. 10 chances so far, about 38 more before a number." in page
    assert "4 chances so far, about 44 more before a number" in page
    assert "No chance so far." in page
    # Nobody showed that he went into what was said, so listening and curiosity took none of it.
    assert "0 of 12 taken or opened." in page
    assert "Taken counts here only where you showed what was understood" in page
    # What is no number yet has no dot on any axis, and nothing is said of others.
    html = _page(team, "Jonas Brandt", "/me")
    assert 'r="6.5"' not in html
    assert "average of Northlake" not in page


def _page(team: Office, name: str, path: str) -> str:
    with team.at(name) as page:
        return str(page.get(path).text)


NINE = (*FIVE, "Ana Costa", "Ben Marsh", "Cleo Duarte")


def nine(team: Office, *, calls: int = 2) -> dict[str, Viewer]:
    """Let Jonas and eight others hold calls with thirty worries and thirty questions each.

    Ever more worries are taken from one seller to the next; questions go their own way.
    """
    sellers = {"Jonas Brandt": team.jonas, **join(team.place, *NINE)}
    for k, (name, one) in enumerate(sellers.items()):
        asked = 3 * (4 * k % 9)
        heard = [*some(missed=27 - 3 * k, taken=3 + 3 * k),
                 *[Heard(said=f"What is {n} for?", code=Q, grade=2 if n < asked else 0)
                   for n in range(30)]]  # fmt: skip
        for n in range(calls):
            hold(team.place, one, f"Call {n} of {name}", heard, day=f"2026-1{n % 2}-{10 + n:02}")
    return sellers


def test_with_eight_sellers_jonas_has_a_dot_with_its_band_beside_a_named_average(
    team: Office,
) -> None:
    nine(team)
    page = team.get("Jonas Brandt", "/me")
    assert "Shaded: the average of Northlake (9 people)." in page
    assert "6 of 60 taken or opened" in page
    assert "Band (8 of 10)" in page
    assert "No clear change yet." in page
    assert re.search(r"This is (very likely|probably) below the average of Northlake \(9\)", page)
    # The rows name how much of the number is not his own, and on what it rests.
    assert "60 chances seen in 2 calls; " in page
    assert "2 calls kept here, 2 read, 2 with an answered chance." in page
    assert "Worth a look first: " in page
    assert "Ten such calls bring about 300 of these chances." in page


def test_what_jonas_believes_and_knows_is_on_his_page_and_on_nobody_elses(team: Office) -> None:
    sellers = nine(team)
    before = team.get("Jonas Brandt", "/me")
    assert "You have not guessed yet" in before
    assert "you believe:" not in before
    judging.believe(team.place, team.jonas, {Cue.CONCERN: 8})
    page = team.get("Jonas Brandt", "/me")
    assert "You have not guessed yet" not in page
    assert re.search(r"Your guess 8 of 10, seen [0-3] of 10, likely", page)
    assert "Odd and even calls say the same, each for itself." in page
    assert "What you know, believe and did" in page
    for name in ("Call 0 of Jonas Brandt", "Call 1 of Jonas Brandt"):
        release(team.place, team.jonas, call_of(name, ["Jonas Brandt"], []).conversation.id)
    who = team.jonas.person
    for name in ("Ines Moreau", "Noor Haddad"):
        seen = team.get(name, f"/people/{who}/skills")
        assert "6 of 60 taken or opened" in seen
        assert "you believe:" not in seen.lower()
        assert "what you know" not in seen.lower()
        assert "guess" not in seen.lower()
        assert "kept here" not in seen
        assert "This rests on what was let be seen: 2 calls" in seen
        assert "Over several calls" not in seen
        assert "Comparison group" not in seen
    assert team.status("Otto Lindqvist", f"/people/{who}/skills") == 404
    assert team.status("Tom Keller", f"/people/{who}/skills") == 404
    assert team.status("Ines Moreau", f"/people/{sellers['Tom Keller'].person}/skills") == 200
    assert "let nothing be seen" in team.get(
        "Ines Moreau", f"/people/{sellers['Tom Keller'].person}/skills"
    )


def test_nobody_is_in_the_comparison_group_unasked_and_who_is_not_sees_nothing_of_it(
    team: Office,
) -> None:
    far = join(team.place, *(f"Seller {k}" for k in range(12)), team="Far away")
    for k, (name, one) in enumerate(far.items()):
        for n in range(2):
            hold(
                team.place,
                one,
                f"{name}, {n}",
                some(missed=30 - k, taken=k),
                day=f"2026-11-{n + 1:02}",
            )
    for n in range(4):
        hold(team.place, team.jonas, f"Own call {n}", some(missed=15, taken=15))
    assert "You are not counted in; nobody else is yet." in team.get("Jonas Brandt", "/me")
    for one in list(far.values())[:11]:
        count_me(team.place, one, yes=True)
    assert "all here who agreed (" not in team.get("Jonas Brandt", "/me")
    with team.at("Jonas Brandt") as page:
        assert page.post("/me/compared", data={"counted": "yes"}).status_code == 400
        assert page.fill("/me/compared", {"counted": "yes"}).status_code == 303
    told = team.get("Jonas Brandt", "/me?beside=agreed")
    # Eleven others agreed; they come in by fives.
    assert "the average of all here who agreed (10 people)" in told
    assert "You are counted in; 11 others are." in told
    with team.at("Jonas Brandt") as page:
        assert page.fill("/me/compared", {"counted": "no"}).status_code == 303
    assert "all here who agreed (" not in team.get("Jonas Brandt", "/me?beside=agreed")
    assert rights.may_see_agreed(counted=True, others=5)
    assert not rights.may_see_agreed(counted=True, others=4)
    assert not rights.may_see_agreed(counted=False, others=50)


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


def test_an_average_is_named_from_eight_sellers_on(team: Office) -> None:
    hold(team.place, team.jonas, "First call", some(missed=15, taken=15))
    for place_, (name, one) in enumerate(join(team.place, *NINE[:7]).items()):
        assert "Shaded" not in team.get("Jonas Brandt", "/me")
        hold(
            team.place,
            one,
            f"A call of {name}",
            some(missed=28 - 4 * place_, opened=2 + 4 * place_),
        )
    assert "Shaded: the average of Northlake (8 people)." in team.get("Jonas Brandt", "/me")


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
    for day in ("2026-11-20", "2026-11-21"):
        talk = call_of(f"Call {bad} {day}", ["Jonas Brandt"], [Heard(said=bad, answer=f"{bad} indeed")],
                       promises=[(0, f"{bad} indeed")])  # fmt: skip
        keep_review(team.place, team.jonas, talk, day, deal=f"Deal {bad}")
    assert "What you promised" in team.get("Jonas Brandt", "/me")
    assert "indeed" in team.get("Jonas Brandt", "/me").split("What you promised")[1]
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
    assert max(asked) <= 32
    assert asked[0] in (asked[1], asked[1] + 1)


def test_rights_say_who_may_lay_themselves_beside_the_team(team: Office) -> None:
    jonas, otto = team.jonas, team.cast["Otto Lindqvist"]
    assert rights.may_see_band(jonas, jonas.team, 5)
    assert not rights.may_see_band(jonas, jonas.team, 4)
    assert not rights.may_see_band(otto, jonas.team, 9)
    assert not rights.may_see_band(team.cast["Vera Blom"], None, 9)


def test_the_drill_that_comes_first_is_of_the_gap_most_worth_closing(team: Office) -> None:
    nine(team)
    drilling.refresh(team.place, team.jonas)
    order = kinds_first(team.place, team.jonas)
    assert order[W] != order[Q]
    first = min((W, Q), key=lambda kind: order[kind])
    shown = drilling.today(team.place, team.jonas)
    assert [one.scene.kind for one in shown] == [first] * 3
    assert shown == drilling.today(team.place, team.jonas)
    assert drilling.how_many(team.place, team.jonas) == 3
    assert kinds_first(team.place, team.cast["Otto Lindqvist"]) == {}


def test_who_is_deleted_is_in_the_comparison_group_no_more(team: Office) -> None:
    tom = join(team.place, "Tom Keller")["Tom Keller"]
    count_me(team.place, tom, yes=True)
    with team.place.store.write() as connection:
        assert [who for _, who in comparing.all_counted(connection)] == [tom.person]
        ends.drop_person(connection, tom.person)
        assert comparing.all_counted(connection) == ()


def test_who_is_merged_stays_in_the_comparison_group_once_and_leaves_no_setting(
    team: Office,
) -> None:
    both = join(team.place, "Tom Keller", "Thomas Keller")
    tom, thomas = both["Tom Keller"].person, both["Thomas Keller"].person
    count_me(team.place, both["Thomas Keller"], yes=True)
    with team.place.store.write() as connection:
        ((since, who),) = comparing.all_counted(connection)
        assert who == thomas
        log.set_setting(connection, f"practice.calendar:{thomas}", "a secret of his")
        people.merge(connection, tom, thomas)
        assert comparing.all_counted(connection) == ((since, tom),)
        # A later person of this id would have it.
        assert log.get_setting(connection, f"practice.calendar:{thomas}") is None


def test_who_agreed_and_was_given_no_chance_makes_no_fifth(team: Office) -> None:
    far = join(team.place, *(f"Seller {k}" for k in range(10)), team="Far away")
    for k, (name, one) in enumerate(list(far.items())[:9]):
        for n in range(2):
            hold(team.place, one, f"{name}, {n}", some(missed=30 - k, taken=k))
    for n in range(4):
        hold(team.place, team.jonas, f"Own call {n}", some(missed=15, taken=15))
    for one in (*far.values(), team.jonas):
        count_me(team.place, one, yes=True)
    told = agreed(team.place, team.jonas)
    assert (told.counted, told.others) == (True, 10)
    assert told.measured is not None
    # Of nine with chances the first five make a whole step; the tenth, with none, is no sixth.
    assert len(told.measured.fits["all"].sellers) == 5
