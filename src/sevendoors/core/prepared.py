"""What you want to know before the next call of a deal."""

from dataclasses import dataclass

from sevendoors.core.moment import Moment, Quote
from sevendoors.core.review import Competitor, Promise, PromiseState


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChance:
    """A chance nobody has taken yet, the call it came in, and one way to open it."""

    moment: Moment
    call: int
    came_back: bool
    opener: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedUp:
    """A chance not taken in its own call, and taken in a later one.

    again: the later chance of the same kind, None where the seller came back unasked. words: the
    seller's in the later call.
    """

    moment: Moment
    call: int
    later: int
    again: Moment | None = None
    words: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedPriority:
    """What matters to the buyer over the calls; change: new, same, changed, or not heard again."""

    quote: Quote
    call: int
    change: str
    before: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedPromise:
    """A promise with what became of it, and the words that say so where there are any."""

    promise: Promise
    call: int
    state: PromiseState
    sign: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCompetitor:
    """A supplier the buyer named, and in which call."""

    competitor: Competitor
    call: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One page before the next call. Calls count from 0, in order of time."""

    titles: tuple[str, ...]
    buyers: tuple[str, ...]
    open: tuple[OpenChance, ...]
    priorities: tuple[TrackedPriority, ...]
    promises: tuple[TrackedPromise, ...]
    competitors: tuple[NamedCompetitor, ...]
