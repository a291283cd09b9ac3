"""A grade with how clear the evidence is, and the probabilities that follow from it."""

from dataclasses import dataclass

from sevendoors.core.codes import Grade

CLEAR, LIKELY, UNSURE = 0.85, 0.7, 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A grade, how sure (0.5 to 0.9), which neighbour is next likely (-1, +1, 0 both), and why.

    given: probabilities of grades 0 to 3 where more than the rules had a say.
    """

    grade: Grade
    sure: float
    reason: str
    lean: int = 0
    given: tuple[float, float, float, float] | None = None


def verdict(grade: int, sure: float, reason: str, lean: int = 0) -> Verdict:
    """Make a verdict from a plain number."""
    return Verdict(grade=Grade(grade), sure=sure, reason=reason, lean=lean)


def spread(judged: Verdict) -> tuple[float, float, float, float]:
    """Turn a verdict into probabilities of grades 0 to 3 that sum to 1, the grade on top.

    What is not sure goes to the neighbours, most to the one leaned to, a little everywhere.
    """
    if judged.given is not None:
        return judged.given
    place = int(judged.grade)
    left = 1.0 - judged.sure
    weights = [0.08, 0.08, 0.08, 0.08]
    weights[place] = 0.0
    for step in (-1, 1):
        if 0 <= place + step <= 3:
            weights[place + step] += 1.5 if step == judged.lean else 0.35 if judged.lean else 0.6
    whole = sum(weights)
    found = [left * weight / whole for weight in weights]
    found[place] = 1.0 - sum(found)
    return (found[0], found[1], found[2], found[3])
