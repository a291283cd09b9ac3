"""Words, clauses and questions, for punctuated talk and for captions without any marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(
    r"(?<!\bMs\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\be\.g\.)(?<=[.!?…])[\"'”’)]*\s+(?=\S)|\s+(?=--\s)"
)
_CAPTION_CUT = re.compile(
    r"\s+(?=(?:and then|but|because|so|and (?:i|we|he|she|they|it|my|our|the|that|what|how|do|"
    r"does|can|is)|what|how|when|do you|does it|can you|could you|honestly|also)\b)",
    re.IGNORECASE,
)
_LONG = 16
OPENERS = re.compile(
    r"^(?:(?:and|so|but|okay|ok|right|well|yeah|yes|no|now|then|um|uh|sorry|quick question|"
    r"just|or|also|fair|look|see|sure|hm+|mhm|oh|ah|alright|i mean|maybe|again|good|great|"
    r"out of interest|if i may ask|may i ask)[, ]+)*"
    r"(?:who|whose|what(?!ever| a )|what's|which|when(?=\s(?:do|does|did|is|are|was|were|will|"
    r"would|can|could|should))|where|why|how|do|does|did|don't|doesn't|didn't|is|are|was|were|"
    r"isn't|aren't|will|would|won't|wouldn't|can|could|can't|couldn't|should|have you|has|had|"
    r"may i|might|any (?:idea|chance)|tell me|walk me through|talk me through|take me through)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"^(?:do that|do it|will do|have a|is what|are what|could be\b)", re.IGNORECASE
)

STOP = frozenset(
    """
    a about actually after again ah all also always am an and any anyone anything are aren't as
    at back basically be because been before being bit but by can can't come could couldn't did
    didn't do does doesn't doing don't done down each er even ever every everyone everything
    fine first for from get getting give gives go goes going good got great had has have having
    he he's hello her here hey hi his hmm honestly how i i'd i'll i'm i've if in into is isn't
    it it's its just kind know last let let's lets like look looking looks lot made make makes
    many may maybe me mean mhm might mine more most much must my need never next no nobody not
    nothing now of off oh ok okay on one ones only or other our ours out over perhaps please put
    quite really right said say says see shall she she's should so some someone something sorry
    sort still stuff sure take takes than thank thanks that that's the their them then there
    there's these they they'll they're thing things think this those though three time times to
    today too took two uh um until up us very want was wasn't way ways we we'd we'll we're we've
    well were what what's when where which while who whom why will with won't would wouldn't
    yeah yep yes you you'll you're you've your yours
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A piece of a turn's text with its character offsets."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Give the words, lower case, with plain apostrophes."""
    return tuple(w.replace("’", "'") for w in _WORD.findall(text.casefold()))


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[str, ...]:
    """Give the words that carry what is meant, in order, each once."""
    return tuple(dict.fromkeys(w for w in words(text) if w not in STOP and len(w) > 1))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Cut an English ending off, so that "audits" and "audit" are one thing."""
    for ending in ("'s", "ings", "ing", "ies", "ied", "edly", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)]
            return base + "y" if ending in ("ies", "ied") else base.rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Give the stems of the content words."""
    return frozenset(stem(word) for word in content(text))


@lru_cache(maxsize=2048)
def clauses(text: str) -> tuple[Clause, ...]:
    """Cut a text into sentences; a long stretch without marks is cut where a new thought begins."""
    return tuple(_clauses(text))


def _clauses(text: str) -> Iterator[Clause]:
    for start, end in _pieces(text, 0, len(text), _END):
        if len(words(text[start:end])) <= _LONG or "," in text[start:end][:120]:
            yield _clause(text, start, end)
            continue
        for inner, after in _pieces(text, start, end, _CAPTION_CUT):
            yield _clause(text, inner, after)


def _clause(text: str, start: int, end: int) -> Clause:
    return Clause(start=start, end=end, text=text[start:end])


def _pieces(text: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    for found in cut.finditer(text, start, end):
        if found.start() > at and text[at : found.start()].strip():
            yield _trim(text, at, found.start())
            at = found.end()
    if text[at:end].strip():
        yield _trim(text, at, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_question(text: str) -> bool:
    """Say whether a clause asks: by its mark, or by how it begins where marks are missing."""
    bare = text.strip().rstrip("\"'”’)")
    if bare.endswith("?"):
        return True
    if bare.endswith((".", "!")) and not bare.endswith("..."):
        return False
    opening = OPENERS.match(bare)
    if opening is None or bare[opening.end() : opening.end() + 1] == ",":
        return False
    return not _STATEMENT.match(bare) and len(words(bare)) >= 3
