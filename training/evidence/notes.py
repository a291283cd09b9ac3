"""How far the notes may be believed: their priorities against the settled labels.

Promises are not labelled (COMMIT asks for an owner and a date, a promise does not): a blind reader
judges them, see `findings`.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from sevendoors.core.codes import Cue
from sevendoors.core.protocols import Encoder
from sevendoors.measure.notes.take import take_notes
from training.evidence.stats import interval
from training.evidence.truth import Seen

GATE = 0.85
Marked = tuple[str, bool]


def lines(seen: Sequence[Seen], state: str, encoder: Encoder) -> list[str]:
    """Give the precision of the notes' priorities, with the gate."""
    return [_line("priorities in the notes", list(_priorities(seen, encoder)), state)]


def _line(what: str, found: list[Marked], state: str) -> str:
    right = np.array([float(yes) for _, yes in found])
    figure = interval(lambda places: float(right[places].mean()), [name for name, _ in found])
    verdict = "met" if figure.value >= GATE else "MISSED"
    return f"| {what}, precision ({state}) | {len(found)} | {figure} | | >= {GATE}: {verdict} |"


def _priorities(seen: Sequence[Seen], encoder: Encoder) -> Iterator[Marked]:
    for one in seen:
        true = {c.turn for c in one.settled.chances if c.code is Cue.PRIORITY}
        for noted in take_notes(one.talk, one.moments, encoder).priorities:
            yield one.call.name, noted.quote.turn + 1 in true
