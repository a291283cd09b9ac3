"""A move found in one sentence of an answer, before it has its quote."""

from typing import NamedTuple

from sevendoors.core.codes import Move


class FoundMove(NamedTuple):
    """Which move, how surely (0 to 1), and in which sentence of the answer."""

    move: Move
    p: float
    place: int
