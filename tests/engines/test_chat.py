"""A model at an endpoint: an answer in time is taken, and everything else is one kind of error."""

import json
import socket
from time import monotonic
from typing import Any

import pytest
from tests.engines.endpoint import Talk, endpoint, message, saying, whole

from sevendoors.core.chat import ChatError, Said
from sevendoors.engines.chat import OpenAiChat

ASK = [Said(role="system", content="You are Marta."), Said(role="user", content="Why now?")]


def answer(url: str, seconds: float = 5.0, key: str = "") -> str:
    return "".join(OpenAiChat(url, "fake", key, seconds=seconds).stream(ASK))


def test_a_streamed_answer_comes_piece_by_piece() -> None:
    with endpoint(saying("October. ", "Second ", "week.")) as at:
        pieces = list(OpenAiChat(at.url, "fake").stream(ASK))
    assert "".join(pieces) == "October. Second week."
    assert len([piece for piece in pieces if piece]) == 3


def test_what_is_asked_is_what_the_protocol_says() -> None:
    with endpoint(saying("Yes.")) as at:
        answer(at.url, key="sk-1")
    (got,) = at.got
    assert got.path == "/v1/chat/completions"
    assert got.headers["Authorization"] == "Bearer sk-1"
    assert got.body["model"] == "fake"
    assert got.body["stream"] is True
    assert got.body["messages"][1] == {"role": "user", "content": "Why now?"}


def test_an_endpoint_that_does_not_stream_is_read_too() -> None:
    with endpoint(whole(message("October."))) as at:
        assert answer(at.url) == "October."


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_letters_cut_in_the_middle_on_their_way_stay_whole(size: int) -> None:
    said = "Skyr für 40 Läden – “zwei” 🥛, ёжик."
    with endpoint(saying(said[:9], said[9:], size=size)) as at:
        assert answer(at.url) == said


def test_an_answer_that_drips_is_cut_when_its_time_is_up() -> None:
    def drip(talk: Talk) -> None:
        talk.begin("text/event-stream")
        while not talk.server.closing.wait(0.02):
            talk.chunk(b"d")

    with endpoint(drip) as at:
        begun = monotonic()
        with pytest.raises(ChatError, match="too late"):
            answer(at.url, seconds=0.3)
        assert monotonic() - begun < 2


def test_headers_that_drip_are_cut_too() -> None:
    def drip(talk: Talk) -> None:
        while not talk.server.closing.wait(0.02):
            talk.wfile.write(b"H")
            talk.wfile.flush()

    with endpoint(drip) as at, pytest.raises(ChatError, match="too late"):
        answer(at.url, seconds=0.3)


def test_an_endpoint_that_says_nothing_is_not_waited_for() -> None:
    def wait(talk: Talk) -> None:
        talk.server.closing.wait(9)

    with endpoint(wait) as at:
        with pytest.raises(ChatError):
            answer(at.url, seconds=0.3)
        at.closing.set()


def test_a_socket_that_dies_is_told() -> None:
    with (
        endpoint(lambda talk: talk.connection.shutdown(socket.SHUT_RDWR)) as at,
        pytest.raises(ChatError),
    ):
        answer(at.url)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ChatError):
        answer(f"http://127.0.0.1:{port}/v1")


def test_a_stream_that_breaks_off_is_no_answer() -> None:
    with (
        endpoint(saying("It was my row. I had typed an", end="")) as at,
        pytest.raises(ChatError, match="broke off"),
    ):
        answer(at.url)


@pytest.mark.parametrize("status", [301, 401, 404, 429, 500])
def test_any_status_but_a_good_one_is_an_error(status: int) -> None:
    with endpoint(lambda talk: talk.send(b'{"error": "no"}', status=status)) as at:
        with pytest.raises(ChatError, match=f"status {status}"):
            answer(at.url)
        assert len(at.got) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no json", b"{", b"[]", b"{}", b"null", b'"yes"', b'{"choices": {}}',
        b'{"choices": []}', b'{"choices": [null]}', b'{"choices": [{"message": "hi"}]}',
        b'{"choices": [{"message": {"content": [1]}}]}', b"[" * 50_000, b"\xff\xfe\x00",
    ],
)  # fmt: skip
def test_nonsense_is_one_kind_of_error(data: bytes) -> None:
    with endpoint(lambda talk: talk.send(data)) as at, pytest.raises(ChatError):
        answer(at.url)


@pytest.mark.parametrize(
    "told", ["no json", "[]", '{"error": {"message": "busy"}}', '{"choices": [{}]}']
)
def test_nonsense_in_a_stream_is_too(told: str) -> None:
    def send(talk: Talk) -> None:
        talk.begin("text/event-stream")
        talk.chunk(f"data: {told}\n\n".encode())
        talk.chunk(b"")

    with endpoint(send) as at, pytest.raises(ChatError):
        answer(at.url)


@pytest.mark.parametrize(
    "data",
    [
        message("", finish_reason="content_filter"),
        message(None, message={"role": "assistant", "content": None, "refusal": "I cannot."}),
    ],
)
def test_a_refusal_is_an_error(data: Any) -> None:
    with endpoint(whole(data)) as at, pytest.raises(ChatError, match="refused"):
        answer(at.url)
    with (
        endpoint(saying("x", end="content_filter")) as at,
        pytest.raises(ChatError, match="refused"),
    ):
        answer(at.url)


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    def flood(talk: Talk) -> None:
        talk.begin("text/event-stream")
        event = json.dumps({"choices": [{"delta": {"content": "yoghurt " * 500}}]})
        while True:
            talk.chunk(f"data: {event}\n\n".encode())

    with endpoint(flood) as at, pytest.raises(ChatError, match="too long"):
        answer(at.url)
    with endpoint(whole(message("yoghurt " * 50_000))) as at, pytest.raises(ChatError):
        answer(at.url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x", "nowhere", "http://", "http://[::1"]
)
def test_only_an_address_on_the_web_is_one(url: str) -> None:
    with pytest.raises(ChatError, match="address"):
        OpenAiChat(url, "fake")
