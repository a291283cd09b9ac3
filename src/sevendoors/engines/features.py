"""Turns one sentence into hashed word and letter sequences; the same text, the same numbers."""

import re
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 15
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[?!.,]")
_LONGEST = 160


def _slot(text: str) -> int:
    return crc32(text.encode("utf-8", "replace")) & (SIZE - 1)


@lru_cache(maxsize=65536)
def _letters(word: str) -> tuple[int, ...]:
    """Hash the letter sequences of one word; cached, because talk repeats its words."""
    marked = f"<{word}>"
    return tuple(_slot("c" + marked[i : i + n]) for n in (3, 4) for i in range(len(marked) - n + 1))


@lru_cache(maxsize=65536)
def _pair(left: str, right: str) -> int:
    return _slot(f"w{left} {right}")


@lru_cache(maxsize=65536)
def _one(word: str) -> int:
    return _slot(f"w{word}")


def slots(text: str) -> NDArray[np.int64]:
    """Give the distinct hashed features of a text, sorted (values are all one).

    Words 1-2, letters 3-4, the first and last word, and the length in five steps.
    """
    tokens = [t.replace("’", "'") for t in _TOKEN.findall(text.casefold())][:_LONGEST]
    found: set[int] = set()
    for token in tokens:
        found.add(_one(token))
        found.update(_letters(token))
    found.update(_pair(a, b) for a, b in zip(tokens, tokens[1:], strict=False))
    if tokens:
        found.add(_one(f"first={tokens[0]}"))
        found.add(_pair("first=", " ".join(tokens[:2])))
        found.add(_one(f"last={tokens[-1]}"))
    found.add(_one(f"length={min(5, len(tokens) // 5)}"))
    return np.fromiter(sorted(found), dtype=np.int64, count=len(found))


def is_punctuated(text: str) -> bool:
    """Say whether a text carries marks at all: captions and telephone text often do not."""
    return bool(re.search(r"[?!.,]", text))
