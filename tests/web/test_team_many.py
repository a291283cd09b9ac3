"""A team of very many is no wall: whom nothing can be said of is counted and folded, and still there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.spoken import Office, hold, join, moments_in, office, release, some

from sevendoors.app.base import rights
from sevendoors.app.team import team_page, team_who
from sevendoors.core.people import Viewer
from sevendoors.store import moments

NAMES = ("Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def crowd(team: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Let five sellers release a call each, where more than three already count as very many."""
    monkeypatch.setattr(team_who, "MOST_IN_GRID", 3)
    monkeypatch.setattr(team_page, "MOST_IN_GRID", 3)
    for name, one in {"Jonas Brandt": team.jonas, **join(team.place, *NAMES)}.items():
        hold(team.place, one, f"A call of {name}", some(missed=6, taken=2))
        release(team.place, one, _call(team, one))
    return team


def _call(team: Office, one: Viewer) -> str:
    with team.place.store.read() as connection:
        return moments.find_moments(connection, rights.own_scope(one), seller=one.person)[0].call


def test_ines_reads_how_many_cannot_be_told_apart_and_finds_each_with_their_words(
    crowd: Office,
) -> None:
    page = crowd.get("Ines Moreau", "/team/who")
    assert (
        "It cannot be said of any of 5 sellers yet: 5 were given chances in a single call" in page
    )
    assert "5 sellers of whom nothing can be said yet, with what they were given" in page
    assert "How likely each lies below" not in page
    for name in ("Jonas Brandt", *NAMES):
        assert f"{name} 2 of 8 taken by {name}" in page
    with crowd.at("Ines Moreau") as seen:
        raw = seen.get("/team/who").text
    assert f"/moments?person={crowd.jonas.person}&amp;outcome=missed" in raw
    assert moments_in(crowd.place, _call(crowd, crowd.jonas))


def test_the_list_of_sellers_is_folded_with_its_count(crowd: Office) -> None:
    page = crowd.get("Ines Moreau", "/team")
    assert "5 sellers, with their calls and chances" in page
    assert "Jonas Brandt 1 call, 8 chances" in page


def test_few_stand_in_the_grid_though_nothing_can_be_said_of_them(
    crowd: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_who, "MOST_IN_GRID", 5)
    page = crowd.get("Ines Moreau", "/team/who")
    assert "of whom nothing can be said yet" not in page
    assert "How likely each lies below" in page
