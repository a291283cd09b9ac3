"""Moves that give: fitting the offer, useful knowledge, a straight answer, proof, a dated step."""

from collections.abc import Iterator

from sevendoors.core.codes import Cue, Move
from sevendoors.measure.answers.evidence import LIGHT, SHOWN, Evidence
from sevendoors.measure.answers.found_move import FoundMove

QUESTIONS = (Cue.ASK, Cue.DOUBT)


def giving(found: Evidence) -> Iterator[FoundMove]:
    """Give TAILOR, TEACH, STRAIGHT, PROOF and COMMIT."""
    asked = found.heard.code in QUESTIONS
    for i, part in enumerate(found.parts):
        if part.has("asks", "pressure", "overclaim"):
            continue
        if part.own >= SHOWN and part.has("tailor") and part.has("pitch", "plan", "promise"):
            yield FoundMove(Move.TAILOR, 0.65, i)
        if part.has("teach") and not part.has("pitch", "promise") and part.own + part.near >= LIGHT:
            yield FoundMove(Move.TEACH, 0.55, i)
        if ((asked and part.has("straight")) or part.has("cost")) and not part.has(
            "vague", "pivot"
        ):
            yield FoundMove(Move.STRAIGHT, 0.8 if asked else 0.6, i)
        if part.has("proof") and (asked or part.own >= LIGHT) and not part.has("vague"):
            yield FoundMove(Move.PROOF, 0.65, i)
    for i in found.promises:
        yield FoundMove(Move.COMMIT, 0.8, i)
