"""What the store gives back: calls, moments, marks, promises and jobs, as plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """One call as a list shows it; times are ISO 8601 in UTC.

    state: asked (who is who is open) or reviewed. version rises with every change.
    """

    id: str
    title: str
    source: str
    kind: str
    started: str | None
    imported: str
    state: str
    given: int
    taken: int
    turns: int
    version: int
    deal: int | None = None
    deal_name: str | None = None
    consent: str = "not recorded"
    keep_until: str | None = None
    sellers: tuple[str, ...] = ()
    buyers: tuple[str, ...] = ()
    brought_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Somebody who took part in a call: the name as written there, and who we know them as."""

    call: str
    participant: str
    person: int
    written: str
    side: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMoment:
    """One moment as kept: data is its full JSON (see app/reading/json_out.py).

    seller: id of the person who answered, None where nobody could. gone: when an engine or a
    codebook stopped finding it, though somebody had marked it.
    """

    id: str
    call: str
    place: int
    turn: int
    code: str
    grade: int | None
    p: float
    late: bool
    quote: str
    seller: int | None
    data: Mapping[str, Any]
    gone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a person said about a moment: agree, disagree, dispute (with their own grade), comment.

    visible: me, or all who may see the moment.
    """

    id: int
    call: str
    moment: str
    author: int
    author_name: str
    kind: str
    grade: int | None
    text: str
    visible: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """How many chances somebody thought they took, before they saw it."""

    call: str
    person: int
    taken: int | None
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a seller lets others see: a call, or one moment of it."""

    id: int
    seller: int
    call: str
    moment: str | None
    audience: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A promise from a call's notes; due: ISO date or None. done: when somebody ticked it."""

    id: int
    call: str
    call_title: str
    side: str
    owner: str
    quote: str
    turn: int
    due: str | None
    done: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file (or two that belong together) on its way in.

    state: waiting, working, done, same (was here already) or failed, with the reason and a remedy.
    """

    id: int
    name: str
    state: str
    reason: str
    tries: int
    owner: int
    call: str | None
    queued: str
    ended: str | None
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLine:
    """One deal with how many calls it has; stage: open, won, lost or dropped."""

    id: int
    name: str
    stage: str
    organisation: str | None = None
    amount: float | None = None
    closed_on: str | None = None
    competitor: str | None = None
    calls: int = 0
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a new engine or codebook, or a change of speakers, altered in one call.

    rows: (kind of chance, quote, before, after), grades as words, "" where it was not there.
    """

    at: str
    engine: str
    codebook: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One line of the log of who saw whose moments; no names of buyers, no words."""

    at: str
    who: str
    what: str
    about: int | None
    call: str | None
