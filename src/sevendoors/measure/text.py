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
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "if",
        "so",
        "then",
        "than",
        "that",
        "this",
        "these",
        "those",
        "there",
        "here",
        "it",
        "its",
        "it's",
        "i",
        "i'm",
        "i've",
        "i'd",
        "i'll",
        "you",
        "you're",
        "you've",
        "your",
        "yours",
        "he",
        "she",
        "they",
        "them",
        "his",
        "her",
        "their",
        "we",
        "we're",
        "we've",
        "we'd",
        "our",
        "ours",
        "us",
        "me",
        "my",
        "mine",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "done",
        "doing",
        "have",
        "has",
        "had",
        "having",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "shall",
        "not",
        "no",
        "yes",
        "yeah",
        "yep",
        "okay",
        "ok",
        "right",
        "well",
        "just",
        "really",
        "very",
        "quite",
        "actually",
        "basically",
        "kind",
        "sort",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "by",
        "about",
        "as",
        "into",
        "out",
        "over",
        "up",
        "down",
        "off",
        "again",
        "also",
        "too",
        "more",
        "most",
        "some",
        "any",
        "all",
        "each",
        "one",
        "ones",
        "get",
        "got",
        "getting",
        "go",
        "going",
        "goes",
        "come",
        "like",
        "think",
        "know",
        "mean",
        "see",
        "say",
        "said",
        "says",
        "want",
        "need",
        "let",
        "lets",
        "let's",
        "make",
        "makes",
        "made",
        "thing",
        "things",
        "stuff",
        "lot",
        "bit",
        "what",
        "who",
        "whom",
        "which",
        "when",
        "where",
        "why",
        "how",
        "um",
        "uh",
        "er",
        "hmm",
        "mhm",
        "oh",
        "ah",
        "hey",
        "hi",
        "hello",
        "thanks",
        "thank",
        "please",
        "sorry",
        "sure",
        "fine",
        "good",
        "great",
        "much",
        "many",
        "because",
        "before",
        "after",
        "until",
        "while",
        "only",
        "even",
        "still",
        "ever",
        "never",
        "always",
        "now",
        "today",
        "maybe",
        "perhaps",
        "something",
        "anything",
        "everything",
        "nothing",
        "someone",
        "anyone",
        "everyone",
        "nobody",
        "way",
        "ways",
        "time",
        "times",
        "don't",
        "doesn't",
        "didn't",
        "isn't",
        "aren't",
        "wasn't",
        "can't",
        "couldn't",
        "won't",
        "wouldn't",
        "that's",
        "there's",
        "what's",
        "he's",
        "she's",
        "they're",
        "you'll",
        "we'll",
        "they'll",
        "i'd",
        "put",
        "take",
        "takes",
        "took",
        "give",
        "gives",
        "look",
        "looks",
        "looking",
        "honestly",
        "other",
        "back",
        "first",
        "last",
        "next",
        "every",
        "two",
        "three",
        "though",
        "than",
    ]
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
    return bool(OPENERS.match(bare)) and not _STATEMENT.match(bare) and len(words(bare)) >= 3
