"""doors backup FILE.zip: everything kept, in one file."""

from pathlib import Path

import typer

FILE = typer.Argument(..., help="The file to write; it must not be there yet.")


def backup(file: Path = FILE) -> None:
    """Write everything kept into one file, while the pages may stay open."""
    from sevendoors.app.base.place import open_place
    from sevendoors.app.people.backup import back_up, counted_line

    place = open_place()
    try:
        told = back_up(place, file)
    finally:
        place.store.close()
    typer.echo(f"Written: {file}, {counted_line(told)}")
    if told.missing:
        typer.echo(f"{told.missing} original files were gone or damaged; what was read from them is in it.")  # fmt: skip
    typer.echo(
        "Keep it as safe as the calls themselves: every word is in it, and it is not locked."
    )
