"""A moment: a chance the buyer gave, what the seller did with it, and the words of both."""

from dataclasses import InitVar, dataclass, field
from hashlib import sha256

from sevendoors.core.codes import Cue, Grade, Move
from sevendoors.core.conversation import Conversation
from sevendoors.core.errors import DoorsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The very words at one place; it cannot be made with words that were not said.

    start and end are character offsets in the text of turn `turn`.
    """

    conversation: InitVar[Conversation]
    turn: int
    start: int
    end: int
    text: str = field(init=False)

    def __post_init__(self, conversation: Conversation) -> None:
        """Take the words from the transcript, and refuse a place that is not in it."""
        if not 0 <= self.turn < len(conversation.turns):
            raise DoorsError(f"There is no turn {self.turn} in this conversation.")
        words = conversation.turns[self.turn].text
        if not 0 <= self.start < self.end <= len(words):
            raise DoorsError(f"Turn {self.turn} has no characters {self.start} to {self.end}.")
        object.__setattr__(self, "text", words[self.start : self.end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What the buyer gave: its kind, how surely it is there, how plainly it was said.

    p: probability from 0 to 1. intensity: 1 hinted, 2 stated. came_back: the buyer raised it again
    after an answer. topic: the content words it is about, in the buyer's own form.
    """

    code: Cue
    p: float
    intensity: int
    quote: Quote
    buyer: str | None
    topic: tuple[str, ...] = ()
    came_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMove:
    """One thing the seller did in an answer, with the words that show it."""

    move: Move
    p: float
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the seller did with a chance; grade None means no answer was possible.

    grade_p: probability of grades 0, 1, 2, 3, summing to 1, or None with na_reason.
    immediate: grade of the answer on time, kept beside a late take. contingency: 0 to 1, how
    likely the encoder holds it that this answer follows these very words and not other ones (its
    head for the next thing said, Demszky et al. 2021). copy_rate: 0 to 1, share of the answer's content words copied in order from the buyer.
    """

    turns: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()
    moves: tuple[SeenMove, ...] = ()
    grade: Grade | None
    grade_p: tuple[float, float, float, float] | None
    na_reason: str | None = None
    late: bool = False
    immediate: Grade | None = None
    seller: str | None = None
    contingency: float | None = None
    copy_rate: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One chance with its answer: the unit of everything in this house.

    why: one sentence on the grade, with the words quoted. better: an answer in this buyer's own
    specifics, or a question to ask oneself (better_is_question). weak: the code's detector is not
    good enough yet, and every view says so.
    """

    id: str
    chance: Chance
    answer: Answer
    skills: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    why: str = ""
    better: str = ""
    better_is_question: bool = False
    weak: bool = False


def moment_id(conversation: Conversation, turn: int, code: Cue, ordinal: int) -> str:
    """Name a moment so that the name survives re-reading, re-scoring and a new engine.

    ordinal: place among the chances of this code in this turn, from 0. Returns 12 hex characters.
    """
    return sha256(f"{conversation.id}/{turn}/{code}/{ordinal}".encode()).hexdigest()[:12]
