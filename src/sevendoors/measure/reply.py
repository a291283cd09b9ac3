"""Grades one written answer to one known chance, as in a call: for drills and practice."""

from dataclasses import dataclass

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn
from sevendoors.core.moment import Answer, Chance, Quote, moment_id
from sevendoors.core.protocols import Encoder
from sevendoors.measure.answers.answering import answer, setting
from sevendoors.measure.answers.better import Better, better
from sevendoors.measure.answers.why import na_why, why


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What became of a chance in a written answer: grade, one sentence why, another way."""

    answer: Answer
    why: str
    better: Better


def grade_reply(
    encoder: Encoder, *, said: str, kind: Cue, chance: str, reply: str, buyer: str = "She",
    intensity: int = 2,
) -> Reply:  # fmt: skip
    """Grade an answer. said: the buyer's whole turn; chance: the words in it that are the chance."""
    talk = _talk(said, reply, buyer)
    start = said.find(chance)
    start, end = (start, start + len(chance)) if start >= 0 else (0, len(said))
    found = Chance(
        code=kind,
        p=1.0,
        intensity=intensity,
        quote=Quote(conversation=talk, turn=0, start=start, end=end),
        buyer="b",
    )
    judged = answer(setting(talk, encoder), found)
    if judged.found is None or judged.verdict is None:
        told = na_why(talk, found, judged.answer.na_reason or "No answer.")
    else:
        told = why(talk, found, judged.found, judged.verdict, late=False)
    name = moment_id(talk, 0, kind, 0)
    taken = judged.answer.grade is not None and judged.answer.grade >= 2
    return Reply(answer=judged.answer, why=told, better=better(name, found, taken=taken))


def _talk(said: str, reply: str, buyer: str) -> Conversation:
    return Conversation(
        id="0" * 16,
        source="practice",
        capabilities=Capabilities(speaker_source="typed"),
        participants=(
            Participant(id="b", name=buyer, side=Side.BUYER),
            Participant(id="s", name="You", side=Side.SELLER),
        ),
        turns=(
            Turn(index=0, run=0, participant="b", text=said),
            Turn(index=1, run=1, participant="s", text=reply),
        ),
    )
