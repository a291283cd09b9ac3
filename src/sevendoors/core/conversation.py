"""What was said, by whom and when, and what the file it came from can and cannot tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Which side of the table a person sits on; unknown is an answer, not a gap to fill."""

    SELLER = "seller"
    BUYER = "buyer"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a name in a transcript stands for; only a person or a phone line has a side."""

    PERSON = "person"
    BOT = "bot"
    ROOM = "room"
    DIAL_IN = "dial-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What this file can tell at all, so that no measure reads the tool instead of the seller.

    speaker_source: platform, channel, diarised, typed or none.
    time_kind: relative, absolute, block or none. resolution_ms: smallest step of the times.
    text_kind: verbatim, cleaned or corrected.
    """

    speaker_source: str = "none"
    time_kind: str = "none"
    resolution_ms: int | None = None
    has_end: bool = False
    has_words: bool = False
    has_overlap: bool = False
    has_identity: bool = False
    has_side: bool = False
    text_kind: str = "verbatim"
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody (or something) named in the transcript, and the side they sit on."""

    id: str
    name: str
    side: Side = Side.UNKNOWN
    side_decided_by: str = ""
    kind: Kind = Kind.PERSON
    email: str | None = None
    phone: str | None = None
    organisation: str | None = None
    title: str | None = None
    source_id: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word with its times, where the file has them (integer milliseconds)."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One unit of talk as the file has it; `run` numbers the stretches of one speaker.

    index: place among the file's units, from 0. participant: id, or None where the file is silent.
    start_ms, end_ms: integer milliseconds from the start, or None. flags: edited, redacted,
    overlaps, time-estimated, low-confidence.
    """

    index: int
    run: int
    participant: str | None
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[Word, ...] = ()
    source_ids: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened beside the talk: a chat line, a reaction, a hold, a sound."""

    kind: str
    text: str = ""
    participant: str | None = None
    start_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of talk by one person until someone else speaks; made of one or more turns."""

    index: int
    participant: str | None
    turns: tuple[Turn, ...]

    @property
    def text(self) -> str:
        """Give the words of all its turns, joined by single spaces."""
        return " ".join(turn.text for turn in self.turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A whole call or chat, as one file told it.

    id: 16 hex characters made from the bytes of the source, so the same file is the same call.
    source: the name of the format it was read as. started_at: ISO 8601, or None.
    language: BCP 47 tag as the file gives it, or None.
    """

    id: str
    source: str
    capabilities: Capabilities
    participants: tuple[Participant, ...]
    turns: tuple[Turn, ...]
    title: str | None = None
    started_at: str | None = None
    language: str | None = None
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()

    def participant(self, id_: str | None) -> Participant | None:
        """Find somebody by id, or None."""
        return next((person for person in self.participants if person.id == id_), None)

    def side(self, id_: str | None) -> Side:
        """Say which side somebody sits on; unknown where nobody is named."""
        person = self.participant(id_)
        return person.side if person else Side.UNKNOWN

    def runs(self) -> tuple[Run, ...]:
        """Give the stretches of one speaker, in order."""
        return tuple(_runs(self.turns))


def _runs(turns: tuple[Turn, ...]) -> Iterator[Run]:
    start = 0
    for place in range(1, len(turns) + 1):
        if place == len(turns) or turns[place].run != turns[start].run:
            yield Run(
                index=turns[start].run,
                participant=turns[start].participant,
                turns=turns[start:place],
            )
            start = place
