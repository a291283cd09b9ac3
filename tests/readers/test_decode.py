"""Letters: whatever a file was saved as, the words come out, or a plain word on why not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sevendoors.core.errors import DoorsError
from sevendoors.readers.decode import LARGEST_BYTES, decode, load, recording_of

SAID = "Marta: Schöne Grüße, wir sind überlastet – 5 € pro Stück.\nJonas: Verstehe.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_jonas_saves_his_call_in_any_unicode_and_it_reads_the_same(encoding: str) -> None:
    decoded = decode(SAID.encode(encoding), "call.txt")
    assert decoded.text == SAID
    assert decoded.warnings == ()


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0xD7FF), min_size=1))
def test_utf_8_text_comes_back_letter_for_letter(text: str) -> None:
    text = "Marta: " + text
    assert decode(text.encode()).text == text


def test_an_old_windows_file_is_read_with_a_warning() -> None:
    text = "Marta: Schöne Grüße, wir sind überlastet und müssen später prüfen.\n" * 5
    decoded = decode(text.encode("cp1252"), "call.txt")
    assert "überlastet" in decoded.text
    (warning,) = decoded.warnings
    assert "not UTF-8" in warning


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Élodie: Ça va très bien, merci à vous.\nJean: Où êtes-vous?\n", "cp1252"),
        ("José: ¿Cómo estás? Mañana será más fácil.\n", "cp1252"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy\n", "cp1250"),
        ("Марта: Мы устали\nЙонас: Почему?\n", "cp1251"),
        ("田中: こんにちは、元気ですか。\n佐藤: はい、元気です。\n", "shift_jis"),
    ],
)
def test_a_short_file_in_an_old_alphabet_still_reads(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "call.txt")
    assert decoded.text == text
    assert decoded.warnings


RECORDINGS = {
    "wav": b"RIFF\x24\x08\x00\x00WAVEfmt ",
    "mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00",
    "m4a": b"\x00\x00\x00\x20ftypM4A \x00\x00",
    "mp4": b"\x00\x00\x00\x20ftypisom\x00\x00",
    "ogg": b"OggS\x00\x02\x00\x00",
    "webm": b"\x1aE\xdf\xa3\x01\x00",
    "flac": b"fLaC\x00\x00\x00\x22",
}


@pytest.mark.parametrize("kind", RECORDINGS)
def test_a_recording_is_named_and_the_way_to_a_transcript_is_told(kind: str) -> None:
    with pytest.raises(DoorsError) as caught:
        decode(RECORDINGS[kind] + bytes(200), f"call.{kind}")
    assert f".{kind}" in caught.value.what
    assert "whisperx" in caught.value.fix
    assert "doors review call.json" in caught.value.fix


def test_a_bare_mp3_frame_is_a_recording_and_utf_16_is_not() -> None:
    assert recording_of(b"\xff\xfb\x90\x44") == "mp3"
    assert decode("\ufeffMarta: hi".encode("utf-16-le")).text == "Marta: hi"


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(DoorsError, match="empty"):
        decode(data, "call.txt")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word or Excel"),
        (bytes(range(256)) * 4, "not text"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, word: str) -> None:
    with pytest.raises(DoorsError, match=word):
        decode(data, "file")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_BYTES + 1)
    with pytest.raises(DoorsError, match="too large"):
        load(path)


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(DoorsError, match="could not be opened"):
        load(tmp_path / "nowhere.vtt")
    with pytest.raises(DoorsError, match="folder"):
        load(tmp_path)
    with pytest.raises(DoorsError):
        load(Path("a\x00b"))


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_plain_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DoorsError as error:
        assert error.fix
    else:
        assert isinstance(decoded.text, str)


def test_every_two_byte_start_is_survived() -> None:
    for first in range(256):
        for second in (0, 0x50, 0xBB, 0xD8, 0xFB, 0xFE, 0xFF):
            try:
                decode(bytes([first, second]) + b"abc")
            except DoorsError:
                continue
