"""Measures the pages and the import over a full place: `python -m benchmarks.place`.

10,000 calls and 500 people are copies of the invented team's calls under other names; the server is
a real one with one worker, asked one page after another.
"""

import json
import os
import platform
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx2

from benchmarks.speed import ROOT
from sevendoors.app.base.place import Place, only_viewer, open_place
from sevendoors.app.coming.desk import work
from sevendoors.app.coming.importing import submit_paths
from sevendoors.app.demo.demo import DemoCall, demo_calls
from sevendoors.app.people import access
from sevendoors.app.reading.keeping import Told, keep_call
from sevendoors.app.reading.reading_in import Known, read_in
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.moment import Moment, moment_id
from sevendoors.core.people import Role
from sevendoors.core.review import Review
from sevendoors.store import accounts, calls, deals, people

RESULT = ROOT / "benchmarks" / "results" / "place.json"
CALLS, SELLERS, BUYERS = 10_000, 100, 400
ASKED, LIMIT_MS, LIMIT_BYTES = 60, 100, 300_000
PASSWORD = "only for this benchmark"


def read_demo() -> list[tuple[DemoCall, Review]]:
    """Read the invented team's calls once."""
    found = []
    for call in demo_calls():
        read = read_in(
            [(call.path.name, call.path.read_bytes())],
            Known(sides={}, sellers=(call.seller.casefold(),)),
        )
        if read.review is not None:
            found.append((call, read.review))
    return found


def copied(review: Review, number: int, seller: str, buyers: list[str]) -> Review:
    """Give the same review as another call, of other people."""
    talk = review.conversation
    names = iter(buyers)
    met = tuple(
        replace(p, name=seller if p.side is Side.SELLER else next(names), side_decided_by="file")
        for p in talk.participants
    )
    other = replace(talk, id=f"{number:016x}", participants=met)
    return replace(review, conversation=other, moments=tuple(_renamed(other, review.moments)))


def _renamed(talk: Conversation, moments: tuple[Moment, ...]) -> Iterator[Moment]:
    seen: dict[tuple[int, str], int] = {}
    for one in moments:
        place = (one.chance.quote.turn, str(one.chance.code))
        number = seen.get(place, 0)
        seen[place] = number + 1
        yield replace(one, id=moment_id(talk, place[0], one.chance.code, number))


