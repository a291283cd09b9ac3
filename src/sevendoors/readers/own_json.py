"""Our own file of a conversation: what `doors` writes as JSON reads back as the same call."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sevendoors.core.conversation import (
    Capabilities,
    Conversation,
    Event,
    Kind,
    Participant,
    Side,
    Turn,
    Word,
)
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

SCHEMA = "sevendoors.conversation/1"

Made = TypeVar("Made")

_NONE = type(None)
_ALLOWED: dict[object, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    str | None: (str, _NONE),
    int | None: (int, _NONE),
    float | None: (float, int, _NONE),
}


def sniff(source: Source) -> bool:
    """Know our own file by the schema it names."""
    return isinstance(source.json, dict) and source.json.get("schema") == SCHEMA


def read(source: Source) -> Draft:
    """Read our own file as any other; `from_json` gives it back with its id and all choices."""
    talk = from_json(source.json)
    return Draft(
        source=talk.source,
        units=tuple(_unit(turn) for turn in talk.turns),
        people=tuple(_person(person) for person in talk.participants),
        events=talk.events,
        capabilities=talk.capabilities,
        title=talk.title,
        started_at=talk.started_at,
        language=talk.language,
        warnings=talk.warnings,
    )


def from_json(value: Mapping[str, Any]) -> Conversation:
    """Make a conversation from `sevendoors.conversation/1`; keys it does not know are left out.

    Raises DoorsError naming the field that is missing or of the wrong kind.
    """
    if value.get("schema") != SCHEMA:
        raise _wrong("schema", f"it must say {SCHEMA!r}")
    talk = _made(
        Conversation,
        value,
        "",
        capabilities=_made(Capabilities, _mapping(value, "capabilities", ""), "capabilities"),
        participants=_many(value, "participants", _participant),
        turns=_many(value, "turns", _turn),
        events=_many(value, "events", lambda item, at: _made(Event, item, at)),
        warnings=_texts(value, "warnings", ""),
    )
    known = {person.id for person in talk.participants}
    for turn in talk.turns:
        if turn.participant is not None and turn.participant not in known:
            raise _wrong(f"turns[{turn.index}].participant", "nobody of this id is a participant")
    return talk


def _participant(item: Mapping[str, Any], at: str) -> Participant:
    return _made(
        Participant,
        item,
        at,
        side=_one_of(Side, item.get("side", Side.UNKNOWN), f"{at}.side"),
        kind=_one_of(Kind, item.get("kind", Kind.PERSON), f"{at}.kind"),
    )


def _turn(item: Mapping[str, Any], at: str) -> Turn:
    return _made(
        Turn,
        item,
        at,
        words=_many(item, "words", lambda word, place: _made(Word, word, place)),
        source_ids=_texts(item, "source_ids", at),
        flags=_texts(item, "flags", at),
    )


def _made(made: type[Made], item: Mapping[str, Any], at: str, **done: object) -> Made:
    """Fill a frozen value from a mapping, each field checked against its own annotation."""
    values: dict[str, Any] = dict(done)
    for field in fields(made):  # type: ignore[arg-type]
        if field.name not in done and field.name in item:
            _check(item[field.name], field.type, f"{at}.{field.name}".lstrip("."))
            values[field.name] = item[field.name]
    try:
        return made(**values)
    except TypeError as error:
        missing = str(error).rsplit(":", 1)[-1].strip()
        raise _wrong(at or "the file", f"it lacks {missing}") from error


def _check(value: object, kind: object, at: str) -> None:
    allowed = _ALLOWED.get(kind, (object,))
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise _wrong(at, "it holds a value of the wrong kind")


def _many(
    item: Mapping[str, Any], field: str, make: Callable[[Mapping[str, Any], str], Made]
) -> tuple[Made, ...]:
    values = item.get(field, [])
    if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
        raise _wrong(field, "it must be a list of objects")
    return tuple(make(one, f"{field}[{place}]") for place, one in enumerate(values))


def _texts(item: Mapping[str, Any], field: str, at: str) -> tuple[str, ...]:
    values = item.get(field, [])
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise _wrong(f"{at}.{field}".lstrip("."), "it must be a list of texts")
    return tuple(values)


def _mapping(item: Mapping[str, Any], field: str, at: str) -> Mapping[str, Any]:
    value = item.get(field, {})
    if not isinstance(value, dict):
        raise _wrong(f"{at}.{field}".lstrip("."), "it must be an object")
    return value


def _one_of(kind: Callable[[Any], Made], value: object, at: str) -> Made:
    try:
        return kind(value)
    except ValueError as error:
        raise _wrong(at, f"{value!r} is none of its values") from error


def _wrong(at: str, why: str) -> DoorsError:
    return DoorsError(
        f"This conversation file is damaged: {why}.",
        where=at,
        fix="Write it again from the transcript with `doors export`.",
    )


def _person(person: Participant) -> Person:
    return Person(
        key=person.id,
        name=person.name,
        email=person.email,
        phone=person.phone,
        organisation=person.organisation,
        title=person.title,
        side=person.side,
        kind=person.kind,
        channel=person.channel,
    )


def _unit(turn: Turn) -> Unit:
    return Unit(
        speaker=turn.participant,
        text=turn.text,
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        words=turn.words,
        source_ids=turn.source_ids,
        flags=turn.flags,
    )


READER = Reader(
    key="sevendoors",
    title="Seven Doors conversation (JSON)",
    how_to_get="doors export FILE --format json",
    sniff=sniff,
    read=read,
)
