"""Captions as written: VTT, SRT and SBV cues with their times, whatever tool wrote them."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,3})(?:[.,](\d{1,9}))?"
_ARROW = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(.*)$")
_SBV = re.compile(rf"^{_TIME},{_TIME}\s*$")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>")
# Only real tags go: in "x < 5 and y > 3" the words between the signs were said.
_TAG = re.compile(
    r"</?(?:[cibuvCIBUV]|ruby|rt|lang|font|span|br|p)(?:[.\s][^<>]*)?/?>|<\d+:[\d:.]*>"
)
_NOT_TALK = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption: its id, its times in milliseconds, its voice (if tagged) and its lines."""

    id: str
    start_ms: int
    end_ms: int
    voice: str | None
    lines: tuple[str, ...]
    raw: str

    @property
    def text(self) -> str:
        """Give the lines as one, single-spaced."""
        return " ".join(" ".join(self.lines).split())


def to_ms(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    """Turn the parts of a time into milliseconds; 60 to 69 seconds are taken as they stand."""
    ms = int((fraction or "0").ljust(3, "0")[:3])
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + ms


def clock_ms(parts: Sequence[str | None]) -> int:
    """Turn hours (may be None), minutes and seconds into milliseconds."""
    hours, minutes, seconds = parts
    return to_ms(hours, minutes or "0", seconds or "0", None)


def parse_cues(text: str) -> list[Cue]:
    """Read every cue of a VTT, SRT or SBV text, in file order."""
    return list(_cues(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _cues(lines: list[str]) -> Iterator[Cue]:
    place, count = 0, len(lines)
    while place < count:
        line = lines[place]
        found = _ARROW.match(line) if "-->" in line else _SBV.match(line)
        if found is None:
            place += 1
            continue
        before = lines[place - 1].strip() if place else ""
        place += 1
        body: list[str] = []
        # YouTube writes a single blank as the first line of a cue; only later does one end it.
        while place < count and "-->" not in lines[place]:
            if not lines[place].strip() and (body or not lines[place]):
                break
            if lines[place].strip():
                body.append(lines[place])
            place += 1
        # In a file without blank lines the next cue's number stands at the end of this one's text.
        if place < count and "-->" in lines[place] and body and body[-1].strip().isdigit():
            body.pop()
        if not before.startswith(_NOT_TALK):
            yield from _voices(before, found, "\n".join(body))


def _voices(id_: str, found: re.Match[str], raw: str) -> Iterator[Cue]:
    # Two people may speak in one cue; each keeps what they said.
    starts = [voice.start() for voice in _VOICE.finditer(raw)] if "<v" in raw else []
    if len(starts) < 2:
        yield _cue(id_, found, raw)
        return
    starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        yield _cue(id_, found, raw[start:end])


def _cue(id_: str, found: re.Match[str], raw: str) -> Cue:
    voice = _VOICE.search(raw) if "<v" in raw else None
    text = raw
    if "<" in raw:
        text = _TAG.sub("", raw)
    if "&" in raw:
        text = html.unescape(text)
    return Cue(
        id=id_,
        start_ms=to_ms(*found.group(1, 2, 3, 4)),
        end_ms=to_ms(*found.group(5, 6, 7, 8)),
        voice=html.unescape(voice.group(1)).strip() if voice else None,
        lines=tuple(text.split("\n")),
        raw=raw,
    )


def without_repeats(cues: list[Cue]) -> list[Cue]:
    """Leave out the lines that rolling captions show again (YouTube shows each up to three times).

    A line that stood at the end of the cue before it is the same line still on screen.
    """
    kept: list[Cue] = []
    shown: tuple[str, ...] = ()
    for cue in cues:
        lines = tuple(" ".join(line.split()) for line in cue.lines if line.strip())
        fresh = tuple(line for line in lines if line not in shown)
        shown = lines or shown
        # A cue that only repeats stays a unit of the file, without words.
        kept.append(
            Cue(
                id=cue.id,
                start_ms=cue.start_ms,
                end_ms=cue.end_ms,
                voice=cue.voice,
                lines=fresh,
                raw=cue.raw,
            )
        )
    return kept


def is_rolling(cues: list[Cue]) -> bool:
    """Say whether these captions roll: words carry their own time tags."""
    return any(re.search(r"<\d\d:\d\d", cue.raw) for cue in cues[:40])
