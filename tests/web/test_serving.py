"""The server as it is really started: it ends when asked to, loses nothing, and tells nobody's words."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
from tests.store.looking import everything, job_states

from sevendoors.app.base.place import Place, open_place
from sevendoors.app.coming.desk import work

CALLS = [
    f"Marta Oliveira: We lose {n} days a month, that worries me.\n"
    f"Jonas Brandt: Whose {n} days are they?\n"
    + "Marta Oliveira: And then the truck is in the yard.\n"
    * 30
    for n in range(14)
]


class Served:
    """A server in a process of its own, with a browser that came in by its printed link."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = home / "log"
        told = {"SEVENDOORS_HOME": str(home / "place"), "SEVENDOORS_LOG": "INFO"}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "sevendoors.cli", "serve", "--port", str(self.port)],
                stderr=log, stdout=log, cwd=home,
                env={**{k: v for k, v in os.environ.items() if k != "SEVENDOORS_DATABASE_URL"}, **told},
            )  # fmt: skip
        self.client = httpx2.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)

    def come_in(self) -> None:
        until(self.is_up)
        found = re.search(r"/enter/(\S+)", self.log.read_text("utf-8"))
        assert found
        assert self.client.get(f"/enter/{found[1]}").status_code == 303

    def is_up(self) -> bool:
        try:
            return bool(self.client.get("/healthz").status_code == 200)
        except httpx2.TransportError:
            return False

    def send(self, path: str, **more: Any) -> Any:
        page = self.client.get("/calls", headers={"accept": "text/html"}).text
        word = re.search(r'name="csrf" value="([^"]+)"', page)
        assert word
        return self.client.post(path, headers={"x-csrf": word[1]}, **more)


def until(done: Any, seconds: float = 30) -> None:
    """Wait for something to become true."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not done():
        assert time.monotonic() < end
        pause.wait(0.02)


@contextmanager
def served(home: Path) -> Iterator[Served]:
    made = Served(home)
    try:
        made.come_in()
        yield made
    finally:
        made.client.close()
        if made.process.poll() is None:
            made.process.kill()
        made.process.wait(10)


def opened(home: Path) -> Place:
    folder = home / "place"
    return open_place(folder, url=f"sqlite:///{folder / 'doors.db'}")


def test_asked_to_end_in_the_middle_of_an_import_it_ends_in_time_and_nothing_is_half(
    tmp_path: Path,
) -> None:
    with served(tmp_path) as server:
        files = [("files", (f"{n}.txt", text.encode(), "text/plain")) for n, text in enumerate(CALLS)]  # fmt: skip
        assert server.send("/calls/import", files=files).status_code == 303
        place = opened(tmp_path)
        until(lambda: {"done", "working"} & set(job_states(place)))
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(25) == 0
        assert time.monotonic() - began < 25
    states = job_states(place)
    assert set(states) <= {"done", "waiting"}  # what was being read was finished, or given back
    assert len(states) == len(CALLS)
    kept = everything(place)
    assert len(kept["call"]) == len(kept["talk"]) == len(kept["said"]) == states.count("done")
    work(place)
    assert job_states(place) == ["done"] * len(CALLS)
    assert len(everything(place)["call"]) == len(CALLS)
    place.store.close()


def test_its_log_holds_no_name_no_word_and_no_id(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        text = {"text": CALLS[0], "title": "Zwyrkel and Partners", "deal": "Trundeldeal"}
        answer = server.send("/calls/paste", data=text)
        call = answer.headers["location"].split("/")[2].split("?")[0]
        for path in (
            f"/calls/{call}", f"/calls/{call}/who", "/calls?q=Oliveira", "/people", "/people/2",
            "/Oliveira", f"/{quote('Märta Oliveira')}", "/calls/Oliveira", "/join/Oliveirasecret",
            "/api/v1/calls", f"/api/v1/calls/{call}", "/static/Oliveira.css", "/codebook/Oliveira",
        ):  # fmt: skip
            assert server.client.get(path).status_code < 500, path
        for path in (f"/calls/{call}/guess", f"/calls/{call}/details", "/calls/coming/1/retry"):
            server.send(path, data={"title": "Oliveira"})
        server.client.post("/login", data={"email": "marta@oliveira.example", "password": "Plonk"})
        broken = [("files", ("Oliveira.vtt", b"\x00\x01Oliveira", "text/plain"))]
        server.send("/calls/import", files=broken)
        place = opened(tmp_path)
        until(lambda: "failed" in job_states(place))
        with place.store.write() as connection:
            connection.exec_driver_sql("UPDATE talk SET conversation = '[\"Oliveira\"]'")
        assert server.client.get(f"/calls/{call}").status_code == 500
        place.store.close()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(25) == 0
    link, _, *lines = server.log.read_text("utf-8").splitlines()
    assert "/enter/" in link
    told = [json.loads(line) for line in lines]
    assert {"at", "level", "what", "method", "route", "status", "ms"} <= set(told[0])
    assert [line["fault"] for line in told if "fault" in line]
    key = link.split("/enter/")[1]
    for secret in ("liveira", "Marta", "Märta", "Zwyrkel", "Trundel", "Plonk", "lose", call, key):
        assert secret not in "\n".join(lines), secret
