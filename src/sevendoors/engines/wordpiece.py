"""Cuts a text into the word pieces the encoder was trained on; words met before are remembered."""

import unicodedata
from functools import lru_cache
from pathlib import Path

_LONGEST_WORD = 100
_CHINESE = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2FA1F), (0xF900, 0xFAFF))


class WordPiece:
    """BERT's uncased cutting: lower case, no accents, the longest known piece first.

    Source: Wu et al. 2016, "Google's neural machine translation system", as BERT uses it.
    """

    def __init__(self, vocabulary: tuple[str, ...]) -> None:
        """Take the pieces in the order of their numbers."""
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self.pad, self.unknown = self._number["[PAD]"], self._number["[UNK]"]
        self.first, self.apart = self._number["[CLS]"], self._number["[SEP]"]
        self._word = lru_cache(maxsize=50_000)(self._cut_word)

    def pieces(self, text: str) -> list[tuple[int, int, int]]:
        """Give (piece number, first character, character after the last) for every piece.

        Every piece of a word carries the place of the whole word, so a quote never cuts a word.
        """
        found = []
        for word, start, end in _words(text):
            found += [(number, start, end) for number in self._word(word)]
        return found

    def _cut_word(self, word: str) -> tuple[int, ...]:
        plain = _plain(word)
        if len(plain) > _LONGEST_WORD:
            return (self.unknown,)
        found, start = [], 0
        while start < len(plain):
            end = len(plain)
            while end > start:
                number = self._number.get(("##" if start else "") + plain[start:end])
                if number is not None:
                    break
                end -= 1
            if end == start:
                return (self.unknown,)
            found.append(number)
            start = end
        return tuple(n for n in found if n is not None)


def load_wordpiece(path: Path) -> WordPiece:
    """Read a vocabulary file, one piece a line."""
    return WordPiece(tuple(path.read_text("utf-8").splitlines()))


def _words(text: str) -> list[tuple[str, int, int]]:
    """Cut at spaces and around every mark, with the places in the text as it came."""
    found, start = [], -1
    for at, sign in enumerate(text):
        kind = _kind(sign)
        if kind == "word":
            start = at if start < 0 else start
            continue
        if start >= 0:
            found.append((text[start:at], start, at))
            start = -1
        if kind == "mark":
            found.append((sign, at, at + 1))
    if start >= 0:
        found.append((text[start:], start, len(text)))
    return found


@lru_cache(maxsize=4096)
def _kind(sign: str) -> str:
    code = ord(sign)
    if sign.isspace() or code in (0, 0xFFFD):
        return "space"
    if any(low <= code <= high for low, high in _CHINESE):
        return "mark"
    if code < 128:
        return "word" if sign.isalnum() or code < 33 or code == 127 else "mark"
    return "mark" if unicodedata.category(sign).startswith("P") else "word"


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in apart if unicodedata.category(sign) not in ("Mn", "Cc", "Cf"))
