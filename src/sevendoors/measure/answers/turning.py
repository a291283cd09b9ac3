"""Turning a buyer's words round, so that a seller can say them back: "we lose" to "you lose"."""

import re

from sevendoors.measure.answers.clip import OPENING
from sevendoors.measure.answers.content import WORD, is_content, stems, weight

PAIRS = (
    (r"\bi am\b", "you are"), (r"\bi'm\b", "you're"), (r"\bi was\b", "you were"),
    (r"\bi've\b", "you've"), (r"\bi'd\b", "you'd"), (r"\bi'll\b", "you'll"), (r"\bi\b", "you"),
    (r"\bwe're\b", "you're"), (r"\bwe've\b", "you've"), (r"\bwe'd\b", "you'd"),
    (r"\bwe'll\b", "you'll"), (r"\bwe\b", "you"), (r"\bmyself\b", "yourself"),
    (r"\bourselves\b", "yourselves"), (r"\bmine\b", "yours"), (r"\bours\b", "yours"),
    (r"\bmy\b", "your"), (r"\bour\b", "your"), (r"\bme\b", "you"), (r"\bus\b", "you"),
)  # fmt: skip
SPLIT = re.compile(
    r"[.;!?—–…]+|,\s+(?=(?:my|our|we|i|they|nobody)\b)|,\s+(?=(?:but|and|so|which|because|or|not|um|uh|you know)\b)|\s-\s"
)
TAIL = re.compile(
    r"[,\s]+(?:you know|i mean|right|honestly|actually|though|really|um|uh)?[,\s]*$", re.I
)
HEDGE = re.compile(
    r"\b(?:um+|uh+|you know|i mean|i guess|i think|to be honest|honestly)\b,?\s*", re.I
)
TO_SELLER = re.compile(r"\b(?:you|your|you're|you'd|yours|you'll|you've)\b", re.I)
SUBJECT = re.compile(
    r"^(?:i|we|i'm|we're|i've|we've|i'd|we'd|it|it's|they|he|she|there|there's|that|that's|this|the"
    r"|my|our|his|her|their|every|each|nobody|everybody|no|two|three|four|last|if|half|most|some)\b"
)
VERB = re.compile(
    r"\b(?:is|are|was|were|'s|'re|'m|has|have|had|do|does|did|can|can't|could|couldn't|will|won't|"
    r"would|wouldn't|must|should|needs?|wants?|lost|loses?|(?!hundred)\w+ed|got|gets?|keeps?|takes?|took|said|"
    r"says|goes|went|comes|came|happens?|left|quit|signs?|sees?|decides?|hates?|starts?|means?|"
    r"matters?|counts?|write|type|clean|find|holds?|broke|breaks?|feel|feels|know|don't|doesn't)\b",
    re.I,
)
DETERMINER = frozenset(
    [
        "the",
        "our",
        "my",
        "your",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "a",
        "an",
        "every",
        "each",
        "no",
        "two",
        "three",
        "four",
        "five",
        "six",
        "both",
        "last",
        "next",
    ]
)
NO_NOUN = re.compile(
    r"ly$|^(?:cost|costs|stand|stands|lose|loses|break|breaks|run|runs|sign|signs|hate|hates|start|"
    r"starts|keep|keeps|change|find|finds|write|type|clean|leave|left|land|call|called|hold|holds|"
    r"handle|decide|sees|wants|needs|late|slow|nervous|proud|never|stop|stops|single|extra|same|"
    r"least|\w+ed)$",
    re.I,
)
SHORTEST, LONGEST = 3, 15


def turn(text: str) -> str:
    """Swap first for second person; the case of the first letter is small unless it is a name."""
    out = text.replace("’", "'")
    for pattern, instead in PAIRS:
        out = re.sub(pattern, instead, out, flags=re.I)
    first = out.split(" ", 1)[0]
    keep = (first.isupper() and len(first) > 1) or (first == text.split(" ", 1)[0] and _name(first))
    return out if keep else out[:1].lower() + out[1:]


def _name(word: str) -> bool:
    return word[:1].isupper() and not re.match(SUBJECT_SMALL, word.lower())


def _named(piece: str) -> bool:
    """A clause that starts with a name: "Lena took over", "Legal sees it"."""
    words = piece.split()
    return words[0][:1].isupper() and is_content(words[0]) and bool(VERB.match(words[1]))


SUBJECT_SMALL = re.compile(
    r"^(?:i|we|it|it's|they|he|she|there|there's|that|that's|this|the|my|our|his|her|their|every|"
    r"each|nobody|everybody|no|two|three|four|last|if|half|most|some|every|our|you|your|you're|a|an"
    r"|as|when|because|since|before|live|what|who|how|only|also|honestly|people|everyone)$"
)


def clause(quote: str) -> str:
    """Give the clause of a quote that says most, turned round; "" where none reads well."""
    best, worth = "", 0.0
    for raw in SPLIT.split(quote):
        piece = TAIL.sub("", HEDGE.sub("", OPENING.sub("", (raw or "").strip()))).strip(" ,")
        count = len(piece.split())
        if not SHORTEST <= count <= LONGEST or TO_SELLER.search(piece):
            continue
        if not SUBJECT.match(piece[:1].lower() + piece[1:]) and not _named(piece):
            continue
        if not VERB.search(piece) or piece.count(",") > 1:
            continue
        told = sum(weight(word) for word in set(stems(piece)))
        if told > worth:
            best, worth = piece, told
    return turn(best) if best else ""


def noun_phrase(quote: str) -> str:
    """Give the thing a quote is about ("the audit", "your team"), turned round; "" if unsure."""
    best, worth = "", 0.0
    for match in re.finditer(r"[^.,;:!?—–…()]+", quote):
        words = WORD.findall(match.group())
        for i, word in enumerate(words):
            if word.lower() not in DETERMINER:
                continue
            nouns = _nouns(words[i + 1 :])
            told = sum(weight(w) for w in stems(" ".join(nouns)))
            if nouns and told > worth:
                best, worth = " ".join([word, *nouns]), told
    return turn(best) if worth >= 0.5 and not re.match(r"(?i)(?:a|an|no|that) ", best) else ""


def _nouns(rest: list[str]) -> list[str]:
    nouns: list[str] = []
    for word in rest:
        if not is_content(word) or NO_NOUN.search(word) or len(nouns) == 2:
            break
        nouns.append(word)
    return nouns


def name_in(quote: str) -> str:
    """Give a name spoken in the middle of a sentence, or ""."""
    found = re.search(r"(?<=[a-z,] )([A-Z][a-z]{2,})\b(?!')", quote)
    months = "January February March April May June July August September October November December"
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter"
    return "" if not found or found.group() in f"{months} {days}".split() else found.group()
