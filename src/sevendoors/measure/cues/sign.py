"""One stretch of words that gives one kind of chance away."""

from dataclasses import dataclass

from sevendoors.core.codes import Cue
from sevendoors.measure.text import Clause

# One set of words, one code: where the same words could be two, the earlier one holds (5.1).
ORDER = (
    Cue.ASK,
    Cue.CONCERN,
    Cue.DOUBT,
    Cue.DECISION,
    Cue.PRIORITY,
    Cue.THREAD,
    Cue.PERSONAL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Which kind, how surely (0 to 1), how plain (1 hinted, 2 stated), and the words."""

    code: Cue
    p: float
    intensity: int
    clause: Clause
