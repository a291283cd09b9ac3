"""Lessons as arrays: pieces cut to length, masks, targets with gaps where nothing is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from sevendoors.engines.encoder import MOST_CONTEXT
from sevendoors.engines.wordpiece import WordPiece
from training.encoder.lesson import ALONE, CUES, PAIR, Lesson
from training.encoder.noise import misheard, stripped

MOST_ALONE, MOST_BEFORE, MOST_REPLY = 110, 60, 110
NO_CONTEXT = 0.25  # share of draws that hide what was said before, so that a text alone reads well


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of one step. target, words: 1, 0, or NaN where nothing is known.

    focus: 1 on the pieces that are judged; context is read and not judged.
    """

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    focus: Tensor
    target: Tensor
    words: Tensor
    weight: Tensor
    paired: bool
    lessons: tuple[Lesson, ...]


def worn(text: str, dice: Random) -> tuple[str, bool]:
    """Wear a text as captions would, in half of the draws; says whether its places still hold."""
    roll = dice.random()
    if roll < 0.33:
        return stripped(text), False
    return (misheard(text, dice), False) if roll < 0.5 else (text, True)


Pieces = list[tuple[int, int, int]]
Marks = list[list[float]]


def _row(lesson: Lesson, cut: WordPiece, dice: Random | None) -> tuple[list[int], list[int], Marks]:
    text, held = worn(lesson.text, dice) if dice else (lesson.text, True)
    pieces = cut.pieces(text)
    if lesson.reply is None:
        pieces = pieces[:MOST_ALONE]
        ids = [cut.first, *(p[0] for p in pieces), cut.apart]
        around = _context(lesson, cut, dice)
        return ids + around, [0] * len(ids) + [1] * len(around), _words(lesson, text, held, pieces)
    reply = worn(lesson.reply, dice)[0] if dice else lesson.reply
    before = [cut.first, *(p[0] for p in pieces[:MOST_BEFORE]), cut.apart]
    after = [*(p[0] for p in cut.pieces(reply)[:MOST_REPLY]), cut.apart]
    return before + after, [0] * len(before) + [1] * len(after), []


def _context(lesson: Lesson, cut: WordPiece, dice: Random | None) -> list[int]:
    """Give the pieces of what was said before, closed by a mark; none where it is hidden."""
    if not lesson.before or (dice and dice.random() < NO_CONTEXT):
        return []
    said = worn(lesson.before, dice)[0] if dice else lesson.before
    return [*(p[0] for p in cut.pieces(said)[-MOST_CONTEXT:]), cut.apart]


def _words(lesson: Lesson, text: str, held: bool, pieces: Pieces) -> Marks:
    if not lesson.spanned:
        return []
    spans = lesson.spans if held else _moved(lesson, text)
    found = []
    for _, start, end in pieces:
        row = [0.0] * len(CUES)
        for head, left, right in spans:
            if start < right and end > left:
                row[CUES.index(head)] = 1.0
        found.append(row)
    return found


def _moved(lesson: Lesson, text: str) -> list[tuple[str, int, int]]:
    """Find each span again in worn words by its share of the text: near enough for a lesson."""
    ratio = len(text) / max(1, len(lesson.text))
    return [(head, int(a * ratio), int(b * ratio)) for head, a, b in lesson.spans]


def batch(lessons: Sequence[Lesson], cut: WordPiece, dice: Random | None) -> Batch:
    """Make one batch; dice None means the texts as they are."""
    made = [_row(lesson, cut, dice) for lesson in lessons]
    longest = max(len(ids) for ids, _, _ in made)
    paired = lessons[0].reply is not None
    heads = PAIR if paired else ALONE
    shape = (len(made), longest)
    ids, kinds, mask, focus = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    words = np.full((*shape, len(CUES)), np.nan, dtype=np.float32)
    target = np.full((len(made), len(heads)), np.nan, dtype=np.float32)
    for place, ((own, kind, marks), lesson) in enumerate(zip(made, lessons, strict=True)):
        ids[place, : len(own)] = own
        kinds[place, : len(own)] = kind
        mask[place, : len(own)] = 1
        focus[place, : len(own)] = [int(paired or k == 0) for k in kind]
        if marks:
            words[place, 1 : 1 + len(marks)] = marks
        for head, value in lesson.labels.items():
            target[place, heads.index(head)] = value
    named = {
        "ids": ids,
        "kinds": kinds,
        "mask": mask,
        "focus": focus,
        "target": target,
        "words": words,
    }
    arrays = {name: torch.from_numpy(array) for name, array in named.items()}
    weight = torch.tensor([lesson.weight for lesson in lessons])
    return Batch(**arrays, weight=weight, paired=paired, lessons=tuple(lessons))


def batches(lessons: Sequence[Lesson], size: int, seed: int) -> Iterator[list[Lesson]]:
    """Give the lessons of one epoch in batches of like length and kind, in a seeded order."""
    dice = Random(seed)
    found: list[list[Lesson]] = []
    for paired in (False, True):
        kind = [x for x in lessons if (x.reply is not None) == paired]
        dice.shuffle(kind)
        for start in range(0, len(kind), size * 40):
            near = sorted(kind[start : start + size * 40], key=_length)
            found += [near[i : i + size] for i in range(0, len(near), size)]
    dice.shuffle(found)
    yield from found


def _length(lesson: Lesson) -> int:
    return len(lesson.text) + len(lesson.reply or lesson.before)
