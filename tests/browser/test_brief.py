"""The page for a talk on paper: one sheet of A4 and of Letter, whatever the words; and on a phone."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.browser.served import NARROW, chromium, seat, served, shot
from tests.web.place import new_place, people_of_the_cast
from tests.web.spoken import Heard, hold, moments_in, release

from sevendoors.app.base.place import Place
from sevendoors.app.front import worker
from sevendoors.app.team.assigning import Wish, agree
from sevendoors.core.kept import Mark
from sevendoors.core.people import Viewer
from sevendoors.store import moments

pytestmark = pytest.mark.browser
LONG = "and then the plant manager said, before the whole table, that nobody had asked him " * 12
PAPERS = {"A4": (210, 297), "Letter": (216, 279)}


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, dict[str, Viewer]]:
    """Jonas released a call full of long words, and much was said and agreed about it."""
    place = new_place(tmp_path_factory.mktemp("brief"))
    cast = people_of_the_cast(place)
    jonas, ines = cast["Jonas Brandt"], cast["Ines Moreau"]
    heard = [Heard(said=f"{LONG} {k}.", answer=f"{LONG} so {k}.", grade=k % 4) for k in range(12)]
    call = hold(place, jonas, "A title that goes on and on " * 6, heard)
    release(place, jonas, call)
    with place.store.write() as connection:
        for name in moments_in(place, call):
            for n in range(3):
                moments.add_mark(connection, Mark(
                    id=0, call=call, moment=name, author=ines.person, author_name="", kind="comment",
                    grade=None, text=f"{n} {LONG}"[:1900], visible="all", at=place.now()))  # fmt: skip
    for day in ("2026-11-02", "2026-11-09", "2026-11-20"):
        agree(place, ines, Wish(who=jonas.person, kind="buyer", what=["marta-oliveira"], day=day))
    return place, cast


@pytest.mark.parametrize("name", ["Ines Moreau", "Jonas Brandt"])
def test_it_prints_on_one_sheet_with_all_of_it_on_it(
    started: Any, home: tuple[Place, dict[str, Viewer]], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "behind", lambda _place: ())  # the words stay as they were written
    place, cast = home
    with served(place) as address, seat(started, address) as sits:
        sits.sign_in(place, name)
        tab = sits.go(f"/team/{cast['Jonas Brandt'].person}/brief")
        for paper, (wide, tall) in PAPERS.items():
            found = PdfReader(BytesIO(tab.pdf(format=paper, print_background=True)))
            assert len(found.pages) == 1
            words = " ".join(found.pages[0].extract_text().split())
            for part in ("For a talk with Jonas Brandt", "One thing to keep", "Agreed last time",
                         "What we agree today", "A question to end with", "marks words left out",
                         "promotion or dismissal"):  # fmt: skip
                assert part in words, (paper, part)
            assert "Settings" not in words
            tab.set_viewport_size({"width": round((wide - 24) * 96 / 25.4), "height": round((tall - 24) * 96 / 25.4)})  # fmt: skip
            tab.emulate_media(media="print")
            spill = tab.evaluate("() => { const s = document.querySelector('.sheet'); return s.scrollHeight - s.clientHeight }")  # fmt: skip
            assert spill <= 1, paper
            lines = tab.evaluate("() => document.querySelector('.ruled').getBoundingClientRect().height")  # fmt: skip
            assert lines >= 60, paper  # two lines to write on at the least
            shot(tab, name, f"/brief-{paper}", 718)
            tab.emulate_media(media="null")


def test_on_a_phone_nothing_lies_over_the_side(
    started: Any, home: tuple[Place, dict[str, Viewer]]
) -> None:
    place, cast = home
    with served(place) as address, seat(started, address, width=NARROW) as sits:
        sits.sign_in(place, "Ines Moreau")
        tab = sits.go(f"/team/{cast['Jonas Brandt'].person}/brief")
        shot(tab, "Ines Moreau", "/brief", NARROW)
        assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
