"""Text exports that give a name and a time above each block: Otter and Fathom, and lines of time."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sevendoors.core.conversation import Capabilities, Event
from sevendoors.core.errors import DoorsError
from sevendoors.readers import timed_lines
from sevendoors.readers.cues import clock_ms
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)"
_OTTER = re.compile(
    rf"^(?:\*\*)?([^\n*:]{{1,60}}?)(?:\*\*)?[ \t]{{2,}}{_CLOCK}[ \t]*$", re.MULTILINE
)
_FATHOM = re.compile(rf"^{_CLOCK} - ([^\n]{{1,120}})$", re.MULTILINE)
_FATHOM_TITLE = re.compile(r"\A\s*([^\n]+?) - [A-Z][a-z]+ \d{1,2}\s*\nVIEW RECORDING")
_COMPANY = re.compile(r"^(.*?) \(([^()]+)\)$")
# Fathom sets its own findings into a person's talk, which goes on after the link.
_FINDING = re.compile(
    r"^[ \t]*([A-Z]{3,20}(?: [A-Z]{2,20}){0,3}: [^\n]{1,800}?)\s+- WATCH: https?://\S+",
    re.MULTILINE,
)
_LINE = re.compile(r"^(\d{1,2}):(\d\d):(\d\d)[ \t]+(\S[^\n]*)$", re.MULTILINE)
_WHISPER_TSV = re.compile(r"\Astart\tend\ttext\r?\n")

NAMED = Capabilities(
    speaker_source="platform", time_kind="relative", resolution_ms=1000, has_identity=True
)


def _text(source: Source) -> str:
    return source.text.replace("\r\n", "\n").replace("\r", "\n")


def _units(
    text: str, heads: Iterable[re.Match[str]], name: int, clock: tuple[int, int, int]
) -> list[Unit]:
    found = list(heads)
    units = []
    for place, head in enumerate(found):
        after = found[place + 1].start() if place + 1 < len(found) else len(text)
        words = " ".join(text[head.end() : after].split())
        if words:
            at = clock_ms(head.group(*clock))
            units.append(Unit(speaker=head.group(name).strip(), text=words, start_ms=at))
    if not units:
        raise DoorsError("There are names here, and no words under them.", fix="Export it again.")
    return units


def read_otter(source: Source) -> Draft:
    """Read an Otter export; "Unknown Speaker" is what Otter writes when it does not know."""
    text = re.split(r"\n\s*Transcribed by https?://otter\.ai", _text(source))[0]
    units = _units(text, _OTTER.finditer(text), 1, (2, 3, 4))
    return Draft(
        source="otter",
        units=tuple(units),
        capabilities=replace(NAMED, speaker_source="diarised", text_kind="verbatim"),
    )


def read_fathom(source: Source) -> Draft:
    """Read Fathom's copied text; the company after a name is its best hint at the sides."""
    text = _text(source)
    title = _FATHOM_TITLE.match(text)
    findings = [" ".join(found.group(1).split()) for found in _FINDING.finditer(text)]
    text = _FINDING.sub("", text)
    units = _units(text, _FATHOM.finditer(text), 4, (1, 2, 3))
    return Draft(
        source="fathom-text",
        units=tuple(units),
        people=tuple(map(_person, dict.fromkeys(unit.speaker or "" for unit in units))),
        events=tuple(Event(kind="moment", text=words) for words in findings),
        title=title.group(1).strip() if title else None,
        capabilities=NAMED,
    )


def _person(name: str) -> Person:
    split = _COMPANY.match(name)
    if split is None:
        return Person(key=name)
    who, bracket = split.groups()
    if "@" in bracket:  # Fathom shows the address where it knows no company
        return Person(key=name, name=who, email=bracket)
    return Person(key=name, name=who, organisation=bracket)


def read_time_lines(source: Source) -> Draft:
    """Read "HH:MM:SS words" lines, wrapped ones too; nobody is named in such a file."""
    text = _text(source)
    found = list(_LINE.finditer(text))
    ends = [*(head.start() for head in found[1:]), len(text)]
    units = [
        Unit(
            speaker=None,
            text=" ".join(text[head.start(4) : end].split()),
            start_ms=clock_ms(head.group(1, 2, 3)),
        )
        for head, end in zip(found, ends, strict=False)
    ]
    if not units:
        raise DoorsError("No line has a time and words.", fix='Write "0:00:12 words" on each line.')
    can = Capabilities(time_kind="relative", resolution_ms=1000)
    return Draft(source="time-lines", units=tuple(units), capabilities=can)


def read_tsv(source: Source) -> Draft:
    """Read Whisper's tab-separated file: start and end in milliseconds, then the words."""
    units = []
    for line in _text(source).split("\n")[1:]:
        start, _, rest = line.partition("\t")
        end, _, words = rest.partition("\t")
        if words.strip() and start.strip().isdigit() and end.strip().isdigit():
            units.append(
                Unit(speaker=None, text=words.strip(), start_ms=int(start), end_ms=int(end))
            )
    if not units:
        raise DoorsError("This table from Whisper has no words.", fix="Run it again.")
    can = Capabilities(time_kind="relative", resolution_ms=1, has_end=True)
    return Draft(source="whisper-tsv", units=tuple(units), capabilities=can)


READERS: tuple[Reader, ...] = (
    Reader(
        key="fathom-text",
        title="Fathom transcript, copied as text",
        how_to_get="Fathom, the call, Transcript, Copy transcript, then save or paste it.",
        sniff=lambda s: len(_FATHOM.findall(_text(s)[:4000])) >= 2,
        read=read_fathom,
    ),
    Reader(
        key="otter",
        title="Otter text (.txt, also as Markdown)",
        how_to_get="Otter, the conversation, Export, TXT with speakers and timestamps.",
        sniff=lambda s: len(_OTTER.findall(_text(s)[:6000])) >= 2,
        read=read_otter,
    ),
    Reader(
        key="whisper-tsv",
        title="Whisper table (.tsv)",
        how_to_get="whisper --output_format tsv; it names no speakers.",
        sniff=lambda s: bool(_WHISPER_TSV.match(s.text)),
        read=read_tsv,
    ),
    Reader(
        key="time-lines",
        title="Text with a time before each line",
        how_to_get="Common for podcasts; it names no speakers.",
        # Where a name follows each time, another reader knows the people.
        sniff=lambda s: len(_LINE.findall(_text(s)[:4000])) >= 3 and not timed_lines.sniff(s),
        read=read_time_lines,
    ),
)
