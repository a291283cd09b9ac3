"""Which skills and qualities a moment counts for, read off the codebook."""

from collections.abc import Iterable

from sevendoors.core.codebook import Codebook, Entry
from sevendoors.core.codes import Cue, Move


def skills_of(codebook: Codebook, cue: Cue, moves: Iterable[Move] = ()) -> tuple[str, ...]:
    """List the skills whose score this kind of chance defines (scoring: grades over chances).

    Only cues define a denominator; moves decide the grade, so they do not add a skill here.
    """
    del moves
    return _keys(codebook.skills, cue)


def qualities_of(codebook: Codebook, cue: Cue, moves: Iterable[Move] = ()) -> tuple[str, ...]:
    """List the qualities this moment speaks for: by its chance, or by a move that defines one."""
    seen = (cue, *moves)
    return tuple(e.key for e in codebook.qualities if any(code in e.defines for code in seen))


def _keys(entries: Iterable[Entry], cue: Cue) -> tuple[str, ...]:
    return tuple(entry.key for entry in entries if cue in entry.defines)
