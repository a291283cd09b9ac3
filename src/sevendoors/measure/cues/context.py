"""A turn cut into stretches that the encoder reads at once, each with what was said before it."""

from collections.abc import Sequence
from typing import NamedTuple

from sevendoors.core.conversation import Conversation, Side
from sevendoors.measure.text import Clause, clauses, words

LONGEST = 70  # words the encoder reads at once; a longer turn is read in stretches
ENOUGH = 12  # words of context; shorter turns are read with the one before them
_MOST_BACK = 3


class Line(NamedTuple):
    """Who said it, and what."""

    side: Side
    text: str


class Stretch(NamedTuple):
    """Whole sentences of one turn with their place in it, and what was said just before."""

    clause: Clause
    before: str


def lines_of(conversation: Conversation) -> list[Line]:
    """Give every turn of a conversation with its side."""
    return [Line(conversation.side(t.participant), t.text) for t in conversation.turns]


def stretches(lines: Sequence[Line], turn: int) -> list[Stretch]:
    """Cut one turn (counted from 0) into stretches, each with its context; training does the same."""
    line = lines[turn]
    before, found = said_before(lines[max(0, turn - _MOST_BACK) : turn]), []
    for passage in passages(line.text):
        found.append(Stretch(passage, before))
        before = _told(line.side, passage.text)
    return found


def said_before(lines: Sequence[Line]) -> str:
    """Join the last lines, newest last, until there are words enough."""
    kept: list[str] = []
    count = 0
    for line in reversed(lines):
        if count >= ENOUGH:
            break
        kept.insert(0, _told(line.side, line.text))
        count += len(words(line.text))
    return " ".join(kept)


def _told(side: Side, text: str) -> str:
    return f"{side}: {text}"


def passages(text: str) -> list[Clause]:
    """Cut a turn into stretches of whole sentences that the encoder reads at once."""
    found: list[Clause] = []
    for clause in clauses(text):
        last = found[-1] if found else None
        if last and len(words(text[last.start : clause.end])) <= LONGEST:
            found[-1] = Clause(start=last.start, end=clause.end, text=text[last.start : clause.end])
        else:
            found.append(clause)
    return found
