"""A drill: the buyer's last lines from a real moment, your turn; the first attempt is what counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol

from sevendoors.core.codes import Cue, Grade

MOST_A_DAY = 3
APART = timedelta(days=28)  # two good first attempts so far apart, and a card rests
GOOD = Grade.TAKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is asked in a drill: the buyer's lines, the chance in them, and another way to answer.

    variant: which of several scenes of the same kind this is.
    """

    variant: str
    kind: Cue
    buyer: str
    said: str
    chance: str
    before: str = ""
    better: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at a scene; first: the first of that showing, the only one that counts."""

    at: datetime
    variant: str
    grade: Grade | None
    first: bool
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing to practise: a moment of your own (or a starter), with its calendar.

    memory: what the calendar remembers, as its own text. rested: since when it is out of the queue.
    """

    id: int
    kind: Cue
    scenes: tuple[Scene, ...]
    attempts: tuple[Attempt, ...] = ()
    due: datetime
    memory: str = ""
    rested: datetime | None = None


class Calendar(Protocol):
    """Says when a card comes back, from how the first attempt went."""

    def next(self, memory: str, grade: Grade, now: datetime, card: int) -> tuple[str, datetime]:
        """Give the new memory and the next day due."""
        ...


def scene_of(card: Card) -> Scene:
    """Choose the scene to show: the own moment first, then its kin in turn, so none is learned by heart."""
    shown = sum(attempt.first for attempt in card.attempts)
    return card.scenes[shown % len(card.scenes)]


def after_first(card: Card, attempt: Attempt, calendar: Calendar) -> Card:
    """Note a first attempt and put the card on the calendar, or to rest."""
    grade = attempt.grade if attempt.grade is not None else Grade.MISSED
    memory, due = calendar.next(card.memory, grade, attempt.at, card.id)
    noted = replace(card, attempts=(*card.attempts, attempt), memory=memory, due=due)
    return replace(noted, rested=attempt.at) if may_rest(noted) else noted


def may_rest(card: Card) -> bool:
    """Say whether a card may rest: two good first attempts on different scenes, four weeks apart."""
    good = [a for a in card.attempts if a.first and a.grade is not None and a.grade >= GOOD]
    return any(
        one.variant != two.variant and two.at - one.at >= APART
        for place, one in enumerate(good)
        for two in good[place + 1 :]
    )


def due_today(
    cards: Sequence[Card], now: datetime, done: int, order: Mapping[Cue, int] | None = None
) -> tuple[Card, ...]:
    """List the cards of today, the longest due first; three a day at most. done: already today.

    order: of kinds; of cards due on one day those of the first kind come first.
    """
    waiting = [card for card in cards if card.rested is None and card.due <= now]
    places = order or {}

    def by(card: Card) -> tuple[date, int, datetime, int]:
        return card.due.date(), places.get(card.kind, len(places)), card.due, card.id

    ordered = sorted(waiting, key=by)
    return tuple(ordered[: max(0, MOST_A_DAY - done)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaken:
    """A calendar whose intervals are drawn anew within limits, so that its worth can be tested."""

    inner: Calendar
    seed: str
    least: float = 0.5
    most: float = 2.0

    def next(self, memory: str, grade: Grade, now: datetime, card: int) -> tuple[str, datetime]:
        """Give the inner calendar's day, stretched or shortened by a draw that can be repeated."""
        kept, due = self.inner.next(memory, grade, now, card)
        share = Random(f"{self.seed}/{card}/{now.isoformat()}").uniform(self.least, self.most)
        return kept, now + max(timedelta(days=1), (due - now) * share)
