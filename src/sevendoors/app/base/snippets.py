"""Where in a call the words searched for were said: one short piece, the words marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sevendoors.store.rows import plain_words

_WORD = re.compile(r"[^\W_]+")
Json = Mapping[str, Any]
_BEFORE, _AFTER = 70, 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of what somebody said; parts: (text, whether it was searched for), in order.

    words: a few words as said, by which a browser finds the place.
    """

    who: str
    parts: tuple[tuple[str, bool], ...]
    words: str

    @property
    def text(self) -> str:
        """Give the piece without marks."""
        return "".join(part for part, _ in self.parts)


def snippet(talk: Json, words: str) -> Snippet | None:
    """Find the turn of a kept conversation that holds most of the words.

    None where only the title holds them.
    """
    wanted = plain_words(words[:1000]).split()[:12]
    best: Json | None = None
    most = 0
    for turn in talk["turns"]:
        plain = _plain(turn["text"])
        if not any(word in plain for word in wanted):
            continue
        found = len({word for _, _, word in _hits(turn["text"], wanted)})
        if found > most:
            best, most = turn, found
            if most == len(set(wanted)):
                break
    if best is None:
        return None
    names = {one["id"]: one["name"] for one in talk["participants"]}
    return _cut(best["text"], wanted, names.get(best["participant"], ""))


def _plain(text: str) -> str:
    # Most words are plain already, and small letters are all they need.
    return text.casefold() if text.isascii() else plain_words(text)


def _hits(text: str, wanted: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """List where words begin as one that was searched for: (start, end, which)."""
    for match in _WORD.finditer(text):
        plain = _plain(match.group())
        for word in wanted:
            if plain.startswith(word):
                yield match.start(), match.end(), word
                break


def _cut(text: str, wanted: Sequence[str], who: str) -> Snippet:
    hits = list(_hits(text, wanted))
    start = _at_space(text, max(0, hits[0][0] - _BEFORE), forward=True)
    end = _at_space(text, min(len(text), hits[0][1] + _AFTER), forward=False)
    end = max(end, hits[0][1])
    parts: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for first, last, _ in hits:
        if first >= start and last <= end:
            parts += [(text[at:first], False), (text[first:last], True)]
            at = last
    parts.append((text[at:end] + (" …" if end < len(text) else ""), False))
    spoken = text[hits[0][0] : end].split()[:5]
    return Snippet(who=who, parts=tuple(p for p in parts if p[0]), words=" ".join(spoken))


def _at_space(text: str, place: int, *, forward: bool) -> int:
    """Move a cut to where a word begins or ends."""
    if place in (0, len(text)):
        return place
    if forward:
        after = text.find(" ", place)
        return after + 1 if after >= 0 else place
    before = text.rfind(" ", 0, place)
    return before if before >= 0 else place
