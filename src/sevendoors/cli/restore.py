"""doors restore FILE.zip: put a backup into an empty place."""

from pathlib import Path

import typer

FILE = typer.Argument(..., help="A file that doors backup wrote.")


def restore(
    file: Path = FILE,
    replace: bool = typer.Option(
        False, "--replace", help="Delete what is kept here now, and put the backup in its place."
    ),
) -> None:
    """Put a backup into an empty place; it is checked whole before anything is touched."""
    from sevendoors.app.base.place import open_place
    from sevendoors.app.people.backup import counted_line
    from sevendoors.app.people.restoring import restore as put_back

    place = open_place()
    try:
        told = put_back(place, file, replace=replace)
    finally:
        place.store.close()
    typer.echo(f"Restored: {counted_line(told)} Everybody signs in anew.")
