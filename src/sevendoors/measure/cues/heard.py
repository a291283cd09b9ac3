"""Chances as the encoder hears them: a kind for the turn, then the words that speak for it."""

from collections.abc import Iterator, Sequence
from math import exp

from sevendoors.core.protocols import Encoder
from sevendoors.measure.cues.context import Stretch
from sevendoors.measure.cues.plain_forms import hits, is_none
from sevendoors.measure.cues.sign import ORDER, Sign
from sevendoors.measure.text import Clause, clauses, words

STATED = 0.5
PLAIN = (
    0.8  # what a plain form adds to the log odds: fitted on development calls, .5 to 1.2 by kind
)
FEWEST = 2  # words; "Beans?" belongs to the question before it
JOINED = 0.6  # a neighbouring sentence joins from this share of the best one's weight
SHARED = 0.3  # from this probability a second kind may stand in the same sentence
APART = 0.5  # a sentence further off is a chance of its own from this weight


def signs(turn: Sequence[Stretch], encoder: Encoder) -> list[Sign]:
    """Give every sign in one turn, the surest reading of each stretch of words."""
    found: list[Sign] = []
    for stretch in turn:
        passage = stretch.clause
        heads = encoder.heads(passage.text, stretch.before)
        plain_forms = {c for part in clauses(passage.text) for c in hits(part.text)}
        for code in ORDER:
            p = _lifted(heads[code.lower()]) if code in plain_forms else heads[code.lower()]
            if p >= encoder.least(code.lower(), passage.text):
                plain = 2 if heads.get("stated", 1.0) >= STATED else 1
                for clause in _places(stretch, code.lower(), encoder):
                    if len(words(clause.text)) >= FEWEST and not is_none(clause.text):
                        found.append(Sign(code=code, p=p, intensity=plain, clause=clause))
    return _one_code_each(found)


def _lifted(p: float) -> float:
    """Raise a probability where a plain form of words speaks for the kind too."""
    odds = max(p, 1e-6) / max(1 - p, 1e-6) * exp(PLAIN)
    return odds / (1 + odds)


def _places(stretch: Stretch, head: str, encoder: Encoder) -> Iterator[Clause]:
    passage, before = stretch
    parts = clauses(passage.text)
    places = [(part.start, part.end) for part in parts]
    weights = encoder.where(passage.text, head, places, before)
    best = max(range(len(parts)), key=lambda i: weights[i])
    for first, last in _runs(weights, best):
        start, end = passage.start + parts[first].start, passage.start + parts[last].end
        yield Clause(start=start, end=end, text=passage.text[parts[first].start : parts[last].end])


def _runs(weights: Sequence[float], best: int) -> Iterator[tuple[int, int]]:
    """Give the best sentence with its like neighbours, then others strong by themselves."""
    least = min(JOINED * weights[best], 0.9)
    first = last = best
    if last + 1 < len(weights) and weights[last + 1] >= max(least, APART):
        last += 1
    elif first > 0 and weights[first - 1] >= max(least, APART):
        first -= 1
    yield first, last
    for place, weight in enumerate(weights):
        if weight >= APART and (place < first - 1 or place > last + 1):
            yield place, place


def _one_code_each(found: Sequence[Sign]) -> list[Sign]:
    """Where two kinds claim one sentence the surer stays, and the other too if it is plain enough.

    A sentence may hold two chances in different words; near ties go by the codebook's order.
    """
    kept: list[Sign] = []
    ranked = sorted(found, key=lambda s: (-round(s.p, 1), ORDER.index(s.code)))
    for sign in ranked:
        if sign.p >= SHARED or not any(_overlap(sign.clause, other.clause) for other in kept):
            kept.append(sign)
    return sorted(kept, key=lambda sign: sign.clause.start)


def _overlap(one: Clause, two: Clause) -> bool:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > 0.5 * min(one.end - one.start, two.end - two.start)
