"""The shapes of moments, and of what people say about them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sevendoors.app.base.words import CHANCE_WORDS, certainty
from sevendoors.core.codes import Cue, Move
from sevendoors.core.kept import KeptMoment, Mark
from sevendoors.web.api.shapes import OUTCOMES, CallId, Kind, MomentId, Outcome, Shape


class Loose(BaseModel):
    """A shape that may hold more in time."""

    model_config = ConfigDict(extra="allow")


class Quoted(Loose):
    """Words that were said, and where: the turn, and the letters from start to end within it."""

    turn: int
    start: int
    end: int
    quote: str


class SeenMove(Quoted):
    """One thing the seller did in the answer, and how sure that is (0 to 1)."""

    code: Move
    p: float


class AnswerShape(Loose):
    """What the seller did with the chance. grade: 0 missed to 3 opened; null: none was possible."""

    turns: list[int]
    quotes: list[Quoted]
    moves: list[SeenMove]
    grade: int | None
    grade_p: list[float] | None = Field(description="How likely each of the four grades is.")
    na_reason: str | None = Field(description="Why no answer was possible.")
    late: bool
    immediate_grade: int | None
    seller: str | None
    copy_rate: float | None


class MomentShape(Shape):
    """One chance a buyer gave, and what became of it."""

    id: MomentId
    call: CallId
    chance: Kind = Field(description="The kind of chance, as the codebook names it.")
    chance_words: str = Field(description="The same in plain words.", examples=["a worry"])
    outcome: Outcome | None = Field(description="null: no answer was possible.")
    grade: int | None = Field(description="The outcome as a number, 0 missed to 3 opened.")
    p: float = Field(description="How sure it is that this was such a chance, 0 to 1.")
    certainty: str = Field(description="The same in a word: clear, likely or possible.")
    weak: bool = Field(description="This kind of chance cannot be told well enough yet.")
    late: bool = Field(description="The answer came later in the call.")
    turn: int
    quote: str = Field(description="What the buyer said.")
    seller: int | None = Field(description="The person who answered.")
    answer: AnswerShape
    skills: list[str]
    why: str
    better: str
    better_is_question: bool
    gone: str | None = Field(description="When it stopped being found, though somebody marked it.")


def moment_of(kept: KeptMoment) -> MomentShape:
    """Give a moment in its shape."""
    data = kept.data
    return MomentShape.model_validate(
        {
            "id": kept.id, "call": kept.call, "chance": kept.code,
            "chance_words": CHANCE_WORDS[Cue(kept.code)], "outcome": OUTCOMES[kept.grade],
            "grade": kept.grade, "p": kept.p, "certainty": certainty(kept.p),
            "weak": data["weak"], "late": kept.late, "turn": kept.turn, "quote": kept.quote,
            "seller": kept.seller, "answer": data["answer"], "skills": data["skills"],
            "why": data["why"], "better": data["better"],
            "better_is_question": data["better_is_question"], "gone": kept.gone,
        }
    )  # fmt: skip


class MarkShape(Shape):
    """What a person said about a moment; the engine's own answer stays beside it."""

    id: int
    moment: MomentId
    author: int
    author_name: str
    kind: Literal["agree", "disagree", "dispute", "comment"]
    outcome: Outcome | None = Field(description="What a dispute says became of the chance.")
    grade: int | None
    text: str
    visible: Literal["all", "me"]
    at: str


def mark_of(mark: Mark) -> MarkShape:
    """Give a mark in its shape."""
    return MarkShape.model_validate(
        {"id": mark.id, "moment": mark.moment, "author": mark.author,
         "author_name": mark.author_name, "kind": mark.kind, "outcome": OUTCOMES[mark.grade],
         "grade": mark.grade, "text": mark.text, "visible": mark.visible, "at": mark.at}
    )  # fmt: skip


class MarkedMoment(MomentShape):
    """One moment with what was said about it."""

    marks: list[MarkShape]


# At least one letter that shows, and none that no database can hold.
_SAID = r"^[^\x00\x1c-\x1f\x85]*[^\s\x00\x1c-\x1f\x85][^\x00\x1c-\x1f\x85]*$"
_MAYBE_SAID = r"^[^\x00]*$"
Said = Annotated[str, Field(max_length=2_000, pattern=_SAID)]
MaybeSaid = Annotated[str, Field(max_length=2_000, pattern=_MAYBE_SAID)]
Audience = Annotated[
    Literal["all", "me"], Field(description="Who may read it: all who may see the moment, or me.")
]


class Agreement(Shape):
    """To agree or disagree with what the engine says."""

    kind: Literal["agree", "disagree"]
    text: MaybeSaid = ""
    visible: Audience = "all"


class Dispute(Shape):
    """To say what became of the chance instead; outcome null: it was no chance at all."""

    kind: Literal["dispute"]
    outcome: Outcome | None = None
    text: Said
    visible: Audience = "all"


class Comment(Shape):
    """To say something about a moment."""

    kind: Literal["comment"]
    text: Said
    visible: Audience = "all"


NewMark = Annotated[Agreement | Dispute | Comment, Field(discriminator="kind")]
