"""Mail: each writer's own words, once, in the order they were written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sevendoors.core.conversation import Conversation
from sevendoors.core.errors import DoorsError
from sevendoors.readers import email_thread
from sevendoors.readers.draft import build
from sevendoors.readers.mail_quotes import own_words
from sevendoors.readers.source import Source

FIRST = """From marta@mill.example Tue Jan 02 10:00:00 2024
From: Marta Vogel <Marta@mill.example>
Subject: Pilot
Date: Tue, 02 Jan 2024 10:00:00 +0100
Message-ID: <1@mill.example>

We are stretched.
>From experience, May is worse.
"""
SECOND = """From jonas@seller.example Tue Jan 02 11:00:00 2024
From: =?utf-8?q?Jonas_R=C3=BCb?= <jonas@seller.example>
Subject: Re: Pilot
Date: Tue, 02 Jan 2024 11:00:00 +0100

What makes May worse?

On Tue, Jan 2, 2024 at 10:00 AM Marta Vogel <Marta@mill.example> wrote:
> We are stretched.
"""


def of(data: bytes, name: str = "thread.mbox") -> Source:
    return Source(name, data, data.decode("utf-8", "replace"))


def talk(data: bytes) -> Conversation:
    assert email_thread.sniff(of(data))
    return build(email_thread.read(of(data)), "0" * 16)


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_a_thread_reads_in_the_order_written_without_its_quotes(order: tuple[str, str]) -> None:
    call = talk("\n".join(order).encode())
    assert [turn.text.splitlines()[0] for turn in call.turns] == [
        "We are stretched.",
        "What makes May worse?",
    ]
    assert len(call.turns[1].text.splitlines()) == 1
    assert {p.name for p in call.participants} == {"Marta Vogel", "Jonas Rüb"}
    assert {p.email for p in call.participants} == {"marta@mill.example", "jonas@seller.example"}
    assert call.title == "Pilot"
    assert call.turns[1].start_ms == 3_600_000
    assert call.started_at == "2024-01-02T10:00:00+01:00"


def test_a_mailbox_line_in_any_letters_still_parts_two_mails() -> None:
    data = (FIRST + "\n").encode() + SECOND.encode().replace(
        b"jonas@seller", b"j\xf6nas\xff@seller", 1
    )
    assert len(talk(data).turns) == 2


def test_a_mail_made_of_html_gives_its_words() -> None:
    data = (
        b"From: m@mill.example\nTo: j@seller.example\nMIME-Version: 1.0\nSubject: Hi\n"
        b"Content-Type: text/html; charset=iso-8859-1\n\n"
        b"<style>p {color:red}</style><p>Gr\xfc\xdfe &amp; thanks</p><p>Soon?</p>"
        b"<blockquote>your words</blockquote>"
    )
    assert talk(data).turns[0].text == "Grüße & thanks\nSoon?"


def test_an_answer_below_the_quote_is_kept() -> None:
    text = "On Tue, 2 Jan 2024, Marta wrote:\n> We are stretched.\n> Badly.\n\nWhat would help?\n"
    assert own_words(text) == "What would help?"


def test_a_forwarded_mail_is_not_the_writers_own() -> None:
    text = "See below.\n\n-----Original Message-----\nFrom: Marta\nSent: today\n\nWe are stretched."
    assert own_words(text) == "See below."


def test_a_thread_pasted_from_a_mail_program_is_taken_apart_oldest_first() -> None:
    text = (
        "Could we see it on Friday?\n\n"
        "From: Jonas <jonas@seller.example>\nSent: Tuesday, January 2, 2024 11:00 AM\n"
        "To: Marta <marta@mill.example>\nSubject: RE: Pilot\n\nWhat makes May worse?\n\n"
        "________________________________\n"
        "From: Marta <marta@mill.example>\nSent: Tuesday, January 2, 2024 10:00 AM\n"
        "To: Jonas <jonas@seller.example>\nSubject: Pilot\nWe are stretched.\n"
    )
    call = talk(text.encode())
    assert [turn.text for turn in call.turns] == [
        "We are stretched.",
        "What makes May worse?",
        "Could we see it on Friday?",
    ]
    assert [person.name for person in call.participants] == ["Marta", "Jonas"]
    assert call.turns[2].participant is None
    assert call.warnings == ()


def test_a_mail_made_to_take_minutes_takes_none() -> None:
    assert own_words("On " * 20_000).startswith("On")


def test_backslashes_in_a_quote_line_do_no_harm() -> None:
    assert own_words(r"Yes." + "\n\nOn \\q \\g<9> Marta\nLee wrote:\n> hi\n").startswith("Yes.")


def test_a_mail_of_quotes_only_says_so() -> None:
    with pytest.raises(DoorsError, match="own"):
        email_thread.read(of(b"From: a@b.example\nSubject: x\n\n> only\n> quotes\n"))


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_mail_gives_words_or_one_plain_error(body: bytes) -> None:
    for head in (
        b"From: a@b\nSubject: x\n",
        b"From: =?x?q?=\nDate: 9\nContent-Type: multipart/mixed\n",
    ):
        source = of(head + body)
        email_thread.sniff(source)
        try:
            email_thread.read(source)
        except DoorsError as error:
            assert error.fix


@given(st.text(max_size=300))
def test_quotes_are_stripped_from_any_text(text: str) -> None:
    assert isinstance(own_words(text), str)
    assert isinstance(own_words("On x, y wrote:\n" + text), str)
