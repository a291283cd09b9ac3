"""The shapes `sevendoors.conversation/1` and `sevendoors.review/1`; both may hold more in time."""

from typing import Literal

from pydantic import Field

from sevendoors.core.codes import Cue, Move
from sevendoors.web.api.moment_shapes import AnswerShape, Loose, MomentShape, Quoted
from sevendoors.web.api.shapes import Attended, Call, CallId, MomentId, Shape

Side = Literal["seller", "buyer", "unknown"]


class Speaker(Loose):
    """Somebody (or something) named in the transcript."""

    id: str
    name: str
    side: Side
    side_decided_by: str
    kind: Literal["person", "bot", "room", "dial-in"]
    email: str | None
    organisation: str | None


class Turn(Loose):
    """One unit of talk; times are milliseconds from the start, null where the file has none."""

    index: int
    run: int
    participant: str | None
    start_ms: int | None
    end_ms: int | None
    text: str
    flags: list[str]


class ConversationShape(Loose):
    """What was said, by whom and when: `sevendoors.conversation/1`."""

    schema_: Literal["sevendoors.conversation/1"] = Field(alias="schema")
    id: CallId
    source: str
    title: str | None
    started_at: str | None
    language: str | None
    participants: list[Speaker]
    turns: list[Turn]
    warnings: list[str]


class CueShape(Quoted):
    """What the buyer did; intensity says how plainly, came_back that it was said again."""

    code: Cue
    p: float
    buyer: str | None
    came_back: bool


class ReviewMoment(Loose):
    """One chance with its answer, as a review has it."""

    id: MomentId
    codes: list[Cue | Move]
    skills: list[str]
    qualities: list[str]
    cue: CueShape
    answer: AnswerShape
    why: str
    better: str
    better_is_question: bool
    weak: bool


class ReviewCounts(Loose):
    """How many chances could be answered, and how many were taken or opened."""

    given: int
    taken: int


class FindingShape(Loose):
    """One thing to keep or one thing to change, pointing at one moment."""

    kind: Literal["keep", "change"]
    moment: MomentId
    headline: str
    text: str


class FactShape(Loose):
    """A plain fact with its unit and formula, or unscored: why it cannot be known."""

    value: float | None = None
    unit: str | None = None
    formula: str | None = None
    unscored: str | None = None


class PriorityShape(Quoted):
    """Something that matters to the buyer; rank 1 comes first."""

    rank: int
    kind: str
    buyer: str | None


class StepShape(Quoted):
    """One word on how the decision is made: who, how, when or blocks."""

    kind: str
    buyer: str | None


class PromiseShape(Quoted):
    """Who promised what until when."""

    side: Side
    owner: str | None
    what: str
    due: str | None
    due_on: str | None


class QuestionShape(Quoted):
    """A question that got no straight answer."""

    buyer: str | None


class RivalShape(Quoted):
    """Another supplier that was named, and what was answered."""

    name: str
    answer: Quoted | None


class NotesShape(Loose):
    """What nobody has to write down."""

    priorities: list[PriorityShape]
    decision: list[StepShape]
    promises: list[PromiseShape]
    questions: list[QuestionShape]
    competitors: list[RivalShape]
    mail: str


class Named(Loose):
    """The engine that read the call."""

    name: str
    version: str


class Versioned(Loose):
    """The codebook it was read by."""

    version: str


class ReviewShape(Loose):
    """A reviewed call: `sevendoors.review/1`, with those moments that may be seen."""

    schema_: Literal["sevendoors.review/1"] = Field(alias="schema")
    conversation: ConversationShape
    moments: list[ReviewMoment]
    confirmations: list[Quoted]
    counts: ReviewCounts
    sentences: list[str]
    findings: list[FindingShape]
    facts: dict[str, FactShape]
    notes: NotesShape
    engine: Named
    codebook: Versioned
    weak_codes: list[str]


class WholeCall(Shape):
    """One call as far as the token's owner may see it.

    sight part: single moments of it were released, and nothing else is told. conversation: only
    while there is no review yet; a review holds it.
    """

    id: CallId
    sight: Literal["whole", "part"]
    call: Call | None
    people: list[Attended]
    conversation: ConversationShape | None
    review: ReviewShape | None
    moments: list[MomentShape] = Field(description="Those that may be seen, in the order spoken.")
