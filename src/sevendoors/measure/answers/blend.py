"""The rules' verdict and the encoder's reading of the same answer, weighed into one."""

from collections.abc import Mapping
from dataclasses import replace

from sevendoors.core.codes import Grade
from sevendoors.measure.answers.evidence import Evidence
from sevendoors.measure.answers.reading import Part
from sevendoors.measure.answers.verdict import Verdict, spread
from sevendoors.measure.text import is_question

Spread = tuple[float, float, float, float]
RULES = 0.35  # share of the rules' word; chosen on development calls, see docs/evidence.md
# What costs nothing to say may never be paid for, whatever the encoder makes of it.
CAPPED = frozenset({"canned", "echo", "token", "stacked"})
_LEAST = 0.01
FRAGMENT = 6  # words; "And your wife?" asks without the form of a question


def put_to_encoder(found: Evidence) -> str:
    """Give the answer without what costs nothing to say, as the encoder is asked about it.

    Stock lines, words parroted, call-backs to nothing and sentences said before are left out, and a
    mark alone makes no question, so that none of them can raise a grade.
    """
    kept = [_plain(part) for i, part in enumerate(found.parts) if not _free(found, i, part)]
    return " ".join(kept)


def _free(found: Evidence, place: int, part: Part) -> bool:
    if place in found.echoes or part.has("stock"):
        return True
    shows = place in found.reflects or place in found.questions
    return (part.has("recall") and not shows) or (part.has("vague") and not part.has("dated"))


def _plain(part: Part) -> str:
    text = part.sentence.text
    bare = text.rstrip("? ")
    fragment = len(bare.split()) <= FRAGMENT
    return bare + "." if text.endswith("?") and not fragment and not is_question(bare) else text


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
