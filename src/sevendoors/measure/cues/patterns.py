"""The shape of a rule: words that give a kind of chance away, and how sure they are."""

import re
from dataclasses import dataclass

from sevendoors.core.codes import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern: p is a judgement, replaced by measurement once labelled calls exist."""

    code: Cue
    p: float
    intensity: int
    pattern: re.Pattern[str]


def rules(code: Cue, *rows: tuple[float, int, str]) -> tuple[Rule, ...]:
    """Make rules from (probability, intensity, expression) rows; expressions ignore case."""
    return tuple(
        Rule(code=code, p=p, intensity=strength, pattern=re.compile(text, re.IGNORECASE))
        for p, strength, text in rows
    )
