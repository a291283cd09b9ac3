"""Whether two calls speak of the same thing: twin chances, and what a seller came back to."""

import re

from sevendoors.core.conversation import Side
from sevendoors.core.moment import Moment, Quote
from sevendoors.core.review import Review
from sevendoors.measure.text import clauses, stems

_SAME_TOPIC = 2
_SAME_WORDS = 3
_YOU = re.compile(r"\b(you|your)\b", re.IGNORECASE)


def about(one: str, other: str) -> bool:
    """Say whether two lines share enough words to be about the same thing."""
    left, right = stems(one), stems(other)
    shared = left & right
    return len(shared) >= min(_SAME_TOPIC, max(1, min(len(left), len(right))))


def twin(one: Moment, other: Moment) -> bool:
    """Say whether two chances are of one kind and about the same thing."""
    same = one.chance.code is other.chance.code
    return same and about(one.chance.quote.text, other.chance.quote.text)


def returned_to(moment: Moment, call: Review) -> Quote | None:
    """Give the words with which a seller came back to a chance of their own accord, if they did."""
    own = stems(moment.chance.quote.text)
    talk = call.conversation
    for turn in talk.turns:
        if talk.side(turn.participant) is not Side.SELLER:
            continue
        for clause in clauses(turn.text):
            if len(own & stems(clause.text)) >= _SAME_WORDS and _YOU.search(clause.text):
                return Quote(conversation=talk, turn=turn.index, start=clause.start, end=clause.end)
    return None
