"""doors review FILE...: see the chances the buyer gave, and what you did with each."""

import sys
from pathlib import Path
from typing import Any

import typer

from sevendoors.cli.reading import BUYER, CODEBOOK, MAP, MERGE, SELLER, SWAP, Told
from sevendoors.core.errors import DoorsError

FILES = typer.Argument(..., help="Transcript files or folders; - for text pasted in.")


def review(
    files: list[Path] = FILES,
    seller: list[str] = SELLER,
    buyer: list[str] = BUYER,
    swap: bool = SWAP,
    merge: list[str] = MERGE,
    map_: list[str] = MAP,
    codebook: Path | None = CODEBOOK,
    html: bool = typer.Option(False, "--html", help="Write a page: FILE.html, or a name you give."),
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
    csv: bool = typer.Option(False, "--csv", help="Print the moments as a CSV table."),
    md: bool = typer.Option(False, "--md", help="Print as Markdown."),
    guess: int | None = typer.Option(None, "--guess", help="How many do you think you took?"),
    no_guess: bool = typer.Option(False, "--no-guess", help="Skip the question."),
) -> None:
    """See the chances the buyer gave, which you took and which you missed, each quoted."""
    told = Told(
        sellers=seller or (), buyers=buyer or (), swap=swap, merge=merge or (), mapping=map_ or ()
    )
    pages = [path for path in files if html and path.suffix.lower() in (".html", ".htm")]
    files = [path for path in files if path not in pages]
    shape = "json" if json_ else "csv" if csv else "md" if md else "terminal"
    asked = sys.stdin.isatty() and sys.stdout.isatty() and not no_guess
    from sevendoors.cli import reviewing

    done, failed = reviewing.review_all(files, told, codebook)
    if html:  # Written first, so that a closed pipe or a stopped terminal does not lose it.
        reviewing.write_pages(done, pages, codebook)
    reviewing.show(done, shape=shape, guess=guess, ask=asked and shape == "terminal")
    _report(done, failed)


def _report(done: list[Any], failed: list[DoorsError]) -> None:
    for error in failed:
        sys.stderr.write(f"{error}\n")
    if failed:
        raise typer.Exit(1 if done else 2)
