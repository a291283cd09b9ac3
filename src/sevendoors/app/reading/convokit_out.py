"""Write a conversation as a ConvoKit corpus, the form in which researchers share talk."""

import json
from typing import Any

from sevendoors.core.conversation import Conversation, Participant, Turn

_UNNAMED = "unknown"


def to_convokit(conversation: Conversation) -> dict[str, str]:
    """Give the files of a corpus, name -> content; put them in one folder and load it.

    Layout of ConvoKit 3: utterances.jsonl, speakers.json, conversations.json, corpus.json and
    index.json. timestamp is in seconds from the start, or null.
    """
    first = _id(conversation, 0)
    utterances = [_utterance(conversation, turn, first) for turn in conversation.turns]
    speakers = {
        person.id: {"meta": _card(person), "vectors": []} for person in _people(conversation)
    }
    meta = {
        "title": conversation.title,
        "source": conversation.source,
        "started_at": conversation.started_at,
        "language": conversation.language,
    }
    return {
        "utterances.jsonl": "".join(_line(utterance) + "\n" for utterance in utterances),
        "speakers.json": _line(speakers),
        "conversations.json": _line({first: {"meta": meta, "vectors": []}} if utterances else {}),
        "corpus.json": _line({"source": f"sevendoors {conversation.id}"}),
        "index.json": _line(_index(speakers, meta)),
    }


def _people(conversation: Conversation) -> list[Participant]:
    people = list(conversation.participants)
    if any(turn.participant is None for turn in conversation.turns):
        people.append(Participant(id=_UNNAMED, name=_UNNAMED))
    return people


def _utterance(conversation: Conversation, turn: Turn, first: str) -> dict[str, Any]:
    return {
        "id": _id(conversation, turn.index),
        "conversation_id": first,
        "text": turn.text,
        "speaker": turn.participant or _UNNAMED,
        "meta": {
            "index": turn.index,
            "run": turn.run,
            "start_ms": turn.start_ms,
            "end_ms": turn.end_ms,
        },
        # A call has no reply button; each turn answers the one before it.
        "reply-to": _id(conversation, turn.index - 1) if turn.index else None,
        "timestamp": None if turn.start_ms is None else turn.start_ms / 1000,
        "vectors": [],
    }


def _card(person: Participant) -> dict[str, Any]:
    return {"name": person.name, "side": person.side.value, "kind": person.kind.value}


def _index(speakers: dict[str, Any], meta: dict[str, Any]) -> dict[str, Any]:
    whole, text = ["<class 'int'>"], ["<class 'str'>"]
    return {
        "utterances-index": {"index": whole, "run": whole, "start_ms": whole, "end_ms": whole},
        "speakers-index": dict.fromkeys(("name", "side", "kind"), text) if speakers else {},
        "conversations-index": dict.fromkeys(meta, text),
        "overall-index": {"source": text},
        "version": 1,
        "vectors": [],
    }


def _id(conversation: Conversation, index: int) -> str:
    return f"{conversation.id}-{index}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
