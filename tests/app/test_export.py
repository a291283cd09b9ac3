"""Handing a call on: our own file reads back as the same call; other tools get names and words."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sevendoors.app.reading.export import from_json, to_convokit, to_json, to_txt, to_vcon
from sevendoors.core.conversation import (
    Capabilities,
    Conversation,
    Event,
    Kind,
    Participant,
    Side,
    Turn,
    Word,
)
from sevendoors.readers import convokit_corpus
from sevendoors.readers.draft import build
from sevendoors.readers.reading import read_text
from sevendoors.readers.source import Source

MARTA = Participant(
    id="p1", name="Marta Vogel", side=Side.BUYER, side_decided_by="file", email="m@mill.example"
)
JONAS = Participant(
    id="p2", name="Jonas Rüb", side=Side.SELLER, side_decided_by="you", organisation="Seller"
)
PEOPLE = (MARTA, JONAS, Participant(id="p3", name="Fathom Notetaker", kind=Kind.BOT))
SAID = (
    ("p1", 2000, 6400, "It was rough. Two people left."),
    ("p2", 5900, 7000, "Two?"),
    ("p2", 7100, 9000, 'What "happened" <there>?'),
    (None, 9000, 9500, "(door)"),
)
RUNS = (0, 1, 1, 2)
CALL = Conversation(
    id="0123456789abcdef",
    source="zoom-vtt",
    capabilities=Capabilities(speaker_source="platform", time_kind="relative", has_end=True),
    participants=PEOPLE,
    turns=tuple(
        Turn(
            index=place,
            run=RUNS[place],
            participant=who,
            text=text,
            start_ms=start,
            end_ms=end,
            words=(Word(text="It", start_ms=2000, end_ms=2200, confidence=0.5),)
            if not place
            else (),
            source_ids=(str(place),),
            flags=("overlaps",) if place == 1 else (),
        )
        for place, (who, start, end, text) in enumerate(SAID)
    ),
    title="Mill <> Seller",
    started_at="2024-01-02T10:00:00+01:00",
    language="en",
    events=(Event(kind="chat", text="hi", participant="p1", start_ms=3000),),
    warnings=("A warning.",),
)
UNTIMED = replace(
    CALL,
    turns=tuple(replace(turn, start_ms=None, end_ms=None, words=()) for turn in CALL.turns),
)

times = st.none() | st.integers(0, 10**8)
texts = st.text(max_size=30)
people_made = st.builds(
    Participant,
    id=st.just(""),
    name=st.text(min_size=1, max_size=12),
    side=st.sampled_from(Side),
    side_decided_by=texts,
    kind=st.sampled_from(Kind),
    email=st.none() | texts,
    source_id=st.none() | texts,
)


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    people = tuple(
        replace(person, id=f"p{place}")
        for place, person in enumerate(draw(st.lists(people_made, max_size=3)))
    )
    ids = st.sampled_from([None, *(person.id for person in people)])
    words = st.builds(Word, text=texts, start_ms=times, confidence=st.none() | st.floats(0, 1))
    turns = tuple(
        Turn(
            index=place,
            run=place,
            participant=draw(ids),
            text=text,
            start_ms=draw(times),
            end_ms=draw(times),
            words=tuple(draw(st.lists(words, max_size=2))),
            flags=tuple(draw(st.lists(texts, max_size=1))),
        )
        for place, text in enumerate(draw(st.lists(texts, max_size=4)))
    )
    return Conversation(
        id="f" * 16,
        source="made",
        capabilities=draw(st.builds(Capabilities, resolution_ms=times, has_words=st.booleans())),
        participants=people,
        turns=turns,
        title=draw(st.none() | texts),
        events=tuple(draw(st.lists(st.builds(Event, kind=texts, text=texts), max_size=2))),
        warnings=tuple(draw(st.lists(texts, max_size=2))),
    )


@settings(deadline=None)
@given(conversations())
def test_our_own_file_gives_back_the_same_conversation(call: Conversation) -> None:
    assert from_json(json.loads(json.dumps(to_json(call)))) == call


def test_our_own_file_has_exactly_these_keys() -> None:
    assert list(to_json(CALL)) == [
        "schema", "id", "source", "title", "started_at", "language", "capabilities",
        "participants", "turns", "events", "warnings",
    ]  # fmt: skip
    assert list(to_json(CALL)["participants"][0])[:5] == [
        "id",
        "name",
        "side",
        "side_decided_by",
        "kind",
    ]
    assert list(to_json(CALL)["turns"][0])[:6] == [
        "index", "run", "participant", "start_ms", "end_ms", "text",
    ]  # fmt: skip


def test_our_own_file_named_to_the_front_door_is_the_same_call() -> None:
    assert read_text(json.dumps(to_json(CALL)), "call.json") == CALL


@pytest.mark.parametrize("call", [CALL, UNTIMED, replace(CALL, started_at=None, title=None)])
def test_a_vcon_reads_back_with_the_same_names_and_words(call: Conversation) -> None:
    back = read_text(json.dumps(to_vcon(call)), "call.vcon")
    assert [turn.text for turn in back.turns] == [turn.text for turn in call.turns]
    for before, after in zip(call.turns, back.turns, strict=True):
        was, now = call.participant(before.participant), back.participant(after.participant)
        assert (was.name if was else None) == (now.name if now else None)


def test_a_vcon_says_who_serves_and_who_is_served_and_makes_up_no_confidence() -> None:
    vcon = to_vcon(CALL)
    assert [party.get("role") for party in vcon["parties"]] == ["customer", "agent", None]
    (analysis,) = vcon["analysis"]
    assert analysis["body"]["segments"][0] == {
        "id": 0, "start": 2.0, "end": 6.4, "text": "It was rough. Two people left.",
        "speaker": 0, "words": [0],
    }  # fmt: skip
    assert [d["type"] for d in to_vcon(UNTIMED)["dialog"]] == ["text"] * 4
    assert to_vcon(CALL) == to_vcon(CALL)


def test_a_corpus_reads_back_with_the_same_words_and_times() -> None:
    files = to_convokit(CALL)
    assert set(files) == {
        "utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json",
    }  # fmt: skip
    text = files["utterances.jsonl"]
    source = Source("utterances.jsonl", text.encode(), text)
    assert convokit_corpus.sniff(source)
    back = build(convokit_corpus.read(source), CALL.id)
    assert [turn.text for turn in back.turns] == [turn.text for turn in CALL.turns]
    assert [turn.start_ms for turn in back.turns] == [turn.start_ms for turn in CALL.turns]
    assert json.loads(files["speakers.json"])["p1"]["meta"]["name"] == "Marta Vogel"


def test_plain_text_shows_who_said_what_and_when() -> None:
    assert to_txt(CALL).splitlines()[3:5] == [
        "[0:00:02] Marta Vogel: It was rough. Two people left.",
        "[0:00:05] Jonas Rüb: Two?",
    ]
    back = read_text(to_txt(CALL), "call.txt")
    assert [turn.text for turn in back.turns][:3] == [turn.text for turn in CALL.turns][:3]
