"""What a reader hands over: units as the file has them, before ids and runs are given."""

from dataclasses import dataclass, field
from hashlib import sha256

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
from sevendoors.readers.names import kind_of_name, tidy_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of talk as the file has it; speaker is the file's own key, or None.

    apart: begins a run of its own, because others talked in between (a chat beside a call).
    """

    speaker: str | None
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[Word, ...] = ()
    source_ids: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the file says about one speaker key (all but the key may be missing)."""

    key: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    organisation: str | None = None
    title: str | None = None
    side: Side = Side.UNKNOWN
    kind: Kind | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole file as its reader understood it. Event.participant holds a speaker key here."""

    source: str
    units: tuple[Unit, ...]
    capabilities: Capabilities
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    title: str | None = None
    started_at: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = field(default=())


def source_id(*parts: bytes) -> str:
    """Name a conversation from the bytes of its files, whatever their order (16 hex characters)."""
    digests = sorted(sha256(part).digest() for part in parts)
    return sha256(b"".join(digests)).hexdigest()[:16]


def build(draft: Draft, id_: str) -> Conversation:
    """Give every unit its number, its run and its speaker's id, and the people their kind."""
    keys: dict[str, str] = {}
    for key in [u.speaker for u in draft.units] + [p.key for p in draft.people]:
        if key is not None and key not in keys:
            keys[key] = f"p{len(keys) + 1}"
    known = {person.key: person for person in draft.people}
    people = tuple(_participant(known.get(key, Person(key=key)), id_=p) for key, p in keys.items())
    return Conversation(
        id=id_,
        source=draft.source,
        capabilities=draft.capabilities,
        participants=people,
        turns=_turns(draft.units, keys),
        title=draft.title,
        started_at=draft.started_at,
        language=draft.language,
        events=tuple(_event(event, keys) for event in draft.events),
        warnings=draft.warnings,
    )


def _participant(person: Person, *, id_: str) -> Participant:
    name = tidy_name(person.name or person.key)
    return Participant(
        id=id_,
        name=name,
        side=person.side,
        side_decided_by="file" if person.side is not Side.UNKNOWN else "",
        kind=person.kind or kind_of_name(name),
        email=person.email,
        phone=person.phone,
        organisation=person.organisation,
        title=person.title,
        source_id=person.key,
        channel=person.channel,
    )


def _turns(units: tuple[Unit, ...], keys: dict[str, str]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    run = -1
    before: str | None = None
    for index, unit in enumerate(units):
        if index == 0 or unit.speaker != before or unit.apart:
            run += 1
        before = unit.speaker
        turns.append(
            Turn(
                index=index,
                run=run,
                participant=keys.get(unit.speaker) if unit.speaker is not None else None,
                text=unit.text,
                start_ms=unit.start_ms,
                end_ms=unit.end_ms,
                words=unit.words,
                source_ids=unit.source_ids,
                flags=unit.flags,
            )
        )
    return tuple(turns)


def _event(event: Event, keys: dict[str, str]) -> Event:
    return Event(
        kind=event.kind,
        text=event.text,
        participant=keys.get(event.participant) if event.participant else None,
        start_ms=event.start_ms,
    )
