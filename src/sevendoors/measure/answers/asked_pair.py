"""How a chance is put to the encoder beside its answer: its kind, its words, the rest of the turn."""

from sevendoors.core.codes import Cue
from sevendoors.measure.text import clauses


def words_of_chance(code: Cue | str, quote: str, turn: str) -> str:
    """Write "kind: the sentence with the chance | the rest of the turn"; training does the same."""
    start = max(0, turn.find(quote))
    end = start + len(quote)
    held = [c for c in clauses(turn) if c.start < end and c.end > start]
    left, right = (held[0].start, held[-1].end) if held else (start, end)
    rest = f"{turn[:left]} {turn[right:]}".strip()
    near = turn[left:right]
    return f"{str(code).lower()}: {near}" + (f" | {rest}" if rest else "")
