"""What captions do to words: no marks, lower case, misheard and lost words; seeded."""

import re
from random import Random

_HEARD_AS = {
    "their": "there", "there": "their", "your": "you're", "you're": "your", "its": "it's",
    "two": "to", "to": "two", "too": "to", "for": "four", "four": "for", "hear": "here",
    "here": "hear", "know": "no", "right": "write", "week": "weak", "weeks": "weaks",
    "wait": "weight", "by": "buy", "buy": "by", "would": "wood", "which": "witch",
    "then": "than", "than": "then", "are": "our", "our": "are", "we're": "were", "were": "we're",
    "site": "sight", "sites": "sights", "sales": "sails", "whole": "hole", "cost": "cause",
    "price": "prize", "and": "in", "in": "and", "have": "of", "can": "can't", "an": "and",
    "audit": "odd it", "invoice": "in voice", "payroll": "pay role", "contract": "contact",
    "renewal": "renew all", "licence": "license", "quote": "coat", "data": "date a",
    "legal": "eagle", "plant": "plan", "plants": "plans", "fleet": "flea", "crew": "crue",
}  # fmt: skip
_SMALL = {"a", "the", "of", "to", "and", "is", "it", "that", "so", "in"}


def stripped(text: str) -> str:
    """Make a caption of a text: lower case, without marks; apostrophes stay."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'’-]", " ", text.lower())).strip()


def misheard(text: str, dice: Random, rate: float = 0.06) -> str:
    """Strip a text and mishear, lose or double about one word in sixteen."""
    found = []
    for word in stripped(text).split():
        roll = dice.random()
        if roll < rate and word in _HEARD_AS:
            found.append(_HEARD_AS[word])
        elif roll < rate / 2 and word in _SMALL:
            continue
        elif roll < rate / 6:
            found += [word, word]
        elif rate <= roll < rate * 1.3 and len(word) > 5:
            found.append(word[:-1] if dice.random() < 0.5 else word + "s")
        else:
            found.append(word)
    return " ".join(found)
