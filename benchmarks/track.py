"""Measures the numbers over calls: `python -m benchmarks.track` writes benchmarks/results/track.json.

Fifty sellers, 5,000 calls, 100,000 moments of invented talk with the weight of real ones.
"""

import json
import os
import platform
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from benchmarks.speed import ROOT
from sevendoors.app.base.place import Place, open_place
from sevendoors.app.numbers import held_chances
from sevendoors.app.numbers.held_chances import held
from sevendoors.core.codes import CHANCES, Move
from sevendoors.store import people
from sevendoors.store.opportunities import Group
from sevendoors.store.tables import attendance, call, moment

RESULT = ROOT / "benchmarks" / "results" / "track.json"
SELLERS, CALLS, EACH = 50, 5_000, 20
COLD_S, UPDATE_MS = 5.0, 200
_FILLER = (
    "We have looked at this before and it did not hold, so tell me what is different now. " * 6
)


def fill(place: Place) -> int:
    """Fill a place; gives the team."""
    dice = np.random.default_rng(7)
    with place.store.write() as connection:
        team = people.team_named(connection, "Invented")
        sellers = [
            people.add_person(connection, name=f"Seller {n}", email=None, now=place.now(),
                              side="seller", team_id=team)
            for n in range(SELLERS)
        ]  # fmt: skip
    able = dice.normal(0.45, 0.1, SELLERS)
    for base in range(0, CALLS, 500):
        with place.store.write() as connection:
            for number in range(base, base + 500):
                who = number % SELLERS
                add_call(place, connection, f"{number:016x}", sellers[who], able[who], dice)
    return team


def add_call(
    place: Place, connection: Connection, name: str, seller: int, able: float, dice: np.random.Generator
) -> None:  # fmt: skip
    """Keep one invented call with its moments."""
    day = str(np.datetime64("2026-01-01") + int(name, 16) // 14)
    connection.execute(insert(call).values(
        id=name, title="Invented", source="none", kind="discovery", imported=place.now(), day=day,
        state="reviewed", given=EACH, taken=0, turns=200, engine="none 1", codebook="1"))  # fmt: skip
    connection.execute(insert(attendance).values(
        call_id=name, participant="p1", person_id=seller, written="x", side="seller"))  # fmt: skip
    connection.execute(insert(moment), [
        moment_row(name, number, seller, float(able), dice) for number in range(EACH)
    ])  # fmt: skip


def moment_row(name: str, number: int, seller: int, able: float, dice: np.random.Generator) -> Any:
    """Give one moment as a row."""
    grade = int(dice.integers(2, 4)) if dice.random() < able else int(dice.integers(0, 2))
    p = np.full(4, 0.1)
    p[grade] += 0.6
    code = str(CHANCES[int(dice.integers(0, len(CHANCES)))])
    data = {
        "id": f"{name[-9:]}{number:03d}",
        "cue": {"quote": _FILLER[:80], "code": code, "p": 0.7, "intensity": 1 + number % 2},
        "answer": {
            "moves": [{"code": str(Move.FOLLOWUP), "p": 0.6, "quote": _FILLER[:90]}],
            "quotes": [{"turn": 3, "start": 0, "end": 80, "quote": _FILLER[:300]}],
            "grade": grade, "grade_p": p.round(4).tolist(),
        },
        "why": _FILLER[:200], "better": _FILLER[:200],
    }  # fmt: skip
    return {
        "id": data["id"], "call_id": name, "place": number, "turn": number * 10, "code": code,
        "grade": grade, "p": 0.7, "late": 0, "seller_id": seller, "quote": _FILLER[:80],
        "data": json.dumps(data), "gone": None,
    }  # fmt: skip


def timed(place: Place, group: Group) -> tuple[float, float]:
    """Give wall and CPU seconds of bringing a group's numbers up to date."""
    wall, cpu = time.perf_counter(), time.process_time()
    held(place, group)
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    """Measure and write the result."""
    with TemporaryDirectory() as folder:
        place = open_place(Path(folder), url=f"sqlite:///{Path(folder) / 'doors.db'}")
        group = Group(team=fill(place))
        cold = timed(place, group)
        same = timed(place, group)
        dice, updates = np.random.default_rng(9), []
        seller = next(iter(held_chances.held(place, group).rows.seller.tolist()))
        for number in range(5):
            with place.store.write() as connection:
                add_call(place, connection, f"{CALLS + number:016x}", seller, 0.5, dice)
            updates.append(timed(place, group))
        whole = timed(place, replace(group, everybody=True))
        place.store.close()
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "sellers": SELLERS, "calls": CALLS, "moments": CALLS * EACH,
        "all numbers from cold, seconds": round(cold[0], 2),
        "all numbers from cold, CPU seconds": round(cold[1], 2),
        "the same for everybody, seconds": round(whole[0], 2),
        "cold limit, seconds": COLD_S,
        "nothing new, ms": round(1000 * same[0]),
        "one new call, ms (best of five)": round(1000 * min(u[0] for u in updates)),
        "one new call, CPU ms (best of five)": round(1000 * min(u[1] for u in updates)),
        "one new call limit, ms": UPDATE_MS,
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
