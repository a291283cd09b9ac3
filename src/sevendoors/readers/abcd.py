"""Agent and customer chats kept as lists of pairs (the ABCD layout)."""

from sevendoors.core.conversation import Capabilities, Event, Side
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.json_paths import Json, rows_at
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_CAN = Capabilities(speaker_source="platform", has_side=True, text_kind="verbatim")
_SIDES = {"agent": Side.SELLER, "customer": Side.BUYER}


def read_all(source: Source) -> tuple[Draft, ...]:
    """Read every chat of the file."""
    return tuple(_one(row) for row in rows_at(source.json, ""))


def _one(row: Json) -> Draft:
    pairs = [p for p in row.get("original", ()) if isinstance(p, list) and len(p) == 2]
    units = tuple(Unit(speaker=str(who), text=str(said)) for who, said in pairs)
    if not units:
        raise DoorsError("This chat holds no messages.")
    people = tuple(
        Person(key=key, side=_SIDES.get(key, Side.UNKNOWN))
        for key in dict.fromkeys(unit.speaker or "" for unit in units)
    )
    actions = tuple(Event(kind="action", text=u.text) for u in units if u.speaker == "action")
    return Draft(source="abcd", units=units, people=people, events=actions, capabilities=_CAN)


def read(source: Source) -> Draft:
    """Read the first chat, and say how many more there are."""
    drafts = read_all(source)
    if len(drafts) == 1:
        return drafts[0]
    first = drafts[0]
    return Draft(
        source=first.source,
        units=first.units,
        people=first.people,
        events=first.events,
        capabilities=first.capabilities,
        warnings=(f"This file holds {len(drafts)} chats; the first was read.",),
    )


READERS: tuple[Reader, ...] = (
    Reader(
        key="abcd",
        title="Agent and customer chats (JSON, ABCD layout)",
        how_to_get="A list of chats, each with its messages as pairs of speaker and text.",
        sniff=lambda s: any(isinstance(row.get("original"), list) for row in rows_at(s.json, "")),
        read=read,
    ),
)
