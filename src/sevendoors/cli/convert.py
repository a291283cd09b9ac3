"""doors convert FILE...: turn any transcript into one plain shape."""

import sys
from pathlib import Path

import typer

from sevendoors.cli.reading import BUYER, MAP, SELLER, Told, pairs
from sevendoors.core.errors import DoorsError

FILES = typer.Argument(..., help="Transcript files; files that belong together in any order.")


def convert(
    files: list[Path] = FILES,
    to: str = typer.Option("json", "--to", help="json, vcon, convokit or txt."),
    out: Path | None = typer.Option(None, "--out", "-o", help="File (or folder) to write."),
    seller: list[str] = SELLER,
    buyer: list[str] = BUYER,
    map_: list[str] = MAP,
) -> None:
    """Turn any transcript into one plain shape (json, vcon, convokit, txt)."""
    from sevendoors.app.reading.converting import convert_talks, write_converted
    from sevendoors.cli.reading import read

    told = Told(sellers=seller or (), buyers=buyer or (), mapping=map_ or ())
    pairs(told.mapping, "--map")
    result = convert_talks(read(files, told), to, sellers=told.sellers, buyers=told.buyers)
    if out is not None:
        write_converted(result, out)
        sys.stderr.write(f"Written: {out}\n")
    elif isinstance(result, str):
        sys.stdout.write(result if result.endswith("\n") else result + "\n")
    else:
        raise DoorsError(
            "A ConvoKit corpus is a folder of files.", where="--to convokit", fix="Add --out FOLDER"
        )
