"""The front door: any file somebody names becomes a conversation or one plain error."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.samples import sample

from sevendoors.core.errors import DoorsError
from sevendoors.readers.catalogue import READERS
from sevendoors.readers.reading import groups_of, read_bytes, read_files, read_text
from sevendoors.readers.source import Source

DIALOGUE = (
    "Marta: We lost two people this week.\nJonas: What happened?\n"
    "Marta: They were tired.\nJonas: I see.\n"
)


def test_a_pasted_call_reads_and_the_same_text_is_the_same_call() -> None:
    call = read_text(DIALOGUE)
    assert [person.name for person in call.participants] == ["Marta", "Jonas"]
    assert read_text(DIALOGUE).id == call.id == read_bytes(DIALOGUE.encode()).id
    assert read_text(DIALOGUE + "Marta: Bye.\n").id != call.id


def test_files_keep_the_order_in_which_they_were_named(tmp_path: Path) -> None:
    paths = []
    for place in range(3):
        path = tmp_path / f"{place}.txt"
        path.write_text(f"Marta: Call number {place}.\n{DIALOGUE}", "utf-8")
        paths.append(path)
    calls = read_files(paths[::-1])
    assert [call.turns[0].text for call in calls] == [f"Call number {n}." for n in (2, 1, 0)]


@pytest.mark.parametrize("turned", [False, True])
def test_gongs_two_files_become_one_call_in_either_order(turned: bool) -> None:
    names = ["_derived/gong_calls_transcript.json", "_derived/gong_calls_extensive.json"]
    paths = [sample(name) for name in names]
    (call,) = read_files(paths[::-1] if turned else paths)
    assert call.id == read_files(paths)[0].id
    assert len(call.turns) == 12
    assert {person.name for person in call.participants} == {"Maya Okafor", "Tom Lindqvist"}


def test_a_json_cut_off_names_its_line_and_column() -> None:
    whole = json.dumps({"results": {"utterances": [{"speaker": 0, "transcript": "Hi"}]}}, indent=1)
    with pytest.raises(DoorsError) as caught:
        read_text(whole[:-12], "call.json")
    assert "line " in caught.value.what
    assert "column " in caught.value.what
    assert "cut off" in caught.value.fix


def test_unknown_json_is_refused_and_never_made_into_speakers() -> None:
    with pytest.raises(DoorsError) as caught:
        read_text(json.dumps({"weather": [{"day": "Monday", "sky": "grey"}]}), "sky.json")
    assert caught.value.where == "sky.json"
    assert caught.value.fix


def test_unknown_text_shows_its_shape_and_never_its_words() -> None:
    with pytest.raises(DoorsError) as caught:
        read_text("Secret merger of 2031\nwithout any speaker at all\n" * 3, "notes.txt")
    assert "Aaaaa aaaa aa 9999" in caught.value.what
    assert "erger" not in str(caught.value)
    assert "Name: words" in caught.value.fix


def test_a_table_of_unknown_columns_is_read_once_they_are_named() -> None:
    table = "Wer,Gesagt\nMarta,Hallo\nJonas,Ja\nMarta,Gut\n"
    with pytest.raises(DoorsError) as caught:
        read_text(table, "call.csv")
    assert "Wer, Gesagt" in caught.value.what
    assert "--map" in caught.value.fix
    call = read_text(table, "call.csv", mapping={"speaker": "Wer", "text": "Gesagt"})
    assert [person.name for person in call.participants] == ["Marta", "Jonas"]


def test_a_deal_list_is_refused_with_a_word_on_what_it_is() -> None:
    with pytest.raises(DoorsError, match="list of deals from HubSpot"):
        read_text('"Record ID","Deal Name","Deal Stage"\n"1","Mill","Closed Won"\n', "deals.csv")


def test_a_call_whose_voices_were_not_told_apart_carries_a_warning() -> None:
    segments = [
        {"id": n, "start": n, "end": n + 1, "text": f" Word {n}.", "speaker": "SPEAKER_00"}
        for n in range(4)
    ]
    text = " ".join(str(s["text"]) for s in segments)
    call = read_text(json.dumps({"text": text, "language": "en", "segments": segments}), "a.json")
    assert call.capabilities.speaker_source == "diarised"
    assert any("one speaker" in warning for warning in call.warnings)


def test_every_error_says_which_file_and_how_to_mend_it(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(b"")
    with pytest.raises(DoorsError) as caught:
        read_files([path])
    assert caught.value.where == "call.txt"
    assert caught.value.fix


def test_every_format_has_a_name_of_its_own_and_says_how_to_get_it() -> None:
    keys = [reader.key for reader in READERS]
    assert len(set(keys)) == len(keys)
    assert all(reader.title and reader.how_to_get for reader in READERS)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_conversation_or_one_plain_error(text: str) -> None:
    _survives(text.encode())
    _survives(("WEBVTT\n\n" + text).encode())


STARTS = [
    b"",
    b"WEBVTT\n\n",
    b"[",
    b"{",
    b"PK\x03\x04",
    b"From a@b 1:00 2024\n",
    b"1\n00:00:01,000 --> ",
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_give_a_conversation_or_one_plain_error(start: bytes, rest: bytes) -> None:
    _survives(start + rest)


KEYS = [
    "text", "speaker", "segments", "start", "end", "words", "results", "utterances", "transcript",
    "monologues", "elements", "parties", "dialog", "calls", "callTranscripts", "metaData",
    "messages", "ts", "items", "entries", "conversation_id", "schema", "participants", "turns",
    "ok", "type",
]  # fmt: skip
NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=400, deadline=None)
@given(NESTED)
def test_any_json_gives_a_conversation_or_one_plain_error(value: object) -> None:
    _survives(json.dumps(value).encode())


def _survives(data: bytes) -> None:
    try:
        call = read_bytes(data, "file")
    except DoorsError as error:
        assert error.what
        assert error.fix
        return
    assert [turn.index for turn in call.turns] == list(range(len(call.turns)))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=120))
def test_no_sniffer_ever_raises(data: bytes) -> None:
    source = Source("x", data, data.decode("latin-1"))
    for reader in READERS:
        assert reader.sniff(source) in (True, False)


def test_lines_with_times_and_names_read_as_the_error_message_promises() -> None:
    call = read_text(
        "Pilot\n[0:02] Marta: Rough.\n[0:05] Jonas: How so?\n[0:09] Marta: Two left.\n"
    )
    assert [(t.participant, t.start_ms, t.text) for t in call.turns] == [
        ("p1", 2000, "Rough."),
        ("p2", 5000, "How so?"),
        ("p1", 9000, "Two left."),
    ]
    assert call.title == "Pilot"


def test_a_file_that_cannot_be_opened_stays_alone_in_its_group(tmp_path: Path) -> None:
    missing = tmp_path / "gone.json"
    assert groups_of([missing]) == [(missing,)]


def test_the_head_of_a_mail_is_never_taken_for_people_speaking() -> None:
    call = read_text(
        "From: Marta <m@mill.example>\nSubject: Pilot\nTo: Jonas\n\nWe are stretched.\n"
    )
    assert [person.name for person in call.participants] == ["Marta"]
    assert [turn.text for turn in call.turns] == ["We are stretched."]


def test_prose_with_commas_is_no_table_and_its_words_stay_private() -> None:
    with pytest.raises(DoorsError) as caught:
        read_text("the merger of the mill, which nobody knows\n" * 6, "notes.txt")
    assert "merger" not in str(caught.value)
