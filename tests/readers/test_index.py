"""Real files: every sample gives the turns, speakers and times it is known for."""

import json
import re
from email.utils import parseaddr
from pathlib import Path

import pytest
from tests.readers.samples import TRANSCRIPTS, rows

from sevendoors.core.conversation import Conversation
from sevendoors.core.errors import DoorsError
from sevendoors.readers.reading import read_files
from sevendoors.readers.table import plain

GONG = ("_derived/gong_calls_transcript.json", "_derived/gong_calls_extensive.json")
# These tools keep no names; the same two people stand in their files under these words.
NAMELESS = {
    "aircall": {"Maya Okafor": "internal", "Tom Lindqvist": "external"},
    "granola": {"Maya Okafor": "me", "Tom Lindqvist": "them"},
    "elevenlabs": {"Maya Okafor": "speaker_0", "Tom Lindqvist": "speaker_1"},
    "gladia": {"Maya Okafor": "0", "Tom Lindqvist": "1"},
}
ROWS = {row["file"]: row for row in rows()}

pytestmark = pytest.mark.skipif(not ROWS, reason="the collection of sample files is absent")


def read(file: str) -> Conversation:
    paths = [TRANSCRIPTS / name for name in (GONG if file in GONG else (file,))]
    (call,) = read_files(paths)
    return call


TALK = [file for file, row in ROWS.items() if not file.startswith("crm/") and row["n_units"]]
TALK = [file for file in TALK if ROWS[file]["unit"] != "deal row"]
DEALS = [file for file in ROWS if file not in TALK]


@pytest.mark.parametrize("file", DEALS)
def test_a_deal_list_given_as_a_call_is_refused(file: str) -> None:
    with pytest.raises(DoorsError, match="list of deals"):
        read(file)


@pytest.mark.parametrize("file", TALK)
def test_the_file_gives_the_units_it_is_known_for(file: str) -> None:
    row, call = ROWS[file], read(file)
    counted = len(call.turns)
    if row["unit"].startswith(("row", "message (all")):
        counted += len(call.events)  # its count holds notes, joins and bots too
    if row["unit"] == "conversations (turns)":
        expected = json.loads(row["n_turns"])[0]  # one file is one conversation: its first
    else:
        expected = int(row["n_units"])
    assert counted == expected


@pytest.mark.parametrize("file", [f for f in TALK if ROWS[f]["n_turns"].isdigit()])
def test_the_file_gives_the_stretches_of_one_speaker_it_is_known_for(file: str) -> None:
    assert len(read(file).runs()) == int(ROWS[file]["n_turns"])


@pytest.mark.parametrize("file", [f for f in TALK if ROWS[f]["n_speakers"]])
def test_the_file_gives_the_speakers_it_is_known_for(file: str) -> None:
    row, call = ROWS[file], read(file)
    speaking = {turn.participant for turn in call.turns if turn.participant}
    if row["speakers"].startswith("{"):  # words per speaker; two stray words make no speaker
        words = re.findall(r"(\d+): (\d+)", row["speakers"])
        heard = {p.source_id for p in call.participants if p.id in speaking}
        assert {speaker for speaker, count in words if int(count) > 2} <= heard
        return
    named = row["speakers"].split("; ") if row["speakers"][:1] not in ("", "{") else []
    assert len(speaking) == (len(named) or int(row["n_speakers"]))
    known = _known(call)
    for name in named:
        assert known & _spellings(name, call.source), (name, sorted(known))


@pytest.mark.parametrize("file", [f for f in TALK if ROWS[f]["first_speaker"]])
def test_the_file_begins_with_the_person_it_is_known_for(file: str) -> None:
    call = read(file)
    first = next(turn for turn in call.turns if turn.participant)
    who = {p.id: {p.name, p.source_id or "", p.email or ""} for p in call.participants}
    assert who[first.participant or ""] & _spellings(ROWS[file]["first_speaker"], call.source)


@pytest.mark.parametrize("file", [f for f in TALK if ROWS[f]["first_words"]])
def test_the_file_begins_with_the_words_it_is_known_for(file: str) -> None:
    words = ROWS[file]["first_words"]
    if "|" in words:  # a table's first words are its columns
        header = (TRANSCRIPTS / file).read_text("utf-8").split("\n", 1)[0]
        assert [plain(w) for w in header.split(",")][:6] == [plain(w) for w in words.split("|")]
        return
    # The index counted the quoted mail too; nobody's quotes are their own words.
    words = re.split(r" On \w{3}, \d{4}-", words)[0]
    said = " ".join(" ".join(turn.text for turn in read(file).turns[:12]).split())
    assert said.startswith(words)


@pytest.mark.parametrize("file", [f for f in TALK if ROWS[f]["last_time_s"]])
def test_the_file_ends_when_it_is_known_to_end(file: str) -> None:
    call, last = read(file), float(ROWS[file]["last_time_s"])
    if last > 1e9:  # seconds since 1970, in the events too
        assert call.started_at is not None
        return
    times = [t for turn in call.turns for t in (turn.start_ms, turn.end_ms) if t is not None]
    assert times, "no times at all"
    if call.capabilities.time_kind == "absolute":  # counted from the first words
        assert 0 <= last * 1000 - max(times) < 10_000
    elif call.capabilities.time_kind == "block" or not call.capabilities.has_end:
        assert max(times) <= last * 1000 + 1000
    else:
        assert max(times) == pytest.approx(last * 1000, abs=1000)


def _known(call: Conversation) -> set[str]:
    return {
        spelling
        for person in call.participants
        for spelling in (
            person.name,
            person.source_id or "",
            person.email or "",
            person.phone or "",
        )
        if spelling
    }


def _spellings(name: str, source: str) -> set[str]:
    address = parseaddr(name)[1].lower() if "@" in name else ""
    stand_in = NAMELESS.get(source, {}).get(name, "")
    return {part for part in (name, address, stand_in) if part}


def test_no_file_of_the_collection_is_forgotten() -> None:
    skipped = {"index.csv", "truth_call_A.json"}
    files = {str(Path(p).relative_to(TRANSCRIPTS)) for p in TRANSCRIPTS.rglob("*") if p.is_file()}
    assert {f for f in files if Path(f).name not in skipped} == set(ROWS)
