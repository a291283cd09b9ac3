"""What a person gets after a call: moments, two findings, the notes, a few plain facts."""

from dataclasses import dataclass
from enum import StrEnum

from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.moment import Moment, Quote
from sevendoors.core.score import Fact, Score


class PromiseState(StrEnum):
    """What became of a promise, as far as the files tell."""

    OPEN = "open"
    KEPT = "kept"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """Something that matters to the buyer, in the buyer's words; rank 1 comes first."""

    rank: int
    quote: Quote
    buyer: str | None = None
    kind: str = "goal"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionStep:
    """One word on how the decision is made; kind: who, how, when or blocks."""

    kind: str
    quote: Quote
    buyer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Who promised what until when, with the words; due is as said, due_on an ISO date if known."""

    side: Side
    owner: str | None
    what: str
    quote: Quote
    due: str | None = None
    due_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question the buyer asked that got no straight answer in this call."""

    quote: Quote
    buyer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """Another supplier the buyer named, and what was answered (None: nothing)."""

    name: str
    quote: Quote
    answer: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What nobody has to write down: priorities, the way to a decision, promises, open questions."""

    priorities: tuple[Priority, ...] = ()
    decision: tuple[DecisionStep, ...] = ()
    promises: tuple[Promise, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    mail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to keep or one thing to change, pointing at one moment; kind: keep or change."""

    kind: str
    moment: str
    headline: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Small facts of the talk, each with its formula, or why it cannot be known from this file."""

    talk_share: Fact
    buyer_share: Fact
    longest_turn: Fact
    questions: Fact
    chances_per_10_buyer_minutes: Fact
    stacked_questions: Fact
    response_gap: Fact
    interruptions: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSeen:
    """A leader's own skill in one call: where it was seen, and how far its detector is to be trusted.

    agreement: kappa of the detector with the leader's own lines, each held out once, or why there
    is none. quotes are in the order spoken and empty where the detector cannot be used.
    """

    key: str
    title: str
    agreement: Score
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One reviewed call, whole.

    given and taken count the chances that could be answered; sentences are three plain sentences.
    findings: at most one to keep and one to change. engine: (name, version).
    """

    conversation: Conversation
    moments: tuple[Moment, ...]
    confirmations: tuple[Quote, ...]
    given: int
    taken: int
    sentences: tuple[str, ...]
    reveal: str
    findings: tuple[Finding, ...]
    notes: Notes
    facts: Facts
    engine: tuple[str, str]
    codebook_version: str
    weak_codes: tuple[str, ...] = ()
    own: tuple[OwnSeen, ...] = ()
