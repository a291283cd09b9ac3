"""The rules' verdict and the encoder's reading of the same answer, weighed into one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sevendoors.core.codes import Grade
from sevendoors.measure.answers.evidence import Evidence
from sevendoors.measure.answers.reading import Part
from sevendoors.measure.answers.verdict import Verdict, spread
from sevendoors.measure.text import clauses

Spread = tuple[float, float, float, float]
RULES = 0.1  # share of the rules' word; chosen on development calls, see docs/evidence.md
# What costs nothing to say may never be paid for, whatever the encoder makes of it.
CAPPED = frozenset({"canned", "echo", "token", "stacked"})
_LEAST = 0.01
PARROTED = 5  # words in a row taken over from the buyer show nothing of one's own
_ORDERS = re.compile(
    r"\b(ignore|disregard|forget) (all|any|every|the|your|previous|prior)\b.{0,40}"
    r"\b(rules?|instructions?|prompts?)\b|\b(grade|rate|score|mark|count) this\b|"
    r"\b(system|assistant) ?(prompt|message)\b",
    re.IGNORECASE,
)


def put_to_encoder(found: Evidence) -> str:
    """Give the answer without what costs nothing to say, as the encoder is asked about it.

    Stock lines, words parroted, call-backs to nothing, orders to the machine and sentences said
    before are left out, and so are marks and capitals, so that none of them can raise a grade.
    """
    kept = [_ordered(p) for i, p in enumerate(found.parts) if not _free(found, i, p)]
    return _without(bared(found.heard.around).split(), bared(" ".join(kept)).split())


def bared(text: str) -> str:
    """Give a text in lower case and without marks; apostrophes stay, as in captions."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'’-]", " ", text.lower())).strip()


def _without(buyer: Sequence[str], said: Sequence[str]) -> str:
    """Leave out each stretch of the buyer's very words, of five or more."""
    heard = {tuple(buyer[i : i + PARROTED]) for i in range(len(buyer) - PARROTED + 1)}
    taken: set[int] = set()
    for i in range(len(said) - PARROTED + 1):
        if tuple(said[i : i + PARROTED]) in heard:
            taken.update(range(i, i + PARROTED))
    rest = [word for i, word in enumerate(said) if i not in taken]
    return "" if len(rest) == 1 and rest[0] in buyer else " ".join(rest)


def _ordered(part: Part) -> str:
    """Give a sentence up to where it begins to give orders."""
    order = _ORDERS.search(part.sentence.text)
    return part.sentence.text[: order.start()] if order else part.sentence.text


def _free(found: Evidence, place: int, part: Part) -> bool:
    if place in found.echoes or part.has("stock"):
        return True
    if bared(part.sentence.text) in {bared(c.text) for c in clauses(found.heard.around)}:
        return True
    shows = place in found.reflects or place in found.questions
    return (part.has("recall") and not shows) or (part.has("vague") and not part.has("dated"))


def heard_spread(seen: Mapping[str, float]) -> Spread | None:
    """Give the encoder's probabilities of grades 0 to 3, or None where it has no such heads."""
    if "grade1" not in seen:
        return None
    one = seen["grade1"]
    two = min(one, seen["grade2"])
    three = min(two, seen["grade3"])
    return (1 - one, one - two, two - three, three)


def blended(judged: Verdict, seen: Mapping[str, float]) -> Verdict:
    """Give the verdict after both were weighed; without such heads the rules' own.

    The grade is the median of the probabilities: for grades in order it errs by least.
    """
    own, heard = spread(judged), heard_spread(seen)
    if heard is None:
        return judged
    weighed = [max(_LEAST, a) ** RULES * max(_LEAST, b) ** (1 - RULES)
               for a, b in zip(own, heard, strict=True)]  # fmt: skip
    if judged.reason in CAPPED:
        weighed = [w if g <= judged.grade else 0.0 for g, w in enumerate(weighed)]
    total = sum(weighed)
    p = tuple(w / total for w in weighed)
    grade = _median(p)
    return replace(judged, grade=grade, sure=p[grade], given=(p[0], p[1], p[2], p[3]))


def _median(p: tuple[float, ...]) -> Grade:
    below = 0.0
    for grade, share in enumerate(p):
        below += share
        if below >= 0.5:
            return Grade(grade)
    return Grade.OPENED
