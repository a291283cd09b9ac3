"""A real server over a place, and a real browser that keeps to it."""

import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.web.place import PASSWORD, browser, mail
from tests.web.walk import is_page, shape, walk

from sevendoors.app.base.place import Place
from sevendoors.app.front.worker import Worker
from sevendoors.app.people import access
from sevendoors.web.server import build_app

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, NARROW = 1440, 390
SHOTS = os.environ.get("SEVENDOORS_SHOTS")


@contextmanager
def served(place: Place) -> Iterator[str]:
    """Serve a place on a free port of this machine; gives its address."""
    worker = Worker(place)
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{held.getsockname()[1]}"
    app = build_app(place, worker=worker)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    worker.start()
    thread.start()
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(20)
        worker.stop()
        held.close()


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Debian's chromium; skips the test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Seat:
    """Somebody at a browser: one tab that notes what goes wrong and where it looks."""

    def __init__(self, started: Any, address: str, **more: Any) -> None:
        self.address = address
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        self.context = started.new_context(**more)
        self.context.set_default_timeout(15_000)
        self.context.on("request", self._asked)
        self.tab: Any = self.context.new_page()
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("console", self._said)
        self.tab.on("dialog", lambda dialog: dialog.accept())

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def _said(self, message: Any) -> None:
        if message.type == "error" and "404" not in message.text:
            self.errors.append(message.text)

    def sign_in(self, place: Place, name: str) -> None:
        """Bring the cookie of somebody of the cast."""
        signed = access.sign_in(place, mail(name), PASSWORD, "browser")
        self.context.add_cookies([{"name": "doors", "value": signed.secret, "url": self.address}])

    def go(self, path: str) -> Any:
        """Open one of our pages."""
        self.tab.goto(self.address + path)
        return self.tab

    def leave(self) -> None:
        """Close the browser; nothing may have gone wrong or looked elsewhere."""
        self.context.close()
        assert self.errors == []
        assert self.elsewhere == []


@contextmanager
def seat(started: Any, address: str, *, width: int = WIDE, **more: Any) -> Iterator[Seat]:
    """Sit somebody down at a browser of this width."""
    made = Seat(started, address, viewport={"width": width, "height": 900 if width > 700 else 844}, **more)  # fmt: skip
    try:
        yield made
    except BaseException:
        made.context.close()
        raise
    made.leave()


def paths(place: Place, name: str | None, *more: str) -> list[str]:
    """List one page of each kind that somebody can reach."""
    with browser(place, name) as seen:
        answers = walk(seen, *more, most=1)
    opened = [path for path, a in answers.items() if a.status_code == 200 and is_page(a)]
    kinds = {shape(path).partition("?")[0]: path for path in reversed(opened)}
    return list(dict.fromkeys([*kinds.values(), *(path for path in more if path in opened)]))


def shot(tab: Any, who: str, path: str, width: int) -> None:
    """Keep a picture of a page where SEVENDOORS_SHOTS names a folder."""
    if SHOTS:
        name = re.sub(r"[^a-z0-9]+", "-", f"{who}{path}".lower()).strip("-")[:80]
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
