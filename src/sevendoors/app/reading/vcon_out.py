"""Write a conversation as a vCon, the open container for conversations (core draft 0.4.0)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sevendoors.core.conversation import Conversation, Kind, Participant, Side, Turn, Word

# Words of the contact-centre extension; it has no seller and no buyer.
_ROLES = {Side.SELLER: "agent", Side.BUYER: "customer"}
_TYPES = {Kind.PERSON: "person", Kind.BOT: "bot"}


def to_vcon(conversation: Conversation, *, now: datetime | None = None) -> dict[str, Any]:
    """Give a vCon: parties with their role, and the words.

    A call whose turns all have a start becomes a recording without its sound and a transcript in
    the World Transcription Format (draft-howe-vcon-wtf-extension-02); anything else becomes one
    text dialog per turn. The format wants a confidence for every segment; our files do not know
    one, and none is made up. now: written as created_at; the start of the call where left out.
    """
    start = _moment(conversation.started_at)
    made = now or start or datetime.fromtimestamp(0, UTC)
    timed = bool(conversation.turns) and all(t.start_ms is not None for t in conversation.turns)
    # A chat is made of messages, and a vCon keeps messages as text dialogs.
    spoken = timed and conversation.capabilities.speaker_source != "typed"
    places = {person.id: place for place, person in enumerate(conversation.participants)}
    vcon: dict[str, Any] = {
        "vcon": "0.4.0",
        "uuid": str(uuid5(NAMESPACE_URL, f"sevendoors:{conversation.id}")),
        "extensions": ["CC", "wtf_transcription"] if spoken else ["CC"],
        "created_at": made.isoformat(),
        "parties": [_party(person) for person in conversation.participants],
    }
    if conversation.title:
        vcon["subject"] = conversation.title
    if spoken:
        vcon["dialog"] = [_recording(conversation, start)]
        vcon["analysis"] = [_transcript(conversation, places, made)]
    else:
        vcon["dialog"] = [_message(turn, places, start) for turn in conversation.turns]
    return vcon


def _party(person: Participant) -> dict[str, Any]:
    fields = {
        "name": person.name,
        "mailto": person.email,
        "tel": person.phone,
        "org": person.organisation,
        "title": person.title,
        "type": _TYPES.get(person.kind),
        "role": _ROLES.get(person.side),
    }
    return {key: value for key, value in fields.items() if value}


def _recording(conversation: Conversation, start: datetime | None) -> dict[str, Any]:
    dialog: dict[str, Any] = {
        "type": "recording",
        "duration": _last_ms(conversation) / 1000,
        "parties": list(range(len(conversation.participants))),
    }
    return {**dialog, "start": start.isoformat()} if start else dialog


def _message(turn: Turn, places: Mapping[str, int], start: datetime | None) -> dict[str, Any]:
    dialog: dict[str, Any] = {
        "type": "text",
        "mediatype": "text/plain",
        "encoding": "none",
        "body": turn.text,
    }
    if turn.participant is not None:
        dialog["originator"] = places[turn.participant]
        dialog["parties"] = [places[turn.participant]]
    if start is not None and turn.start_ms is not None:
        dialog["start"] = (start + timedelta(milliseconds=turn.start_ms)).isoformat()
    return dialog


def _transcript(
    conversation: Conversation, places: Mapping[str, int], made: datetime
) -> dict[str, Any]:
    return {
        "type": "wtf_transcription",
        "dialog": 0,
        "mediatype": "application/json",
        "vendor": "sevendoors",
        "product": conversation.source,
        "schema": "wtf-1.0",
        "encoding": "json",
        "body": _body(conversation, places, made),
    }


def _body(conversation: Conversation, places: Mapping[str, int], made: datetime) -> dict[str, Any]:
    body: dict[str, Any] = {
        "transcript": _known(
            text=" ".join(turn.text for turn in conversation.turns),
            language=conversation.language,
            duration=_last_ms(conversation) / 1000,
        ),
        "segments": [],
        "metadata": {
            "created_at": made.isoformat(),
            "processed_at": made.isoformat(),
            "provider": conversation.source,
            "model": conversation.source,
        },
        "speakers": {
            str(place): _speaker(conversation, person, place)
            for place, person in enumerate(conversation.participants)
        },
    }
    words: list[dict[str, Any]] = []
    for turn in conversation.turns:
        speaker = None if turn.participant is None else places[turn.participant]
        body["segments"].append(
            _known(
                id=turn.index,
                start=_seconds(turn.start_ms),
                end=_seconds(turn.end_ms),
                text=turn.text,
                speaker=speaker,
                words=list(range(len(words), len(words) + len(turn.words))) or None,
            )
        )
        words += [_word(word, len(words) + n, speaker) for n, word in enumerate(turn.words)]
    return {**body, "words": words} if words else body


def _word(word: Word, place: int, speaker: int | None) -> dict[str, Any]:
    return _known(
        id=place,
        start=_seconds(word.start_ms),
        end=_seconds(word.end_ms),
        text=word.text,
        confidence=word.confidence,
        speaker=speaker,
    )


def _speaker(conversation: Conversation, person: Participant, place: int) -> dict[str, Any]:
    turns = [turn for turn in conversation.turns if turn.participant == person.id]
    total = sum(
        turn.end_ms - turn.start_ms
        for turn in turns
        if turn.start_ms is not None and turn.end_ms is not None
    )
    return {
        "id": place,
        "label": person.name,
        "segments": [turn.index for turn in turns],
        "total_time": total / 1000,
    }


def _known(**fields: object) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _seconds(value: int | None) -> float | None:
    return None if value is None else value / 1000


def _last_ms(conversation: Conversation) -> int:
    times = (time for turn in conversation.turns for time in (turn.start_ms, turn.end_ms))
    return max((time for time in times if time is not None), default=0)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    # A vCon must name a time zone; where the file names none, its clock is written as UTC.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
