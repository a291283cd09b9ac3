"""Slack: a workspace export (.zip), one of its day files, or one page from its interface."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sevendoors.core.conversation import Capabilities, Event, Kind
from sevendoors.core.errors import DoorsError
from sevendoors.readers.archive import Archive, names_in
from sevendoors.readers.clock import earliest, from_epoch, since
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_DAY = re.compile(r"^(?:[^/]+/)*?([^/]+)/(\d{4}-\d{2}-\d{2})\.json$")
_STAMP = re.compile(r"^\d{9,11}\.\d{1,6}$")
_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_UPLOADED = re.compile(r"^<@\w+(\|[^>]*)?> (uploaded|shared|commented on) ")
_TALK = (None, "", "me_message", "thread_broadcast", "file_share")

Row = Mapping[str, Any]


def sniff(source: Source) -> bool:
    """Know a Slack export by its day files, a day file by its messages' time stamps."""
    if any(_DAY.match(name) for name in names_in(source.data, source.name)):
        return True
    rows = _page(source.json)
    return bool(rows) and all(_is_message(row) for row in rows[:20])


def read(source: Source) -> Draft:
    """Read what people wrote; joins, bots and uploads become events."""
    if source.text:
        channels, users = {"": _page(source.json)}, {}
    else:
        archive = Archive(source.data, source.name)
        channels, users = _channels(archive), _users(archive)
    rows = [(channel, row) for channel, many in channels.items() for row in _in_order(many)]
    if not rows:
        raise DoorsError(
            "There is no message in this Slack export.",
            where=source.name,
            fix="Export a channel with messages, or a longer span of days.",
        )
    return _draft(rows, users, tuple(name for name in channels if name))


def _draft(
    rows: list[tuple[str, Row]], users: Mapping[str, Person], channels: tuple[str, ...]
) -> Draft:
    moments = [from_epoch(_seconds(row)) for _, row in rows]
    start = earliest(moments)
    units: list[Unit] = []
    events: list[Event] = []
    for (channel, row), moment in zip(rows, moments, strict=True):
        at = since(moment, start)
        who, words = _text_of(row.get("user")), _words(row, users)
        if who and words and _is_talk(row):
            ids = tuple(part for part in (channel, str(row["ts"])) if part)
            units.append(Unit(speaker=who, text=words, start_ms=at, source_ids=ids))
        else:
            kind = _text_of(row.get("subtype")) or ("bot_message" if _is_bot(row) else "message")
            # A bot's row may carry the name of whoever installed it; that person said nothing.
            author = None if _is_bot(row) else who
            events.append(Event(kind=kind, text=words, participant=author, start_ms=at))
    speaking = {unit.speaker for unit in units}
    people = [
        users.get(key, Person(key=key)) for key in dict.fromkeys(u.speaker for u in units) if key
    ]
    people += [person for key, person in users.items() if key not in speaking]
    return Draft(
        source="slack",
        units=tuple(units),
        events=tuple(events),
        people=tuple(people),
        title=", ".join(f"#{name}" for name in channels) or None,
        started_at=start.isoformat() if start else None,
        warnings=_several(channels),
        capabilities=Capabilities(
            speaker_source="typed",
            time_kind="absolute",
            resolution_ms=1,
            has_identity=any(person.email for person in people),
        ),
    )


def _several(channels: tuple[str, ...]) -> tuple[str, ...]:
    if len(channels) < 2:
        return ()
    return (
        f"This export holds {len(channels)} channels; they are read one after another. "
        "Name one channel's folder as its own .zip to look at one conversation.",
    )


def _page(value: object) -> list[Row]:
    if isinstance(value, dict) and value.get("ok") is True:
        value = value.get("messages")
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _is_message(row: Row) -> bool:
    return row.get("type") == "message" and bool(_STAMP.match(str(row.get("ts", ""))))


def _in_order(rows: Iterable[Row]) -> list[Row]:
    # Pages come newest first; a day file is already in order.
    return sorted((row for row in rows if _STAMP.match(str(row.get("ts", "")))), key=_seconds)


def _seconds(row: Row) -> float:
    return float(row["ts"])


def _channels(archive: Archive) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for name in sorted(archive.names):
        match = _DAY.match(name)
        if match:
            found.setdefault(match[1], []).extend(_page(_json(archive, name)))
    return found


def _users(archive: Archive) -> dict[str, Person]:
    name = next((n for n in archive.names if n.rsplit("/", 1)[-1] == "users.json"), None)
    rows = _page(_json(archive, name)) if name else []
    return {row["id"]: _person(row) for row in rows if isinstance(row.get("id"), str)}


def _person(row: Row) -> Person:
    profile = row.get("profile")
    card: Row = profile if isinstance(profile, dict) else {}
    names = (card.get("real_name"), row.get("real_name"), card.get("display_name"), row.get("name"))
    return Person(
        key=str(row["id"]),
        name=next((name for name in map(_text_of, names) if name), None),
        email=_text_of(card.get("email")) or None,
        phone=_text_of(card.get("phone")) or None,
        title=_text_of(card.get("title")) or None,
        kind=Kind.BOT if row.get("is_bot") is True else None,
    )


def _json(archive: Archive, name: str) -> object:
    try:
        return json.loads(archive.read(name).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DoorsError(
            f"The file {name!r} in this export is not readable JSON.",
            where=name,
            fix="Download the export again; it may have been cut off.",
        ) from error


def _is_bot(row: Row) -> bool:
    return bool(row.get("bot_id")) or row.get("subtype") == "bot_message"


def _is_talk(row: Row) -> bool:
    text = _text_of(row.get("text"))
    return row.get("subtype") in _TALK and not _is_bot(row) and not _UPLOADED.match(text)


def _words(row: Row, users: Mapping[str, Person]) -> str:
    text = _text_of(row.get("text"))
    if not text.strip() and isinstance(row.get("attachments"), list):
        first = next((a for a in row["attachments"] if isinstance(a, dict)), {})
        text = _text_of(first.get("fallback"))
    return html.unescape(_LINK.sub(lambda match: _link(match, users), text)).strip()


def _link(match: re.Match[str], users: Mapping[str, Person]) -> str:
    target, label = match[1], match[2]
    if target.startswith("@"):
        person = users.get(target[1:])
        return "@" + (label or (person.name if person else None) or target[1:])
    if target.startswith(("#", "!")):
        return ("#" if target[0] == "#" else "@") + (label or target[1:])
    return label or target


def _text_of(value: object) -> str:
    return value if isinstance(value, str) else ""


READER = Reader(
    key="slack",
    title="Slack export",
    how_to_get="Ask an owner of the workspace for Settings, Import/export data, Export (.zip).",
    sniff=sniff,
    read=read,
)
