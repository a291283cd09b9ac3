"""doors prepare FILE...: one page before the next call of a deal."""

import sys
from datetime import date
from pathlib import Path

import typer

from sevendoors.cli.reading import BUYER, CODEBOOK, MAP, MERGE, SELLER, SWAP, Told
from sevendoors.core.errors import DoorsError

FILES = typer.Argument(..., help="The calls of one deal, oldest first where files have no date.")


def prepare(
    files: list[Path] = FILES,
    seller: list[str] = SELLER,
    buyer: list[str] = BUYER,
    swap: bool = SWAP,
    merge: list[str] = MERGE,
    map_: list[str] = MAP,
    codebook: Path | None = CODEBOOK,
    html: Path | None = typer.Option(None, "--html", help="Write the page here as well."),
    today: str | None = typer.Option(None, "--today", help="The day to look from, YYYY-MM-DD."),
) -> None:
    """Print one page before the next call: open chances, priorities, promises, rivals."""
    from sevendoors.app.reading.preparing import prepare_page, prepare_text, prepared
    from sevendoors.cli import reviewing

    told = Told(
        sellers=seller or (), buyers=buyer or (), swap=swap, merge=merge or (), mapping=map_ or ()
    )
    done, failed = reviewing.review_all(files, told, codebook)
    if failed:
        raise failed[0]
    page = prepared([review for _, review in done], today=_day(today))
    typer.echo(prepare_text(page))
    if html is not None:
        html.write_text(prepare_page(page), "utf-8")
        sys.stderr.write(f"Page written: {html}\n")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DoorsError(
            f'"{text}" is not a day.', where="--today", fix="Write it as 2026-03-31."
        ) from error
