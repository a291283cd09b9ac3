"""Grades for a question and for a doubt (table 8.2): straight, bounded, and checkable."""

from sevendoors.measure.answers.evidence import LIGHT, SHOWN, Evidence
from sevendoors.measure.answers.verdict import CLEAR, LIKELY, UNSURE, Verdict, verdict


def grade_ask(found: Evidence) -> Verdict:
    """Answer what was asked, with its limit; a cost, a proof or a step makes it more."""
    if found.token_only and not found.any("straight"):
        return verdict(0 if len(found.parts) > 1 else 1, UNSURE, "token")
    if found.any("pressure"):
        return verdict(0, LIKELY, "pressure", 1)
    straight = _straight(found)
    if found.any("minimise") and not found.any("cost", "proof"):
        return verdict(0, LIKELY, "override", 1)
    if _claims(found) and not found.any("cost", "proof"):
        return verdict(0, LIKELY, "overclaim", 1)
    if found.any("evade", "argue") and not found.promises and not _bounded(found):
        return verdict(0, LIKELY, "evade", 1)
    if found.any("knownot"):
        return _not_known(found)
    if straight:
        return _answered(found)
    if found.promises and not found.any("pivot"):
        return verdict(2, UNSURE, "step", -1)
    if found.stacked:
        return verdict(1, LIKELY, "stacked", -1)
    return _ask_low(found)


def _claims(found: Evidence) -> bool:
    claimed = found.having("overclaim", "reassure")
    plain = [i for i in _plain(found) if i not in claimed]
    return bool(claimed) and not plain


def _plain(found: Evidence) -> list[int]:
    """Sentences that say something that can be held on to."""
    blocked = ("vague", "pivot", "evade", "asks", "stock", "pressure", "overclaim")
    return [
        i for i, part in enumerate(found.parts)
        if not part.has(*blocked) and not (part.has("token") and not part.has("straight"))
        and (part.has("straight", "cost") or part.marks >= {"plan", "tailor"}
             or (part.has("named") and not part.has("pitch")) or (part.has("proof") and part.own >= LIGHT))
    ]  # fmt: skip


def _straight(found: Evidence) -> bool:
    """A yes, a no, a figure or a limit, or a plain statement on what was asked."""
    first = next((part for part in found.parts if not part.has("token", "stock")), None)
    said = first is not None and first.own >= SHOWN and not first.has(
        "asks", "pivot", "vague", "evade", "candour"
    )  # fmt: skip
    return bool(_plain(found)) or said


def _bounded(found: Evidence) -> bool:
    return any(found.parts[i].has("straight", "cost") for i in _plain(found))


def _not_known(found: Evidence) -> Verdict:
    if found.promises:
        return verdict(2, LIKELY, "dated", 0)
    if len(_plain(found)) > 1 and found.any("proof"):
        return verdict(2, UNSURE, "straight", -1)
    return verdict(1, LIKELY, "vague")


def _answered(found: Evidence) -> Verdict:
    plain = _plain(found)
    proof = [i for i in found.having("proof") if not found.parts[i].has("asks", "vague")]
    cost = [i for i in found.having("cost") if not found.parts[i].has("asks")]
    bounded = _bounded(found)
    if (cost or proof or found.promises) and (bounded or cost) and not found.any("pivot"):
        checkable = bool(cost) or bool(found.promises) or len(found.parts) > 1
        if checkable and not _only_tested(found, proof, cost):
            return verdict(3, LIKELY if cost and proof else UNSURE, "straight+proof", -1)
    if not plain and found.any("stock", "candour"):
        return verdict(1, UNSURE, "partly")
    if found.any("vague") and not plain:
        return verdict(1, LIKELY, "vague")
    if found.any("pivot") or (found.any("pitch") and not bounded):
        return verdict(1, UNSURE, "partly") if not bounded else verdict(2, UNSURE, "straight", -1)
    return verdict(2, LIKELY if bounded else UNSURE, "straight", 0 if bounded else -1)


def _only_tested(found: Evidence, proof: list[int], cost: list[int]) -> bool:
    """Say whether "tested" stands alone: a word, not something the buyer can check."""
    texts = " ".join(found.parts[i].sentence.text.lower() for i in proof)
    alone = texts.count("test") == 1 and "tested" in texts and "test log" not in texts
    return alone and len(proof) == 1 and not cost and not found.promises


def _ask_low(found: Evidence) -> Verdict:
    if found.any("vague", "promise") and not found.any("pivot"):
        return verdict(1, LIKELY, "vague")
    if found.questions:
        return verdict(1, UNSURE, "counter-question", 1)
    if found.any("candour") or found.exits or found.any("pivot", "list"):
        return verdict(0, LIKELY, "exit", 1)
    if found.echoes or found.asked:
        return verdict(1, UNSURE, "echo")
    if found.any("pitch") and not any(part.own >= SHOWN for part in found.parts):
        return verdict(0, LIKELY, "past", 1)
    if any(part.own >= LIGHT for part in found.parts):
        return verdict(2, 0.5, "answer", -1)
    return verdict(1, UNSURE, "partly", -1)


def grade_doubt(found: Evidence) -> Verdict:
    """Take the doubt before meeting it; something to check makes it more."""
    if found.token_only:
        return verdict(1, CLEAR, "token", -1)
    if found.any("pressure"):
        return verdict(0, LIKELY, "pressure", 1)
    bad = found.having("argue", "overclaim", "reassure", "minimise", "verdict", "evade")
    bounded = _bounded(found)
    first = min((*found.reflects, *found.questions, *_plain(found)), default=None)
    if bad and (first is None or (bad[0] <= first and not found.any("cost", "proof"))):
        return verdict(0, LIKELY, "override", 1)
    if found.any("knownot") and not found.reflects:
        return _not_known(found)
    if found.stacked:
        return verdict(1, LIKELY, "stacked")
    solid = found.any("cost", "proof") or found.promises
    if found.promises and found.any("proof") and not found.any("pivot"):
        return verdict(3, UNSURE, "proof+step", -1)
    if (found.reflects or bounded or found.any("cost")) and solid:
        return verdict(3, UNSURE, "straight+proof", -1)
    if found.reflects and found.room and not found.any("list", "leading"):
        return verdict(3, UNSURE, "reflect+room", -1)
    if found.reflects or found.questions:
        return verdict(2, LIKELY, "reflect" if found.reflects else "question")
    if found.promises or found.having("proof"):
        return verdict(2, UNSURE, "proof", -1)
    if bounded:
        return verdict(2, UNSURE, "straight", -1)
    return _doubt_low(found)


def _doubt_low(found: Evidence) -> Verdict:
    if found.exits or found.any("pivot", "list", "leading"):
        return verdict(0, LIKELY, "exit", 1)
    if found.any("vague", "stock", "generic") or found.echoes or found.fixes:
        return verdict(1, UNSURE, "vague")
    if found.asked or any(part.own >= LIGHT for part in found.parts):
        return verdict(1, UNSURE, "partly")
    return verdict(0, LIKELY, "past", 1)
