"""Text exports that give a name and a time above each block: Otter, Fathom, Webex, Teams pasted."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
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
    units = _units(text, _FATHOM.finditer(text), 4, (1, 2, 3))
    people = []
    for name in dict.fromkeys(unit.speaker or "" for unit in units):
        split = _COMPANY.match(name)
        people.append(
            Person(key=name, name=split.group(1), organisation=split.group(2))
            if split
            else Person(key=name)
        )
    return Draft(
        source="fathom-text",
        units=tuple(units),
        people=tuple(people),
        title=title.group(1).strip() if title else None,
        capabilities=NAMED,
    )


def read_time_lines(source: Source) -> Draft:
    """Read "HH:MM:SS words" lines; nobody is named in such a file."""
    units = [
        Unit(speaker=None, text=" ".join(found.group(4).split()),
             start_ms=clock_ms(found.group(1, 2, 3)))
        for found in _LINE.finditer(_text(source))
    ]  # fmt: skip
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
        sniff=lambda s: len(_LINE.findall(_text(s)[:4000])) >= 3,
        read=read_time_lines,
    ),
)
