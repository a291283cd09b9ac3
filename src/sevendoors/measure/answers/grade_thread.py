"""Grades for a thread left hanging (table 8.4): the question that this buyer's words call for."""

from sevendoors.measure.answers.evidence import LIGHT, SHOWN, Evidence
from sevendoors.measure.answers.verdict import CLEAR, LIKELY, UNSURE, Verdict, verdict


def grade_thread(found: Evidence) -> Verdict:
    """Ask what depends on what was said; better still, put a new thought with it."""
    if found.token_only:
        return verdict(1, LIKELY, "token", -1)
    if found.any("verdict", "argue"):
        return verdict(0, LIKELY, "verdict", 1)
    if found.stacked:
        return verdict(1, LIKELY, "stacked")
    if found.any("leading") and not found.questions:
        return verdict(0, LIKELY, "leading", 1)
    if found.questions:
        return _asked(found)
    if found.reflects:
        if found.having("check") or (found.room and not found.any("list", "generic")):
            return verdict(3, UNSURE, "reflect+room", -1)
        return verdict(2, UNSURE, "reflect", -1)
    return _thread_low(found)


def _asked(found: Evidence) -> Verdict:
    asked = [found.parts[i] for i in found.questions]
    answered = found.questions[-1] < len(found.parts) - 1 and any(
        part.has("pitch") for part in found.parts[found.questions[-1] + 1 :]
    )
    if answered:
        return verdict(1, UNSURE, "self-answered")
    wonder = any(part.has("thought") for part in found.parts if not part.has("token"))
    if wonder and any(part.own >= LIGHT or part.near >= SHOWN for part in asked):
        return verdict(3, UNSURE, "thought", -1)
    if found.reflects and any(i not in found.reflects for i in found.questions):
        return verdict(3, UNSURE, "reflect+question", -1)
    return verdict(2, LIKELY if max(part.own for part in asked) >= LIGHT else UNSURE, "question")


def _thread_low(found: Evidence) -> Verdict:
    if found.any("overclaim", "reassure", "minimise", "pressure"):
        return verdict(0, LIKELY, "override", 1)
    if found.any("list"):
        return verdict(0, LIKELY, "list", 1)
    if found.exits or found.any("pivot"):
        return verdict(0, CLEAR, "exit", 1)
    if found.echoes:
        return verdict(1, LIKELY, "echo")
    if found.any("generic", "room"):
        return verdict(1, LIKELY, "generic")
    if any(found.parts[i].own >= SHOWN for i in (*found.fixes, *found.plans)):
        return verdict(1, UNSURE, "fix", -1)
    if found.asked:
        return verdict(0, UNSURE, "unrelated", 1)
    if found.parts[0].has("token", "stock") and len(found.parts) == 1:
        return verdict(1, UNSURE, "token", -1)
    return verdict(0, LIKELY, "past", 1)
