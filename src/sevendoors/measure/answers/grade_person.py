"""Grades for a worry (table 8.3) and for something personal (table 8.1)."""

from sevendoors.measure.answers.evidence import LIGHT, SHOWN, Evidence, is_echo
from sevendoors.measure.answers.verdict import CLEAR, LIKELY, UNSURE, Verdict, verdict

TALE = 2


def grade_concern(found: Evidence) -> Verdict:
    """Name what it is about before solving; then leave room or change the plan."""
    if found.token_only:
        return verdict(1, CLEAR, "token", -1)
    if any(part.wrong for part in found.parts) and not (found.reflects or found.questions):
        return verdict(0, LIKELY, "wrong", 1)
    early = _before_taking(found)
    if early:
        return early
    if found.any("label"):
        return verdict(1, LIKELY, "label")
    if found.reflects:
        return _taken_worry(found)
    owned = [i for i in found.having("cost") if not found.parts[i].has("asks")]
    if owned and found.promises:
        return verdict(3, LIKELY, "owned", -1)
    if owned:
        return verdict(2, UNSURE, "owned")
    if found.stacked:
        return verdict(1, LIKELY, "stacked")
    if found.questions:
        deep = any(found.parts[i].own >= SHOWN and found.parts[i].has("thought")
                   for i in found.questions)  # fmt: skip
        return verdict(3, UNSURE, "thought", -1) if deep else verdict(2, LIKELY, "question")
    if found.having("room") and not found.any("pivot", "pitch"):
        return verdict(2, LIKELY, "room", -1)
    if any(found.parts[i].own >= SHOWN for i in found.plans):
        return verdict(2, UNSURE, "plan", -1)
    return _worry_low(found)


def _before_taking(found: Evidence) -> Verdict | None:
    """Comfort, argument or a claim that comes before the point was taken."""
    bad = found.having("reassure", "minimise", "argue", "overclaim", "pressure", "verdict")
    first = min((*found.reflects, *found.questions), default=None)
    if not bad:
        return None
    if first is None:
        return verdict(0, CLEAR if len(found.parts) < 4 else LIKELY, "override", 1)
    if bad[0] < first or (bad[0] == first and not found.parts[first].has("feeling")):
        return verdict(1, UNSURE, "override")
    return None


def _taken_worry(found: Evidence) -> Verdict:
    planned = [i for i in found.plans if i not in found.reflects or found.parts[i].has("tailor")]
    if found.stacked:
        return verdict(2, UNSURE, "reflect", -1)
    if found.any("reassure", "minimise", "overclaim", "argue"):
        return verdict(2, UNSURE, "reflect", -1)
    if found.room:
        return verdict(3, LIKELY, "reflect+room", -1)
    if planned and found.parts[planned[-1]].own < 3:
        return verdict(3, UNSURE, "reflect+plan", -1)
    if found.promises:
        return verdict(3, UNSURE, "reflect+step", -1)
    strong = max(found.parts[i].own for i in found.reflects) >= 2 * SHOWN
    return verdict(2, LIKELY if strong else UNSURE, "reflect", 0 if strong else -1)


def _worry_low(found: Evidence) -> Verdict:
    if found.echoes:
        if any(found.parts[i].has("dated", "promise") for i in found.promises):
            return verdict(2, UNSURE, "echo+step", -1)
        return verdict(1, LIKELY, "echo")
    if any(found.parts[i].own >= SHOWN for i in found.fixes):
        return verdict(1, UNSURE, "fix", -1)
    if found.exits:
        return verdict(0, CLEAR, "exit", 1)
    if found.any("generic") or (found.asked and not found.any("list", "leading", "verdict")):
        return verdict(1, UNSURE, "generic")
    if found.parts and found.any("stock", "token") and not found.any("pitch", "pivot"):
        return verdict(1, UNSURE, "token", -1)
    if any(part.own >= LIGHT and part.has("feeling", "you") for part in found.parts):
        return verdict(1, UNSURE, "partly")
    return verdict(0, LIKELY, "past", 1)


def grade_personal(found: Evidence) -> Verdict:
    """Answer the person briefly and specifically, and leave the buyer in charge."""
    if found.token_only:
        return verdict(1, CLEAR, "token")
    if found.any("label"):
        return verdict(1, LIKELY, "label")
    if found.any("pressure"):
        return verdict(0, LIKELY, "pressure", 1)
    tale = [i for i in found.having("takeover") if not found.parts[i].has("asks")]
    warm = any(
        len(found.parts[i].stems) > 1 and not found.parts[i].has("takeover")
        for i in (*found.reflects, *found.questions)
    )
    if tale and (not warm or len(tale) >= TALE):
        return verdict(0, LIKELY, "takeover", 1)
    if found.stacked:
        return verdict(1, LIKELY, "stacked")
    own = _personal_words(found)
    planned = found.plans and any(found.parts[i].has("plan") for i in found.plans)
    if own and planned:
        return verdict(3, UNSURE, "reflect+plan", -1)
    if own and found.reflects and found.having("choice"):
        return verdict(2, UNSURE, "reflect+room", 1)
    if own or found.questions or _fitted_choice(found):
        return verdict(2, LIKELY, "person")
    if found.parts[0].has("token", "stock"):
        return verdict(0, LIKELY, "exit", 1) if found.exits or (len(found.parts) == TALE and not (
            found.asked
        )) else verdict(1, UNSURE, "token", -1)  # fmt: skip
    if found.echoes:
        return verdict(1, LIKELY, "echo")
    return verdict(0, LIKELY, "past", 1)


def _personal_words(found: Evidence) -> bool:
    blocked = ("takeover", "pivot", "token", "list", "stock", "recall")
    return any(
        part.own >= LIGHT and not part.has(*blocked) and (part.has("plan") or not part.has("pitch"))
        for part in found.parts
        if not is_echo(part)
    )


def _fitted_choice(found: Evidence) -> bool:
    return any(not found.parts[i].has("pivot", "fake_choice") for i in found.having("choice"))
