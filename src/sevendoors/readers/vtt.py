"""WebVTT and SRT from meeting tools and speech engines: Zoom, Teams, Webex, Whisper, YouTube."""

import re
from collections.abc import Callable
from dataclasses import replace

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
from sevendoors.readers.cues import Cue, is_rolling, parse_cues, without_repeats
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.spoken_names import names_are_speakers, speakers_of, split_name

_HEAD = 4000
_TEAMS_ID = re.compile(r"^([0-9a-f-]{36}/\d+)-(\d+)$", re.MULTILINE | re.IGNORECASE)
_WEBEX_ID = re.compile(r'^(\d+) "([^"\n]*)" \((\d*)\)$', re.MULTILINE)
_DIARISED = re.compile(r"^\[?(SPEAKER_\d+|Speaker \d+)\]?:", re.MULTILINE)
_ARROW = re.compile(r"^\s*[\d:.,]+\s*-->\s*[\d:.,]+", re.MULTILINE)
_SBV = re.compile(r"^\d+:\d\d:\d\d\.\d+,\d+:\d\d:\d\d\.\d+\s*$", re.MULTILINE)
_LAST_FIRST = re.compile(r"^([^\W\d_][\w'’ -]*), ([^\W\d_][\w'’ .-]*)$")

TIMED = Capabilities(time_kind="relative", resolution_ms=1, has_end=True)


def _vtt(source: Source) -> bool:
    return source.text.lstrip("\ufeff").startswith("WEBVTT")


def _head(source: Source) -> str:
    return source.text[:_HEAD]


def _none_found(source: Source) -> DoorsError:
    return DoorsError(
        "This caption file has no captions in it.",
        where=source.name,
        fix="Export the transcript again, with speaker names if the tool offers it.",
    )


def _cues_of(source: Source) -> list[Cue]:
    cues = [cue for cue in parse_cues(source.text) if cue.text]
    if not cues:
        raise _none_found(source)
    return cues


def first_last(name: str) -> str:
    """Turn a Teams guest's "Last, First" round; every other name stays as written."""
    found = _LAST_FIRST.match(name)
    return f"{found.group(2)} {found.group(1)}" if found else name


def read_teams(source: Source) -> Draft:
    """Read Teams captions; parts of one utterance are joined although others speak between."""
    parts: dict[str, list[Cue]] = {}
    for place, cue in enumerate(_cues_of(source)):
        found = _TEAMS_ID.match(cue.id)
        parts.setdefault(found.group(1) if found else f"cue {place}", []).append(cue)
    units = []
    for cues in parts.values():
        name = next((cue.voice for cue in cues if cue.voice), None)
        units.append(
            Unit(
                speaker=first_last(name) if name else None,
                text=" ".join(cue.text for cue in cues),
                start_ms=min(cue.start_ms for cue in cues),
                end_ms=max(cue.end_ms for cue in cues),
                source_ids=tuple(cue.id for cue in cues),
            )
        )
    units.sort(key=lambda unit: (unit.start_ms or 0, unit.end_ms or 0))
    can = replace(TIMED, speaker_source="platform", has_overlap=True, has_identity=True)
    return Draft(source="teams-vtt", units=tuple(units), capabilities=can)


def read_webex(source: Source) -> Draft:
    """Read Webex captions, where the name stands in the cue's id."""
    units = []
    for cue in _cues_of(source):
        found = _WEBEX_ID.match(cue.id)
        units.append(_unit(cue, found.group(2) if found else None, cue.text))
    can = replace(TIMED, speaker_source="platform", has_identity=True)
    return Draft(source="webex-vtt", units=tuple(units), capabilities=can)


def read_named(source: Source, key: str, can: Capabilities) -> Draft:
    """Read captions with "Name: words" or voice tags; without names, speakers stay unknown."""
    cues = _cues_of(source)
    if is_rolling(cues):
        cues = without_repeats(cues)
    tagged = {cue.voice for cue in cues if cue.voice}
    named = speakers_of([cue.text for cue in cues if not cue.voice])
    units = []
    for cue in cues:
        name, words = split_name(cue.text)
        if cue.voice:
            units.append(_unit(cue, cue.voice, cue.text))
        elif name and (name in named or name in tagged):
            units.append(_unit(cue, name, words))
        else:
            units.append(_unit(cue, None, cue.text))
    if not tagged and not named:
        can = replace(can, speaker_source="none", has_identity=False)
    return Draft(source=key, units=tuple(units), capabilities=can, people=_people(units))


def _people(units: list[Unit]) -> tuple[Person, ...]:
    names = dict.fromkeys(unit.speaker for unit in units if unit.speaker)
    return tuple(Person(key=name) for name in names)


def _unit(cue: Cue, name: str | None, words: str) -> Unit:
    return Unit(
        speaker=name or None,
        text=" ".join(words.split()),
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        source_ids=(cue.id,) if cue.id else (),
    )


def _sniff_zoom(source: Source) -> bool:
    if not _vtt(source) or "<v" in _head(source):
        return False
    return names_are_speakers([cue.text for cue in parse_cues(_head(source))][:-1])


def _named(key: str, can: Capabilities) -> Callable[[Source], Draft]:
    return lambda source: read_named(source, key, can)


_ZOOM = replace(TIMED, speaker_source="platform", has_identity=True)
_DIARISED_CAN = replace(TIMED, speaker_source="diarised")
READERS: tuple[Reader, ...] = (
    Reader(
        key="teams-vtt",
        title="Microsoft Teams captions (.vtt)",
        how_to_get="Meeting, Recap, Transcript, Download as .vtt.",
        sniff=lambda s: _vtt(s) and bool(_TEAMS_ID.search(_head(s))),
        read=read_teams,
    ),
    Reader(
        key="webex-vtt",
        title="Webex captions (.vtt)",
        how_to_get="Recording, Download, Transcript (.vtt).",
        sniff=lambda s: _vtt(s) and bool(_WEBEX_ID.search(_head(s))),
        read=read_webex,
    ),
    Reader(
        key="whisper-vtt",
        title="Whisper captions with speakers (.vtt, .srt)",
        how_to_get="Run whisper or faster-whisper with diarisation and keep the .vtt or .srt.",
        sniff=lambda s: bool(_ARROW.search(_head(s)) and _DIARISED.search(_head(s))),
        read=_named("whisper", _DIARISED_CAN),
    ),
    Reader(
        key="zoom-vtt",
        title="Zoom cloud transcript (.vtt)",
        how_to_get="Zoom web, Recordings, the call, Audio transcript, Download.",
        sniff=_sniff_zoom,
        read=_named("zoom-vtt", _ZOOM),
    ),
    Reader(
        key="vtt",
        title="Other captions (.vtt), YouTube too",
        how_to_get="Download the captions as WebVTT.",
        sniff=_vtt,
        read=_named("vtt", replace(TIMED, speaker_source="platform")),
    ),
    Reader(
        key="srt",
        title="Subtitles (.srt)",
        how_to_get="Download the captions as SRT.",
        sniff=lambda s: bool(re.match(r"\s*(?:\d+\s*\n)?[\d:.,]+[ \t]*-->", _head(s))),
        read=_named("srt", replace(TIMED, speaker_source="typed")),
    ),
    Reader(
        key="sbv",
        title="YouTube captions (.sbv)",
        how_to_get="YouTube Studio, Subtitles, Download as .sbv.",
        sniff=lambda s: bool(_SBV.match(s.text.lstrip())),
        read=_named("sbv", replace(TIMED, speaker_source="typed")),
    ),
)
