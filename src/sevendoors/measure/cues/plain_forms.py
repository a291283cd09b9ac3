"""Plain forms of words that speak for a kind of chance by themselves, and those that are none."""

import re

from sevendoors.core.codes import Cue
from sevendoors.measure.cues import concern, decision, doubt, personal, priority, thread
from sevendoors.measure.cues.ask import MECHANICS
from sevendoors.measure.cues.patterns import Rule

_RULES: tuple[Rule, ...] = (
    *concern.RULES,
    *doubt.RULES,
    *decision.RULES,
    *priority.RULES,
    *thread.RULES,
    *personal.RULES,
)
_NO_CHANCE = re.compile(
    r"^(thanks?( you)?( so much| very much)?|(okay|ok|great|perfect|sounds good|cool|fine|sure|bye|"
    r"no worries|no problem|don't worry( about it)?|not worried|nothing to worry)\b[ ,.!]*)+$|"
    r"\b(no worries|(don't|wouldn't|needn't) worry|not (too |that |really )?worried|no (real )?concerns?)\b|"
    r"\b(i|we)('ll| will) (send|share|forward|mail|e-?mail|call|ring|let you know|bring)\b",
    re.IGNORECASE,
)


def is_none(text: str) -> bool:
    """Say whether a clause is courtesy, reassurance or the mechanics of a meeting."""
    return bool(_NO_CHANCE.search(text) or MECHANICS.search(text))


def hits(text: str) -> dict[Cue, Rule]:
    """Give the surest rule of each kind that a clause meets."""
    best: dict[Cue, Rule] = {}
    for rule in _RULES:
        if (rule.code not in best or best[rule.code].p < rule.p) and rule.pattern.search(text):
            best[rule.code] = rule
    return best
