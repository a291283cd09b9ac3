"""Plain text in which every line has a time and a name: "[0:12] Marta: what was said"."""

import re

from sevendoors.core.conversation import Capabilities
from sevendoors.readers.clock import read_times
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_LINE = re.compile(
    r"^\s*[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)[\])]?\s*(?:[-–]\s+)?"
    r"(?P<name>[^\s:\[\]][^:\[\]\t]{0,59}?)\s*:\s+(?P<text>\S.*)$"
)
_TIME_ONLY = re.compile(r"^\s*[\[(](?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2})[\])]\s+(?P<text>\S.*)$")


def sniff(source: Source) -> bool:
    """Know it by lines that have both a time and a name, and hardly any other lines."""
    lines = [line for line in source.text[:50_000].splitlines() if line.strip()]
    first = next((place for place, line in enumerate(lines[:5]) if _LINE.match(line)), 0)
    lines = lines[first:]  # a title and a date may stand above
    named = [match["name"] for line in lines if (match := _LINE.match(line))]
    # A talk's own words may begin "first is: ..."; names come back, such openings do not.
    comes_back = len(set(named)) * 2 <= len(named) or len(named) < 8
    return len(named) >= 2 and len(named) >= 0.6 * len(lines) and comes_back


def read(source: Source) -> Draft:
    """Read the lines; one without a time goes on where the line before it stopped."""
    names: list[str | None] = []
    clocks: list[str] = []
    texts: list[str] = []
    before: list[str] = []
    for line in source.text.splitlines():
        match = _LINE.match(line) or _TIME_ONLY.match(line)
        if match:
            names.append(match["name"].strip() if match.re is _LINE else None)
            clocks.append(match["time"])
            texts.append(match["text"].strip())
        elif line.strip() and texts:
            texts[-1] += " " + line.strip()
        elif line.strip():
            before.append(line.strip())
    times = read_times(clocks)
    return Draft(
        source="timed-lines",
        units=tuple(
            Unit(speaker=name, text=text, start_ms=start)
            for name, text, start in zip(names, texts, times.values, strict=True)
        ),
        title=before[0] if before else None,
        capabilities=Capabilities(
            speaker_source="platform",
            time_kind="relative",
            resolution_ms=times.resolution_ms,
            text_kind="cleaned",
        ),
    )


READER = Reader(
    key="timed-lines",
    title='Plain text, "[0:12] Name: words"',
    how_to_get="Any text in which each line has a time and a name; doors convert --to txt too.",
    sniff=sniff,
    read=read,
)
