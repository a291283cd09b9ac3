"""Deals beside conduct: for Ines alone, as one sum; refused where deals lie; Otto sees nothing."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.web.spoken import Heard, Office, call_of, join, office

from sevendoors.app.bringing_deals import bring_deals, read_export
from sevendoors.app.keeping import Told, keep_call
from sevendoors.app.next_turns import next_turns
from sevendoors.app.winning import winning
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Role, Viewer
from sevendoors.core.score import Unscored
from sevendoors.track.next_turn import NextTurns
from sevendoors.track.winning import Winning

STAGES = {"Closed Won": "won", "Closed Lost": "lost", "Open": "open"}
SELLERS, DEALS = 20, 15
FIRST = date(2026, 3, 2)
NAMES = ("Jonas Brandt", *[f"{first} {last}" for first in ("Aisha", "Tom", "Grace", "Luis", "Ana", "Ben")
                           for last in ("Rahman", "Keller", "Okafor", "Costa")])[:SELLERS]  # fmt: skip


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A team of 20 sellers with a call for each of their 300 deals."""
    with office(tmp_path_factory.mktemp("team")) as made:
        dice = np.random.default_rng(4)
        sellers = {"Jonas Brandt": made.jonas, **join(made.place, *NAMES[1:])}
        with made.place.store.write() as connection:
            for name, who in sellers.items():
                for k in range(DEALS):
                    heard = [
                        Heard(said=f"Worry {n} keeps us up at night, and {'more ' * int(dice.integers(1, 6))}so.",
                              grade=int(dice.integers(0, 4)), answer=f"Step {n} is on the next screen.")
                        for n in range(3)
                    ]  # fmt: skip
                    review = call_of(_title(name, k), [name], heard)
                    keep_call(made.place, connection, review.conversation, review, files=(),
                              owner=who.person, told=Told(started=f"{_day(k)}T10:00:00Z"))  # fmt: skip
        bring(made, export())
        yield made


def _title(name: str, k: int) -> str:
    return f"call-{k}-of-{name.replace(' ', '-')}"


def _day(k: int) -> str:
    return (FIRST + timedelta(days=9 * k)).isoformat()


def export(change: Mapping[str, str] | None = None, wrong: bool = False) -> bytes:
    """Write a CRM's export of the deals; change: of stages. wrong: owners shifted by one."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(["Deal ID", "Deal Name", "Deal Stage", "Deal Owner", "Account Name", "Create Date",
                    "Close Date", "Call IDs"])  # fmt: skip
    for at, name in enumerate(NAMES):
        for k in range(DEALS):
            stage = "Closed Won" if (at * 7 + k * 5) % 13 < 5 else "Closed Lost"
            stage = (change or {}).get(stage, stage)
            owner = NAMES[(at + 1) % SELLERS] if wrong else name
            close = (date.fromisoformat(_day(k)) + timedelta(days=20)).isoformat()
            table.writerow([f"deal{at:03d}x{k:03d}", f"Deal {k} with {name}", stage, owner, f"Firm {at} {k}",
                            _day(k), "" if stage == "Open" else close, _title(name, k)])  # fmt: skip
    return file.getvalue().encode()


def bring(team: Office, data: bytes) -> None:
    """Bring an export in as Ines."""
    bring_deals(team.place, ines(team), read_export("deals.csv", data), STAGES)


def ines(team: Office) -> Viewer:
    return team.cast["Ines Moreau"]


def test_ines_sees_one_sum_and_nobody_by_name(team: Office) -> None:
    found = winning(team.place, ines(team))
    assert isinstance(found, Winning)
    assert found.sellers == SELLERS
    assert found.primary.deals == SELLERS * DEALS
    told = repr(found)
    assert "Jonas" not in told
    assert "Rahman" not in told


def test_the_result_is_kept_until_something_changes(team: Office) -> None:
    first = winning(team.place, ines(team))
    assert winning(team.place, ines(team)) is first


@pytest.mark.parametrize("who", ["Otto Lindqvist", "Jonas Brandt"])
def test_otto_and_jonas_find_nothing_here(team: Office, who: str) -> None:
    for ask in (winning, next_turns):
        with pytest.raises(GoneError):
            ask(team.place, team.cast[who])


def test_what_marta_did_next_is_summed_too(team: Office) -> None:
    found = next_turns(team.place, ines(team))
    assert isinstance(found, NextTurns)
    assert found.calls > 100
    assert next_turns(team.place, ines(team)) is found


def test_a_leader_of_nobody_gets_no_sum(team: Office) -> None:
    stranger = replace(ines(team), person=9999, team=9999, roles=frozenset({Role.LEADER}))
    assert isinstance(winning(team.place, stranger), Unscored)
    assert isinstance(next_turns(team.place, stranger), Unscored)


def test_an_export_without_losses_is_refused(team: Office) -> None:
    bring(team, export({"Closed Lost": "Open"}))
    found = winning(team.place, ines(team))
    bring(team, export())
    assert isinstance(found, Unscored)
    assert "lost" in found.reason or "open" in found.reason
    assert isinstance(winning(team.place, ines(team)), Winning)


def test_calls_that_hang_on_other_peoples_deals_are_refused(team: Office) -> None:
    bring(team, export(wrong=True))
    found = winning(team.place, ines(team))
    bring(team, export())
    assert isinstance(found, Unscored)
    assert found.reason.startswith("The deal’s owner sold in the linked call in 0 of ")
