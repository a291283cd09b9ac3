"""Lists of phrases that can be searched quickly: a plain piece of each is looked for first."""

import re
from dataclasses import dataclass

PLAIN = re.compile(r"[a-z' ]")
LEAST = 2


@dataclass(frozen=True, slots=True)
class Phrases:
    """Several patterns, each with a plain piece that any match must contain ("" where none)."""

    parts: tuple[tuple[str, re.Pattern[str]], ...]

    def search(self, low: str) -> re.Match[str] | None:
        """Find the first phrase of the list that is in a lower-case text, or None."""
        for needle, pattern in self.parts:
            if needle in low:
                found = pattern.search(low)
                if found:
                    return found
        return None


def needle(pattern: str) -> str:
    """Give the longest plain piece outside all brackets that a match must contain."""
    pieces, depth, escaped = [""], 0, False
    for sign in pattern:
        if escaped:
            escaped = False
        elif sign == "|" and depth == 0:
            return ""
        elif sign in "([":
            depth += 1
            pieces.append("")
        elif sign in ")]":
            depth -= 1
        elif depth == 0 and PLAIN.match(sign):
            pieces[-1] += sign
        elif depth == 0:
            if sign in "?*{":
                pieces[-1] = pieces[-1][:-1]
            pieces.append("")
            escaped = sign == "\\"
        elif sign == "\\":
            escaped = True
    best = max(pieces, key=len)
    return best if len(best) >= LEAST else ""


def phrases(*parts: str) -> Phrases:
    """Compile a list of phrases."""
    return Phrases(tuple((needle(part), re.compile(part)) for part in parts))
