"""Sentences of a turn, also where captions carry no punctuation, and which of them ask."""

import re
from dataclasses import dataclass
from functools import lru_cache

END = re.compile(r"(?<=[.?!…])[\"'”’)]*\s+|\n+")
WHO = r"(?:i|we|you|he|she|it|they|this|that|there|these|those|the|your|our|their|his|her|any\w*)"
OPENER = (
    r"(?:(?:what|what's|who|who's|whose|whom|which|when|where|why|how|is|are|was|were|do|does|did|"
    r"have|has|had|can|could|would|will|should|shall|may|might)\b|(?:isn't|aren't|don't|doesn't|"
    rf"didn't|wouldn't|won't|can't|couldn't|shouldn't|haven't|hasn't|wasn't|weren't) {WHO})"
)
SUBJECT = (
    r"(?:i|we|you|he|she|it|they|this|that|there|these|those|the|your|our|their|his|her|someone|"
    r"anyone|anybody|something|anything|any|one|people|[a-z]+)"
)
ASKING = re.compile(
    r"^(?:(?:and|so|but|or|okay|ok|well|right|oh|ah|um|uh|er|erm|hm|yeah|yes|no|sure|then|"
    r"actually|just|first|interesting|sorry|thanks)[,\s]+)*"
    rf"(?:(?:in|on|at|for|from|with|by|to|of|about|until|since)\s+)?(?:{OPENER})\b",
    re.I,
)
WH_CLAUSE = re.compile(
    r"^(?:what|when|where|how|who|which|why)\s+(?:i|we|you|they|it|that|this|bothers|matters|"
    r"our|your|my|the\s+\w+\s+(?:is|does)|really)\b(?!\s+(?:is|are|do|does|did|would)\s+(?:it|you)"
    r"\b)",
    re.I,
)
LATER_ASK = re.compile(rf"(?:[,;:–—-]|\b(?:and|but|so|or|then))\s+(?:{OPENER})\s+{SUBJECT}\b", re.I)
TAG = re.compile(
    r"(?:right|correct|yes|no|okay|or|(?:is|does|do|are|would|did)(?:n't)? (?:it|that|he|she|they|you|we))\?$",
    re.I,
)
EITHER = re.compile(r",? or (?:\w+ ){0,4}\w+\?$")
BREAK = re.compile(
    r"\s+(?=(?:so|but|anyway|okay so|and then|now)\s+\w)|\s+(?=(?:what|how|who|which|why|where|when)"
    r"\s+(?:is|are|was|were|do|does|did|would|will|could|can|should|makes|happens|else|kind)\b)"
    r"|\s+(?=(?:can|could|would|do|does|did|is|are|have|should|shall)\s+(?:you|we|it|that|they|"
    r"there|i)\b)",
    re.I,
)
FINITE = re.compile(
    r"\b(?:i|we|you|our|is|are|was|were|be|must|will|would|can|has|have|had|do|does|did|means|makes|"
    r"matters|sounds|\w+'(?:s|re|ve|m|ll|d|t))\b"
)
SHORT = 6
LONG_CAPTION = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a turn; start and end are characters in the text of that turn."""

    turn: int
    start: int
    end: int
    text: str
    asks: bool


@lru_cache(maxsize=8_000)
def asks(text: str) -> bool:
    """Say whether a sentence asks, by its form; a question mark on a statement is not enough."""
    low = text.strip().lower().replace("’", "'")
    if low.endswith("?"):
        short = len(low.split()) <= SHORT and not FINITE.search(low)
        return (
            bool(
                ASKING.search(low) or LATER_ASK.search(low) or TAG.search(low) or EITHER.search(low)
            )
            or short
        )
    if low.endswith((".", "!")):
        return False
    return bool(ASKING.search(low)) and not WH_CLAUSE.search(low) and len(low.split()) > 2


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Cut a turn into sentences; caption text without marks is cut at openers."""
    cuts = [(m.start(), m.end()) for m in END.finditer(text)]
    marked = bool(cuts) or text.rstrip().endswith((".", "?", "!"))
    if not marked and len(text.split()) > LONG_CAPTION:
        cuts = [(m.start(), m.end()) for m in BREAK.finditer(text)]
    starts = [0, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), len(text)]
    return tuple((a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip())


def split(turn: int, text: str) -> tuple[Sentence, ...]:
    """Give the sentences of one turn with their places."""
    found = []
    for start, end in pieces(text):
        body = text[start:end]
        left = start + len(body) - len(body.lstrip())
        right = left + len(body.strip())
        piece = text[left:right]
        found.append(Sentence(turn=turn, start=left, end=right, text=piece, asks=asks(piece)))
    return tuple(found)
