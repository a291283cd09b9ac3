"""Moves that show what was heard: reflecting, naming a feeling, checking, remembering."""

from collections.abc import Iterator

from sevendoors.core.codes import Cue, Move
from sevendoors.measure.answers.evidence import LIGHT, SHOWN, Evidence
from sevendoors.measure.answers.found_move import FoundMove

SEVERAL = 2.0


def listening(found: Evidence, *, remembered: bool = False) -> Iterator[FoundMove]:
    """Give REFLECT, FEEL, CHECK and RECALL; RECALL only where the source turn was retrieved."""
    for i in found.reflects:
        part = found.parts[i]
        yield FoundMove(Move.REFLECT, 0.85 if part.own >= 2 * SHOWN else 0.7, i)
        felt = found.heard.code in (Cue.CONCERN, Cue.PERSONAL, Cue.DOUBT)
        if part.has("feeling") and felt and not part.has("stock"):
            yield FoundMove(Move.FEEL, 0.75, i)
        if remembered:
            yield FoundMove(Move.RECALL, 0.7, i)
    told = sum(found.parts[i].own for i in found.reflects)
    for i in found.having("check"):
        if told >= SEVERAL or found.parts[i].own >= LIGHT:
            yield FoundMove(Move.CHECK, 0.75, i)
