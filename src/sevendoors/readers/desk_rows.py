"""What help-desk exports share: rows of comments, some said to the customer, some only noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sevendoors.core.conversation import Capabilities, Event, Kind, Side
from sevendoors.readers.clock import read_times
from sevendoors.readers.draft import Draft, Person, Unit

_SIDES = {
    "admin": Side.SELLER,
    "agent": Side.SELLER,
    "team": Side.SELLER,
    "teammate": Side.SELLER,
    "user": Side.BUYER,
    "lead": Side.BUYER,
    "contact": Side.BUYER,
    "end user": Side.BUYER,
    "customer": Side.BUYER,
    "visitor": Side.BUYER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One row: whose it is, in which conversation, and whether it was said or only noted."""

    conversation: str
    id: str
    author: str
    text: str
    at: str
    said: bool
    kind: str
    person: Person | None = None


def side_of(role: str) -> Side:
    """Read a help desk's word for a role: an agent answers for the seller, a user asks."""
    return _SIDES.get(role.strip().lower().replace("_", " ").replace("-", " "), Side.UNKNOWN)


def person_of(
    row: Mapping[str, str], key: str, *, name: str | None, email: str | None, role: str | None
) -> Person | None:
    """Make a person from the author columns of a row; each column may be missing (None)."""
    if not key:
        return None
    role_word = row[role] if role else ""
    return Person(
        key=key,
        name=(row[name].strip() or None) if name else None,
        email=(row[email].strip().lower() or None) if email else None,
        side=side_of(role_word),
        kind=Kind.BOT if role_word.strip().lower() in ("bot", "operator") else None,
    )


def draft_of(rows: Sequence[DeskRow], *, source: str) -> Draft:
    """Put rows in order within each conversation; notes, closes and assignments are events."""
    times = read_times([row.at for row in rows])
    places = {key: place for place, key in enumerate(dict.fromkeys(r.conversation for r in rows))}
    ordered = sorted(
        zip(rows, times.values, strict=True),
        key=lambda pair: (places[pair[0].conversation], pair[1] or 0),
    )
    people: dict[str, Person] = {}
    for row in rows:
        if row.person and (row.author not in people or not people[row.author].name):
            people[row.author] = row.person
    units = [
        Unit(
            speaker=row.author or None,
            text=row.text,
            start_ms=at,
            source_ids=tuple(part for part in (row.conversation, row.id) if part),
        )
        for row, at in ordered
        if row.said and row.text
    ]
    events = [
        Event(kind=row.kind, text=row.text, participant=row.author or None, start_ms=at)
        for row, at in ordered
        if not (row.said and row.text)
    ]
    return Draft(
        source=source,
        units=tuple(units),
        events=tuple(events),
        people=tuple(people.values()),
        started_at=times.start,
        warnings=several(len(places)),
        capabilities=Capabilities(
            speaker_source="typed",
            time_kind=times.kind,
            resolution_ms=times.resolution_ms,
            has_identity=any(person.email for person in people.values()),
            has_side=any(person.side is not Side.UNKNOWN for person in people.values()),
        ),
    )


def several(count: int) -> tuple[str, ...]:
    """Warn where one file holds more than one conversation."""
    if count < 2:
        return ()
    return (
        f"This file holds {count} conversations; they are read one after another. "
        "Filter the export to one conversation to look at it alone.",
    )
