"""Moves that lower: stepping past, comforting or fixing too early, stock lines."""

from collections.abc import Iterator

from sevendoors.core.codes import Cue, Move
from sevendoors.measure.answers.evidence import Evidence
from sevendoors.measure.answers.found_move import FoundMove

NOT_OVERRIDING = (Cue.ASK, Cue.PERSONAL)
DEAF = ("reassure", "minimise", "argue", "overclaim", "pressure")


def lowering(found: Evidence, grade: int, repeated: frozenset[str]) -> Iterator[FoundMove]:
    """Give PIVOT and OVERRIDE on low grades, and CANNED for stock or repeated lines.

    repeated: the seller's own lines (normal form) given to several chances of this call.
    """
    for i, part in enumerate(found.parts):
        text = " ".join(part.sentence.text.lower().split())
        if part.has("stock") or text in repeated:
            yield FoundMove(Move.CANNED, 0.8 if text in repeated else 0.65, i)
    if grade > 1:
        return
    for i, part in enumerate(found.parts):
        if part.has(*DEAF) and (found.heard.code not in NOT_OVERRIDING or part.has("overclaim")):
            yield FoundMove(Move.OVERRIDE, 0.75, i)
            return
    if grade == 1 and found.fixes and found.heard.code not in NOT_OVERRIDING:
        yield FoundMove(Move.OVERRIDE, 0.6, found.fixes[0])
    if grade == 0:
        away = [i for i, part in enumerate(found.parts) if part.has("pivot", "pitch", "list")]
        if away:
            yield FoundMove(Move.PIVOT, 0.8, away[0])
