"""Reads any JSON transcript that a row of the dialect table describes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sevendoors.core.conversation import Capabilities, Event, Side, Word
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.json_paths import Json, at, rows_at, text_at, to_ms
from sevendoors.readers.source import Source

_PREFIX = re.compile(r"^\[?(SPEAKER_\d+|Speaker \d+)\]?:\s*")
_SIDES = {
    "seller": Side.SELLER,
    "internal": Side.SELLER,
    "agent": Side.SELLER,
    "me": Side.SELLER,
    "admin": Side.SELLER,
    "rep": Side.SELLER,
    "true": Side.SELLER,
    "buyer": Side.BUYER,
    "external": Side.BUYER,
    "customer": Side.BUYER,
    "them": Side.BUYER,
    "user": Side.BUYER,
    "false": Side.BUYER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Where one tool keeps what: paths in its JSON (see `json_paths.at`), and the unit of time.

    items: the list of units. sign: a path that must be there to know the file (besides items).
    people, person_key, person_name, person_email, person_side: the list of people, if apart.
    skip: a path and the values of units that are no talk (they become events).
    turned: True where a true side flag means the buyer.
    """

    key: str
    title: str
    how_to_get: str
    items: str
    text: str
    sign: str = ""
    item_sign: str = ""
    speaker: str = ""
    name: str = ""
    email: str = ""
    side: str = ""
    turned: bool = False
    start: str = ""
    end: str = ""
    length: str = ""
    unit: str = "s"
    words: str = ""
    word: str = "word"
    word_start: str = "start"
    word_end: str = "end"
    people: str = ""
    person_key: str = "id"
    person_name: str = "name"
    person_email: str = ""
    person_side: str = ""
    title_at: str = ""
    started_at: str = ""
    language: str = ""
    skip: tuple[str, frozenset[str]] = ("", frozenset())
    can: Capabilities = Capabilities()
    warning: str = ""


def knows(dialect: Dialect, source: Source) -> bool:
    """Say whether a file is of this dialect: its list is there, and its units hold words."""
    items = rows_at(source.json, dialect.items)
    if not items or (dialect.sign and at(source.json, dialect.sign) is None):
        return False
    shown = items[:20]
    if dialect.item_sign and all(at(item, dialect.item_sign) is None for item in shown):
        return False
    return any(isinstance(at(item, dialect.text), str) for item in shown)


def read(dialect: Dialect, source: Source) -> Draft:
    """Read one file. Raises DoorsError where no unit holds words."""
    units: list[Unit] = []
    events: list[Event] = []
    people: dict[str, Person] = _people(dialect, source.json)
    for item in rows_at(source.json, dialect.items):
        words = text_at(item, dialect.text)
        where, kinds = dialect.skip
        kind = text_at(item, where)
        if kind in kinds:
            events.append(Event(kind=kind or "", text=words or ""))
        elif words is not None:
            unit = _unit(dialect, item, words)
            units.append(unit)
            if unit.speaker is not None:
                _learn(dialect, item, unit.speaker, people)
    if not units:
        raise DoorsError("Nobody says anything in this file.", fix="Export the transcript again.")
    units = _from_zero(units) if dialect.unit == "clock" else units
    spoken = {unit.speaker for unit in units if unit.speaker}
    can = dialect.can if spoken else replace(dialect.can, speaker_source="none")
    return Draft(
        source=dialect.key,
        units=tuple(units),
        people=tuple(p for key, p in people.items() if key in spoken or p.name),
        events=tuple(events),
        capabilities=replace(can, has_words=any(unit.words for unit in units)),
        title=text_at(source.json, dialect.title_at),
        started_at=text_at(source.json, dialect.started_at),
        language=text_at(source.json, dialect.language),
        warnings=(dialect.warning,) if dialect.warning else (),
    )


def _unit(dialect: Dialect, item: Json, words: str) -> Unit:
    speaker = text_at(item, dialect.speaker)
    prefix = _PREFIX.match(words)
    if prefix and speaker is None:
        speaker, words = prefix.group(1), words[prefix.end() :]
    start = to_ms(at(item, dialect.start), dialect.unit) if dialect.start else None
    end = to_ms(at(item, dialect.end), dialect.unit) if dialect.end else None
    if dialect.length and start is not None:
        length = to_ms(at(item, dialect.length), dialect.unit)
        end = None if length is None else start + length
    return Unit(
        speaker=speaker,
        text=" ".join(words.split()),
        start_ms=start,
        end_ms=end,
        words=tuple(_words(dialect, item)),
    )


def _words(dialect: Dialect, item: Json) -> Iterable[Word]:
    for row in rows_at(item, dialect.words) if dialect.words else ():
        text = text_at(row, dialect.word)
        if text:
            start = to_ms(at(row, dialect.word_start), dialect.unit)
            end = to_ms(at(row, dialect.word_end), dialect.unit)
            yield Word(text=text, start_ms=start, end_ms=end)


def _side(dialect: Dialect, value: Json) -> Side:
    side = _SIDES.get(str(value).casefold(), Side.UNKNOWN)
    if dialect.turned and side is not Side.UNKNOWN:
        return Side.BUYER if side is Side.SELLER else Side.SELLER
    return side


def _people(dialect: Dialect, data: Json) -> dict[str, Person]:
    found = {}
    for row in rows_at(data, dialect.people) if dialect.people else ():
        key = text_at(row, dialect.person_key)
        if key is not None:
            found[key] = Person(
                key=key,
                name=text_at(row, dialect.person_name),
                email=text_at(row, dialect.person_email),
                side=_side(dialect, at(row, dialect.person_side)) if dialect.person_side
                else Side.UNKNOWN,
            )  # fmt: skip
    return found


def _learn(dialect: Dialect, item: Json, key: str, people: dict[str, Person]) -> None:
    known = people.get(key, Person(key=key))
    side = _side(dialect, at(item, dialect.side)) if dialect.side else Side.UNKNOWN
    people[key] = replace(
        known,
        name=known.name or text_at(item, dialect.name),
        email=known.email or text_at(item, dialect.email),
        side=known.side if known.side is not Side.UNKNOWN else side,
    )


def _from_zero(units: list[Unit]) -> list[Unit]:
    """Count clock times from the full minute in which the first word fell."""
    first = min((u.start_ms for u in units if u.start_ms is not None), default=None)
    if first is None:
        return units
    zero = first - first % 60_000
    return [
        replace(
            u,
            start_ms=None if u.start_ms is None else u.start_ms - zero,
            end_ms=None if u.end_ms is None else u.end_ms - zero,
        )
        for u in units
    ]
