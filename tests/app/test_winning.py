"""Deals beside conduct: for Ines alone, as one sum; refused where deals lie; Otto sees nothing."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.web.spoken import Heard, Office, call_of, join, office

from sevendoors.app.deals.bringing_deals import bring_deals, read_export
from sevendoors.app.numbers.next_turns import next_turns
from sevendoors.app.numbers.winning import winning
from sevendoors.app.reading.keeping import Told, keep_call
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import Release
from sevendoors.core.people import Audience, Role, Viewer
from sevendoors.core.score import Unscored
from sevendoors.store import calls, moments, people
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


def test_calls_that_another_engine_read_anew_are_counted_anew(team: Office) -> None:
    first = next_turns(team.place, ines(team))
    with team.place.store.write() as connection:
        ((name, _, _), *_) = calls.sold_by(connection, team.jonas.person)
        _, kept = calls.talk_of(connection, name)
        for one in kept["moments"]:
            one["answer"]["grade"] = 0
        # Reading anew is no new version of the call.
        calls.set_review(connection, name, json.dumps(kept), {"engine": "another 2"})
    found = next_turns(team.place, ines(team))
    assert isinstance(first, NextTurns)
    assert isinstance(found, NextTurns)
    assert found.counts != first.counts


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


def test_what_jonas_kept_back_beside_what_he_released_is_not_in_what_came_next(
    team: Office,
) -> None:
    whole = next_turns(team.place, ines(team))
    jonas = team.jonas.person
    with team.place.store.write() as connection:
        one, *kept = [name for name, _, _ in calls.sold_by(connection, jonas)]
        made = Release(id=0, seller=jonas, call=one, moment=None, audience=Audience.LEADER,
                       at=team.place.now())  # fmt: skip
        moments.add_release(connection, made)
    now = next_turns(team.place, ines(team))
    with team.place.store.write() as connection:
        moments.drop_releases(connection, jonas, one)
    assert isinstance(whole, NextTurns)
    assert isinstance(now, NextTurns)
    assert whole.calls - len(kept) <= now.calls < whole.calls
    assert next_turns(team.place, ines(team)) == whole


def test_what_four_kept_back_is_in_no_sum_for_somebody_who_reads_all_the_rest(team: Office) -> None:
    with team.place.store.write() as connection:
        known = people.with_accounts(connection, team_id=ines(team).team)
        sellers = [one.id for one in known if one.name in NAMES]
        for who in sellers[4:]:
            for name, _, _ in calls.sold_by(connection, who):
                made = Release(id=0, seller=who, call=name, moment=None, audience=Audience.LEADER,
                               at=team.place.now())  # fmt: skip
                moments.add_release(connection, made)
    for ask in (winning, next_turns):
        found = ask(team.place, ines(team))
        assert isinstance(found, Unscored)
        assert "fewer than five" in found.reason
    last = sellers[4]
    with team.place.store.write() as connection:
        for name, _, _ in calls.sold_by(connection, last):
            moments.drop_releases(connection, last, name)
    assert isinstance(winning(team.place, ines(team)), Winning)
    assert isinstance(next_turns(team.place, ines(team)), NextTurns)
