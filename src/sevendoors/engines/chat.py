"""Speaks with an OpenAI-compatible endpoint (Ollama, llama.cpp, vLLM, hosted); standard library only."""

import json
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from sevendoors.core.chat import ChatError, Said

MOST_BYTES = 200_000
_AT_ONCE = 4_096


class OpenAiChat:
    """One model at one endpoint; temperature low, so that the same talk stays nearly the same.

    No proxy, no redirect: the words and the key go to the address that was named and nowhere else.
    """

    def __init__(
        self, base: str, model: str, key: str = "", *, seconds: float = 8.0, most_tokens: int = 160
    ) -> None:
        """Take the address (such as http://127.0.0.1:11434/v1), the model's name and a key if any."""
        try:
            address = urlsplit(base)
            self._host, self._port = address.hostname or "", address.port
        except ValueError as fault:
            raise ChatError("The address of the model cannot be read.") from fault
        if address.scheme not in ("http", "https") or not self._host:
            raise ChatError("The address of the model begins with http:// or https://.")
        self._locked = address.scheme == "https"
        self._path = address.path.rstrip("/") + "/chat/completions"
        self._path += f"?{address.query}" if address.query else ""
        self._model, self._key = model, key
        self._seconds, self._most = seconds, most_tokens

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._model

    def stream(self, messages: Sequence[Said]) -> Iterator[str]:
        """Give the answer piece by piece. Raises ChatError for anything but an answer in time."""
        ends = monotonic() + self._seconds
        body = {
            "model": self._model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "temperature": 0.3,
            "max_tokens": self._most,
            "stream": True,
        }
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            with self._connection(ends) as connection:
                connection.request("POST", self._path, json.dumps(body).encode(), headers)
                yield from _pieces(connection.getresponse())
        except ChatError as fault:
            raise ChatError("too late" if monotonic() >= ends else str(fault)) from fault
        except (OSError, HTTPException, ValueError, RecursionError, AttributeError) as fault:
            late = monotonic() >= ends
            raise ChatError("too late" if late else type(fault).__name__) from fault

    @contextmanager
    def _connection(self, ends: float) -> Iterator[HTTPConnection]:
        """Open a connection that is cut when the time is up, however slowly it drips."""
        kind = HTTPSConnection if self._locked else HTTPConnection
        connection = kind(self._host, self._port, timeout=self._seconds)
        connection.connect()
        line = connection.sock
        watch = Timer(max(0.0, ends - monotonic()), _cut, (line,))
        watch.daemon = True
        watch.start()
        try:
            yield connection
        finally:
            watch.cancel()
            connection.close()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _pieces(answer: HTTPResponse) -> Iterator[str]:
    """Read server-sent events, or one whole JSON answer where the endpoint does not stream."""
    if answer.status != 200:
        raise ChatError(f"status {answer.status}")
    if "event-stream" not in str(answer.headers.get("Content-Type", "")):
        whole = answer.read(MOST_BYTES + 1)
        if len(whole) > MOST_BYTES:
            raise ChatError("too long")
        yield _content(_choice(json.loads(whole)), "message")
        return
    ended = False
    for line in _lines(answer):
        told = line[5:].strip() if line.startswith("data:") else ""
        if told == "[DONE]":
            return
        choice = _choice(json.loads(told), streamed=True) if told else {}
        if choice:
            ended = ended or bool(choice.get("finish_reason"))
            yield _content(choice, "delta")
    if not ended:
        raise ChatError("broke off")


def _lines(answer: HTTPResponse) -> Iterator[str]:
    """Give whole lines, however the bytes were cut on their way."""
    held, read = b"", 0
    while some := answer.read1(_AT_ONCE):
        read += len(some)
        if read > MOST_BYTES:
            raise ChatError("too long")
        *lines, held = (held + some).split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace").strip()
    yield held.decode("utf-8", "replace").strip()


def _choice(data: Any, *, streamed: bool = False) -> Mapping[str, Any]:
    """Take the first choice; a streamed piece may hold none (what was used, filter results)."""
    try:
        choices = data["choices"]
        if streamed and choices == []:
            return {}
        choice: Mapping[str, Any] = choices[0]
        if choice.get("finish_reason") == "content_filter":
            raise ChatError("refused")
    except (KeyError, IndexError, TypeError, AttributeError) as fault:
        raise ChatError("not the shape of an answer") from fault
    return choice


def _content(choice: Mapping[str, Any], part: str) -> str:
    try:
        if choice[part].get("refusal"):
            raise ChatError("refused")
        content = choice[part].get("content")
    except (KeyError, TypeError, AttributeError) as fault:
        raise ChatError("not the shape of an answer") from fault
    if content is not None and not isinstance(content, str):
        raise ChatError("not the shape of an answer")
    return content or ""
