"""How far the notes may be believed: priorities and promises against the settled labels."""

from collections.abc import Iterator, Sequence

import numpy as np

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Side
from sevendoors.measure.notes.take import take_notes
from training.evidence.stats import interval
from training.evidence.truth import Seen

GATE = 0.85
Marked = tuple[str, bool]


def lines(seen: Sequence[Seen], state: str) -> list[str]:
    """Give the precision of the notes' priorities and of the seller's promises, with the gate."""
    return [
        _line("priorities in the notes", list(_priorities(seen)), state),
        _line("the seller's promises in the notes", list(_promises(seen)), state),
    ]


def _line(what: str, found: list[Marked], state: str) -> str:
    right = np.array([float(yes) for _, yes in found])
    figure = interval(lambda places: float(right[places].mean()), [name for name, _ in found])
    verdict = "met" if figure.value >= GATE else "MISSED"
    return f"| {what}, precision ({state}) | {len(found)} | {figure} | | >= {GATE}: {verdict} |"


def _priorities(seen: Sequence[Seen]) -> Iterator[Marked]:
    for one in seen:
        true = {c.turn for c in one.settled.chances if c.code is Cue.PRIORITY}
        for noted in take_notes(one.talk, one.moments).priorities:
            yield one.call.name, noted.quote.turn + 1 in true


def _promises(seen: Sequence[Seen]) -> Iterator[Marked]:
    """Only the seller's: what a buyer promises is not labelled."""
    for one in seen:
        for promise in take_notes(one.talk, one.moments).promises:
            if promise.side is Side.SELLER:
                moves = one.settled.moves.get(promise.quote.turn + 1, frozenset())
                yield one.call.name, "COMMIT" in moves
