"""Writes the model's card: what it is, and each source with its commit, licence and rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from training.data import CORPORA
from training.encoder.lesson import Lesson

OURS = {
    "calls": ("the project's own calls, labelled by a language model", "CC BY 4.0"),
    "answer-sets": ("the project's own answer sets, written to order", "CC BY 4.0"),
    "act-sets": ("the project's own act sets, written to order", "CC BY 4.0"),
}


def card(name: str, version: str, lessons: Sequence[Lesson]) -> str:
    """Give the card as Markdown; rows are counted after sampling, as the weights saw them."""
    return HEAD.format(name=name, version=version) + "\n".join(_rows(lessons)) + "\n"


def _rows(lessons: Sequence[Lesson]) -> Iterator[str]:
    count = Counter(_corpus(lesson.source) for lesson in lessons)
    for corpus, rows in sorted(count.items()):
        told = OURS.get(corpus) or _told(corpus)
        yield f"| {corpus} | {told[0]} | {told[1]} | {rows} |"


def _corpus(source: str) -> str:
    """Name the corpus a lesson was drawn from; a corpus gives lessons of several kinds."""
    return source if source in OURS else re.sub(r"-(marks|swap|answers)$", "", source)


def _told(corpus: str) -> tuple[str, str]:
    text = (CORPORA / "train" / corpus / "README.md").read_text("utf-8")
    told = re.findall(r"^- (Source|Licence as found): (.+)$", text, re.MULTILINE)
    found: Mapping[str, str] = dict(reversed(told))  # the first of two sources is the corpus itself
    return found["Source"], found["Licence as found"]


HEAD = """# {name}

Version {version}. Six layers of MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), fine-tuned as one encoder with many heads; int8, per channel.
`config.json` holds the rows behind each head by source, calibration, thresholds and the weak codes; NOTICE names who made the corpora.
Made by `make train`; what it is worth stands in docs/evidence.md.
English only. It reads words, never voices. Not for hiring, pay, promotion or dismissal.
Left out of persuasionforgood: its donations, and the `resisting` layer, which has no licence.
No label of the project's own calls and sets is a person's: they were written and labelled by a large language model.

| corpus | source | licence | rows |
|---|---|---|---|
"""
