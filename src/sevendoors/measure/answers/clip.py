"""Short verbatim pieces of long sentences, and buyers' names, for the sentences people read."""

import re

from sevendoors.core.conversation import Conversation
from sevendoors.measure.answers.content import stems, weight

MOST_WORDS = 20
LATER = 0.3
CUT = re.compile(
    r"(?<=[.?!;:,])\s+|\s+(?=(?:and|but|so|because|which)\s(?:i|we|you|it|the|that|they|he|she|our|my|your|then|what|how)\b)"
)
OPENING = re.compile(
    r"^(?:(?:well|so|and|but|um+|uh+|er+m?|yeah|okay|ok|right|hm+|oh|ah|i mean|you know|like|"
    r"honestly|to be honest|look|actually|basically|sorry|not|or|because)\b[\s,.…-]*)+",
    re.I,
)
PLACEHOLDER = re.compile(
    r"^(?:speaker|guest|caller|user|unknown|participant|customer|agent|client|spk|buyer|seller|"
    r"visitor|\+?\d)", re.I
)  # fmt: skip


def clip(text: str, most: int = MOST_WORDS) -> str:
    """Give the piece of a text that says most, at most so many words, word for word.

    Returns a substring of the text without closing full stop; never empty for a text with words.
    """
    body = text.strip()
    opening = OPENING.match(body)
    if opening and stems(body[opening.end() :]):
        body = body[opening.end() :]
    if len(body.split()) > most:
        body = _best_stretch(body, most)
    opening = OPENING.match(body)
    if opening and len(stems(body[opening.end() :])) > 1:
        body = body[opening.end() :]
    return body.strip().rstrip(".,;:!—–- ") or text.strip()


def _best_stretch(body: str, most: int) -> str:
    cuts = [0, *(match.end() for match in CUT.finditer(body)), len(body)]
    best, worth = "", -1.0
    for i, start in enumerate(cuts[:-1]):
        for end in cuts[i + 1 :]:
            piece = body[start:end]
            if len(piece.split()) > most:
                break
            told = sum(weight(word) for word in set(stems(piece))) - LATER * i
            if told > worth:
                best, worth = piece, told
    if best.strip():
        return best
    return body[: _after_words(body, most)]


def _after_words(body: str, most: int) -> int:
    spots = [match.end() for match in re.finditer(r"\S+", body)]
    return spots[most - 1]


def said(text: str) -> str:
    """Put a piece in quotation marks; typographic ones where it holds straight ones."""
    return f"“{text}”" if '"' in text else f'"{text}"'


def name_of(conversation: Conversation, participant: str | None) -> str:
    """Give the buyer's first name, or "The buyer" where the file has only a placeholder."""
    person = conversation.participant(participant)
    first = person.name.split()[0].strip(",") if person and person.name.split() else ""
    if not first.isalpha() or PLACEHOLDER.match(first):
        return "The buyer"
    return first
