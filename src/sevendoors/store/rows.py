"""Small readings of what the database gives back."""

import re
import unicodedata
from typing import Any

from sqlalchemy import CursorResult

# PostgreSQL's search column holds a megabyte; a call of three hours needs a twentieth of it.
MOST_WORDS, LONGEST_WORD = 900_000, 60


def new_id(made: CursorResult[Any]) -> int:
    """Give the id of the row just added."""
    key = made.inserted_primary_key
    if key is None:  # every table here has one; a driver that hides it is a bug
        raise RuntimeError("The database did not name the new row.")
    return int(key[0])


_ASCII_WORD = re.compile(r"[a-z0-9]+")


def plain_words(text: str) -> str:
    """Write words so that both databases find them alike: small letters, no accents, no marks.

    Each database has its own idea of where a word ends ("and/or", "10-15", "docs.example.org") and
    of small letters; none of it matters once only letters and figures are left, each word once.
    """
    if text.isascii():
        words = _ASCII_WORD.findall(text.lower())
    else:
        taken_apart = unicodedata.normalize("NFKD", text)
        small = "".join(c for c in taken_apart if not unicodedata.combining(c)).casefold()
        words = "".join(c if c.isalnum() else " " for c in small).split()
    kept: dict[str, None] = {}
    size = 0
    for word in dict.fromkeys(words):
        if (short := word[:LONGEST_WORD]) not in kept:
            size += len(short.encode()) + 8
            if size > MOST_WORDS:
                break
            kept[short] = None
    return " ".join(kept)
