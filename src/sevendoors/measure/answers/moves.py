"""Every move of an answer, each with the words that show it."""

from collections.abc import Mapping, Sequence

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
    heard: Mapping[int, Mapping[Move, float]] | None = None,
) -> tuple[SeenMove, ...]:
    """Give each move once, at its clearest place, in the order spoken.

    heard: what the encoder says of each seller turn; where it speaks, it decides and the rules only
    point at the words.
    """
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
    if heard is not None:
        best = _decided(found, best, heard)
    return tuple(
        SeenMove(move=seen.move, p=seen.p, quote=quote_of(conversation, found.parts[seen.place]))
        for seen in sorted(best.values(), key=lambda seen: (seen.place, seen.move))
    )


# A memory must be retrieved and an overlap needs times, so these rest on the rules alone.
_BY_RULES = frozenset({Move.RECALL, Move.TALKOVER})
_ASKING = frozenset({Move.FOLLOWUP, Move.PROBE, Move.CHECK, Move.CHOICE})


def _decided(
    found: Evidence, by_rules: Mapping[Move, FoundMove], heard: Mapping[int, Mapping[Move, float]]
) -> dict[Move, FoundMove]:
    """Give what the encoder hears, at the words the rules point at, or at the likeliest ones."""
    kept = {move: seen for move, seen in by_rules.items() if move in _BY_RULES}
    for turn, shares in heard.items():
        places = [i for i, part in enumerate(found.parts) if part.sentence.turn == turn]
        for move, p in shares.items():
            if not places or move in _BY_RULES or (move in kept and kept[move].p >= p):
                continue
            pointed = by_rules[move].place if move in by_rules else None
            place = pointed if pointed in places else _likeliest(found, places, move)
            kept[move] = FoundMove(move, p, place)
    return kept


def _likeliest(found: Evidence, places: Sequence[int], move: Move) -> int:
    asks = move in _ASKING
    fitting = [i for i in places if found.parts[i].has("asks") == asks]
    return max(fitting or places, key=lambda i: len(found.parts[i].sentence.text))
