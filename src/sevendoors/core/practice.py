"""The words of practice: a buyer with what she knows, what she heard, and what she gave away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from sevendoors.core.codes import Cue, Grade

FEW = 4  # fewer words than these beside a question name nothing


class Layer(StrEnum):
    """How deep a fact lies: plain to see, a problem, what follows from it, what is at stake for her."""

    SURFACE = "surface"
    PROBLEM = "problem"
    CONSEQUENCE = "consequence"
    STAKE = "stake"


class Door(StrEnum):
    """How far a fact came out: closed, half open (she hinted at it), open (she said it)."""

    CLOSED = "closed"
    HALF = "half open"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerFact:
    """One thing a buyer knows.

    asks: questions that ask for it. says, hints: ways to say it, or to say that there is something.
    after: facts that must be out before, unless she spoke of it in a chance that leads to it.
    trust: how much is needed, 0 to 10, in either case. need: its rank among what truly matters (1
    first), with truth as the debrief says it.
    """

    key: str
    layer: Layer
    asks: tuple[str, ...]
    says: tuple[str, ...]
    hints: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    trust: int = 0
    need: int | None = None
    truth: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerChance:
    """A chance she gives at a fixed turn of hers, the same for every seller; opens: a fact's key."""

    turn: int
    kind: Cue
    says: tuple[str, ...]
    opens: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """A person to practise with, as her file tells it.

    lines: what she says on plain occasions, by occasion. turns: how many turns of hers a talk has.
    vary: names and numbers that differ from game to game without making it harder.
    """

    key: str
    name: str
    role: str
    company: str
    kind: str
    situation: str
    aim: str
    sells: str
    style: str
    patience: int
    trust: int
    turns: int
    facts: tuple[BuyerFact, ...]
    chances: tuple[BuyerChance, ...]
    lines: Mapping[str, tuple[str, ...]]
    decision: str = ""
    sealed: bool = False

    def fact(self, key: str) -> BuyerFact:
        """Give one fact by its key."""
        return next(fact for fact in self.facts if fact.key == key)

    def needs(self) -> tuple[BuyerFact, ...]:
        """Give what truly matters to her, the first first."""
        return tuple(
            sorted((f for f in self.facts if f.need is not None), key=lambda f: f.need or 0)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What became of one chance in a written answer: the grade, why, and another way."""

    grade: Grade | None
    why: str
    better: str = ""
    better_is_question: bool = False
    moves: tuple[str, ...] = ()


class Judge(Protocol):
    """Grades an answer to one chance, as in real calls: the same detector, the same codebook."""

    def __call__(self, said: str, kind: Cue, chance: str, reply: str) -> Graded:
        """Grade a reply. said: all the buyer said in that turn; chance: the words of the chance."""
        ...


class Likeness(Protocol):
    """Says how close in meaning two texts are, 0 to 1."""

    def __call__(self, left: str, right: str) -> float:
        """Compare two texts."""
        ...


class Ear(Protocol):
    """Hears one buyer's facts in a seller's words; made once for a buyer."""

    def scores(self, question: str) -> Mapping[str, float]:
        """Say how far a question asks for each fact, by key; 1 is its very words."""
        ...

    def near(self, words: str, said: str) -> float:
        """Say how much of some words is what was said: by meaning and by words, 0 to 1."""
        ...

    def shares(self, left: str, right: str) -> bool:
        """Say whether two texts have a word of content in common."""
        ...

    def common(self, left: str, right: str) -> int:
        """Count the words of content that two texts have in common."""
        ...


class Asks(StrEnum):
    """What a question wants: a fact, more of the same, a yes to what was said back, a yes to an offer."""

    FACT = "fact"
    MORE = "more"
    CHECK = "check"
    OFFER = "offer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One sentence of the seller's that asks."""

    text: str
    asks: Asks = Asks.FACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A seller's turn as the buyer's mind gets it: acts and flags, never a feeling.

    questions: the sentences that ask. told: the rest. put: what is put to her for a yes, if
    anything is ("So it takes a day. Is that right?"); empty where she is only asked for a yes.
    """

    text: str
    words: int
    questions: tuple[Question, ...] = ()
    told: str = ""
    put: str | None = None
    open_question: bool = False
    reflects: bool = False
    pitches: bool = False
    pushes: bool = False
    stock: bool = False
    rude: bool = False
    greets: bool = False
    parts: bool = False
    asks_what_she_is: bool = False
    orders: bool = False
    foreign: bool = False

    @property
    def bare(self) -> bool:
        """Say whether the turn only asks to go on, and names nothing of what she said."""
        more = [one for one in self.questions if one.asks is Asks.MORE]
        return bool(more) and len(more) == len(self.questions) and len(self.told.split()) < FEW

    @property
    def beside(self) -> bool:
        """Say whether the turn lies beside the talk: about what she is, orders, or no words at all."""
        return self.asks_what_she_is or self.orders or self.foreign


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One change of trust or patience, and the rule behind it."""

    rule: str
    trust: int = 0
    patience: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What her mind decided in one turn: every word she may say comes from here.

    say: the parts of her turn in order; chance: the scheduled chance at its end, as said. opened,
    hinted: facts. graded: what the last chance got. reasons: the whole ledger of this turn.
    """

    turn: int
    seller: str
    say: tuple[str, ...]
    occasion: str
    chance: str = ""
    chance_kind: Cue | None = None
    opened: tuple[str, ...] = ()
    hinted: tuple[str, ...] = ()
    graded: Graded | None = None
    reasons: tuple[Reason, ...] = ()
    over: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mind:
    """Where she stands: what is out, what she was asked, how much trust and patience are left.

    given: her chances so far, by number; pending: the one not answered yet. last_fact: the last she
    told; last_hint: the fact she hinted at in her last turn. used: her lines, the latest last.
    lines: the seller's, so far. bare: whether the last one only asked to go on. rose: whether trust
    rose in the last turn.
    """

    turn: int = 0
    trust: int = 3
    patience: int = 7
    doors: Mapping[str, Door] = field(default_factory=dict)
    given: tuple[int, ...] = ()
    pending: int | None = None
    last_fact: str = ""
    last_hint: str = ""
    used: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    bare: bool = False
    rose: bool = False
    over: bool = False
