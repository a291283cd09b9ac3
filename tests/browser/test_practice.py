"""Jonas practises in a real browser: a talk to its debrief, a drill, and a duel with its blind page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.served import chromium, seat, served, shot
from tests.web.place import new_place

from sevendoors.app.people.access import house_key

pytestmark = pytest.mark.browser
PATIENCE = 60_000


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as one:
        yield one


def say(tab: Any, line: str) -> None:
    """Say one line with the Enter key, and wait for her answer."""
    before = tab.locator("main").inner_text()
    tab.locator("#line").fill(line)
    tab.locator("#line").press("Enter")
    tab.wait_for_function(
        "old => document.querySelector('main').innerText !== old && !document.querySelector('#line')?.value",
        arg=before,
        timeout=PATIENCE,
    )


def test_a_talk_is_held_with_keys_and_laid_open(started: Any, tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with served(place) as there, seat(started, there) as sits:
        sits.go(f"/enter/{house_key(place)}")
        tab = sits.go("/practise/with/marta-oliveira")
        assert "eleven hours" not in tab.locator("main").inner_text()
        tab.get_by_role("button", name="Begin").click()
        tab.wait_for_url(re.compile(r"/practise/talk/\d+"))
        assert "is an AI" in tab.locator("main").inner_text()
        for line in (
            "Hello Marta, how do you plan production today?",
            "Is your daughter all right?",
        ):
            say(tab, line)
        tab.locator("textarea[name=note]").first.fill("One pallet must be found in minutes")
        tab.reload()  # closed and opened again, the talk stands where it was
        assert "Is your daughter all right?" in tab.locator("main").inner_text()
        tab.get_by_role("button", name="End", exact=True).click()
        tab.wait_for_url(re.compile("/debrief"), timeout=PATIENCE)
        told = tab.locator("main").inner_text()
        assert "What truly mattered" in told
        assert "The doors" in told
        shot(tab, "practice", "/debrief", 1440)
        tab.get_by_role("button", name="Try again from this very line").first.click()
        tab.wait_for_url(re.compile(r"/practise/talk/\d+($|[?#])"), timeout=PATIENCE)
        assert "retry" in tab.locator("main").inner_text().lower()


def test_a_drill_is_answered_and_its_reason_given(started: Any, tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with served(place) as there, seat(started, there) as sits:
        sits.go(f"/enter/{house_key(place)}")
        tab = sits.go("/practise")
        tab.get_by_role("link", name="Your turn").or_(
            tab.get_by_role("button", name="Your turn")
        ).first.click()
        tab.locator("#reply").fill("What would have to change for that to be easier for you?")
        tab.get_by_role("button", name="Say it").click()
        tab.get_by_role("button", name="Try again").wait_for(timeout=PATIENCE)
        words = tab.locator("main").inner_text()
        assert re.search(r"\b(missed|noted|taken|opened)\b", words)


def test_a_duel_ends_in_a_page_to_share(started: Any, tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with served(place) as there, seat(started, there) as sits:
        sits.go(f"/enter/{house_key(place)}")
        tab = sits.go("/practise/duel/ragnar-sund")
        tab.get_by_role("button", name="Begin the duel").click()
        tab.wait_for_url(re.compile(r"/practise/talk/\d+"))
        say(tab, "Good morning Ragnar. How is the book-keeping done at your place today?")
        tab.get_by_role("button", name="End", exact=True).click()
        tab.wait_for_url(re.compile("/duel/ragnar-sund/|/debrief"), timeout=PATIENCE)
        number = re.findall(r"\d+", tab.url.partition("/practise")[2])[-1]
        tab = sits.go(f"/practise/duel/ragnar-sund/{number}")
        tab.get_by_role("button", name=re.compile("Let the script talk")).first.click()
        tab.get_by_role("link", name=re.compile("[Bb]lind")).first.wait_for(timeout=PATIENCE)
        words = tab.locator("main").inner_text()
        assert "the script" in words
        assert not re.search(r"more human than", words)
        shot(tab, "practice", "/duel", 1440)
