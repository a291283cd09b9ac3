"""Jonas's first day: from the printed link to a leader who sees what he lets her see."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.served import chromium, seat, served, shot
from tests.web.place import EXAMPLES, PASSWORD, new_place
from tests.world import SHARED

from sevendoors.app.people.access import house_key

pytestmark = pytest.mark.browser
PATIENCE = 90_000
CALLS = [
    EXAMPLES / name for name in ("call-1-discovery.vtt", "call-2-demo.txt", "call-3-terms.vtt")
]
REAL = [SHARED / "transcripts" / name for name in ("zoom/plc_fishbowl_transcript.vtt",
        "teams/client_call_docx_as_text.txt", "zoom/fcr008_chat.txt")]  # fmt: skip


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as one:
        yield one


def bring_in(tab: Any, files: list[Path]) -> None:
    """Choose files, send them, and wait until nothing is on its way any more."""
    tab.locator("[data-bring] input[name=files]").first.set_input_files(files)
    tab.get_by_role("button", name="Bring in").click()
    tab.wait_for_url(re.compile("/calls"))
    tab.get_by_text(re.compile(r"All read\.|Nothing waits\.")).first.wait_for(timeout=PATIENCE)
    tab.wait_for_load_state("networkidle")  # the page loads once more when all is read


def test_a_newcomer_goes_all_the_way(started: Any, tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with served(place) as there, seat(started, there) as sits:
        tab = sits.go(f"/enter/{house_key(place)}")
        assert "Bring in a first call" in tab.locator("h1").inner_text()
        bring_in(tab, CALLS)
        shot(tab, "newcomer", "/calls-read", 1440)
        call = who_is_who(tab)
        reveal_and_dispute(tab, call)
        merge_two_names(tab, there)
        link = invite_a_leader(tab, there)
        with seat(started, there) as hers:
            the_leader_sees_only_what_she_may(hers, link, call)
            tab.goto(there + call)
            let_the_leader_see(tab)
            hers.go(call)
            assert "let you see" in hers.tab.locator("main").inner_text()


def who_is_who(tab: Any) -> str:
    """Say once who sold; the other calls know it then. Gives where the first call is."""
    tab.get_by_role("link", name="Say who is who").first.click()
    sold = tab.locator("fieldset", has_text="Jonas Brandt").first
    sold.get_by_label("sold").check()
    sold.get_by_label("this is me").check()
    for one in tab.locator("fieldset").all():
        if "Jonas Brandt" not in one.locator("legend").inner_text():
            one.get_by_label("bought").check()
    tab.get_by_role("button", name="Read the call").click()
    tab.wait_for_url(re.compile(r"/calls/[0-9a-f]{16}"), timeout=PATIENCE)
    return re.sub(r".*(/calls/[0-9a-f]{16}).*", r"\1", tab.url)


def reveal_and_dispute(tab: Any, call: str) -> None:
    """Guess first, then see; then put another answer beside the engine's."""
    assert tab.url.partition("?")[0].endswith(call)
    tab.get_by_label(re.compile("Your guess")).fill("2")
    tab.get_by_role("button", name="See the call").click()
    tab.locator(".card").first.wait_for(state="attached")
    tab.keyboard.press("n")
    card = tab.locator(".card.on")
    card.locator("[data-say=dispute] summary").click()
    card.get_by_label(re.compile("as you see it")).select_option(label="noted")
    card.get_by_label(re.compile("Why")).fill("I came back to it at the end.")
    card.get_by_role("button", name=re.compile("beside")).click()
    assert "beside the engine" in tab.locator("[role=status]").first.inner_text()
    assert "I came back to it at the end." in tab.locator(".card.on").inner_text()
    shot(tab, "newcomer", "/call-disputed", 1440)


def merge_two_names(tab: Any, there: str) -> None:
    """Make two of the people met in these calls one."""
    tab.goto(f"{there}/people")
    before = tab.locator("tbody tr").count()
    tab.get_by_role("link", name="Pieter Aalbers").click()
    tab.get_by_label("Look for a name").fill("Marta")
    tab.locator("#same").get_by_role("button", name="Search").click()
    tab.get_by_role("radio", name=re.compile("Marta")).check()
    tab.get_by_role("button", name="Make them one").click()
    tab.goto(f"{there}/people")
    assert tab.locator("tbody tr").count() == before - 1


def invite_a_leader(tab: Any, there: str) -> str:
    """Set a password, and make a link for Ines."""
    tab.goto(f"{there}/settings")
    tab.get_by_text("A password, before a second person joins").click()
    tab.get_by_label("E-mail to sign in with").fill("jonas@example.org")
    tab.get_by_label(re.compile("New password")).fill(PASSWORD)
    tab.get_by_label("The same again").fill(PASSWORD)
    tab.get_by_role("button", name="Set password").click()
    tab.goto(f"{there}/people")
    mine = tab.locator("tbody tr", has_text="(you)").get_by_role("link").get_attribute("href")
    tab.goto(f"{there}{mine}")
    tab.locator("input[name=team]").fill("Northlake")
    tab.get_by_role("button", name="Keep the team").click()
    tab.goto(f"{there}/people")
    tab.get_by_text("Invite somebody").click()
    tab.get_by_label("First and last name").first.fill("Ines Moreau")
    tab.locator("#invite").get_by_label("E-mail").fill("ines@example.org")
    for box in tab.locator("#invite input[name=role]").all():
        box.set_checked(box.get_attribute("value") == "leader")
    tab.locator("#invite input[name=team]").fill("Northlake")
    tab.get_by_role("button", name="Make the link").click()
    link = str(tab.locator(".secret").inner_text()).strip()
    assert link.startswith(there)
    return link.removeprefix(there)


def the_leader_sees_only_what_she_may(hers: Any, link: str, call: str) -> None:
    """Ines joins by the link, and finds nothing of Jonas's before he lets her."""
    tab = hers.go(link)
    tab.get_by_label(re.compile("Password")).fill(PASSWORD)
    tab.get_by_label("The same again").fill(PASSWORD)
    tab.get_by_role("button", name="Begin").click()
    tab.get_by_role("button", name="Sign out Ines Moreau").wait_for(timeout=PATIENCE)
    for path in (call, f"{call}/who", f"{call}/export/json"):
        hers.go(path)
        assert "There is nothing here." in tab.locator("main").inner_text()
    for path in ("/", "/calls", "/deals", "/moments", "/people"):
        hers.go(path)
        assert "Marta" not in tab.content(), path
    hers.go(link)
    assert tab.locator("input[type=password]").count() == 0, "a link works once"


def let_the_leader_see(tab: Any) -> None:
    """Jonas lets his leader see the whole call."""
    tab.get_by_text("Who may see this call").click()
    tab.get_by_label("Who may see the whole call").select_option("leader")
    tab.locator("#release").get_by_role("button", name="Keep this choice").first.click()
    tab.locator("[role=status]").first.wait_for(timeout=PATIENCE)


@pytest.mark.skipif(
    not all(path.exists() for path in REAL), reason="real transcripts lie elsewhere"
)
def test_real_transcripts_come_in_or_say_why_not(started: Any, tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with served(place) as there, seat(started, there) as sits:
        tab = sits.go(f"/enter/{house_key(place)}")
        bring_in(tab, REAL)
        told = tab.locator(".coming-list li").all_inner_texts()
        assert len(told) == len(REAL)
        for line in told:
            assert re.search("it is open who sold|is read|could not be taken", line), line
