"""Finds every moment of a call: the chance, the answer in its window or later, the grade."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sevendoors.core.codebook import Codebook
from sevendoors.core.codebook_maps import qualities_of, skills_of
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Conversation, Run, Side
from sevendoors.core.moment import Answer, Chance, Moment, Quote, moment_id
from sevendoors.core.protocols import Encoder
from sevendoors.measure.answers.content import copy_rate, stems
from sevendoors.measure.answers.evidence import Evidence, gather
from sevendoors.measure.answers.grade import judge
from sevendoors.measure.answers.moves import moves
from sevendoors.measure.answers.reading import heard, parts
from sevendoors.measure.answers.swap import contingency, others
from sevendoors.measure.answers.verdict import spread
from sevendoors.measure.answers.window import Window, window
from sevendoors.measure.cues.find import find_chances
from sevendoors.measure.wording import better, why

_LATE_SHARED = 2  # Stems a later return must share with the chance to be about it.


class DoorsFinder:
    """The engine in use: chances by rules, answers read sentence by sentence, grades by table."""

    name = "doors-rules"
    version = "1"

    def __init__(self, encoder: Encoder) -> None:
        """Take the encoder that judges whether a reply fits."""
        self.encoder = encoder

    def find(self, conversation: Conversation, codebook: Codebook) -> tuple[Moment, ...]:
        """Find every moment, in the order spoken."""
        runs = conversation.runs()
        texts = [r.text for r in runs if conversation.side(r.participant) is Side.BUYER]
        weak = frozenset(self.encoder.weak())
        seen: Counter[tuple[int, Cue]] = Counter()
        found = []
        for chance in find_chances(conversation, self.encoder):
            key = (chance.quote.turn, chance.code)
            id_ = moment_id(conversation, chance.quote.turn, chance.code, seen[key])
            seen[key] += 1
            answer = self._answer(conversation, chance, runs, texts)
            found.append(_moment(conversation, codebook, chance, answer, id_, weak))
        return tuple(found)

    def _answer(
        self, talk: Conversation, chance: Chance, runs: Sequence[Run], texts: Sequence[str]
    ) -> Answer:
        place = window(talk, chance, runs)
        if place.na is not None:
            return Answer(grade=None, grade_p=None, na_reason=place.na)
        now = self._graded(talk, chance, place, runs, texts)
        if now.grade is not None and now.grade < Grade.TAKEN:
            late = self._late(talk, chance, place, runs, texts)
            if late is not None:
                return replace(late, late=True, immediate=now.grade)
        return now

    def _late(
        self,
        talk: Conversation,
        chance: Chance,
        place: Window,
        runs: Sequence[Run],
        texts: Sequence[str],
    ) -> Answer | None:
        """Look for a later return the seller starts, to the same words of the buyer."""
        last = place.runs[-1].index
        own = set(stems(chance.quote.text))
        for before, run in zip(runs, runs[1:], strict=False):
            if run.index <= last or talk.side(run.participant) is not Side.SELLER:
                continue
            said = set(stems(run.text))
            prompted = own & set(stems(before.text))
            if len(own & said) >= min(_LATE_SHARED, len(own)) and own and not prompted:
                answer = self._graded(talk, chance, Window(runs=(run,)), runs, texts)
                if answer.grade is not None and answer.grade >= Grade.TAKEN:
                    return answer
        return None

    def _graded(
        self,
        talk: Conversation,
        chance: Chance,
        place: Window,
        runs: Sequence[Run],
        texts: Sequence[str],
    ) -> Answer:
        around = next(r.text for r in runs if r.turns[-1].index >= chance.quote.turn)
        listened = heard(chance.code, chance.quote.text, around, chance.topic)
        reply = " ".join(run.text for run in place.runs)
        fit = contingency(self.encoder, around, reply, others(texts, around))
        found = gather(listened, parts(listened, place.runs), fit)
        judged = judge(found)
        turns = tuple(turn.index for run in place.runs for turn in run.turns)
        return Answer(
            turns=turns,
            quotes=_quotes(talk, turns),
            moves=moves(talk, found, int(judged.grade)),
            grade=judged.grade,
            grade_p=spread(judged),
            seller=place.runs[0].participant,
            contingency=fit,
            copy_rate=_copied(found, reply),
        )


def _copied(found: Evidence, reply: str) -> float:
    return copy_rate(found.heard.order, stems(reply))


def _quotes(talk: Conversation, turns: Sequence[int]) -> tuple[Quote, ...]:
    return tuple(
        Quote(conversation=talk, turn=turn, start=0, end=len(talk.turns[turn].text))
        for turn in turns
        if talk.turns[turn].text
    )


def _moment(
    talk: Conversation,
    book: Codebook,
    chance: Chance,
    answer: Answer,
    id_: str,
    weak: frozenset[str],
) -> Moment:
    seen = tuple(m.move for m in answer.moves)
    reason = ""
    if answer.grade is not None:
        reason = why(talk, chance, answer.quotes, answer.moves, answer.grade)
    way, asks = better(talk, chance, id_)
    return Moment(
        id=id_,
        chance=chance,
        answer=answer,
        skills=skills_of(book, chance.code, seen),
        qualities=qualities_of(book, chance.code, seen),
        why=reason,
        better=way,
        better_is_question=asks,
        weak=str(chance.code) in weak,
    )
