"""The codebook in plain words: a readable address for every entry, and no code name on a page."""

import re
from functools import lru_cache

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.words import CHANCE_WORDS, GRADE_WORDS
from sevendoors.core.codebook import Codebook, Entry
from sevendoors.core.codebook_entry import CODES
from sevendoors.core.codes import Cue, Grade

_CODE = re.compile(rf"\b({'|'.join(sorted(CODES))})\b")
_NUMBER = re.compile(r"(?<![\w.%-])([0-3])(?:-([0-3]))?(?![\w.%-])")
_BRACKETED = re.compile(r"\(([^()]*: )?([0-3])\)")
_NOT_GRADED = re.compile(r"\bNA\b")
# Inside a sentence a kind of chance stands without its article.
_NOUNS = {
    Cue.CONCERN: "worry",
    Cue.THREAD: "thread left hanging",
    Cue.ASK: "question",
    Cue.DOUBT: "doubt",
    Cue.DECISION: "word on the decision",
    Cue.CONFIRM: "confirmation",
}

Piece = tuple[str, str]


def everything(book: Codebook) -> tuple[Entry, ...]:
    """Give every entry in the order of the overview."""
    return (*book.skills, *book.cues, *book.grades, *book.moves, *book.qualities)


def _slug(entry: Entry) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", entry.title.casefold()).strip("-")
    return f"quality-{plain}" if entry.kind == "quality" else plain or entry.key.casefold()


@lru_cache(maxsize=1)
def _shipped() -> dict[str, tuple[str, str]]:
    """Give the slug and the title of every shipped key: addresses stay when a copy renames."""
    return {entry.key: (_slug(entry), entry.title) for entry in everything(codebook_in_use())}


def slug_of(entry: Entry) -> str:
    """Give the readable address of an entry."""
    known = _shipped().get(entry.key)
    return known[0] if known else _slug(entry)


def slug_of_code(code: str) -> str:
    """Give the readable address of a code."""
    return _shipped()[code][0]


def word_of_code(code: str) -> str:
    """Say a code in plain words."""
    return CHANCE_WORDS[Cue(code)] if code in Cue.__members__ else _shipped()[code][1]


def grade_word(number: int) -> str:
    """Say a grade in one word."""
    return GRADE_WORDS[Grade(number)]


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text of the codebook at its code names: (words, "") or (plain name, address)."""
    found: list[Piece] = []
    end = 0
    for match in _CODE.finditer(text):
        found += [(text[end : match.start()], ""), (_noun(match[1]), slug_of_code(match[1]))]
        end = match.end()
    return tuple(piece for piece in (*found, (text[end:], "")) if piece[0])


def _noun(code: str) -> str:
    if code in Cue.__members__:
        return _NOUNS.get(Cue(code)) or word_of_code(code)
    return f"“{word_of_code(code)}”"


def plain(text: str) -> str:
    """Give a text of the codebook with its code names said in words."""
    return "".join(piece for piece, _ in pieces(text))


def near_miss(text: str) -> str:
    """Say in words which grade a near miss would get; its file names it by number at the end."""
    head, colon, tail = text.rpartition(": ")
    if not colon or not re.match(r'[^"“]*$', tail):
        return text
    return head + colon + _NOT_GRADED.sub("not graded", _NUMBER.sub(_graded, tail))


def anchor(text: str) -> str:
    """Say in words the grade that an anchor builds on."""
    return re.sub(r"^as ([0-3])\b", lambda match: f"as {grade_word(int(match[1]))}", text)


def example(text: str) -> str:
    """Say in words the grade that stands in brackets behind an example."""
    return _BRACKETED.sub(lambda m: f"({m[1] or ''}{grade_word(int(m[2]))})", text)


def _graded(match: re.Match[str]) -> str:
    first = grade_word(int(match[1]))
    return f"{first} or {grade_word(int(match[2]))}" if match[2] else first
