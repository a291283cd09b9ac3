"""The settled labels of the test calls beside what the product said, turn by turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.core.codes import CHANCES, Cue
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.moment import Moment
from sevendoors.core.protocols import Encoder
from sevendoors.engines.encoder import DoorsEncoder
from sevendoors.measure.cues.context import lines_of, stretches
from sevendoors.measure.finder import DoorsFinder
from training.corpus.calls import Call, read
from training.corpus.captions import captions
from training.corpus.labels import Labelled, Labels, place
from training.corpus.labels import read as read_labels
from training.corpus.settle import ONE, SETTLED, TWO
from training.corpus.splits import calls_of
from training.corpus.talk import talk_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One test call: what was settled, what each annotator said, what the product said."""

    call: Call
    talk: Conversation
    settled: Labels
    one: Labels
    two: Labels
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One buyer turn and one kind of chance: truth, the product's word, probability, the two.

    before: the turn spoken before it, empty at the start.
    """

    call: str
    before: str
    text: str
    code: Cue
    truth: bool
    said: bool
    p: float
    one: bool
    two: bool


def seen_calls(encoder: Encoder, part: str = "test", *, bare: bool = False) -> list[Seen]:
    """Run the product over every labelled call of a part, as written or as captions."""
    finder = DoorsFinder(encoder)
    found = []
    for name in calls_of(part):
        if not place(SETTLED, name).exists():
            continue
        call = read(name)
        talk = talk_of(call, captions(call).turns if bare else None)
        found.append(
            Seen(
                call=call,
                talk=talk,
                settled=read_labels(SETTLED, call),
                one=read_labels(ONE, call),
                two=read_labels(TWO, call),
                moments=finder.find(talk, codebook_in_use()),
            )
        )
    return found


def spots(seen: Sequence[Seen], encoder: DoorsEncoder) -> Iterator[Spot]:
    """Give every buyer turn with every kind of chance."""
    for one in seen:
        marks = [_given(labels.chances) for labels in (one.settled, one.one, one.two)]
        said = {(m.chance.quote.turn + 1, m.chance.code): m.chance.p for m in one.moments}
        lines = lines_of(one.talk)
        for number, turn in enumerate(one.talk.turns, 1):
            if one.talk.side(turn.participant) is not Side.BUYER:
                continue
            before = one.talk.turns[number - 2].text if number > 1 else ""
            read = stretches(lines, number - 1)
            heads = [encoder.heads(stretch.clause.text, stretch.before) for stretch in read]
            for code in CHANCES:
                key = (number, code)
                p = said.get(key) or max((h[code.lower()] for h in heads), default=0.0)
                yield Spot(call=one.call.name, before=before, text=turn.text, code=code, truth=key in marks[0],
                           said=key in said, p=p, one=key in marks[1], two=key in marks[2])  # fmt: skip


def _given(chances: Sequence[Labelled]) -> set[tuple[int, Cue]]:
    return {(chance.turn, chance.code) for chance in chances}


def graded(seen: Sequence[Seen]) -> Iterator[tuple[str, Labelled, Moment | None]]:
    """Give each settled chance with the product's moment at the same turn and kind, or None."""
    for one in seen:
        rest = list(one.moments)
        for chance in one.settled.chances:
            twin = next((m for m in rest if m.chance.quote.turn + 1 == chance.turn
                         and m.chance.code is chance.code), None)  # fmt: skip
            if twin:
                rest.remove(twin)
            yield one.call.name, chance, twin
