"""Plain text in which every line begins with a name: "Name: what was said"."""

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.spoken_names import is_diarised, names_are_speakers, speakers_of, split_name


def _lines(source: Source) -> list[str]:
    return [line for line in source.text.replace("\r", "\n").split("\n") if line.strip()]


def read(source: Source) -> Draft:
    """Read lines; one without a known name goes on where the line before it stopped."""
    lines = _lines(source)
    names = speakers_of(lines)
    units: list[Unit] = []
    for line in lines:
        name, words = split_name(line)
        if name in names and name:
            units.append(Unit(speaker=name, text=" ".join(words.split())))
        elif units:
            last = units.pop()
            units.append(Unit(speaker=last.speaker, text=f"{last.text} {' '.join(line.split())}"))
    if not units:
        raise DoorsError("No line begins with a name.", fix='Write each turn as "Name: words".')
    can = Capabilities(speaker_source="typed", has_identity=True, text_kind="cleaned")
    if all(is_diarised(name) for name in names):  # an engine's own labels, as Whisper writes them
        can = Capabilities(speaker_source="diarised")
    return Draft(source="name-text", units=tuple(units), capabilities=can)


READERS: tuple[Reader, ...] = (
    Reader(
        key="name-text",
        title='Plain text, "Name: words"',
        how_to_get='Any text in which each turn begins with "Name:".',
        sniff=lambda s: s.json is None and names_are_speakers(_lines(s)),
        read=read,
    ),
)
