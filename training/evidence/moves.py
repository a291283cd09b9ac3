"""How well each seller's move is heard in the corpus' test calls, beside the two readings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sevendoors.core.codes import Move
from sevendoors.core.conversation import Side
from sevendoors.engines.encoder import DoorsEncoder
from sevendoors.measure.answers.heard_moves import heard_moves, move_shares
from sevendoors.measure.cues.context import lines_of
from training.corpus.agreement import ac1, alpha
from training.corpus.agreement import f1 as pair_f1
from training.evidence.stats import auc, f1, interval, over, precision, recall
from training.evidence.truth import Seen

HEAD = (
    "| move | state | n turns | yes | precision | recall | F1 | AUC | alpha to settled | "
    "readings' F1 | readings' alpha | readings' AC1 |\n" + "|---" * 12 + "|"
)
TEXT_MOVES = tuple(move for move in Move if move is not Move.TALKOVER)  # which needs times


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One seller turn and one move: truth, the engine's word, its probability, the two readings."""

    call: str
    move: Move
    truth: bool
    said: bool
    p: float
    one: bool
    two: bool


def spots(seen: Sequence[Seen], encoder: DoorsEncoder) -> Iterator[Spot]:
    """Give every seller turn with every move that text can show."""
    for one in seen:
        lines = lines_of(one.talk)
        for place, line in enumerate(lines):
            if line.side is not Side.SELLER:
                continue
            shares, said = move_shares(encoder, lines, place), heard_moves(encoder, lines, place)
            truth, first, second = (
                labels.moves.get(place + 1, frozenset())
                for labels in (one.settled, one.one, one.two)
            )
            for move in TEXT_MOVES:
                yield Spot(call=one.call.name, move=move, truth=move in truth, said=move in said,
                           p=shares.get(move, 0.0), one=move in first, two=move in second)  # fmt: skip


def table(found: Sequence[Spot], state: str) -> Iterator[str]:
    """Give a table line for each move."""
    for move in TEXT_MOVES:
        own = [spot for spot in found if spot.move is move]
        truth = np.array([float(spot.truth) for spot in own])
        said = np.array([float(spot.said) for spot in own])
        p, names = np.array([spot.p for spot in own]), [spot.call for spot in own]
        both = [(spot.one, spot.two) for spot in own]
        figures = (
            interval(over(measure, truth, said), names) for measure in (precision, recall, f1)
        )
        rank = interval(over(auc, truth, p), names)
        told = alpha([(spot.truth, spot.said) for spot in own])
        cells = " | ".join(map(str, (*figures, rank)))
        yield (
            f"| {move} | {state} | {len(own)} | {int(truth.sum())} | {cells} | {told:.2f} | "
            f"{pair_f1(both):.2f} | {alpha(both):.2f} | {ac1(both):.2f} |"
        )
