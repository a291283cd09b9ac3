"""A text whose layout nobody here knows: show its shape and say how to mend it."""

import json
import re

from sevendoors.core.errors import DoorsError
from sevendoors.readers.source import Source

_SHOWN_LINES = 3
_SHOWN_LETTERS = 60


def refuse(source: Source) -> DoorsError:
    """Show the first lines as shapes (letters as a, digits as 9), never the words themselves."""
    if is_json_lines(source):
        return DoorsError(
            "This file holds one JSON object per line, of no shape we know.",
            where=source.name,
            fix="Save it as a table (CSV) and name its columns: --map speaker=WHO --map text=SAID.",
        )
    lines = [line.strip() for line in source.text.splitlines() if line.strip()]
    shapes = " / ".join(shape(line) for line in lines[:_SHOWN_LINES])
    return DoorsError(
        f"Nobody is seen to speak in this text. Its first lines look like: {shapes}",
        where=source.name,
        fix=(
            "Export it with speaker names, or write each turn on a line of its own as "
            "'Name: words' (or '[0:12] Name: words')."
        ),
    )


def shape(line: str) -> str:
    """Draw a line without its words ('Jo said 5' becomes 'Aa aaaa 9'): what is private stays so."""
    drawn = re.sub(r"[^\W\d_]", lambda match: "A" if match[0].isupper() else "a", line)
    drawn = re.sub(r"\d", "9", drawn)
    drawn = re.sub(r"a{5,}", "aaaa", drawn)
    drawn = "".join(letter if letter.isprintable() else "?" for letter in drawn)
    return drawn[:_SHOWN_LETTERS] + ("..." if len(drawn) > _SHOWN_LETTERS else "")


def is_json_lines(source: Source) -> bool:
    """Say whether each of the first lines is a JSON object of its own."""
    lines = [line for line in source.text[:200_000].split("\n", 6)[:5] if line.strip()]
    if len(lines) < 2 or source.json is not None:
        return False
    try:
        return all(isinstance(json.loads(line), dict) for line in lines[:4])
    except (ValueError, RecursionError):
        return False
