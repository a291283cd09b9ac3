"""Hand a conversation to other tools: our own JSON, vCon, ConvoKit or plain text."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sevendoors.app.reading.convokit_out import to_convokit
from sevendoors.app.reading.vcon_out import to_vcon
from sevendoors.core.conversation import Conversation, Turn
from sevendoors.readers.clock import read_moment
from sevendoors.readers.own_json import SCHEMA, from_json

__all__ = ["SCHEMA", "from_json", "to_convokit", "to_json", "to_txt", "to_vcon"]


def to_json(conversation: Conversation) -> dict[str, Any]:
    """Give the whole conversation as plain values; `from_json` gives the same one back."""
    return {
        "schema": SCHEMA,
        "id": conversation.id,
        "source": conversation.source,
        "title": conversation.title,
        "started_at": conversation.started_at,
        "language": conversation.language,
        "capabilities": asdict(conversation.capabilities),
        "participants": [
            {**asdict(person), "side": person.side.value, "kind": person.kind.value}
            for person in conversation.participants
        ],
        "turns": [_turn(turn) for turn in conversation.turns],
        "events": [asdict(event) for event in conversation.events],
        "warnings": list(conversation.warnings),
    }


def to_txt(conversation: Conversation) -> str:
    """Write the call to be read by eye: one line per turn, with its time where the file has it."""
    names = {person.id: person.name for person in conversation.participants}
    head = [line for line in (conversation.title, conversation.started_at) if line]
    dated = conversation.capabilities.time_kind == "absolute"
    start = read_moment(conversation.started_at or "") if dated else None
    lines = [
        _clock(turn, start) + _name(turn, names) + " ".join(turn.text.split())
        for turn in conversation.turns
    ]
    return "\n".join([*head, *([""] if head else []), *lines]) + "\n"


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "index": turn.index,
        "run": turn.run,
        "participant": turn.participant,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "text": turn.text,
        "words": [asdict(word) for word in turn.words],
        "source_ids": list(turn.source_ids),
        "flags": list(turn.flags),
    }


def _name(turn: Turn, names: Mapping[str, str]) -> str:
    return f"{names[turn.participant]}: " if turn.participant else ""


def _clock(turn: Turn, start: datetime | None) -> str:
    if turn.start_ms is None:
        return ""
    if start is not None:  # a chat runs over days; hours since its start would tell nobody anything
        return f"[{start + timedelta(milliseconds=turn.start_ms):%Y-%m-%d %H:%M:%S}] "
    minutes, seconds = divmod(max(turn.start_ms, 0) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"[{hours}:{minutes:02}:{seconds:02}] "
