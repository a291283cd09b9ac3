"""The buyer's three questions: one answer for a link, nobody's name, and no average of a few."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.looking import everything, keep_talk, small_call
from tests.web.place import Browser, Clock, browser, new_place, people_of_the_cast
from tests.web.spoken import join
from tests.web.walk import Page, unlabelled

from sevendoors.app.base.place import Place
from sevendoors.app.deals import pulsing
from sevendoors.app.people.taking_out import take_out
from sevendoors.app.reading.keeping import Told
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Unscored
from sevendoors.web.server import build_app

CALL = "aaaaaaaaaaaaaaaa"
GOOD = {"understood": "9", "pressure": "1", "worth": "8"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = new_place(tmp_path / "home")
    yield made
    made.store.close()


@pytest.fixture
def cast(place: Place) -> dict[str, Viewer]:
    found = people_of_the_cast(place)
    hold(place, found["Jonas Brandt"], CALL)
    return found


def hold(place: Place, seller: Viewer, name: str) -> None:
    said = small_call(name, "Marta: We lose a day.", "Jonas: Whose day?")
    who = (said.participants[0], replace(said.participants[1], name=seller.name))
    keep_talk(place, seller.person, replace(said, participants=who), Told(title="Zwyrkel talk"))


def link(place: Place, jonas: Viewer, call: str = CALL) -> str:
    return pulsing.new_link(place, jonas, call)


def stranger(place: Place) -> Browser:
    return Browser(build_app(place), base_url="http://127.0.0.1:8777", follow_redirects=False)


def next_day(place: Place) -> None:
    place.clock.at += timedelta(days=1)  # type: ignore[attr-defined]


def answered(place: Place, seller: Viewer, scores: list[int], call: str = CALL) -> None:
    for score in scores:
        told = {"understood": str(score), "pressure": str(10 - score), "worth": str(score)}
        assert pulsing.take_answer(place, link(place, seller, call), told)


def test_marta_answers_once_and_nothing_tells_who_she_is(
    place: Place, cast: dict[str, Viewer]
) -> None:
    secret = link(place, cast["Jonas Brandt"])
    me = stranger(place)
    asked = me.get(f"/pulse/{secret}")
    assert asked.status_code == 200
    assert "set-cookie" not in asked.headers
    assert asked.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in asked.text
    assert not re.search(r'(src|href)="(?!/static/)', asked.text)
    assert "Zwyrkel" not in asked.text
    before = everything(place, without=["pulse"])
    done = me.post(f"/pulse/{secret}", data=GOOD, headers={"user-agent": "Quobbel"})
    assert "Thank you" in done.text
    assert "set-cookie" not in done.headers
    assert everything(place, without=["pulse"]) == before
    (kept,) = everything(place)["pulse"]
    assert kept[6:] == ("2026-11-26", 9, 1, 8)
    again = me.post(f"/pulse/{secret}", data={**GOOD, "worth": "0"})
    assert again.status_code == 404
    assert pulsing.CLOSED in again.text
    assert everything(place)["pulse"] == [kept]


def test_looking_at_the_questions_uses_nothing_up(place: Place, cast: dict[str, Viewer]) -> None:
    secret = link(place, cast["Jonas Brandt"])
    before = everything(place)
    for _ in range(3):
        stranger(place).get(f"/pulse/{secret}")
    assert everything(place) == before
    assert pulsing.take_answer(place, secret, GOOD)


def test_used_run_out_and_tampered_links_all_say_the_same_calm_sentence(
    tmp_path: Path,
) -> None:
    clock = Clock()
    place = new_place(tmp_path / "home", clock=clock)
    jonas = people_of_the_cast(place)["Jonas Brandt"]
    hold(place, jonas, CALL)
    used, late = link(place, jonas), link(place, jonas)
    pulsing.take_answer(place, used, GOOD)
    clock.at += timedelta(days=30)
    assert pulsing.is_open(place, late)
    clock.at += timedelta(days=1)
    nonce, _, seal = link(place, jonas).partition("-")
    other = link(place, jonas).partition("-")[2]
    bad = (
        used,
        late,
        f"{nonce}-{other}",
        f"{nonce}-",
        nonce,
        f"-{seal}",
        f"{nonce[:-1]}{'1' if nonce[-1] == '0' else '0'}-{seal}",
        "%C3%A9",
        "x",
    )
    texts = {re.sub(r"<form.*", "", stranger(place).get(f"/pulse/{one}").text) for one in bad}
    assert len(texts) == 1
    assert pulsing.CLOSED in texts.pop()
    for one in bad:
        assert not pulsing.take_answer(place, one, GOOD)
    place.store.close()


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=80))
def test_no_made_up_link_is_ever_open(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    place = _kept(tmp_path_factory)
    assert not pulsing.is_open(place, text)


_PLACES: list[Place] = []


def _kept(factory: pytest.TempPathFactory) -> Place:
    if not _PLACES:
        place = new_place(factory.mktemp("pulse"))
        jonas = people_of_the_cast(place)["Jonas Brandt"]
        hold(place, jonas, CALL)
        link(place, jonas)
        _PLACES.append(place)
    return _PLACES[0]


def test_no_secret_signs_nothing(place: Place) -> None:
    assert not pulsing.is_open(place, f"x-{pulsing.sealed('', 'x')}")


@pytest.mark.parametrize("bad", ["", "11", "-1", "5.5", "\u0665", "nine"])
def test_every_question_needs_a_whole_number_from_0_to_10(
    place: Place, cast: dict[str, Viewer], bad: str
) -> None:
    secret = link(place, cast["Jonas Brandt"])
    before = everything(place)
    answer = stranger(place).post(f"/pulse/{secret}", data={**GOOD, "worth": bad})
    assert answer.status_code == 400
    assert everything(place) == before


def test_only_who_sold_makes_a_link(place: Place, cast: dict[str, Viewer]) -> None:
    for name in ("Ines Moreau", "Noor Haddad", "Otto Lindqvist", "Vera Blom"):
        with pytest.raises(GoneError):
            link(place, cast[name])


def test_a_seller_reads_averages_in_fives_never_one_answer(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    answered(place, jonas, [8, 8, 8, 8])
    next_day(place)
    four = pulsing.pulse_page(place, jonas).rows[0].score
    assert isinstance(four, Unscored)
    assert "4 of 5" in four.reason
    answered(place, jonas, [8])
    assert isinstance(pulsing.pulse_page(place, jonas).rows[0].score, Unscored)
    next_day(place)
    five = pulsing.pulse_page(place, jonas).rows[0].score
    assert isinstance(five, Estimate)
    assert (five.value, five.n) == (8, 5)
    assert 7 < five.low < 8 < five.high < 9
    for _ in range(4):
        answered(place, jonas, [0])
        assert pulsing.pulse_page(place, jonas).rows[0].score == five
        next_day(place)
    assert pulsing.pulse_page(place, jonas).rows[0].score == five


def test_a_leader_reads_five_sellers_together_or_nothing(
    place: Place, cast: dict[str, Viewer]
) -> None:
    ines, jonas = cast["Ines Moreau"], cast["Jonas Brandt"]
    more = join(place, "Aisha R", "Bo L", "Cem K", "Dora M")
    answered(place, jonas, [9] * 5)
    for n, one in enumerate(list(more.values())[:3]):
        hold(place, one, f"{n}" * 16)
        answered(place, one, [5], f"{n}" * 16)
    next_day(place)
    assert pulsing.pulse_page(place, ines).team is None
    hold(place, more["Dora M"], "9" * 16)
    answered(place, more["Dora M"], [1], "9" * 16)
    next_day(place)
    assert pulsing.pulse_page(place, ines).team is None  # nine answers: they come in by fives
    answered(place, more["Dora M"], [3], "9" * 16)
    next_day(place)
    page = pulsing.pulse_page(place, ines)
    assert page.team
    assert isinstance(page.team[0].score, Estimate)
    assert page.team[0].score.value == pytest.approx((9 + 5 * 3 + 2) / 5)
    assert "5 sellers, 10 answers" in page.team_said
    answered(place, more["Dora M"], [0], "9" * 16)
    next_day(place)
    assert pulsing.pulse_page(place, ines).team == page.team
    for name in ("Noor Haddad", "Otto Lindqvist", "Vera Blom", "Jonas Brandt"):
        assert pulsing.pulse_page(place, cast[name]).team is None


def test_the_pages_say_how_many_answers_it_takes(place: Place, cast: dict[str, Viewer]) -> None:
    answered(place, cast["Jonas Brandt"], [8] * 5)
    next_day(place)
    with browser(place, "Jonas Brandt") as me:
        text = me.get("/pulse").text
        assert "40 to 50 answers" in text
        assert "Average of 0 to 10" in text
        made = me.fill(f"/calls/{CALL}/pulse")
    found = re.search(r'value="(http://[^"]+/pulse/[^"]+)"', made.text)
    assert found
    assert stranger(place).get(found[1]).status_code == 200
    for answer in (text, made.text, stranger(place).get(found[1]).text):
        page = Page(answer)
        assert page.faults == []
        assert unlabelled(page) == []


def test_what_is_taken_away_holds_no_answer(place: Place, cast: dict[str, Viewer]) -> None:
    answered(place, cast["Jonas Brandt"], [3])
    jonas = cast["Jonas Brandt"]
    with take_out(place, jonas, jonas.person) as file, zipfile.ZipFile(file) as archive:
        (asked,) = json.loads(archive.read("asked.json"))
    assert set(asked) == {"call_id", "asked", "until"}
