"""Names in front of what was said: taken as speakers only where the whole file shows it."""

import re
from collections import Counter
from collections.abc import Sequence

# Up to 60 characters before the first ": ", any character but a colon (Zoom names hold | ( ) , .).
_NAMED = re.compile(r"^\s*(?:\*\*)?\[?([^:\n\]]{1,60}?)\]?(?:\*\*)?:(?:\*\*)?\s+(\S.*)$", re.DOTALL)
_SPEAKER = re.compile(r"^\s*\[?(SPEAKER[_ ]?\d+|Speaker \d+)\]?:\s*(.*)$", re.DOTALL)
_LEAST_SHARE = 0.6


def split_name(text: str) -> tuple[str | None, str]:
    """Split "Name: words" at the first colon; no name where there is none."""
    found = _SPEAKER.match(text) or _NAMED.match(text)
    return (found.group(1).strip(), found.group(2)) if found else (None, text)


def names_are_speakers(texts: Sequence[str]) -> bool:
    """Say whether "Name:" in front of these texts names speakers.

    It must stand on most of them, names must repeat, and they must look like names: a naive rule
    finds eight false names in one shareholder meeting's captions ("first is").
    """
    names = [name for name, _ in map(split_name, texts) if name]
    if not texts or len(names) < _LEAST_SHARE * len(texts) or len(texts) < 2:
        return False
    counts = Counter(names)
    plausible = sum(n for name, n in counts.items() if len(name.split()) <= 6)
    repeats = sum(n for n in counts.values() if n > 1) or len(names) <= 4
    return plausible >= 0.8 * len(names) and bool(repeats)
