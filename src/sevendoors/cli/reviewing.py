"""Reviews files one after another and shows the result in the shape asked for."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.reading.batch import files_in
from sevendoors.app.reading.csv_out import reviews_csv
from sevendoors.app.reading.json_out import review_json
from sevendoors.app.reading.markdown_out import review_markdown
from sevendoors.app.reading.page import review_page
from sevendoors.app.reading.reviewing import review_conversation
from sevendoors.cli.reading import Told, read, settle
from sevendoors.cli.show_review import show_review, show_row
from sevendoors.core.errors import DoorsError
from sevendoors.core.review import Review
from sevendoors.measure.findings import reveal

Done = list[tuple[str, Review]]


def review_all(
    paths: Sequence[Path], told: Told, codebook: Path | None
) -> tuple[Done, list[DoorsError]]:
    """Review every file named; what fails is kept for the end and stops nothing else."""
    ask = sys.stdin.isatty()
    done: Done = []
    failed: list[DoorsError] = []
    groups = together(paths)
    book = codebook_in_use(codebook)
    for group in _watched(groups):
        name = group[0].name if str(group[0]) != "-" else "pasted text"
        try:
            for talk in read(group, told):
                placed = settle(talk, told, ask=ask, name=str(group[0]))
                done.append((name, review_conversation(placed, codebook=book, own=codebook)))
        except DoorsError as error:
            failed.append(error.at(str(group[0])))
    return done, failed


def together(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Sort the files into those read alone and those that belong together (Gong's two)."""
    if [str(path) for path in paths] == ["-"]:
        return [tuple(paths)]
    from sevendoors.readers.reading import groups_of

    return groups_of(files_in(paths))


def _watched(groups: list[tuple[Path, ...]]) -> Iterable[tuple[Path, ...]]:
    if len(groups) < 3 or not sys.stderr.isatty():
        return groups
    return track(groups, console=Console(stderr=True), description="Reviewing")


def show(done: Done, *, shape: str, guess: int | None, ask: bool) -> None:
    """Print the reviews: one in full, several as a line each, or as data."""
    reviews = [review for _, review in done]
    if shape == "json" and reviews:
        data = [review_json(review) for review in reviews]
        text = json.dumps(data[0] if len(data) == 1 else data, indent=1, ensure_ascii=False)
        sys.stdout.write(text + "\n")
    elif shape == "csv":
        sys.stdout.write(reviews_csv(reviews))
    elif shape == "md":
        sys.stdout.write("\n".join(review_markdown(review) for review in reviews))
    elif len(reviews) == 1:
        _show_one(reviews[0], guess=guess, ask=ask)
    else:
        for name, review in done:
            show_row(Console(highlight=False), name, review)


def _show_one(review: Review, *, guess: int | None, ask: bool) -> None:
    console = Console(highlight=False)
    if guess is None and ask and review.given:
        guess = _ask_guess(review)
    if guess is not None:
        console.print(reveal(guess, review.moments, review.conversation), style="bold")
        console.print()
    show_review(console, review)


def _ask_guess(review: Review) -> int | None:
    text = typer.prompt(
        f"{review.sentences[0]} How many did you take? (Enter to skip)",
        default="",
        show_default=False,
    )
    return int(text) if str(text).strip().isdigit() else None


def write_pages(done: Done, named: Sequence[Path], codebook: Path | None) -> None:
    """Write one page for each review, whole or not at all, and say where."""
    book = codebook_in_use(codebook)
    for place, (name, review) in enumerate(done):
        stem = Path(name).stem if name != "pasted text" else "review"
        target = named[place] if place < len(named) else Path(f"{stem}.html")
        draft = target.with_name(f".{target.name}.new")
        try:
            draft.write_text(review_page(review, book), "utf-8")
            draft.replace(target)
        except OSError as error:
            raise DoorsError(
                f"The page could not be written: {error.strerror}.",
                where=str(target),
                fix="Name another place: --html OTHER.html",
            ) from error
        sys.stderr.write(f"Page written: {target}\n")
