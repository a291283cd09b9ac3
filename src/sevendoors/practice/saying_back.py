"""Whether what a seller says back is what she said: near it in words, and no number of his own."""

import re
from collections.abc import Iterator

from sevendoors.core.practice import Buyer, Door, Ear, Mind

NEAR = 0.4  # how much of it must be hers
LONG = 8  # a line of so many words, word for word, is a copy
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "thousand million".split()
)
_DIGITS = "zero one two three four five six seven eight nine ten eleven twelve".split()
FEW = 3  # a clause of fewer words says nothing by itself
_CLAUSE = re.compile(r"[,;:.!?]+|\band\b|\bbut\b")
_WORD = re.compile(r"[a-z]+|\d+")


def confirms(buyer: Buyer, mind: Mind, ear: Ear, told: str) -> bool:
    """Say whether she can say yes to it; a bare "Is that right?" gets a yes, too."""
    if not told:
        return True
    hers = [*said_so_far(buyer, mind), *(f.truth for f in buyer.needs() if _is_out(mind, f.key))]
    # A closing summary holds several things; each clause of it is held against what she said.
    clauses = [part for part in _CLAUSE.split(told) if len(part.split()) >= FEW] or [told]
    near = {part: [one for one in hers if ear.near(part, one) >= NEAR] for part in {told, *clauses}}
    met = sum(bool(near[part]) for part in clauses)
    if not near[told] and 2 * met <= len(clauses):
        return False
    return numbers(told) <= set().union(*(numbers(one) for found in near.values() for one in found))


def _is_out(mind: Mind, key: str) -> bool:
    return mind.doors[key] is Door.OPEN


def parrots(buyer: Buyer, mind: Mind, words: str) -> bool:
    """Say whether a line of hers stands in it word for word, or it in hers."""
    theirs = plain(words)
    return any(
        theirs in hers or (hers in theirs and len(hers.split()) >= LONG)
        for hers in map(plain, said_so_far(buyer, mind))
    )


def plain(text: str) -> str:
    """Give the words of a text alone, in small letters."""
    return " ".join(_WORD.findall(text.lower()))


def numbers(text: str) -> set[str]:
    """Give the numbers in a text, in words; one is left out, since it is mostly no number."""
    found = {
        _DIGITS[int(word)] if word.isdigit() and int(word) < len(_DIGITS) else word
        for word in _WORD.findall(text.lower())
    }
    return {word for word in found if word in _NUMBERS or word.isdigit()}


def said_so_far(buyer: Buyer, mind: Mind) -> Iterator[str]:
    """Give what she has let out so far, in every way she may have said it."""
    for fact in buyer.facts:
        door = mind.doors[fact.key]
        if door is not Door.CLOSED:
            yield from fact.says if door is Door.OPEN else fact.hints
    for number in mind.given:
        yield from buyer.chances[number].says


def said_before(buyer: Buyer, mind: Mind) -> Iterator[str]:
    """Give the lines she did say of what she knows and gave, but for the chance that waits."""
    hers = {way for fact in buyer.facts for way in (*fact.says, *fact.hints)}
    for number, chance in enumerate(buyer.chances):
        if number != mind.pending:
            hers |= set(chance.says)
    yield from (way for way in mind.used if way in hers)
