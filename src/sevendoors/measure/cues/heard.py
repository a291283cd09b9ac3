"""Chances as the encoder hears them: a kind for the turn, then the words that speak for it."""

from collections.abc import Iterator, Sequence

from sevendoors.core.protocols import Encoder
from sevendoors.measure.cues.sign import ORDER, Sign
from sevendoors.measure.text import Clause, clauses, words

LONGEST = 70  # words the encoder reads at once; a longer turn is read in stretches
STATED = 0.5
JOINED = 0.6  # a neighbouring sentence joins from this share of the best one's weight
APART = 0.5  # a sentence further off is a chance of its own from this weight


def passages(text: str) -> list[Clause]:
    """Cut a turn into stretches of whole sentences that the encoder reads at once."""
    found: list[Clause] = []
    for clause in clauses(text):
        last = found[-1] if found else None
        if last and len(words(text[last.start : clause.end])) <= LONGEST:
            found[-1] = Clause(start=last.start, end=clause.end, text=text[last.start : clause.end])
        else:
            found.append(clause)
    return found


def signs(text: str, encoder: Encoder) -> list[Sign]:
    """Give every sign in one turn, the surest reading of each stretch of words."""
    found: list[Sign] = []
    for passage in passages(text):
        heads = encoder.heads(passage.text)
        for code in ORDER:
            p = heads[code.lower()]
            if p >= encoder.least(code.lower(), passage.text):
                plain = 2 if heads.get("stated", 1.0) >= STATED else 1
                for clause in _places(passage, code.lower(), encoder):
                    found.append(Sign(code=code, p=p, intensity=plain, clause=clause))
    return _one_code_each(found)


def _places(passage: Clause, head: str, encoder: Encoder) -> Iterator[Clause]:
    parts = clauses(passage.text)
    weights = encoder.where(passage.text, head, [(part.start, part.end) for part in parts])
    best = max(range(len(parts)), key=lambda i: weights[i])
    for first, last in _stretches(weights, best):
        start, end = passage.start + parts[first].start, passage.start + parts[last].end
        yield Clause(start=start, end=end, text=passage.text[parts[first].start : parts[last].end])


def _stretches(weights: Sequence[float], best: int) -> Iterator[tuple[int, int]]:
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
    """Where two kinds claim the same words the surer stays; near ties go by the codebook's order."""
    kept: list[Sign] = []
    ranked = sorted(found, key=lambda s: (-round(s.p, 1), ORDER.index(s.code)))
    for sign in ranked:
        if not any(_overlap(sign.clause, other.clause) for other in kept):
            kept.append(sign)
    return sorted(kept, key=lambda sign: sign.clause.start)


def _overlap(one: Clause, two: Clause) -> bool:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > 0.5 * min(one.end - one.start, two.end - two.start)
