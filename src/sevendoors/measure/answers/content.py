"""What a sentence is about: its content words, and how far two people speak of the same thing."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from sevendoors.measure.answers.related import ideas
from sevendoors.measure.answers.small_words import EVERYDAY, SMALL
from sevendoors.measure.answers.stemming import stem

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
# "May" the month, not "may" the verb: after a preposition, or a capital before no pronoun.
MONTH_MAY = re.compile(r"\b([Ii]n|[Bb]y|[Bb]efore|[Uu]ntil|[Oo]f|[Nn]ext|[Ll]ast) [Mm]ay\b")
MAY_NOUN = re.compile(r"\bMay (?!I\b|we\b|you\b|it\b|be\b|not\b|they\b|that\b)")
KINDRED = 0.6


def _month(text: str) -> str:
    return MAY_NOUN.sub("may5 ", MONTH_MAY.sub(r"\1 may5", text))


def is_content(word: str) -> bool:
    """Say whether a word carries content; single letters and small words do not."""
    return (len(word) > 1 or word.isdigit()) and word.lower().replace("’", "'") not in SMALL


@lru_cache(maxsize=8_000)
def stems(text: str) -> tuple[str, ...]:
    """Give the content stems of a text, in order spoken; small words are left out."""
    return tuple(stem(word) for word in WORD.findall(_month(text)) if is_content(word))


def weight(found: str) -> float:
    """Say how much a shared stem shows: a number alone proves little, everyday words less."""
    if found in EVERYDAY:
        return 0.5
    return 0.8 if found[0].isdigit() else 1.0


@lru_cache(maxsize=8_000)
def weighed(text: str) -> Mapping[str, float]:
    """Give the stems of a buyer's words with their weight; a name in the middle weighs most."""
    found = {word: weight(word) for word in stems(text)}
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and match.start() > 0 and text[match.start() - 2] not in ".?!":
            name = stem(word)
            if name in found:
                found[name] = 1.5
    return found


def overlap(buyer: Mapping[str, float], reply: Collection[str]) -> float:
    """Add up what a reply shares with the buyer's stems; a kindred word counts 0.6 of its weight.

    buyer: stem to weight. A short distance away from copying, hence the kindred words.
    """
    said = frozenset(reply)
    spoken = frozenset().union(*(ideas(word) for word in said)) if said else frozenset()
    total = 0.0
    for word, worth in buyer.items():
        if word in said:
            total += worth
        elif not spoken.isdisjoint(ideas(word)):
            total += KINDRED * min(1.0, worth)
    return total


def copy_rate(buyer: Sequence[str], reply: Sequence[str]) -> float:
    """Give the share of the reply's content words copied in order from the buyer, 0 to 1."""
    if not reply:
        return 0.0
    places = set(buyer)
    row = [0] * (len(buyer) + 1)
    for word in reply:
        if word not in places:
            continue
        before = 0
        for place, other in enumerate(buyer, start=1):
            keep = row[place]
            row[place] = before + 1 if word == other else max(keep, row[place - 1])
            before = keep
    return row[-1] / len(reply)


UM = re.compile(r"(?:um+|uh+|er+m?|hm+)$")
TURNED = {"my": "your", "our": "your", "i": "you", "me": "you", "we": "you", "us": "you"}


@lru_cache(maxsize=8_000)
def plain_words(text: str) -> tuple[str, ...]:
    """Give all words small, with first and second person made alike."""
    return tuple(
        TURNED.get(word, word) for word in map(str.lower, WORD.findall(text)) if not UM.match(word)
    )


def echo_rate(buyer: str, reply: str) -> float:
    """Give the longest stretch repeated word for word, as a share of the reply's words."""
    heard, said = plain_words(buyer), plain_words(reply)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(heard):
        places.setdefault(word, []).append(place)
    best, before = 0, dict[int, int]()
    for word in said:
        now = {place: before.get(place - 1, 0) + 1 for place in places.get(word, ())}
        best = max(best, *now.values(), 0)
        before = now
    return best / len(said) if said else 0.0
