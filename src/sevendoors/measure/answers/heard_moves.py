"""Moves as the encoder hears them: one seller turn, read beside what was said before it."""

from collections.abc import Mapping, Sequence

from sevendoors.core.codes import Move
from sevendoors.core.protocols import Encoder
from sevendoors.measure.cues.context import Line, stretches


def move_shares(encoder: Encoder, lines: Sequence[Line], turn: int) -> Mapping[Move, float]:
    """Give the probability (0 to 1) of each move in a seller's turn, said or not.

    Empty where the model has no such heads, or the turn no words.
    """
    found: dict[Move, float] = {}
    for stretch in stretches(lines, turn):
        heads = encoder.heads(stretch.clause.text, stretch.before)
        for move in Move:
            if move.lower() in heads:
                found[move] = max(found.get(move, 0.0), heads[move.lower()])
    return found


def heard_moves(encoder: Encoder, lines: Sequence[Line], turn: int) -> Mapping[Move, float]:
    """Give the moves that are said of a seller's turn, each with its probability."""
    text = lines[turn].text
    shares = move_shares(encoder, lines, turn)
    return {move: p for move, p in shares.items() if p >= encoder.least(move.lower(), text)}
