"""Jonas opens the page from disk in a real browser, at his desk and on his phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.memory import Memory
from sevendoors.app.reading.page import review_page
from sevendoors.app.reading.reviewing import example_call, review_conversation
from sevendoors.app.reading.sides import decide_sides
from sevendoors.readers.reading import read_files

pytestmark = pytest.mark.browser
playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (talk,) = read_files([example_call()])
    sides = decide_sides(talk, memory=Memory(), sellers=["Jonas Brandt"])
    review = review_conversation(sides.conversation)
    path = tmp_path_factory.mktemp("page") / "call.html"
    path.write_text(review_page(review, codebook_in_use()), "utf-8")
    return path


@pytest.fixture(params=[1440, 390])
def page(request: pytest.FixtureRequest, page_file: Path) -> Iterator[object]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page(viewport={"width": request.param, "height": 850})
        tab.errors = []
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.goto(page_file.as_uri())
        yield tab
        assert tab.errors == []
        browser.close()


def test_nothing_runs_over_the_side(page: object) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # type: ignore[attr-defined]


def test_n_goes_to_a_missed_chance_and_the_address_names_it(page: object) -> None:
    page.keyboard.press("n")  # type: ignore[attr-defined]
    shown = page.locator(".card.on")  # type: ignore[attr-defined]
    assert shown.get_attribute("data-outcome") == "missed"
    assert page.url.endswith(f"#{shown.get_attribute('id')}")  # type: ignore[attr-defined]


def test_a_link_to_a_moment_opens_it(page: object) -> None:
    id_ = page.locator(".card").nth(3).get_attribute("id")  # type: ignore[attr-defined]
    page.goto(page.url.split("#")[0] + f"#{id_}")  # type: ignore[attr-defined]
    page.reload()  # type: ignore[attr-defined]
    assert page.locator(f"#{id_}").is_visible()  # type: ignore[attr-defined]


def test_the_filter_leaves_what_was_asked_for(page: object) -> None:
    page.locator("select[name=outcome]").select_option("opened")  # type: ignore[attr-defined]
    assert "of" in page.locator("#count").inner_text()  # type: ignore[attr-defined]
    page.keyboard.press("Escape")  # type: ignore[attr-defined]
