"""Zoom's two text files: saved captions with the wall clock, and the chat log."""

import re
from collections.abc import Iterable

from sevendoors.core.conversation import Capabilities, Event
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_CAPTION = re.compile(
    r"^\[(?P<name>[^\n]{1,80})\] (?P<h>\d{1,2}):(?P<m>\d\d):(?P<s>\d\d)(?: ?(?P<half>[AP])M)?[ \t]*$",
    re.MULTILINE,
)
_CHAT = re.compile(
    r"^(?P<h>\d{1,2}):(?P<m>\d\d):(?P<s>\d\d)\t(?P<name>[^\t\n]{1,120}?) ?:\t", re.MULTILINE
)
# Chats saved on one's own computer: "From Ana to Everyone", with the clock on the wall.
_SAVED = re.compile(
    r"^(?P<h>\d{1,2}):(?P<m>\d\d):(?P<s>\d\d)[ \t]+From +(?P<name>[^\t\n:]{1,80}?)(?: +to +[^\t\n:]{1,80}?)? ?:[ \t\r\n]+",
    re.MULTILINE,
)
_REACTION = re.compile(r'^Reacted to "[^\n]*" with +(\S.*)$', re.DOTALL)
_TAKEN_BACK = re.compile(r'^(Removed an? .{1,20} reaction) from "[^\n]*"$', re.DOTALL)
_REPLY = re.compile(r'^Replying to "[^\n]*"\s*')
_DAY_MS = 24 * 3600 * 1000


def _clock(head: re.Match[str], half: str | None = None) -> int:
    hours, minutes, seconds = (int(part) for part in head.group("h", "m", "s"))
    if half:
        hours = hours % 12 + (12 if half == "P" else 0)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def _past_midnight(times: Iterable[int]) -> list[int]:
    kept: list[int] = []
    for time in times:
        at = time
        while kept and at < kept[-1] - _DAY_MS // 2:
            at += _DAY_MS
        kept.append(at)
    return kept


def _since_first_minute(times: Iterable[int]) -> list[int]:
    whole = _past_midnight(times)
    return [at - (whole[0] - whole[0] % 60_000) for at in whole]


def _bodies(text: str, heads: list[re.Match[str]]) -> list[str]:
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [text[head.end() : end].strip() for head, end in zip(heads, ends, strict=False)]


def read_captions(source: Source) -> Draft:
    """Read saved captions; times count from the full minute of the first line, over midnight too."""
    text = source.text.replace("\r\n", "\n")
    heads = list(_CAPTION.finditer(text))
    times = _since_first_minute(_clock(head, head["half"]) for head in heads)
    units = tuple(
        Unit(speaker=head["name"].strip(), text=" ".join(body.split()), start_ms=at)
        for head, body, at in zip(heads, _bodies(text, heads), times, strict=True)
        if body
    )
    if not units:
        raise DoorsError("These saved captions hold no words.", fix="Save the transcript again.")
    can = Capabilities(
        speaker_source="platform", time_kind="absolute", resolution_ms=1000, has_identity=True
    )
    return Draft(source="zoom-captions", units=units, capabilities=can)


def read_chat(source: Source) -> Draft:
    """Read a chat log: records end with CRLF, and a reply holds bare line ends of its own.

    A reply or a reaction repeats the other side's words; they are no words of the one who answers.
    """
    text = source.text
    saved = not _CHAT.search(text)
    heads = [head for head in (_SAVED if saved else _CHAT).finditer(text) if _begins(text, head)]
    bodies = _bodies(text, heads)
    clocks = [_clock(head) for head in heads]
    times = _since_first_minute(clocks) if saved else clocks
    rows = list(zip((head["name"].strip() for head in heads), bodies, times, strict=True))
    units = tuple(_message(name, body, at) for name, body, at in rows if body)
    if not units:
        raise DoorsError("This chat log holds no messages.", fix="Save the chat again.")
    return Draft(
        source="zoom-chat",
        units=units,
        events=tuple(
            Event(kind="reaction", text=body, participant=name, start_ms=at)
            for name, body, at in rows
            if _REACTION.match(body) or _TAKEN_BACK.match(body)
        ),
        capabilities=Capabilities(
            speaker_source="typed",
            time_kind="absolute" if saved else "relative",
            resolution_ms=1000,
            has_identity=True,
        ),
    )


def _begins(text: str, head: re.Match[str]) -> bool:
    # Where records end with CRLF, a line after a bare line end belongs to the message before it.
    before = text[max(0, head.start() - 2) : head.start()]
    return not before or before == "\r\n" or "\r\n" not in text


def _message(name: str, body: str, at: int) -> Unit:
    reaction = _REACTION.match(body) or _TAKEN_BACK.match(body)
    words = reaction.group(1) if reaction else _REPLY.sub("", body) or body
    flags = ("reaction",) if reaction else ()
    return Unit(speaker=name, text=" ".join(words.split()), start_ms=at, flags=flags, apart=True)


READERS: tuple[Reader, ...] = (
    Reader(
        key="zoom-captions",
        title="Zoom saved captions (.txt)",
        how_to_get="In the call: Show captions, Save transcript (meeting_saved_closed_caption.txt).",
        sniff=lambda s: len(_CAPTION.findall(s.text.replace("\r\n", "\n")[:4000])) >= 2,
        read=read_captions,
    ),
    Reader(
        key="zoom-chat",
        title="Zoom chat log (.txt)",
        how_to_get="Zoom web, Recordings, the call, Chat file, Download.",
        sniff=lambda s: max(len(p.findall(s.text[:4000])) for p in (_CHAT, _SAVED)) >= 2,
        read=read_chat,
    ),
)
