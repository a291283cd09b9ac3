"""vCon in all the shapes met so far: text per message, lists, one text, an engine's own JSON."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

from sevendoors.core.conversation import Capabilities, Side
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.json_paths import Json, at, rows_at, text_at, to_ms
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_ROLES = {"agent": Side.SELLER, "seller": Side.SELLER, "customer": Side.BUYER, "buyer": Side.BUYER}
_ABOUT = ("summary", "report", "sentiment", "tts")
_KINDS = {"transcript": 0, "diarized": 1}
Inner = Callable[[Source], Draft | None]


def sniff(source: Source) -> bool:
    """Know a vCon by its parties beside dialog or analysis."""
    data = source.json
    return isinstance(data, dict) and isinstance(data.get("parties"), list) and (
        "dialog" in data or "analysis" in data
    )  # fmt: skip


def read(source: Source, inner: Inner) -> Draft:
    """Read one vCon; `inner` reads an engine's JSON that stands inside it."""
    data = source.json
    people = _people(data)
    title, began = text_at(data, "subject"), _began(data)
    for draft in (_messages(data, people), _analysis(data, people, inner)):
        if draft is not None:
            return replace(draft, title=title or draft.title, started_at=began or draft.started_at)
    raise DoorsError(
        "This vCon holds no transcript, only what it was made from.",
        where=source.name,
        fix="Transcribe its recording first, then review the transcript.",
    )


def _began(data: Json) -> str | None:
    return text_at(data, "dialog.0.start") or text_at(data, "created_at")


def _people(data: Json) -> list[Person]:
    return [
        Person(
            key=str(place),
            name=text_at(row, "name|tel|mailto") or f"Party {place + 1}",
            email=text_at(row, "mailto"),
            phone=text_at(row, "tel"),
            organisation=text_at(row, "org"),
            title=text_at(row, "title"),
            side=_ROLES.get(str(at(row, "role|meta.role")).casefold(), Side.UNKNOWN),
        )
        for place, row in enumerate(rows_at(data, "parties"))
    ]


def _messages(data: Json, people: list[Person]) -> Draft | None:
    units = []
    starts = [to_ms(row.get("start"), "clock") for row in rows_at(data, "dialog")]
    zero = min((s for s in starts if s is not None), default=0)
    for row, start in zip(rows_at(data, "dialog"), starts, strict=True):
        body = row.get("body")
        if row.get("type") != "text" or not isinstance(body, str) or not body.strip():
            continue
        party = row.get("originator")
        if party is None:
            parties = row.get("parties")
            party = parties[0] if isinstance(parties, list) and parties else parties
        known = isinstance(party, int) and 0 <= party < len(people)
        at_ms = None if start is None else start - zero
        text = " ".join(body.split())
        units.append(Unit(speaker=str(party) if known else None, text=text, start_ms=at_ms))
    if not units:
        return None
    used = {unit.speaker for unit in units}
    can = Capabilities(speaker_source="platform", time_kind="absolute", resolution_ms=1000,
                       has_identity=True, has_side=any(p.side != Side.UNKNOWN for p in people))  # fmt: skip
    return Draft(source="vcon", units=tuple(units), capabilities=can,
                 people=tuple(p for p in people if p.key in used))  # fmt: skip


def _analysis(data: Json, people: list[Person], inner: Inner) -> Draft | None:
    # A summary or a mood score is a machine's words about the call, not the call.
    rows = [row for row in rows_at(data, "analysis") if row.get("type") not in _ABOUT]
    for row in sorted(rows, key=lambda row: _KINDS.get(str(row.get("type")), 2)):
        body = row.get("body")
        if isinstance(body, str) and body.lstrip()[:1] in ("{", "["):
            try:
                body = json.loads(body)
            except ValueError:
                body = row.get("body")
        draft = _body(body, people, inner)
        if draft is not None:
            return draft
    return None


def _body(body: Json, people: list[Person], inner: Inner) -> Draft | None:
    segments = rows_at(body, "segments")
    if segments and at(segments[0], "text") is not None and at(body, "speakers") is not None:
        return _wtf(body, segments, people)
    if isinstance(body, dict) and isinstance(body.get("transcript"), str):
        return _body(body["transcript"], people, inner)
    if isinstance(body, dict | list):
        text = json.dumps(body)
        return inner(Source(name="analysis", data=text.encode(), text=text)) or _listed(body)
    if isinstance(body, str) and len(body.split()) > 20 and not body.startswith("{"):
        parts = [part for part in re.split(r"\n\s*\n", body) if part.strip()]
        units = tuple(Unit(speaker=None, text=" ".join(part.split())) for part in parts)
        return Draft(source="vcon", units=units, capabilities=Capabilities())
    return None


def _wtf(body: Json, segments: list[dict[str, Json]], people: list[Person]) -> Draft:
    names = {p.key: p for p in people}
    units = tuple(
        Unit(
            speaker=text_at(row, "speaker"),
            text=text_at(row, "text") or "",
            start_ms=to_ms(row.get("start"), "s"),
            end_ms=to_ms(row.get("end"), "s"),
        )
        for row in segments
    )
    used = dict.fromkeys(unit.speaker for unit in units if unit.speaker)
    found = tuple(
        names.get(key) or Person(key=key, name=text_at(body, f"speakers.{key}.label"))
        for key in used
    )
    timed = any(unit.start_ms is not None for unit in units)
    can = Capabilities(
        speaker_source="platform", time_kind="relative" if timed else "none", has_identity=True,
        has_end=any(unit.end_ms is not None for unit in units),
        has_side=any(p.side != Side.UNKNOWN for p in found),
    )  # fmt: skip
    return Draft(source="vcon", units=units, capabilities=can, people=found)


def _listed(body: Json) -> Draft | None:
    rows = rows_at(body, "messages|") or rows_at(body, "")
    units = tuple(
        Unit(speaker=text_at(row, "speaker"), text=words)
        for row in rows
        if (words := text_at(row, "message|text"))
    )
    if not units:
        return None
    return Draft(source="vcon", units=units, capabilities=Capabilities(speaker_source="platform"))


def reader(inner: Inner) -> Reader:
    """Make the vCon reader; it reads other formats inside through `inner`."""
    return Reader(
        key="vcon",
        title="vCon (all published shapes)",
        how_to_get="Any tool that exports vCon.",
        sniff=sniff,
        read=lambda source: read(source, inner),
    )
