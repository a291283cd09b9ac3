"""A small endpoint on this machine that speaks the chat protocol, well or badly, and keeps what it got."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Behave = Callable[["Talk"], None]


class Talk(BaseHTTPRequestHandler):
    """One request; a behaviour answers it."""

    protocol_version = "HTTP/1.1"
    server: "_Server"
    body: dict[str, Any]

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        self.body = json.loads(raw)
        self.server.got.append(Got(path=self.path, headers=dict(self.headers), body=self.body))
        self.close_connection = True
        with suppress(OSError):
            self.server.behave(self)

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send(self, data: bytes, kind: str = "application/json", status: int = 200) -> None:
        self.begin(kind, status, length=len(data))
        self.wfile.write(data)

    def begin(self, kind: str, status: int = 200, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def pieces(self, *pieces: str, size: int = 10_000, end: str = "stop") -> None:
        """Stream as the protocol says: a role first, then pieces, a reason to stop, and [DONE]."""
        told: list[dict[str, Any]] = [{"delta": {"role": "assistant", "content": ""}}]
        told += [{"delta": {"content": piece}} for piece in pieces]
        told += [{"delta": {}, "finish_reason": end}] if end else []
        events: list[dict[str, Any]] = [
            {"id": "c-1", "object": "chat.completion.chunk", "model": "fake",
             "choices": [{"index": 0, "finish_reason": None, **one}]}
            for one in told
        ]  # fmt: skip
        events.append({"id": "c-1", "choices": [], "usage": {"total_tokens": 9}})
        lines = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events]
        lines += ["data: [DONE]\n\n"] if end else []
        data = "".join([": a comment\n\n", *lines]).encode()
        self.begin("text/event-stream; charset=utf-8")
        for start in range(0, len(data), size):
            self.chunk(data[start : start + size])
        self.chunk(b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    def words(self) -> str:
        return "\n".join(str(message["content"]) for message in self.body["messages"])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    behave: Behave
    got: list[Got]
    closing: Event

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is what some tests are about."""


@dataclass(slots=True)
class Endpoint:
    """Where the endpoint is, and what it got so far."""

    url: str
    closing: Event
    got: list[Got] = field(default_factory=list)


@contextmanager
def endpoint(behave: Behave) -> Iterator[Endpoint]:
    """Open an endpoint on a free port of this machine."""
    server = _Server(("127.0.0.1", 0), Talk)
    made = Endpoint(url=f"http://127.0.0.1:{server.server_port}/v1", closing=Event())
    server.behave, server.got, server.closing = behave, made.got, made.closing
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def saying(*pieces: str, size: int = 10_000, end: str = "stop") -> Behave:
    """Stream these pieces."""
    return lambda talk: talk.pieces(*pieces, size=size, end=end)


def whole(data: Any) -> Behave:
    """Answer in one piece of JSON."""
    return lambda talk: talk.send(json.dumps(data).encode())


def message(content: Any, **more: Any) -> dict[str, Any]:
    """A whole answer as the protocol says."""
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": content},
    }
    return {"id": "c-1", "object": "chat.completion", "choices": [{**choice, **more}]}
