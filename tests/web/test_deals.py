"""A deal over its calls: what stayed open, what was picked up, and how it stands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.spoken import (
    Heard,
    Office,
    Q,
    call_of,
    counted,
    hold,
    join,
    keep,
    moments_in,
    office,
    release,
    some,
)

from sevendoors.core.codes import Grade
from sevendoors.measure.picked_up import picked_up
from sevendoors.store import deals

DEAL = "Fennock Pickles"
AUDIT = "I'm worried about the audit in January."
AGAIN = "The audit in January still worries me."
ASKED = "You said the audit worries you. What would the auditor look for first?"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def two_calls(team: Office) -> tuple[str, str]:
    """Let Jonas miss a worry in the first call, and take it in the second."""
    first = hold(team.place, team.jonas, "First call", deal=DEAL, day="2026-11-03", heard=[
        Heard(said=AUDIT, grade=0),
        Heard(said="Could we pay monthly?", code=Q, grade=0, answer="We have many customers."),
    ])  # fmt: skip
    second = hold(team.place, team.jonas, "Second call", deal=DEAL, day="2026-11-20", heard=[
        Heard(said=AGAIN, grade=3, answer=ASKED),
    ])  # fmt: skip
    return first, second


def which(team: Office, name: str = DEAL) -> int:
    with team.place.store.read() as connection:
        found = deals.deal_by_name(connection, name)
    assert found is not None
    return found


def fields(html: str) -> dict[str, str]:
    """Give what the form of a deal holds."""
    found = dict(re.findall(r'<input (?:type="hidden" )?name="(\w+)"[^>]*value="([^"]*)"', html))
    (found["stage"],) = re.findall(r"<option selected>(\w+)", html)
    return {name: found.get(name, "") for name in
            ("name", "stage", "amount", "closed_on", "competitor", "was")}  # fmt: skip


def test_without_a_deal_jonas_reads_how_one_comes_about(team: Office) -> None:
    assert "No deal yet." in team.get("Jonas Brandt", "/deals")


def test_a_worry_missed_in_the_first_call_is_taken_in_the_next(team: Office) -> None:
    first, second = two_calls(team)
    with team.at("Jonas Brandt") as page:
        html = page.get(f"/deals/{which(team)}").text
    text = team.get("Jonas Brandt", f"/deals/{which(team)}")
    assert "taken, next call a worry, first missed in the call of 3 November 2026" in text
    assert AUDIT.replace("'", "&#39;") in html
    assert f"It came up again in the call of 20 November 2026 : “{AGAIN}”" in text
    assert ASKED in text
    moment = moments_in(team.place, first)[0]
    assert f'href="/calls/{first}#m-{moment}"' in html
    assert f'href="/calls/{second}#m-{moments_in(team.place, second)[0]}"' in html
    # What was taken later is not open; the question nobody answered is.
    open_part = text.split("Picked up later")[0]
    assert "Could we pay monthly?" in open_part
    assert "audit" not in open_part


def test_the_list_counts_what_the_page_shows(team: Office) -> None:
    two_calls(team)
    hold(
        team.place,
        team.jonas,
        "Other",
        some(missed=12, noted=1),
        deal="Brackvoss",
        day="2026-10-01",
    )
    text = team.get("Jonas Brandt", "/deals")
    assert text.index(DEAL) < text.index("Brackvoss")
    assert f"{DEAL} open 2 20 November 2026 1" in text
    found = re.search(r"Brackvoss open 1 1 October 2026 (\d+)", text)
    assert found
    page = team.get("Jonas Brandt", f"/deals/{which(team, 'Brackvoss')}")
    assert page.count("A way in:") == int(found[1])


def test_a_seller_who_comes_back_unasked_has_picked_it_up() -> None:
    calls = [
        call_of("One", ["Jonas Brandt"], [Heard(said="The auditor counted every label by hand.")]),
        call_of("Two", ["Jonas Brandt"], some(missed=1)),
        call_of("Three", ["Jonas Brandt"], [
            Heard(said="Good morning.", code=Q, grade=None,
                  answer="You told me the auditor counted every label by hand; what did he find?"),
        ]),
    ]  # fmt: skip
    (found,) = picked_up(calls)
    assert (found.call, found.later, found.again) == (0, 2, None)
    assert "auditor counted every label" in found.words[0].text


def test_what_was_taken_in_its_own_call_is_not_picked_up_later() -> None:
    again = Heard(said=AGAIN, grade=3, answer=ASKED)
    first = call_of("One", ["Jonas Brandt"], [Heard(said=AUDIT), again])
    second = call_of("Two", ["Jonas Brandt"], [again])
    assert picked_up([first, second]) == ()
    missed_again = call_of("Two", ["Jonas Brandt"], [Heard(said=AGAIN)])
    assert picked_up([call_of("One", ["Jonas Brandt"], [Heard(said=AUDIT)]), missed_again]) == ()
    assert all(m.answer.grade is not Grade.OPENED for m in missed_again.moments)
    assert picked_up([]) == ()


def test_promises_stand_with_a_tick(team: Office) -> None:
    said = "I'll send you the audit list on Friday."
    review = call_of("First call", ["Jonas Brandt"],
                     [Heard(said=AUDIT, answer=f"Fine. {said}")], promises=[(0, said)])  # fmt: skip
    keep(team.place, team.jonas, review, "2026-11-03", DEAL)
    with team.at("Jonas Brandt") as page:
        html = page.get(f"/deals/{which(team)}").text
    assert re.search(r'action="/promises/\d+/done"', html)
    assert f'name="to" value="/deals/{which(team)}#promises"' in html
    assert "I&#39;ll send you the audit list" in html


def test_jonas_writes_down_how_the_deal_stands(team: Office) -> None:
    two_calls(team)
    path = f"/deals/{which(team)}"
    with team.at("Jonas Brandt") as page:
        told = {**fields(page.get(path).text), "stage": "won", "amount": "48 000",
                "closed_on": "2026-11-25", "competitor": "Pallet & Sons"}  # fmt: skip
        assert page.fill(path, told).status_code == 303
        text = team.get("Jonas Brandt", path)
        assert "won 48,000 closed 25 November 2026" in text
        assert "also in it: Pallet &amp; Sons" in text
        # He is told when somebody was quicker, and nothing is overwritten.
        late = page.fill(path, {**told, "stage": "lost"})
        assert late.status_code == 409
        assert "nothing was overwritten" in late.text
        assert fields(page.get(path).text)["stage"] == "won"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 201), ("stage", "hopeful"), ("amount", "much"),
     ("amount", "-1"), ("amount", "nan"), ("amount", "1e400"), ("closed_on", "soon"),
     ("closed_on", "2026-02-30"), ("competitor", "y" * 201), ("name", "Brackvoss")],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(team: Office, field: str, value: str) -> None:
    two_calls(team)
    hold(team.place, team.jonas, "Other", some(missed=1), deal="Brackvoss")
    path = f"/deals/{which(team)}"
    with team.at("Jonas Brandt") as page:
        before = fields(page.get(path).text)
        assert page.fill(path, {**before, field: value}).status_code == 400
        assert fields(page.get(path).text) == before


def test_otto_vera_and_ines_find_no_deal_of_jonas(team: Office) -> None:
    first, _ = two_calls(team)
    path = f"/deals/{which(team)}"
    for name in ("Otto Lindqvist", "Vera Blom", "Ines Moreau", "Noor Haddad"):
        assert team.status(name, path) == 404
        assert DEAL not in team.get(name, "/deals")
        with team.at(name) as page:
            assert page.fill(path, {"name": "Mine", "stage": "won"}).status_code == 404
    # One call released: she reads that one, and counts by it alone.
    release(team.place, team.jonas, first)
    text = team.get("Ines Moreau", path)
    assert "First call" in text
    assert "Second call" not in text
    assert "taken, next call" not in text
    assert "audit" in text.split("Picked up later")[0]
    assert f"{DEAL} open 1 3 November 2026 2" in team.get("Ines Moreau", "/deals")
    assert team.status("Otto Lindqvist", path) == 404


def test_a_single_released_moment_opens_no_deal(team: Office) -> None:
    first, _ = two_calls(team)
    release(team.place, team.jonas, first, moments_in(team.place, first)[0])
    assert team.status("Ines Moreau", f"/deals/{which(team)}") == 404
    assert DEAL not in team.get("Ines Moreau", "/deals")


def test_in_a_call_of_two_a_colleagues_moments_stay_the_colleagues(team: Office) -> None:
    tom = join(team.place, "Tom Keller")["Tom Keller"]
    both = call_of("Both", ["Jonas Brandt", "Tom Keller"], [
        Heard(said=AUDIT, seller=0, grade=0), Heard(said="And what if it rains?", seller=1, grade=0),
    ])  # fmt: skip
    keep(team.place, team.jonas, both, "2026-11-03", DEAL)
    text = team.get("Jonas Brandt", f"/deals/{which(team)}")
    assert "audit" in text
    assert "what if it rains" not in text
    assert "0 of 1 chances taken or opened" in text
    assert tom.person != team.jonas.person


@pytest.mark.parametrize("name", ["0", "-1", "x", "999999", "1e3", "99999999999999999999", "١"])
def test_a_deal_that_is_not_there_is_not_there(team: Office, name: str) -> None:
    assert team.status("Jonas Brandt", f"/deals/{name}") == 404


def test_many_deals_are_read_in_parts(team: Office) -> None:
    for k in range(23):
        hold(team.place, team.jonas, f"Call {k}", some(missed=1), deal=f"Deal number {k}",
             day=f"2026-10-{k + 1:02}")  # fmt: skip
    first = team.get("Jonas Brandt", "/deals")
    second = team.get("Jonas Brandt", "/deals?page=2")
    shown = re.findall(r"Deal number (\d+)", first + second)
    assert sorted(map(int, shown)) == list(range(23))
    assert "no more deals" in team.get("Jonas Brandt", "/deals?page=3")


def test_deals_ask_the_database_the_same_few_questions_however_many_calls(team: Office) -> None:
    asked = []
    for k in range(6):
        hold(team.place, team.jonas, f"Call {k}", some(missed=2, taken=2), deal=DEAL)
        hold(team.place, team.jonas, f"Other {k}", some(missed=2), deal=f"Other {k}")
        if k in (0, 5):
            for path in ("/deals", f"/deals/{which(team)}"):
                team.get("Jonas Brandt", path)
                with counted(team.place) as statements:
                    team.get("Jonas Brandt", path)
                asked.append(len(statements))
    assert asked[:2] == asked[2:]
    assert max(asked) <= 20


def test_hostile_names_are_shown_as_names(team: Office) -> None:
    bad = '"><script>alert(1)</script>{{7*7}}'
    hold(team.place, team.jonas, bad, [Heard(said=bad, answer=bad)], deal=bad)
    with team.at("Jonas Brandt") as page:
        for path in ("/deals", f"/deals/{which(team, bad)}"):
            html = page.get(path).text
            assert "<script>alert" not in html
            assert "{{7*7}}" in html
