"""Which chances count for a skill or a quality, and when one counts as taken; read off the codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.core.codebook import Codebook, Entry
from sevendoors.core.codes import CHANCES, Cue, Move

ALL = "all"
# Two skills ask for more than a grade: what was done must be that skill (scoring: combining).
_ASKED: dict[str, frozenset[str]] = {
    "curiosity": frozenset({Move.FOLLOWUP, Move.PROBE}),
    "q-curiosity": frozenset({Move.FOLLOWUP, Move.PROBE}),
    "listening": frozenset({Move.REFLECT, Move.FOLLOWUP, Move.CHECK, Move.RECALL}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One skill or quality: its kinds of chance, and what must be seen in the answer.

    A chance is taken when its grade is 2 or 3 and, where moves are named, one of them was seen.
    """

    key: str
    title: str
    codes: frozenset[Cue]
    moves: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Qualities that nothing in the data can tell apart, since they count the same; keys and titles."""

    rule: Rule
    keys: tuple[str, ...]
    titles: tuple[str, ...]


EVERYTHING = Rule(key=ALL, title="All chances together", codes=frozenset(CHANCES))


def skill_rules(codebook: Codebook) -> tuple[Rule, ...]:
    """Give the seven skills in the codebook's order."""
    return tuple(_rule(entry) for entry in codebook.skills)


def quality_rules(codebook: Codebook) -> tuple[Joined, ...]:
    """Give the qualities, those that count the same chances in the same way joined into one."""
    held: dict[tuple[frozenset[Cue], frozenset[str]], list[Rule]] = {}
    for entry in codebook.qualities:
        rule = _rule(entry)
        held.setdefault((rule.codes, rule.moves), []).append(rule)
    return tuple(
        Joined(
            rule=Rule(
                key="+".join(one.key for one in same),
                title=" and ".join(one.title for one in same),
                codes=codes,
                moves=moves,
            ),
            keys=tuple(one.key for one in same),
            titles=tuple(one.title for one in same),
        )
        for (codes, moves), same in held.items()
    )


def _rule(entry: Entry) -> Rule:
    """A quality that no chance defines takes those that support it, and then asks for its moves."""
    codes = _chances(entry.defines)
    moves = _ASKED.get(entry.key, frozenset())
    if not codes:
        codes = _chances(entry.supports)
        moves = frozenset(code for code in entry.defines if code in set(Move))
    return Rule(key=entry.key, title=entry.title, codes=codes, moves=moves)


def _chances(codes: Sequence[str]) -> frozenset[Cue]:
    return frozenset(cue for cue in CHANCES if cue in codes)
