"""What the buyer says is not the point: "the price is fine" is no place to answer."""

import re
from functools import lru_cache

from sevendoors.measure.answers.content import stems

CLAUSE = re.compile(r"[.;,!?—–]|\bbut\b|\bthan\b")
FINE = re.compile(
    r"\b(?:is|are|was|'s) (?:fine|ok|okay|settled|good|not (?:the|my|our) (?:issue|problem|point|"
    r"worry)|no problem|done|the easy part)\b|\bcan wait\b|\bdoesn't matter\b|\bnot about\b|"
    r"\bmatters? less\b",
    re.I,
)


@lru_cache(maxsize=2_000)
def settled(text: str) -> frozenset[str]:
    """Give the stems that stand only in clauses the buyer called fine or put aside."""
    aside: set[str] = set()
    live: set[str] = set()
    for clause in CLAUSE.split(text):
        (aside if FINE.search(clause) else live).update(stems(clause))
    return frozenset(aside - live)
