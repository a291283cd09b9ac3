"""What an own copy of the codebook says otherwise than the shipped one, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from sevendoors.app.base.place import Place
from sevendoors.app.codebook.codebook_view import book_here, copy_folder
from sevendoors.app.codebook.codebook_words import everything, grade_word, plain, slug_of
from sevendoors.core.codebook import Codebook
from sevendoors.core.codebook_load import FOLDERS, SHIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One line that differs: under which heading, what is shipped, what stands in the copy."""

    section: str
    shipped: str
    yours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One entry of the copy: new, or with these lines changed."""

    slug: str
    title: str
    new: bool
    lines: tuple[Changed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The copy beside the shipped codebook; problems: what keeps the copy from being read."""

    shipped: str
    yours: str
    has_copy: bool
    problems: tuple[str, ...]
    differences: tuple[Difference, ...]


def comparison(place: Place) -> Comparison:
    """Compare the place's own copy with what is shipped."""
    folder = copy_folder(place)
    book, problems = book_here(place)
    shipped = (SHIPPED / "VERSION").read_text("utf-8").strip()
    return Comparison(
        shipped=shipped,
        yours=book.version,
        has_copy=folder is not None,
        problems=problems,
        differences=tuple(_differences(folder, book)) if folder and not problems else (),
    )


def _differences(folder: Path, book: Codebook) -> Iterator[Difference]:
    titles = {(e.kind, e.key): (slug_of(e), e.title) for e in everything(book)}
    for name, kind in FOLDERS.items():
        for path in sorted((folder / name).glob("*.md")):
            slug, title = titles[kind, path.stem]
            old = SHIPPED / name / path.name
            if not old.exists():
                yield Difference(slug=slug, title=title, new=True, lines=())
            elif lines := tuple(_changed(_lines(old), _lines(path))):
                yield Difference(slug=slug, title=title, new=False, lines=lines)


def _lines(path: Path) -> list[tuple[str, str]]:
    """Give the lines that say something, each with the heading above it in plain words."""
    found, section = [], ""
    for line in path.read_text("utf-8").splitlines()[1:]:
        text = line.strip()
        if text.startswith("### ") and text[4:].strip() in ("0", "1", "2", "3"):
            section = f"Graded examples: {grade_word(int(text[4:]))}"
        elif text.startswith("## "):
            section = plain(text[3:].strip())
        elif text:
            found.append((section, plain(text.removeprefix("- "))))
    return found


def _changed(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Changed]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        for before, after in zip_longest(old[a:b], new[c:d], fillvalue=("", "")):
            yield Changed(section=after[0] or before[0], shipped=before[1], yours=after[1])
