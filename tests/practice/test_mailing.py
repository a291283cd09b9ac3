"""A mail with what is due, handed to a real server on this machine: counts, kinds, never a word said."""

import base64
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from threading import Thread

import pytest
from tests.web.place import Clock, keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.app.practice import drilling, mailing
from sevendoors.app.practice.mailing import FROM, TO, URL, mail_due
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer


@dataclass
class Box:
    """What the server got. refuses: a command it does not take."""

    port: int = 0
    refuses: str = ""
    auth: list[str] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)


class _Smtp(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self._tell("220 here")
        while line := self.rfile.readline().decode().strip():
            if not self._answer(line, line.split()[0].upper()):
                return

    def _answer(self, line: str, word: str) -> bool:
        box = self.server.box
        if word == box.refuses:
            self._tell("535 no" if word == "AUTH" else "550 no")
        elif word == "EHLO":
            self._tell("250-here\r\n250 AUTH PLAIN")
        elif word == "AUTH":
            box.auth.append(base64.b64decode(line.split()[2]).decode())
            self._tell("235 known")
        elif word == "DATA":
            self._tell("354 go on")
            rows = iter(self.rfile.readline, b".\r\n")
            box.mails.append(message_from_bytes(b"".join(rows)))
            self._tell("250 taken")
        elif word == "QUIT":
            self._tell("221 bye")
            return False
        else:
            if word == "RCPT":
                box.rcpt.append(line)
            self._tell("250 fine")
        return True

    def _tell(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    box: Box


@contextmanager
def post_office(refuses: str = "") -> Iterator[Box]:
    with _Server(("127.0.0.1", 0), _Smtp) as server:
        server.box = Box(port=server.server_address[1], refuses=refuses)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.box
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def at(tmp_path: Path) -> Iterator[tuple[Place, Clock, Viewer]]:
    clock = Clock()
    place = new_place(tmp_path, clock=clock)
    yield place, clock, people_of_the_cast(place)["Jonas Brandt"]
    place.store.close()


def named(port: int, who: str = "") -> dict[str, str]:
    return {URL: f"smtp://{who}127.0.0.1:{port}", FROM: "doors@example.org",
            TO: "jonas@example.org"}  # fmt: skip


def test_jonas_gets_one_mail_with_what_is_due(at: tuple[Place, Clock, Viewer]) -> None:
    place, _, jonas = at
    with post_office() as box:
        assert mail_due(place, jonas, named(box.port)) == 3
    (mail,) = box.mails
    assert mail["Subject"] == "Two minutes of practice (3)"
    assert (mail["From"], mail["To"]) == ("doors@example.org", "jonas@example.org")
    assert mail["Date"]
    assert "doors practise" in str(mail.get_payload())
    assert box.auth == []


def test_no_word_of_a_call_and_no_guilt_is_in_it(at: tuple[Place, Clock, Viewer]) -> None:
    place, _, jonas = at
    keep(place, jonas)
    with post_office() as box:
        mail_due(place, jonas, named(box.port))
    text = str(box.mails[0].get_payload()).lower()
    for shown in drilling.today(place, jonas):
        assert shown.scene.said.lower() not in text
        assert shown.scene.chance.lower() not in text
        assert "marta" not in text
    assert not [word for word in ("streak", "missed", "overdue", "forgot", "only") if word in text]


def test_where_nothing_is_due_nothing_is_sent(at: tuple[Place, Clock, Viewer]) -> None:
    place, clock, jonas = at
    drilling.refresh(place, jonas)
    for _ in range(3):
        shown = drilling.today(place, jonas)[0]
        drilling.attempt(place, jonas, shown.card, shown.scene.variant, "Fine.")
    with post_office() as box:
        assert mail_due(place, jonas, named(box.port)) == 0
        clock.at += timedelta(days=1)
        assert mail_due(place, jonas, named(box.port)) == 3
    assert len(box.mails) == 1


def test_user_and_password_are_handed_in_as_they_were_meant(
    at: tuple[Place, Clock, Viewer],
) -> None:
    place, _, jonas = at
    with post_office() as box:
        mail_due(place, jonas, named(box.port, "jonas%40example.org:p%3Aw@"))
    assert box.auth == ["\0jonas@example.org\0p:w"]


def test_a_password_never_goes_unlocked_over_a_network(
    at: tuple[Place, Clock, Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _, jonas = at
    monkeypatch.setattr(mailing, "_HERE", ())  # as if the server stood elsewhere
    with post_office() as box, pytest.raises(DoorsError, match="unlocked"):
        mail_due(place, jonas, named(box.port, "jonas:pw@"))
    assert (box.auth, box.mails) == ([], [])


@pytest.mark.parametrize("refuses", ["AUTH", "MAIL", "RCPT", "DATA"])
def test_a_server_that_says_no_is_told_in_a_sentence(
    at: tuple[Place, Clock, Viewer], refuses: str
) -> None:
    place, _, jonas = at
    with post_office(refuses) as box, pytest.raises(DoorsError) as told:
        mail_due(place, jonas, named(box.port, "jonas:pw@"))
    assert box.mails == []
    assert "pw" not in str(told.value).split()


def test_nobody_at_home_is_told_too(at: tuple[Place, Clock, Viewer]) -> None:
    place, _, jonas = at
    with post_office() as box:
        port = box.port
    with pytest.raises(DoorsError, match="not taken"):
        mail_due(place, jonas, named(port))


@pytest.mark.parametrize(
    "wrong",
    [
        {URL: ""}, {FROM: ""}, {TO: " "}, {URL: "http://x"}, {URL: "smtp://"},
        {URL: "smtp://x:port"}, {TO: "nobody"}, {TO: "a@b.c\nBcc: d@e.f"}, {FROM: "a@b.c, d@e.f"},
    ],
)  # fmt: skip
def test_what_is_set_wrongly_is_named(
    at: tuple[Place, Clock, Viewer], wrong: dict[str, str]
) -> None:
    place, _, jonas = at
    with post_office() as box:
        with pytest.raises(DoorsError) as told:
            mail_due(place, jonas, {**named(box.port), **wrong})
        assert next(iter(wrong)) in str(told.value)
        assert box.mails == []
