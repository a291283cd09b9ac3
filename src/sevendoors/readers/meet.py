"""Google Meet transcripts: the document of 2025 with block times, and two older pasted layouts."""

import re

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
from sevendoors.readers.cues import clock_ms
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_MARK = re.compile(
    r"editable transcript was computer generated|Transcription ended after|"
    r"Meeting ended after \d|^#* ?\*{0,2}Attendees",
    re.MULTILINE,
)
_BLOCK = re.compile(r"^\s*\**(?:(\d{1,2}):(\d\d):(\d\d))\**\s*$")
_SAID = re.compile(r"^\s*(?:\*\*)?([^:*\n]{1,80}?):(?:\*\*)?:?\s+(\S.*)$")
_END = re.compile(
    r"^[^\w\n]*(?:Transcription|Meeting) ended after (\d+):(\d\d):(\d\d)", re.MULTILINE
)
_TITLE = re.compile(r"^#*[ \t]*(\S.*?) - Transcript[ \t]*$", re.MULTILINE)
_MONTH_DAY = re.compile(r"^\s*([A-Z][a-z]{2}) (\d{1,2}), (\d{4})\s*$", re.MULTILINE)
_ISO_DAY = re.compile(r"\((\d{4}-\d\d-\d\d) (\d\d:\d\d) GMT")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def read(source: Source) -> Draft:
    """Read a Meet transcript; inside a block, times are estimated by the share of words."""
    text = source.text.replace("\r\n", "\n")
    blocks = _blocks(_body(text))
    if not any(lines for _, lines in blocks):
        raise DoorsError("This Meet transcript holds no talk.", fix="Export the document again.")
    end = _END.search(text)
    last = clock_ms(end.group(1, 2, 3)) if end else None
    timed = any(start is not None for start, _ in blocks)
    units: list[Unit] = []
    for place, (start, lines) in enumerate(blocks):
        after = blocks[place + 1][0] if place + 1 < len(blocks) else last
        units += _estimated(lines, start, after)
    title = _TITLE.search(text)
    can = Capabilities(
        speaker_source="platform",
        time_kind="block" if timed else "none",
        resolution_ms=60000 if timed else None,
        has_identity=True,
    )
    return Draft(
        source="google-meet",
        units=tuple(units),
        capabilities=can,
        title=re.sub(r"\s*\([^)]*GMT[^)]*\)$", "", title.group(1)).strip() if title else None,
        started_at=_day(text),
    )


def _body(text: str) -> str:
    # The list of attendees ends where the transcript begins; its names are no talk.
    for mark in ("# Transcript", "## Transcript"):
        before, found, after = text.partition(f"\n{mark}")
        if found and "Attendees" in before:
            return after
    return text


def _blocks(text: str) -> list[tuple[int | None, list[tuple[str, str]]]]:
    blocks: list[tuple[int | None, list[tuple[str, str]]]] = [(None, [])]
    for line in text.split("\n"):
        head, said = _BLOCK.match(line), _SAID.match(line)
        if head:
            blocks.append((clock_ms(head.group(1, 2, 3)), []))
        elif said and not _MARK.search(line):
            blocks[-1][1].append((said.group(1).strip(), " ".join(said.group(2).split())))
        elif blocks[-1][1] and line.strip() and not _MARK.search(line) and line[:1] not in "#*":
            name, words = blocks[-1][1][-1]
            blocks[-1][1][-1] = (name, f"{words} {' '.join(line.split())}")
    if any(start is not None for start, _ in blocks):
        # Above the first time stand the day and the title, which are no talk.
        blocks = [block for block in blocks if block[0] is not None]
    return blocks


def _estimated(lines: list[tuple[str, str]], start: int | None, after: int | None) -> list[Unit]:
    total = sum(len(words.split()) for _, words in lines) or 1
    done, units = 0, []
    for name, words in lines:
        at = start
        if start is not None and after is not None:
            at = start + (after - start) * done // total
        flags = ("time-estimated",) if at is not None and done else ()
        units.append(Unit(speaker=name, text=words, start_ms=at, flags=flags))
        done += len(words.split())
    return units


def _day(text: str) -> str | None:
    iso = _ISO_DAY.search(text[:2000])
    if iso:
        return f"{iso.group(1)}T{iso.group(2)}:00Z"
    written = _MONTH_DAY.search(text[:400])
    if written and written.group(1) in _MONTHS:
        month = _MONTHS.index(written.group(1)) + 1
        return f"{written.group(3)}-{month:02}-{int(written.group(2)):02}"
    return None


def sniff(source: Source) -> bool:
    """Know a Meet transcript by its own sentences, and names before colons."""
    text = source.text
    marked = bool(_MARK.search(text[:6000]) or _MARK.search(text[-2000:]))
    return marked and any(_SAID.match(line) for line in text[:20000].split("\n"))


READERS: tuple[Reader, ...] = (
    Reader(
        key="google-meet",
        title="Google Meet transcript (document as text or Markdown)",
        how_to_get="Calendar entry or Drive, open the transcript document, Download as plain text.",
        sniff=sniff,
        read=read,
    ),
)
