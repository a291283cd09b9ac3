"""Moves that meet the person: a brief human reply, and a choice that is really free."""

from collections.abc import Iterator

from sevendoors.core.codes import Cue, Move
from sevendoors.measure.answers.evidence import LIGHT, Evidence
from sevendoors.measure.answers.found_move import FoundMove


def meeting(found: Evidence) -> Iterator[FoundMove]:
    """Give SHARE on something personal, and CHOICE where "no" is easy."""
    for i, part in enumerate(found.parts):
        human = found.heard.code is Cue.PERSONAL and part.own >= LIGHT
        if human and not part.has("asks", "pivot", "pitch", "takeover", "label", "token"):
            yield FoundMove(Move.SHARE, 0.7, i)
        if part.has("choice") and not part.has("fake_choice", "pressure", "pivot"):
            yield FoundMove(Move.CHOICE, 0.7, i)
