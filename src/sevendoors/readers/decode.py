"""From the bytes of a file to text, or a plain word on why there is no text in it."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from sevendoors.core.errors import DoorsError
from sevendoors.readers.source import Source

LARGEST_BYTES = 100_000_000
ZIP = b"PK\x03\x04"

# Guessing an encoding takes time in proportion to length; more text than this adds nothing.
_SAMPLE = 200_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "cp1252"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LABELS = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}

_DOCUMENTS = (
    (b"%PDF", "a PDF", "Export the transcript as text, .vtt or .docx, and name that file."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Save it as .docx or .txt first."),
    (b"{\\rtf", "a rich text file (.rtf)", "Open it and save it as plain text (.txt) first."),
    (b"\x89PNG", "a picture", "A transcript is text; export the text instead."),
    (b"\xff\xd8\xff", "a picture", "A transcript is text; export the text instead."),
    (b"GIF8", "a picture", "A transcript is text; export the text instead."),
    (b"\x1f\x8b", "a packed file (.gz)", "Unpack it first."),
    (b"7z\xbc\xaf", "a packed file (.7z)", "Unpack it first."),
    (b"Rar!", "a packed file (.rar)", "Unpack it first."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file and what had to be assumed to read it."""

    text: str
    warnings: tuple[str, ...] = ()


def load(path: Path) -> tuple[Source, tuple[str, ...]]:
    """Open one file somebody named; the second value holds warnings about its letters.

    Raises DoorsError where it is missing, a folder, too large, a recording or not text.
    """
    name = path.name
    try:
        if path.is_dir():
            raise DoorsError(
                "This is a folder, not a file.", where=name, fix="Name the files inside it."
            )
        _check_size(path.stat().st_size, name)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DoorsError(
            f"This file could not be opened ({reason}).",
            where=name or str(path),
            fix="Check the name and that you may read the file.",
        ) from error
    decoded = decode(data, name)
    return Source(name, data, decoded.text), decoded.warnings


def decode(data: bytes, name: str = "-") -> Decoded:
    """Turn bytes into text; an archive (.zip, .docx) gives empty text and is read by its bytes.

    Raises DoorsError for an empty file, a recording, a picture or any other file without text.
    """
    _check_size(len(data), name)
    if data.startswith(ZIP):
        return Decoded(text="")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _filled(_strictly_or_marked(data[len(bom) :], encoding), name)
    _refuse_recording(data, name)
    _refuse_document(data, name)
    wide = _wide_without_mark(data)
    if wide:
        return _filled(_strictly_or_marked(data, wide), name)
    try:
        return _filled(Decoded(text=data.decode("utf-8")), name)
    except UnicodeDecodeError:
        return _filled(_guessed(data, name), name)


def recording_of(data: bytes) -> str | None:
    """Name the kind of sound or video file these bytes begin, or None."""
    head = data[:16]
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] in (b"WAVE", b"AVI "):
        return "wav" if head[8:12] == b"WAVE" else "avi"
    if head[4:8] == b"ftyp":
        return "m4a" if head[8:11] in (b"M4A", b"M4B") else "mp4"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    known = ((b"ID3", "mp3"), (b"OggS", "ogg"), (b"\x1aE\xdf\xa3", "webm"), (b"fLaC", "flac"))
    for magic, kind in (*known, (b"#!AMR", "amr"), (b"\x30\x26\xb2\x75", "wma")):
        if head.startswith(magic):
            return kind
    # A bare MPEG frame: eleven set bits, then a layer and a bit rate that are not reserved.
    if len(head) > 3 and head[0] == 0xFF and head[1] in (0xFB, 0xFA, 0xF3, 0xF2, 0xF1, 0xF9):
        return "aac" if head[1] in (0xF1, 0xF9) else "mp3"
    return None


def _check_size(size: int, name: str) -> None:
    if size > LARGEST_BYTES:
        raise DoorsError(
            f"This file is too large to be a transcript ({size / 1e6:.0f} MB; the limit is 100).",
            where=name,
            fix="An hour of talk is under 6 MB. Name the transcript, not the recording.",
        )


def _refuse_recording(data: bytes, name: str) -> None:
    kind = recording_of(data)
    if kind is None:
        return
    stem = name.rsplit(".", 1)[0] if name not in ("", "-") else "call"
    raise DoorsError(
        f"This is a recording (.{kind}), and only transcripts are read.",
        where=name,
        fix=(
            "Two ways to a transcript. (1) Your meeting tool has one: open the recording in "
            "Zoom, Teams, Meet, Gong or Fireflies and download the transcript with speaker "
            f"names. (2) Make one on this computer: `pip install whisperx`, then "
            f"`whisperx {name} --diarize --output_format json` (it needs faster-whisper and a "
            f"diarisation model). Then run `doors review {stem}.json`."
        ),
    )


def _refuse_document(data: bytes, name: str) -> None:
    for magic, what, fix in _DOCUMENTS:
        if data.startswith(magic):
            raise DoorsError(f"This is {what}, not a transcript.", where=name, fix=fix)


def _wide_without_mark(data: bytes) -> str | None:
    # Latin text in UTF-16 has a zero in every second byte; nothing else we read has zeros.
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 2 or len(data) % 2:
        return None
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _strictly_or_marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    label = _LABELS.get(encoding, encoding.upper())
    return Decoded(
        text=text,
        warnings=(f"Some letters of this file are damaged ({label}); they show as \ufffd.",),
    )


def _guessed(data: bytes, name: str) -> Decoded:
    if b"\x00" in data[:_SAMPLE]:
        raise _no_text(name)
    matches = from_bytes(data[:_SAMPLE])
    best = matches.best()
    if best is None:
        raise _no_text(name)
    # A few accents fit several code pages alike; the western one is the commonest by far.
    western = any(
        _WESTERN in match.could_be_from_charset and match.chaos <= best.chaos for match in matches
    )
    encoding = _WESTERN if western else best.encoding
    text = data.decode(encoding, errors="replace")
    return Decoded(
        text=text,
        warnings=(
            f"The letters of this file are not UTF-8; they were read as {encoding}. "
            "If names look wrong, save the file as UTF-8 and read it again.",
        ),
    )


def _filled(decoded: Decoded, name: str) -> Decoded:
    text = decoded.text.lstrip("\ufeff")
    if not text.strip():
        raise DoorsError(
            "This file is empty.",
            where=name,
            fix="Export the transcript again; the call may still be in processing.",
        )
    if len(_CONTROLS.findall(text[:_SAMPLE])) * 50 > min(len(text), _SAMPLE):
        raise _no_text(name)
    return Decoded(text=text, warnings=decoded.warnings)


def _no_text(name: str) -> DoorsError:
    return DoorsError(
        "This file is not text.",
        where=name,
        fix="Export the transcript as .vtt, .txt, .docx, .json or .csv and name that file.",
    )
