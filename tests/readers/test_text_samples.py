"""Real caption and text files: the right reader takes them, and the truth comes back."""

import json

import pytest
from tests.readers.samples import TRANSCRIPTS, rows, sample

from sevendoors.readers.draft import Draft
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.text_formats import READERS

# Each sample and the one reader that may take it first.
KINDS = {
    "_derived/fathom_copy.txt": "fathom-text",
    "_derived/meet_doc.txt": "google-meet",
    "_derived/teams_2025.docx": "teams-docx",
    "_derived/teams_interleaved.vtt": "teams-vtt",
    "_derived/webex.vtt": "webex-vtt",
    "_derived/zoom_bom_crlf.vtt": "zoom-vtt",
    "_derived/zoom_saved_closed_caption.txt": "zoom-captions",
    "edge/captions_with_bom.vtt": "vtt",
    "edge/comments.vtt": "vtt",
    "edge/styles.vtt": "vtt",
    "edge/talkpython_hms_lines.txt": "time-lines",
    "google_meet/ppgc13.md": "google-meet",
    "otter/30-frontend-interviews.md": "otter",
    "teams/client_call_docx_as_text.txt": "teams-docx",
    "teams/docx_2023_unpadded_ms.docx": "teams-docx",
    "whisper/faster_whisper_diarized.srt": "whisper-vtt",
    "whisper/faster_whisper_diarized.vtt": "whisper-vtt",
    "youtube/agsm2023.sbv": "sbv",
    "youtube/webvttpy_youtube_dl.vtt": "vtt",
    "zoom/fcr008_chat.txt": "zoom-chat",
    "zoom/focil034_transcript.vtt": "zoom-vtt",
    "zoom/plc_fishbowl_transcript.vtt": "zoom-vtt",
}
# How far a start may lie from the truth: the resolution each layout keeps.
TRUTH = {
    "_derived/fathom_copy.txt": 1000,
    "_derived/teams_2025.docx": 1000,
    "_derived/teams_interleaved.vtt": 1,
    "_derived/webex.vtt": 1,
    "_derived/zoom_bom_crlf.vtt": 1,
    "_derived/zoom_saved_closed_caption.txt": 1000,
    "_derived/meet_doc.txt": 8000,  # estimated by words; who spoke over whom is not in the file
}


def source(file: str) -> Source:
    data = sample(file).read_bytes()
    return Source(name=file, data=data, text=data.decode("utf-8-sig", "replace"))


def first(given: Source) -> Reader:
    return next(reader for reader in READERS if reader.sniff(given))


def draft(file: str) -> Draft:
    given = source(file)
    return first(given).read(given)


@pytest.mark.parametrize("file", KINDS)
def test_the_first_reader_that_knows_a_file_is_its_own(file: str) -> None:
    assert first(source(file)).key == KINDS[file]


def test_no_caption_or_text_file_of_the_collection_is_left_out() -> None:
    if not rows():
        pytest.skip("the collection of sample files is absent")
    endings = (".vtt", ".srt", ".sbv", ".docx", ".md", ".txt")
    others = ("email/", "whatsapp/")  # read as mails and chats
    files = {row["file"] for row in rows() if row["file"].endswith(endings)}
    assert {file for file in files if not file.startswith(others)} == set(KINDS)


@pytest.mark.parametrize("file", KINDS)
def test_units_speakers_and_last_time_are_as_counted_by_hand(file: str) -> None:
    row = next(row for row in rows() if row["file"] == file) if rows() else {}
    read = draft(file)
    assert len(read.units) == int(row["n_units"])
    if row["speakers"]:
        names = {person.key: person.name or person.key for person in read.people}
        heard = {names.get(unit.speaker, unit.speaker) for unit in read.units if unit.speaker}
        assert heard == set(row["speakers"].split("; "))
    else:
        assert {unit.speaker for unit in read.units} == {None}
    if row["last_time_s"] and file not in TRUTH:  # of the invented call the index has ends only
        times = [t for u in read.units for t in (u.start_ms, u.end_ms) if t is not None]
        assert max(times) == round(float(row["last_time_s"]) * 1000)


@pytest.mark.parametrize("file", TRUTH)
def test_the_invented_call_comes_back_word_for_word(file: str) -> None:
    truth = json.loads(sample("_derived/truth_call_A.json").read_text("utf-8"))["turns"]
    read = draft(file)
    names = {person.key: person.name or person.key for person in read.people}
    assert [unit.text for unit in read.units] == [turn["text"] for turn in truth]
    said_by = [names.get(unit.speaker or "", unit.speaker) for unit in read.units]
    assert said_by == [turn["speaker"] for turn in truth]
    for unit, turn in zip(read.units, truth, strict=True):
        assert unit.start_ms is not None
        off = abs(unit.start_ms - turn["start"] * 1000)
        assert off <= TRUTH[file]
        assert "time-estimated" in unit.flags or off <= 2500
        if unit.end_ms is not None:
            assert abs(unit.end_ms - turn["end"] * 1000) <= TRUTH[file]


def test_what_a_file_cannot_tell_is_not_claimed() -> None:
    zoom = draft("_derived/zoom_bom_crlf.vtt").capabilities
    teams = draft("_derived/teams_interleaved.vtt").capabilities
    meet = draft("_derived/meet_doc.txt").capabilities
    otter = draft("otter/30-frontend-interviews.md").capabilities
    plain = draft("youtube/agsm2023.sbv").capabilities
    assert (zoom.has_overlap, teams.has_overlap) == (False, True)
    assert (zoom.has_end, meet.has_end, otter.has_end) == (True, False, False)
    assert (meet.time_kind, otter.time_kind) == ("block", "relative")
    assert draft("google_meet/ppgc13.md").capabilities.time_kind == "none"
    assert (plain.speaker_source, plain.has_identity) == ("none", False)


def test_the_guests_of_a_meet_call_are_its_speakers_and_no_bots() -> None:
    read = draft("google_meet/ppgc13.md")
    assert not any("otter" in (unit.speaker or "").lower() for unit in read.units)


def test_a_reaction_in_a_chat_repeats_nobodys_words() -> None:
    read = draft("zoom/fcr008_chat.txt")
    assert len(read.events) == sum("reaction" in unit.flags for unit in read.units) == 10
    assert not any(unit.text.startswith(("Reacted", "Replying")) for unit in read.units)


def test_the_collection_is_where_these_tests_look() -> None:
    if not TRANSCRIPTS.exists():
        pytest.skip("the collection of sample files is absent")
    assert all((TRANSCRIPTS / file).exists() for file in KINDS)
