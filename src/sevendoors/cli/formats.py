"""doors formats: which files can be read, and how to get them."""

import typer


def formats() -> None:
    """List the transcript files that can be read, and how to get each."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from sevendoors.app.reading.converting import format_rows

    console = Console(highlight=False)
    for title, how in format_rows():
        console.print(Text(title, style="bold"))
        console.print(Padding(Text(how), (0, 0, 0, 2)))
    typer.echo("\nThe content decides, never the file's name. Other CSV and JSON: see --map.")
