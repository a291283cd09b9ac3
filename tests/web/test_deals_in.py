"""Deals come in on the pages: the file, the stages that are new, what was checked; nothing hostile runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.store.looking import everything
from tests.web.place import Browser, browser, new_place, people_of_the_cast
from tests.web.walk import Page, unlabelled

from sevendoors.app.base.place import Place
from sevendoors.store import crm

HEAD = "Deal ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Deal owner,Is Closed Won,Is Closed\n"
TWO = HEAD + ('1,Lund,Gewonnen,"1.200,50",2026-03-01,2026-04-01,Ines Moreau,true,true\n'
              '2,Berg,Angebot,7,2026-11-01,,Ines Moreau,false,false\n')  # fmt: skip
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = new_place(tmp_path / "home")
    people_of_the_cast(made)
    yield made
    made.store.close()


@pytest.fixture
def ines(place: Place) -> Iterator[Browser]:
    with browser(place, "Ines Moreau") as made:
        yield made


def hand_in(me: Browser, text: str, name: str = "deals.csv", **more: str) -> Any:
    return me.fill("/deals/import", more, files=[("file", (name, text.encode(), "text/csv"))])


def kept(place: Place) -> dict[str, str]:
    with place.store.read() as connection:
        return {one.name: one.stage for one in crm.kept_deals(connection)}


def sound(answer: Any) -> str:
    page = Page(answer.text)
    assert page.faults == []
    assert unlabelled(page) == []
    return str(answer.text)


def test_new_stages_are_asked_once_and_then_the_deals_are_there(
    place: Place, ines: Browser
) -> None:
    assert hand_in(ines, TWO).headers["location"] == "/deals#stages"
    assert kept(place) == {}
    page = sound(ines.get("/deals"))
    assert "These stages are new" in page
    assert "1 won by the export" in page
    done = sound(ines.fill("/deals/stages", {"stage_0": "won", "stage_1": "open"}))
    assert "2 deals brought in" in done
    assert kept(place) == {"Lund": "won", "Berg": "open"}
    assert "0 deals brought in, 0 changed, 2 as before" in sound(hand_in(ines, TWO))
    page = sound(ines.get("/deals"))
    assert "These stages are new" not in page
    assert "2 deals from HubSpot" in page


def test_what_a_stage_means_can_be_said_again(place: Place, ines: Browser) -> None:
    hand_in(ines, TWO)
    ines.fill("/deals/stages", {"stage_0": "won", "stage_1": "open"})
    hand_in(ines, TWO, again="yes")
    assert "What do these stages mean?" in sound(ines.get("/deals"))
    ines.fill("/deals/stages", {"stage_0": "won", "stage_1": "dropped"})
    assert kept(place) == {"Lund": "won", "Berg": "dropped"}


def test_an_export_left_out_leaves_nothing(place: Place, ines: Browser) -> None:
    before = everything(place)
    hand_in(ines, TWO)
    assert list(place.files.names())
    ines.fill("/deals/leave")
    assert everything(place) == before
    assert list(place.files.names()) == []


def test_a_half_told_form_brings_nothing_in(place: Place, ines: Browser) -> None:
    hand_in(ines, TWO)
    answer = ines.fill("/deals/stages", {"stage_0": "won"})
    assert answer.status_code == 400
    assert "Angebot" in answer.text
    assert ines.fill("/deals/stages", {"stage_0": "won", "stage_1": "great"}).status_code == 400
    assert kept(place) == {}


def test_days_that_could_be_either_way_are_asked_for(place: Place, ines: Browser) -> None:
    text = "Name,Stage,Created\nLund,Won,3/4/2026\n"
    answer = hand_in(ines, text)
    assert answer.status_code == 400
    assert "3rd of April or the 4th of March" in answer.text
    hand_in(ines, text, dates="mdy")
    ines.fill("/deals/stages", {"stage_0": "won"})
    with place.store.read() as connection:
        (one,) = crm.kept_deals(connection)
    assert one.created_on == "2026-03-04"


@pytest.mark.parametrize(("text", "words"), [("", "This file is empty"), (HEAD, "no deal under it"),
                                             ("a,b\n1,2\n", "not a list of deals"), ("PK\x03\x04", ".xlsx")])  # fmt: skip
def test_what_is_no_export_is_refused_in_a_sentence(ines: Browser, text: str, words: str) -> None:
    answer = hand_in(ines, text)
    assert answer.status_code == 400
    assert words in answer.text


def test_hostile_words_of_an_export_stay_words_on_every_page(place: Place) -> None:
    cell = '"' + HOSTILE.replace('"', '""') + '"'
    text = ("Deal ID,Deal Name,Deal Stage,Deal owner,Associated Company,Closed Lost Reason,Lead source,Currency,Amount\n"
            f"{cell},{cell},{cell},Jonas Brandt,{cell},{cell},{cell},{cell},5\n")  # fmt: skip
    with browser(place, "Vera Blom") as vera:
        hand_in(vera, text, name="x<script>.csv")
        pages = [vera.get("/deals").text, vera.fill("/deals/stages", {"stage_0": "won"}).text]
    with browser(place, "Jonas Brandt") as jonas:
        with place.store.read() as connection:
            (one,) = crm.kept_deals(connection)
        pages += [jonas.get("/deals").text, jonas.get(f"/deals/{one.id}").text]
    assert "alert" in pages[0]
    assert "alert" in pages[3]
    for text in pages:
        assert "<script>alert" not in text
        assert "<img" not in text.replace('<img src="/static/door.svg"', "")


def test_a_seller_finds_their_own_deal_without_a_call_and_otto_does_not(place: Place) -> None:
    with browser(place, "Vera Blom") as vera:
        hand_in(vera, "Deal Name,Deal Stage,Deal owner\nLund,Won,Jonas Brandt\n")
        vera.fill("/deals/stages", {"stage_0": "won"})
        assert "/deals/1" not in vera.get("/deals").text
    with browser(place, "Jonas Brandt") as jonas:
        assert "/deals/1" in sound(jonas.get("/deals"))
        assert "From HubSpot" in (page := sound(jonas.get("/deals/1"))) or "From a table" in page
        assert "Bring deals in" not in jonas.get("/deals").text
    with browser(place, "Otto Lindqvist") as otto:
        assert "Lund" not in otto.get("/deals").text
        assert otto.get("/deals/1").status_code == 404
