"""Grades for what matters to the buyer (table 8.6) and for a word on the decision (table 8.7)."""

from sevendoors.measure.answers.evidence import LIGHT, SHOWN, Evidence
from sevendoors.measure.answers.verdict import CLEAR, LIKELY, UNSURE, Verdict, verdict


def _step_past(found: Evidence) -> Verdict | None:
    if found.any("pressure"):
        return verdict(0, CLEAR, "pressure")
    taken = found.reflects or found.questions
    if found.any("overclaim", "argue", "verdict", "minimise", "leading") and not taken:
        return verdict(0, LIKELY, "override", 1)
    return None


def _wrong(found: Evidence) -> bool:
    flat = [part for part in found.parts if part.has("all") and part.own >= LIGHT]
    return bool(flat) and not found.questions


def grade_priority(found: Evidence) -> Verdict:
    """Say back the right thing in the right order; then check what could change it."""
    past = _step_past(found)
    if past:
        return past
    if found.token_only:
        return verdict(1, CLEAR, "token", -1)
    if found.stacked:
        return verdict(1, LIKELY, "stacked")
    if _wrong(found) or (any(part.wrong for part in found.parts) and not found.reflects):
        return verdict(0, LIKELY, "wrong", 1)
    shown = [i for i in found.reflects if found.parts[i].own >= SHOWN]
    tied = _tied(found)
    if any(i for i in found.having("cost") if found.parts[i].own >= LIGHT) or (
        found.having("cost") and shown
    ):
        return verdict(3, UNSURE, "cost", -1)
    if found.echoes and found.questions and _thoughtful(found):
        return verdict(3, UNSURE, "reflect+check", -1)
    if shown and (found.having("check") or found.questions or _thoughtful(found)):
        return verdict(3, LIKELY, "reflect+check", -1)
    if (shown or tied) and found.plans and (found.any("tailor") or found.promises):
        return verdict(3, UNSURE, "reflect+plan", -1)
    if shown or found.questions:
        return verdict(2, LIKELY, "reflect" if shown else "question")
    if tied or any(found.parts[i].own >= SHOWN for i in found.plans):
        return verdict(2, UNSURE, "tailor", -1)
    return _matter_low(found)


def _thoughtful(found: Evidence) -> bool:
    return any(found.parts[i].has("thought") for i in found.asked)


def _tied(found: Evidence) -> bool:
    """An offer tied in so many words to this buyer's own point."""
    return any(
        part.own >= SHOWN and part.has("tailor") and not part.has("asks", "overclaim", "pivot")
        and not part.wrong for part in found.parts
    )  # fmt: skip


def _matter_low(found: Evidence) -> Verdict:
    if found.echoes:
        if found.promises:
            return verdict(2, UNSURE, "echo+step", -1)
        return verdict(1, LIKELY, "echo")
    if found.any("vague", "promise") and not found.any("pivot", "list"):
        return verdict(1, LIKELY, "generic step")
    if found.exits or found.any("pivot", "list"):
        hit = any(found.parts[i].own >= 2 * SHOWN for i in found.fixes)
        return verdict(1, UNSURE, "fix", -1) if hit else verdict(0, LIKELY, "exit", 1)
    if found.promises:
        return verdict(1, UNSURE, "generic step", 1)
    if any(found.parts[i].own >= LIGHT for i in found.fixes):
        return verdict(1, UNSURE, "fix", -1)
    if found.parts[0].has("token", "stock") or _token_lead(found):
        return verdict(1, LIKELY, "label", -1)
    if found.asked or any(part.own >= LIGHT for part in found.parts):
        return verdict(1, UNSURE, "partly")
    return verdict(0, LIKELY, "past", 1)


def _token_lead(found: Evidence) -> bool:
    return found.parts[0].has("lead")


def grade_decision(found: Evidence) -> Verdict:
    """Tie the help to this buyer's own way to a decision; then share a step they control."""
    past = _step_past(found)
    if past:
        return past
    if found.token_only:
        return verdict(1, LIKELY, "token", -1)
    if found.stacked:
        return verdict(1, LIKELY, "stacked")
    costs = [i for i in found.having("cost") if not found.parts[i].has("asks")]
    own = [part for part in found.parts if part.own >= LIGHT and not part.has("overclaim", "pivot")]
    if costs and own:
        return verdict(3, UNSURE, "cost", -1)
    shown = found.reflects or _tied(found)
    stepped = found.promises and (own or found.parts[0].has("points"))
    if stepped and (shown or _thoughtful(found) or any(part.own >= SHOWN for part in own)):
        return verdict(3, UNSURE, "step", -1)
    if shown and (found.questions or found.having("check") or _thoughtful(found)):
        return verdict(3, UNSURE, "reflect+room", -1)
    if shown or found.questions:
        return verdict(2, LIKELY, "reflect" if shown else "question")
    if stepped or any(found.parts[i].own >= SHOWN for i in found.plans):
        return verdict(2, UNSURE, "step", -1)
    if found.any("promise", "proof") and not found.any("pivot"):
        return verdict(1, LIKELY, "generic step")
    return _matter_low(found)
