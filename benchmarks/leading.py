"""Measures what a leader waits for: `python -m benchmarks.leading` writes benchmarks/results/leading.json.

Two invented teams: the demonstration's 24 sellers, and 50 sellers with 5,000 calls and 100,000
moments. Pages come from a real server with one worker over loopback, one after another.
"""

import json
import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
import numpy as np

from benchmarks.place import PASSWORD, served
from benchmarks.speed import ROOT
from benchmarks.track import COLD_S, UPDATE_MS, add_call, timed
from sevendoors.app.base.place import Place, open_place, viewer_of
from sevendoors.app.demo.demo import LEADER
from sevendoors.app.demo.demo_big import Size, fill_big
from sevendoors.app.numbers.tracking import team_numbers
from sevendoors.app.numbers.winning import winning
from sevendoors.app.people import access
from sevendoors.core.people import Viewer
from sevendoors.store import accounts
from sevendoors.store.opportunities import Group

RESULT = ROOT / "benchmarks" / "results" / "leading.json"
TEAMS = {
    "24 sellers": Size(),
    "50 sellers": Size(sellers=50, calls=5_000, decided=500, open=75, chances=20),
}
ASKED, PAGE_MS, FILL_S = 40, 200, 25
SELLER = "Jonas Brandt"
PAGES = ((LEADER, "/team"), (LEADER, "/team/skill"), (LEADER, "/team/who"), (LEADER, "/team/coaching"),
         (LEADER, "/team/winning"), (LEADER, "/library"), (SELLER, "/me"))  # fmt: skip


def _viewers(place: Place) -> dict[str, Viewer]:
    """Give leader and seller, each with a password to sign in with."""
    told = access.password_hash(PASSWORD)
    with place.store.write() as connection:
        every = {a.name: a for a in accounts.accounts(connection) if a.name in (LEADER, SELLER)}
        for one in every.values():
            accounts.set_password(connection, one.person, told)
    return {name: viewer_of(one, alone=False) for name, one in every.items()}


def _server_cpu() -> float | None:
    """Give the CPU seconds that the server has used so far, where the system tells (Linux)."""
    own = os.getpid()
    try:
        child = Path(f"/proc/{own}/task/{own}/children").read_text("utf-8").split()[0]
        told = Path(f"/proc/{child}/stat").read_text("utf-8").rpartition(")")[2].split()
    except (OSError, IndexError):
        return None
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def scores(place: Place, viewer: Viewer) -> dict[str, Any]:
    """Measure the numbers: from cold, with nothing new, after one new call; and winning's fit."""
    group = Group(team=viewer.team)
    cold, same = timed(place, group), timed(place, group)
    began = time.perf_counter()
    numbers = team_numbers(place, viewer)
    leaders = time.perf_counter() - began
    began = time.perf_counter()
    winning(place, viewer)
    fitted = time.perf_counter() - began
    dice, updates = np.random.default_rng(9), []
    seller = min(numbers.told)
    for number in range(5):
        with place.store.write() as connection:
            add_call(place, connection, f"f{number:015x}", seller, 0.5, dice)
        updates.append(timed(place, group))
    return {
        "all numbers from cold, seconds": round(cold[0], 2),
        "all numbers from cold, CPU seconds": round(cold[1], 2),
        "of its limit": round(cold[0] / COLD_S, 2),
        "nothing new, ms": round(1000 * same[0]),
        "as the leader may see them, seconds": round(leaders, 2),
        "winning, from cold, seconds": round(fitted, 2),
        "one new call, ms (best of five)": round(1000 * min(u[0] for u in updates)),
        "one new call, CPU ms (best of five)": round(1000 * min(u[1] for u in updates)),
        "one new call, of its limit": round(1000 * min(u[0] for u in updates) / UPDATE_MS, 2),
    }


def asked(address: str, mails: dict[str, str]) -> dict[str, Any]:
    """Ask each page many times; the first time is told apart, since it may work something out."""
    shown: dict[str, Any] = {}
    for name, path in PAGES:
        with httpx2.Client(base_url=address, timeout=600) as browser:
            browser.post("/login", data={"email": mails[name], "password": PASSWORD})
            times: list[float] = []
            used: float | None = None
            for number in range(ASKED + 1):
                used = _server_cpu() if number == 1 else used
                began = time.perf_counter()
                answer = browser.get(path)
                times.append((time.perf_counter() - began) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
        after = _server_cpu()
        p95 = quantiles(times[1:], n=20)[-1]
        shown[path] = {
            "first, ms": round(times[0]), "median, ms": round(median(times[1:]), 1),
            "p95, ms": round(p95, 1), "of its limit": round(p95 / PAGE_MS, 2),
            "bytes": len(answer.content),
        }  # fmt: skip
        if used is not None and after is not None:
            shown[path]["server's CPU each, ms"] = round(1000 * (after - used) / ASKED, 1)
    return shown


def measure(size: Size) -> dict[str, Any]:
    """Make a team and measure all of it."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        place = open_place(folder, url=f"sqlite:///{folder / 'doors.db'}")
        began, cpu = time.perf_counter(), time.process_time()
        fill_big(place, size=size)
        filled, worked = time.perf_counter() - began, time.process_time() - cpu
        viewers = _viewers(place)
        with place.store.read() as connection:
            known = {a.name: a.email or "" for a in accounts.accounts(connection)}
        place.store.close()
        megabytes = sum(path.stat().st_size for path in folder.glob("doors.db*")) / 1e6
        with served(folder) as address:
            pages = asked(address, {name: known[name] for name in viewers})
        place = open_place(folder, url=f"sqlite:///{folder / 'doors.db'}")
        found = scores(place, viewers[LEADER])
        place.store.close()
    return {"calls": size.calls, "seconds to fill": round(filled, 1),
            "CPU seconds to fill": round(worked, 1), "database, MB": round(megabytes),
            **found, "pages, one worker": pages}  # fmt: skip


def main() -> None:
    """Measure both teams and write the result."""
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    teams = {name: measure(size) for name, size in TEAMS.items()}
    after = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "limits": {"page p95, ms": PAGE_MS, "from cold, seconds": COLD_S,
                   "one new call, ms": UPDATE_MS, "filling the 24, seconds": FILL_S},
        # Above the number of cores others were at work too, and times on the wall say little.
        "load before and after": [round(before, 1), round(after, 1)],
        **teams,
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
