"""Microsoft Teams transcripts as Word documents (two layouts), and the same pasted as text."""

import re
from dataclasses import replace

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
from sevendoors.readers.cues import clock_ms
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.vtt import first_last
from sevendoors.readers.word_document import paragraphs

_OLD = re.compile(
    r"^(\d+):(\d+):(\d+)\.(\d+) --> (\d+):(\d+):(\d+)\.(\d+)[ \t]*\n([^\n]{1,100})\n", re.MULTILINE
)
_NEW = re.compile(r"^([^\n]{1,100}?) {2,}(?:(\d{1,2}):)?(\d{1,2}):(\d\d)\s*$", re.MULTILINE)
_TITLE = re.compile(
    r"\A\s*(.+?)-(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)-Meeting (?:Recording|Trans)"
)
_OVER = re.compile(r"^.{1,100} (?:started|stopped) transcription$", re.MULTILINE)


def _is_docx(source: Source) -> bool:
    return source.data[:4] == b"PK\x03\x04" and b"word/" in source.data


def text_of(source: Source) -> str:
    """Give the paragraphs of a Word document as lines. Raises DoorsError where it is broken."""
    if not _is_docx(source):
        return source.text.replace("\r\n", "\n")
    try:
        return "\n".join(paragraphs(source.data))
    except (ValueError, KeyError, OSError) as error:
        raise DoorsError(
            "This Word document could not be opened.",
            where=source.name,
            fix="Download the transcript again from Teams.",
        ) from error


def read(source: Source) -> Draft:
    """Read either layout; the one with arrows has milliseconds without padding (.90 is 90 ms)."""
    text = text_of(source)
    title = _TITLE.match(text)
    old = list(_OLD.finditer(text))
    if old:
        units, can = _old(text, old), replace(_CAN, resolution_ms=1, has_end=True)
    else:
        units, can = _new(_OVER.sub("", text)), _CAN
    if not units:
        raise DoorsError(
            "This document has no turns of talk in it.",
            where=source.name,
            fix="Download the transcript itself from Teams (Recap, Transcript, Download).",
        )
    when = title.groups()[1:] if title else None
    return Draft(
        source="teams-docx",
        units=tuple(units),
        capabilities=can,
        title=title.group(1).strip() if title else None,
        started_at="{}-{}-{}T{}:{}:{}".format(*when) if when else None,
    )


_CAN = Capabilities(
    speaker_source="platform",
    time_kind="relative",
    resolution_ms=1000,
    has_overlap=True,
    has_identity=True,
)


def _ms(parts: tuple[str, ...]) -> int:
    # ".300" and ".90" stand in one file: trailing zeros are kept, so this is a whole number.
    hours, minutes, seconds, ms = parts
    return clock_ms((hours, minutes, seconds)) + min(999, int(ms[:3]))


def _old(text: str, heads: list[re.Match[str]]) -> list[Unit]:
    units = []
    for place, head in enumerate(heads):
        after = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        units.append(
            Unit(
                speaker=first_last(head.group(9).strip()),
                text=" ".join(text[head.end() : after].split()),
                start_ms=_ms(head.group(1, 2, 3, 4)),
                end_ms=_ms(head.group(5, 6, 7, 8)),
            )
        )
    return [unit for unit in units if unit.text]


def _new(text: str) -> list[Unit]:
    heads = list(_NEW.finditer(text))
    units = []
    for place, head in enumerate(heads):
        after = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        words = " ".join(text[head.end() : after].split())
        if words:
            at = clock_ms(head.group(2, 3, 4))
            name = first_last(head.group(1).strip())
            units.append(Unit(speaker=name, text=words, start_ms=at))
    return units


def sniff(source: Source) -> bool:
    """Know a Teams document, or its text pasted, by its two layouts."""
    if _is_docx(source):
        try:
            text = text_of(source)
        except DoorsError:
            return True
        return bool(_OLD.search(text) or _NEW.search(text))
    text = source.text.replace("\r\n", "\n").lstrip()
    if _TITLE.match(text) or _OVER.search(text[:3000]):
        return bool(_NEW.search(text) or _OLD.search(text))
    return bool(_OLD.match(text)) and _names_come_back(list(_OLD.finditer(text[:50_000])))


def _names_come_back(heads: list[re.Match[str]]) -> bool:
    # Captions without a head look alike, with words where the name stands; they pad every time.
    if any(len(part) == 1 for part in heads[0].group(1, 2, 3)):
        return True
    return 2 * len({head.group(9) for head in heads}) <= len(heads)


READERS: tuple[Reader, ...] = (
    Reader(
        key="teams-docx",
        title="Microsoft Teams transcript (.docx, or its text pasted)",
        how_to_get="Meeting, Recap, Transcript, Download as .docx.",
        sniff=sniff,
        read=read,
    ),
)
