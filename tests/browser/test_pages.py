"""Jonas, Ines and Vera use the pages in a real browser, wide and narrow, bright and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.served import NARROW, WIDE, chromium, paths, seat, served, shot
from tests.web.lived_in import LivedIn, lived_in
from tests.web.place import new_place

from sevendoors.app.people.access import house_key

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
WHO = ("Jonas Brandt", "Ines Moreau", "Noor Haddad", "Vera Blom")


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> LivedIn:
    return lived_in(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def address(home: LivedIn) -> Iterator[str]:
    with served(home.place) as one:
        yield one


def pages_of(home: LivedIn, who: str) -> list[str]:
    more = [f"/calls/{call}" for call in (home.call, home.fresh, home.part)]
    return paths(home.place, who, *more, f"/calls/{home.asked}/who")


def faults(tab: Any) -> list[str]:
    """List what axe finds against WCAG 2.1 A and AA, each with the first element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="make test-browser")
    found = axe.Axe().run(tab, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:200]})"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_can_be_used_by_everybody(
    started: Any, address: str, home: LivedIn, who: str, width: int
) -> None:
    found: dict[str, list[str]] = {}
    with seat(started, address, width=width) as sits:
        sits.sign_in(home.place, who)
        for path in pages_of(home, who):
            tab = sits.go(path)
            shot(tab, who, path, width)
            found[path] = _over(tab)
            # A coach's pages are a leader's, but for a call of which one moment may be seen.
            if who == "Jonas Brandt" or (width == WIDE and (who != "Noor Haddad" or home.part in path)):  # fmt: skip
                found[path] += faults(tab)
    assert {path: told for path, told in found.items() if told} == {}


def _over(tab: Any) -> list[str]:
    """Name what makes a page wider than the screen."""
    return list(tab.evaluate(
        "() => document.documentElement.scrollWidth <= innerWidth ? [] : "
        "[...document.querySelectorAll('main *, header *, footer *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".slice(0, 3).map(e => 'over the side: ' + e.outerHTML.slice(0, 90))"
    ))  # fmt: skip


def test_every_page_can_be_read_in_the_dark(started: Any, address: str, home: LivedIn) -> None:
    found: dict[str, list[str]] = {}
    with seat(started, address, color_scheme="dark") as sits:
        sits.sign_in(home.place, "Jonas Brandt")
        for path in pages_of(home, "Jonas Brandt"):
            tab = sits.go(path)
            shot(tab, "dark", path, WIDE)
            found[path] = faults(tab)
    assert {path: told for path, told in found.items() if told} == {}


def test_the_door_can_be_used_by_everybody(started: Any, address: str) -> None:
    for width in (WIDE, NARROW):
        with seat(started, address, width=width) as sits:
            tab = sits.go("/")
            assert tab.url.endswith("/login")
            shot(tab, "stranger", "/login", width)
            assert faults(tab) == []
            assert _over(tab) == []


def test_the_keys_lead_from_moment_to_moment(started: Any, address: str, home: LivedIn) -> None:
    with seat(started, address) as sits:
        sits.sign_in(home.place, "Jonas Brandt")
        tab = sits.go(f"/calls/{home.call}")
        tab.keyboard.press("n")
        card = tab.locator(".card.on")
        assert card.get_attribute("data-outcome") == "missed"
        first = card.get_attribute("id")
        assert tab.url.endswith(f"#{first}")
        tab.keyboard.press("j")
        second = tab.locator(".card.on").get_attribute("id")
        assert second != first
        tab.keyboard.press("k")
        assert tab.locator(".card.on").get_attribute("id") == first


def test_tab_alone_leads_to_a_card_and_its_buttons(
    started: Any, address: str, home: LivedIn
) -> None:
    with seat(started, address) as sits:
        sits.sign_in(home.place, "Jonas Brandt")
        tab = sits.go(f"/calls/{home.call}")
        tab.keyboard.press("Tab")
        assert "content" in tab.evaluate("document.activeElement.innerText").lower()
        tab.keyboard.press("Enter")
        for _ in range(200):
            tab.keyboard.press("Tab")
            if tab.evaluate("!!document.activeElement.closest('.card')"):
                break
        assert tab.evaluate("!!document.activeElement.closest('.card')")
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"


def test_a_link_to_a_moment_opens_that_moment(started: Any, address: str, home: LivedIn) -> None:
    with seat(started, address) as sits:
        sits.sign_in(home.place, "Jonas Brandt")
        tab = sits.go(f"/calls/{home.call}")
        name = tab.locator(".card").nth(3).get_attribute("id")
        tab = sits.go(f"/calls/{home.call}#{name}")
        tab.reload()
        assert tab.locator(f"#{name}").is_visible()


def test_without_scripts_every_card_is_there_and_can_be_answered(
    started: Any, address: str, home: LivedIn
) -> None:
    with seat(started, address, java_script_enabled=False) as sits:
        sits.sign_in(home.place, "Jonas Brandt")
        tab = sits.go(f"/calls/{home.call}")
        cards = tab.locator(".card")
        assert cards.count() > 3
        assert all(cards.nth(n).is_visible() for n in range(cards.count()))
        tab.locator(".card button[value=agree]").nth(2).click()
        assert "You agree" in tab.locator("[role=status]").first.inner_text()


def test_what_is_printed_holds_the_words_of_the_charts(
    started: Any, address: str, home: LivedIn
) -> None:
    with seat(started, address) as sits:
        sits.sign_in(home.place, "Jonas Brandt")
        for path in ("/me", f"/calls/{home.call}", "/evidence"):
            tab = sits.go(path)
            tab.emulate_media(media="print")
            words = tab.locator("main").inner_text()
            if path == "/me":
                assert "Listening to understand" in words
                assert "of" in words
            elif path.startswith("/calls"):
                for word in ("missed", "noted", "taken", "opened"):
                    assert word in words
            assert tab.pdf()[:5] == b"%PDF-"


def test_nobody_but_jonas_sees_what_he_kept(started: Any, address: str, home: LivedIn) -> None:
    with seat(started, address) as sits:
        sits.sign_in(home.place, "Otto Lindqvist")
        for path in (f"/calls/{home.call}", f"/calls/{home.asked}/who", "/deals/1", "/team"):
            tab = sits.go(path)
            assert "Nothing here" in tab.locator("h1").inner_text(), path
            assert "Oliveira" not in tab.content()


def test_an_empty_place_can_be_used_by_everybody(
    started: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = new_place(tmp_path_factory.mktemp("empty"))
    found: dict[str, list[str]] = {}
    with served(place) as there:
        for width in (WIDE, NARROW):
            with seat(started, there, width=width) as sits:
                sits.go(f"/enter/{house_key(place)}")
                for path in paths(place, None):
                    tab = sits.go(path)
                    shot(tab, "first-day", path, width)
                    found[f"{path} {width}"] = _over(tab) + (faults(tab) if width == WIDE else [])
    assert {path: told for path, told in found.items() if told} == {}
