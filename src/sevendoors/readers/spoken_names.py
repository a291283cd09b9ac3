"""Names in front of what was said: taken as speakers only where the whole file shows it."""

import re
from collections import Counter
from collections.abc import Sequence

# Up to 60 characters before the first ": ", any character but a colon (Zoom names hold | ( ) , .).
_NAMED = re.compile(
    r"^\s*(?:\*\*)?(\[[^:\n\]]{1,60}\]|[^:\n]{1,62}?)(?:\*\*)?:(?:\*\*)?\s+(\S.*)$", re.DOTALL
)
_SPEAKER = re.compile(r"^\s*\[?(SPEAKER[_ ]?\d+|Speaker \d+)\]?:\s*(.*)$", re.DOTALL)
_SMALL_WORD = re.compile(r"^(?:[a-zà-ÿ'’]{1,3}|from|with)$")
_LEAST_SHARE = 0.6
_MOST_WORDS = 6


def split_name(text: str) -> tuple[str | None, str]:
    """Split "Name: words" at the first colon; no name where there is none."""
    found = _SPEAKER.match(text) or _NAMED.match(text)
    if found is None:
        return None, text
    name = found.group(1).strip()
    whole = name.startswith("[") and name.endswith("]") and name.count("[") == 1
    return (name[1:-1].strip() if whole else name) or None, found.group(2)


def is_diarised(name: str) -> bool:
    """Say whether this is a speech engine's label (SPEAKER_00), not anybody's name."""
    return bool(_SPEAKER.match(f"{name}:"))


def names_are_speakers(texts: Sequence[str]) -> bool:
    """Say whether "Name:" in front of these texts names speakers.

    It must stand on most of them, names must repeat, and they must look like names: a naive rule
    finds eight false names in one shareholder meeting's captions ("first is").
    """
    names = [name for name, _ in map(split_name, texts) if name]
    if not texts or len(names) < _LEAST_SHARE * len(texts) or len(texts) < 2:
        return False
    counts = Counter(names)
    plausible = sum(n for name, n in counts.items() if len(name.split()) <= _MOST_WORDS)
    repeats = sum(n for n in counts.values() if n > 1) or len(names) <= 4
    return plausible >= 0.8 * len(names) and bool(repeats)


def speakers_of(texts: Sequence[str]) -> frozenset[str]:
    """Give the names that speak in these texts; none where "Name:" does not name speakers.

    A name met once must be written as names are: "The plan: none at all" is a sentence.
    """
    if not names_are_speakers(texts):
        return frozenset()
    counts = Counter(name for name, _ in map(split_name, texts) if name)
    return frozenset(name for name, n in counts.items() if n > 1 or _written_as_a_name(name))


def _written_as_a_name(name: str) -> bool:
    words = name.split()
    if len(words) == 1:
        return True  # handles are written small ("samcm")
    if len(words) > _MOST_WORDS or _SMALL_WORD.match(words[-1]):
        return False
    return all(not word[0].islower() or _SMALL_WORD.match(word) for word in words)
