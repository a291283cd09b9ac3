"""ConvoKit: a corpus folder (.zip) or its utterances file, as researchers share conversations."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sevendoors.core.conversation import Capabilities, Side
from sevendoors.core.errors import DoorsError
from sevendoors.readers.archive import Archive, names_in
from sevendoors.readers.clock import from_epoch
from sevendoors.readers.desk_rows import several
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

Row = Mapping[str, Any]

_FILES = ("utterances.jsonl", "utterances.json")
_YEAR_2000_S = 946_684_800


def sniff(source: Source) -> bool:
    """Know a corpus by its utterances: a conversation, a speaker, a text and what it answers."""
    if any(name.rsplit("/", 1)[-1] in _FILES for name in names_in(source.data, source.name)):
        return True
    rows = _first_rows(source)
    return bool(rows) and all(_is_utterance(row) for row in rows)


def read(source: Source) -> Draft:
    """Read the utterances of each conversation in order of time, with the speakers' names."""
    rows, speakers = _rows(source)
    rows = [row for row in rows if isinstance(row, dict) and isinstance(row.get("text"), str)]
    if not rows:
        raise DoorsError(
            "There is no utterance in this corpus.",
            where=source.name,
            fix="Name the .zip of the corpus folder, or its utterances.jsonl.",
        )
    talks: dict[str, list[Row]] = {}
    for row in rows:
        talks.setdefault(str(row.get("conversation_id", row.get("root"))), []).append(row)
    ordered = [row for talk in talks.values() for row in _in_order(talk)]
    times = [_start_ms(row) for row in ordered]
    known = [time for time in times if time is not None]
    # Corpora keep seconds since 1970; a small number can only be counted from the call's start.
    absolute = bool(known) and min(known) > _YEAR_2000_S * 1000
    zero = min(known) if absolute else 0
    moment = from_epoch(zero / 1000) if absolute else None
    people = _people(speakers)
    return Draft(
        source="convokit",
        units=tuple(
            _unit(row, None if time is None else time - zero)
            for row, time in zip(ordered, times, strict=True)
        ),
        people=people,
        started_at=moment.isoformat() if moment else None,
        warnings=several(len(talks)),
        capabilities=Capabilities(
            speaker_source="platform",
            time_kind=("absolute" if absolute else "relative") if known else "none",
            resolution_ms=(1 if any(t % 1000 for t in known) else 1000) if known else None,
            has_end=any(_meta(row, "end_ms") is not None for row in ordered),
            has_side=any(person.side is not Side.UNKNOWN for person in people),
        ),
    )


def _is_utterance(row: object) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return False
    place = "conversation_id" in row or "root" in row
    return (
        place and ("speaker" in row or "user" in row) and ("reply-to" in row or "reply_to" in row)
    )


def _first_rows(source: Source) -> list[Any]:
    if isinstance(source.json, list):
        return list(source.json[:3])
    lines = [line for line in source.text.split("\n", 4)[:3] if line.strip()]
    try:
        return [json.loads(line) for line in lines if line.lstrip()[:1] == "{"]
    except (ValueError, RecursionError):
        return []


def _rows(source: Source) -> tuple[list[Any], Row]:
    if source.text:
        return _parsed(source.text, source.name), {}
    archive = Archive(source.data, source.name)
    by_end = {name.rsplit("/", 1)[-1]: name for name in reversed(archive.names)}
    member = next(by_end[name] for name in _FILES if name in by_end)
    rows = _parsed(_letters(archive, member), member)
    extra = by_end.get("speakers.json") or by_end.get("users.json")
    speakers = _parsed(_letters(archive, extra), extra) if extra else []
    return rows, speakers[0] if speakers and isinstance(speakers[0], dict) else {}


def _letters(archive: Archive, member: str) -> str:
    return archive.read(member).decode("utf-8-sig", errors="replace")


def _parsed(text: str, name: str) -> list[Any]:
    """Read JSON, or JSON line by line; a single object comes back as a list of one."""
    try:
        value = json.loads(text)
        return value if isinstance(value, list) else [value]
    except (ValueError, RecursionError):
        pass
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise DoorsError(
                "This line of the corpus is not readable JSON.",
                where=f"{name}, line {number}",
                fix="Download the corpus again; it may have been cut off.",
            ) from error
    return rows


def _in_order(talk: Sequence[Row]) -> Sequence[Row]:
    times = [_start_ms(row) for row in talk]
    # Our own corpora are written in order, and two people may well speak at once in them.
    if None in times or any(_meta(row, "index") is not None for row in talk):
        return talk
    return sorted(talk, key=lambda row: _start_ms(row) or 0)


def _start_ms(row: Row) -> int | None:
    exact = _meta(row, "start_ms")
    if exact is not None:
        return exact
    try:
        return round(float(row["timestamp"]) * 1000)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _meta(row: Row, field: str) -> int | None:
    meta = row.get("meta")
    value = meta.get(field) if isinstance(meta, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _unit(row: Row, start_ms: int | None) -> Unit:
    key = row.get("speaker", row.get("user"))
    if isinstance(key, dict):
        key = key.get("id")
    return Unit(
        speaker=str(key) if key not in (None, "") else None,
        text=str(row["text"]),
        start_ms=start_ms,
        end_ms=_meta(row, "end_ms"),
        source_ids=(str(row["id"]),) if "id" in row else (),
    )


def _people(speakers: Row) -> tuple[Person, ...]:
    return tuple(_person(str(key), value) for key, value in speakers.items())


def _person(key: str, value: object) -> Person:
    card = value.get("meta", value) if isinstance(value, dict) else {}
    meta = card if isinstance(card, dict) else {}
    name, side = meta.get("name"), meta.get("side")
    return Person(
        key=key,
        name=name if isinstance(name, str) else None,
        side=Side(side) if side in tuple(Side) else Side.UNKNOWN,
    )


READER = Reader(
    key="convokit",
    title="ConvoKit corpus (.zip or utterances.jsonl)",
    how_to_get="Zip the corpus folder (utterances, speakers, conversations) and name the .zip.",
    sniff=sniff,
    read=read,
)
