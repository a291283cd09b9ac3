"""Zoom's two text files: saved captions with the wall clock, and the chat log."""

import re
from dataclasses import replace

from sevendoors.core.conversation import Capabilities, Event
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_CAPTION = re.compile(r"^\[([^\]\n]{1,80})\] (\d{1,2}):(\d\d):(\d\d)[ \t]*$", re.MULTILINE)
_CHAT = re.compile(r"^(\d{1,2}):(\d\d):(\d\d)\t(?:From )?([^\t\n]{1,120}?) ?:\t", re.MULTILINE)
_REACTION = re.compile(r'^(Reacted to|Removed a .{1,20} reaction from) "')
_REPLY = re.compile(r'^Replying to "[^\n]*"\s*', re.DOTALL)
_DAY_MS = 24 * 3600 * 1000


def _clock(hours: str, minutes: str, seconds: str) -> int:
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000


def read_captions(source: Source) -> Draft:
    """Read saved captions; times count from the full minute of the first line, over midnight too."""
    text = source.text.replace("\r\n", "\n")
    found = list(_CAPTION.finditer(text))
    units = []
    first = last = None
    for place, head in enumerate(found):
        after = found[place + 1].start() if place + 1 < len(found) else len(text)
        words = " ".join(text[head.end() : after].split())
        at = _clock(*head.group(2, 3, 4))
        if last is not None:
            while at < last - _DAY_MS // 2:
                at += _DAY_MS
        first = at - at % 60_000 if first is None else first
        last = at
        if words:
            units.append(Unit(speaker=head.group(1).strip(), text=words, start_ms=at - first))
    if not units:
        raise DoorsError("These saved captions hold no words.", fix="Save the transcript again.")
    can = Capabilities(
        speaker_source="platform", time_kind="absolute", resolution_ms=1000, has_identity=True
    )
    return Draft(source="zoom-captions", units=tuple(units), capabilities=can)


def read_chat(source: Source) -> Draft:
    """Read a chat log: records end with CRLF, and a reply holds bare line ends of its own."""
    text = source.text
    found = list(_CHAT.finditer(text))
    units: list[Unit] = []
    events: list[Event] = []
    for place, head in enumerate(found):
        after = found[place + 1].start() if place + 1 < len(found) else len(text)
        body = text[head.end() : after].strip()
        name, at = head.group(4).strip(), _clock(*head.group(1, 2, 3))
        if _REACTION.match(body):
            events.append(Event(kind="reaction", text=body, participant=name, start_ms=at))
        words = " ".join(_REPLY.sub("", body).split()) or body
        flags = ("reaction",) if _REACTION.match(body) else ()
        units.append(Unit(speaker=name, text=words, start_ms=at, flags=flags, apart=True))
    if not units:
        raise DoorsError("This chat log holds no messages.", fix="Save the chat again.")
    can = replace(
        Capabilities(), speaker_source="typed", time_kind="relative", resolution_ms=1000,
        has_identity=True,
    )  # fmt: skip
    return Draft(source="zoom-chat", units=tuple(units), events=tuple(events), capabilities=can)


READERS: tuple[Reader, ...] = (
    Reader(
        key="zoom-captions",
        title="Zoom saved captions (.txt)",
        how_to_get="In the call: Show captions, Save transcript (meeting_saved_closed_caption.txt).",
        sniff=lambda s: len(_CAPTION.findall(s.text[:4000])) >= 2,
        read=read_captions,
    ),
    Reader(
        key="zoom-chat",
        title="Zoom chat log (.txt)",
        how_to_get="Zoom web, Recordings, the call, Chat file, Download.",
        sniff=lambda s: len(_CHAT.findall(s.text[:4000])) >= 2,
        read=read_chat,
    ),
)