def fill(place: Place) -> None:
    """Fill a place with copies: a hundred calls for each of a hundred sellers, in ten teams."""
    told = access.password_hash(PASSWORD)
    sellers = [f"Seller Number{n}" for n in range(SELLERS)]
    buyers = [f"Buyer Number{n}" for n in range(BUYERS)]
    ids = []
    with place.store.write() as connection:
        (first,) = accounts.accounts(connection)
        for number, name in enumerate([*sellers, "Leader One"]):
            who = people.add_person(
                connection, name=name, email=f"p{number}@example.org", now=place.now(),
                side="seller", team_id=people.team_named(connection, f"Team {number % 10}"),
            )  # fmt: skip
            role = Role.LEADER if name == "Leader One" else Role.SELLER
            accounts.add_account(connection, who, (role,), place.now())
            accounts.set_password(connection, who, told)
            ids.append(who)
        accounts.drop_account(connection, first.person)
    known = read_demo()
    start = datetime(2025, 1, 1, tzinfo=UTC)
    for base in range(0, CALLS, 200):
        with place.store.write() as connection:
            for number in range(base, base + 200):
                call, review = known[number % len(known)]
                seller = number % SELLERS
                pair = [buyers[(number * 7 + k) % BUYERS] for k in range(3)]
                day = (start + timedelta(minutes=60 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")
                keep_call(
                    place, connection, (one := copied(review, number, sellers[seller], pair)).conversation,
                    one, files=[], owner=ids[seller],
                    told=Told(title=call.title, kind=call.kind, started=day,
                              deal=deals.deal_named(connection, f"{call.deal} {number // 3}")),
                )  # fmt: skip


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run the real server with one worker over a place; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "SEVENDOORS_HOME": str(folder)}
    program = [sys.executable, "-m", "sevendoors.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(program, env=env, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                if httpx2.get(f"{address}/healthz").status_code == 200:
                    break
            except httpx2.HTTPError:
                time.sleep(0.1)  # noqa: TID251  (a benchmark may wait for its server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def pages(address: str, call: str, person: str) -> dict[str, Any]:
    """Ask each page many times as one person; gives milliseconds and bytes."""
    shown: dict[str, Any] = {}
    with httpx2.Client(base_url=address, follow_redirects=False) as browser:
        browser.post("/login", data={"email": person, "password": PASSWORD})
        asked = browser.get(f"/calls/{call}").text  # before anything is shown, a guess is asked
        word = re.search(r'name="csrf" value="([^"]+)"', asked)
        form = {"csrf": word.group(1) if word else "", "taken": "5"}
        browser.post(f"/calls/{call}/guess", data=form)
        for name, path in (
            ("Today", "/"),
            ("Calls", "/calls"),
            ("Calls, a search", "/calls?words=audit+friday"),
            ("Call", f"/calls/{call}"),
            ("Me", "/me"),
        ):
            times, body = [], ""
            for _ in range(ASKED):
                began = time.perf_counter()
                answer = browser.get(path)
                times.append((time.perf_counter() - began) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
                body = answer.text
            shown[name] = {
                "median, ms": round(median(times), 1),
                "p95, ms": round(quantiles(times, n=20)[-1], 1),
                "limit, ms": LIMIT_MS,
                "bytes without the transcript": _weight(browser, body),
                "limit, bytes": LIMIT_BYTES,
            }
    return shown


def _weight(browser: Any, body: str) -> int:
    """Add up a page with its styles and programs, the transcript left out."""
    parts = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', body)))
    own = re.sub(r'<ol class="talk".*?</ol>', "", body, flags=re.DOTALL)
    return len(own.encode()) + sum(len(browser.get(part).content) for part in parts)


def importing(copies: int = 2) -> dict[str, Any]:
    """Compare bringing files in with reading them alone, on all cores both times."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        files = folder / "files"
        files.mkdir()
        for number in range(copies):
            for place_, call in enumerate(demo_calls()):
                text = call.path.read_text("utf-8")
                (files / f"{number:02}-{place_:03}.txt").write_text(
                    f"{text}\n# {number}\n", "utf-8"
                )
        paths = sorted(files.iterdir())
        sellers = sorted({call.seller for call in demo_calls()})
        alone = _wall(lambda: _read_alone(paths, sellers))
        place = open_place(folder / "home", url=f"sqlite:///{folder / 'home' / 'doors.db'}")
        viewer = only_viewer(place)
        assert viewer is not None
        with place.store.write() as connection:
            for name in sellers:
                who = people.add_person(connection, name=name, email=None, now=place.now())
                accounts.add_account(connection, who, (Role.SELLER,), place.now())
        whole = _wall(lambda: (submit_paths(place, viewer, paths), work(place)))
        with place.store.read() as connection:
            kept = len(calls.calls_behind(connection, "", ""))
        place.store.close()
        return {
            "files": len(paths),
            "reviewed": kept,
            "reading alone, seconds": round(alone, 1),
            "bringing in, seconds": round(whole, 1),
            "bringing in against reading alone": round(alone / whole, 2),
            "least": 0.85,
        }


def _read_alone(paths: list[Path], sellers: list[str]) -> None:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    inputs = [[(path.name, path.read_bytes())] for path in paths]
    known = [Known(sides={}, sellers=tuple(map(str.casefold, sellers)))] * len(paths)
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        list(pool.map(read_in, inputs, known))


def _wall(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def main() -> None:
    """Measure and write the result."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        place = open_place(folder, url=f"sqlite:///{folder / 'doors.db'}")
        seconds = _wall(lambda: fill(place))
        with place.store.read() as connection:
            call = calls.sold_by(connection, accounts.account_by_mail(connection, "p7@example.org").person)[0][0]  # type: ignore[union-attr]  # fmt: skip
        place.store.close()
        size = sum(path.stat().st_size for path in folder.glob("doors.db*")) / 1e6
        with served(folder) as address:
            shown = pages(address, call, "p7@example.org")
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "calls": CALLS,
        "people": SELLERS + BUYERS,
        "database, MB": round(size),
        "seconds to fill": round(seconds),
        "pages, one worker": shown,
        "import": importing(),
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
