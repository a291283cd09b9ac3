"""Moves that ask: a question only these words call for, and one that opens reasons."""

from collections.abc import Iterator

from sevendoors.core.codes import Move
from sevendoors.measure.answers.evidence import LIGHT, Evidence
from sevendoors.measure.answers.found_move import FoundMove


def asking(found: Evidence) -> Iterator[FoundMove]:
    """Give FOLLOWUP for contingent questions and PROBE for open ones; stacked ones are neither."""
    for i in found.questions:
        part = found.parts[i]
        yield FoundMove(Move.FOLLOWUP, 0.85 if part.own >= LIGHT else 0.65, i)
        if part.has("wh", "thought") and not found.stacked:
            yield FoundMove(Move.PROBE, 0.8 if part.has("thought") else 0.65, i)
