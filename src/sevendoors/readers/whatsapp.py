"""WhatsApp: a chat exported as text, on any phone, in any of its date layouts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sevendoors.core.conversation import Capabilities, Event, Kind
from sevendoors.core.errors import DoorsError
from sevendoors.readers.archive import Archive, names_in
from sevendoors.readers.clock import earliest, since
from sevendoors.readers.decode import decode
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.names import kind_of_name
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

Order = Literal["dmy", "mdy", "ymd"]

_STAMP = re.compile(
    r"^[\u200e\u200f\ufeff]*\[?(?P<a>\d{1,4})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,4})"
    r",?\s+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:\s?(?P<half>[apAP])\.?\s?[mM]\.?)?(?:\]|\s[-–])\s(?P<rest>.*)$"
)
_CHAT_FILE = re.compile(r"(^|/)(_chat|WhatsApp Chat[^/]*)\.txt$")
_SPLIT = re.compile(r"^[\u200e\u200f\u202a-\u202e]*(.{1,80}?):\s(.*)$", re.DOTALL)
# What the app itself writes under a person's or the group's name.
_NOT_SAID = re.compile(
    r"^(\u200e|<Media omitted>|<[^<>]{3,60}(omitted|weggelassen|omis|omitid[oa]s?)>$|"
    r"Messages and calls are end-to-end|Messages you send to this (chat|group)|"
    r"Nachrichten und Anrufe sind Ende|Los mensajes y las llamadas|"
    r"This message was deleted|You deleted this message|Missed (voice|video) call|null$)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One dated record: the three numbers of its date as written, its clock and its words."""

    numbers: tuple[int, int, int]
    year_first: bool
    dotted: bool
    clock: tuple[int, int, int]
    seconds_shown: bool
    rest: str


def sniff(source: Source) -> bool:
    """Know a chat by two dated lines at its head, or one that fills the whole file."""
    if any(_CHAT_FILE.search(name) for name in names_in(source.data, source.name)):
        return True
    lines = [line for line in source.text[:20_000].splitlines() if line.strip()][:40]
    if not lines or not _STAMP.match(lines[0]):
        return False
    return any(_SPLIT.match(line.rest) for line in _records(lines))


def read(source: Source) -> Draft:
    """Read the messages; what the app itself wrote becomes events."""
    text = source.text or _inside(source)
    lines = list(_records(text.splitlines()))
    if not lines:
        raise DoorsError(
            "There is no message in this chat.",
            where=source.name,
            fix="Export the chat again: open it, More, Export chat, Without media.",
        )
    order, warnings = _order(lines)
    moments = [_moment(line, order) for line in lines]
    start = earliest(moments)
    named = {match[1].strip() for line in lines if (match := _SPLIT.match(line.rest))}
    known = {who for who in named if not _is_notice(who)}
    units: list[Unit] = []
    events: list[Event] = []
    for line, moment in zip(lines, moments, strict=True):
        who, words = _said(line.rest, known)
        at = since(moment, start)
        if who is None or not words.strip() or _NOT_SAID.match(words):
            note = line.rest if who is None else words
            kind = "system" if who is None else "message"
            events.append(
                Event(kind=kind, text=note.strip("\u200e "), participant=who, start_ms=at)
            )
        else:
            units.append(Unit(speaker=who, text=words.strip(), start_ms=at))
    speaking = {unit.speaker for unit in units}
    # The group's own name writes notices too; it is nobody until it says something.
    events = [e if e.participant in speaking else replace(e, participant=None) for e in events]
    return Draft(
        source="whatsapp",
        units=tuple(units),
        events=tuple(events),
        people=_people(units),
        started_at=start.isoformat() if start else None,
        warnings=warnings,
        capabilities=Capabilities(
            speaker_source="typed",
            time_kind="absolute" if start else "none",
            resolution_ms=1000 if any(line.seconds_shown for line in lines) else 60_000,
        ),
    )


def _inside(source: Source) -> str:
    archive = Archive(source.data, source.name)
    member = next((name for name in archive.names if _CHAT_FILE.search(name)), None)
    return decode(archive.read(member), member).text if member else ""


def _records(lines: Iterable[str]) -> Iterable[_Line]:
    current: _Line | None = None
    more: list[str] = []
    for text in lines:
        match = _STAMP.match(text)
        if match is None:
            more.append(text)
            continue
        if current is not None:
            yield replace(current, rest="\n".join([current.rest, *more]))
        current, more = _line(match), []
    if current is not None:
        yield replace(current, rest="\n".join([current.rest, *more]))


def _line(match: re.Match[str]) -> _Line:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    return _Line(
        numbers=(int(match["a"]), int(match["b"]), int(match["c"])),
        year_first=len(match["a"]) == 4,
        dotted=match["mark"] == ".",
        clock=(hour, int(match["minute"]), int(match["second"] or 0)),
        seconds_shown=match["second"] is not None,
        rest=match["rest"],
    )


def _order(lines: Sequence[_Line]) -> tuple[Order, tuple[str, ...]]:
    if lines[0].year_first:
        return "ymd", ()
    # Dates with dots are written day first wherever dots are used.
    if lines[0].dotted or any(line.numbers[0] > 12 for line in lines):
        return "dmy", ()
    if any(line.numbers[1] > 12 for line in lines):
        return "mdy", ()
    return "dmy", (
        "The dates of this chat can be read two ways (day or month first); "
        "they were read day first. The order of the messages does not depend on it.",
    )


def _moment(line: _Line, order: Order) -> datetime | None:
    a, b, c = line.numbers
    year, month, day = {"ymd": (a, b, c), "dmy": (c, b, a), "mdy": (c, a, b)}[order]
    try:
        # The chat shows the clock of the phone and never says its zone.
        return datetime(year + 2000 if year < 100 else year, month, day, *line.clock)  # noqa: DTZ001
    except ValueError:
        return None


def _said(rest: str, known: set[str]) -> tuple[str | None, str]:
    match = _SPLIT.match(rest)
    if match and not _is_notice(match[1]):
        return match[1].strip(), match[2]
    # "Jonas:." has no blank after the colon; it is a message only if Jonas writes elsewhere.
    who, colon, words = rest.partition(":")
    return (who, words) if colon and who in known else (None, rest)


def _is_notice(who: str) -> bool:
    return bool(
        re.search(
            r"(changed (the|this)|created (the )?group|added|removed|left|joined)\b.*[\"“]", who
        )
    )


def _people(units: Sequence[Unit]) -> tuple[Person, ...]:
    names = dict.fromkeys(unit.speaker for unit in units if unit.speaker)
    return tuple(
        Person(key=name, phone=name if kind_of_name(name) is Kind.DIAL_IN else None)
        for name in names
    )


READER = Reader(
    key="whatsapp",
    title="WhatsApp chat",
    how_to_get="Open the chat, tap More, Export chat, Without media, and name the .txt or .zip.",
    sniff=sniff,
    read=read,
)
