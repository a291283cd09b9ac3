"""Every move of an answer, each with the words that show it."""

from sevendoors.core.codes import Move
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Quote, SeenMove
from sevendoors.measure.answers.evidence import Evidence
from sevendoors.measure.answers.found_move import FoundMove
from sevendoors.measure.answers.moves_asking import asking
from sevendoors.measure.answers.moves_giving import giving
from sevendoors.measure.answers.moves_listening import listening
from sevendoors.measure.answers.moves_lowering import lowering
from sevendoors.measure.answers.moves_meeting import meeting
from sevendoors.measure.answers.reading import Part


def quote_of(conversation: Conversation, part: Part) -> Quote:
    """Point at the words of one sentence."""
    place = part.sentence
    return Quote(conversation=conversation, turn=place.turn, start=place.start, end=place.end)


def moves(
    conversation: Conversation,
    found: Evidence,
    grade: int,
    *,
    remembered: bool = False,
    repeated: frozenset[str] = frozenset(),
) -> tuple[SeenMove, ...]:
    """Give each move once, at its clearest place, in the order spoken."""
    best: dict[Move, FoundMove] = {}
    for seen in (
        *listening(found, remembered=remembered),
        *asking(found),
        *giving(found),
        *meeting(found),
        *lowering(found, grade, repeated),
    ):
        if seen.move not in best or seen.p > best[seen.move].p:
            best[seen.move] = seen
    return tuple(
        SeenMove(move=seen.move, p=seen.p, quote=quote_of(conversation, found.parts[seen.place]))
        for seen in sorted(best.values(), key=lambda seen: (seen.place, seen.move))
    )
