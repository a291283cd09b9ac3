"""doors codebook: what is observed, and what every grade asks for."""

from pathlib import Path

import typer

from sevendoors.core.errors import DoorsError

KEY = typer.Argument(None, help="One code, skill or quality, such as CONCERN or listening.")


def codebook(
    key: str | None = KEY,
    check: Path | None = typer.Option(None, "--check", help="Check a folder with your own copy."),
    use: Path | None = typer.Option(None, "--codebook", help="Show your own copy."),
) -> None:
    """Show what is observed and what every grade asks for, or check your own copy."""
    from sevendoors.app.engine import codebook_in_use
    from sevendoors.app.show_codebook import codebook_lines

    if check is not None:
        from sevendoors.core.codebook_load import check_codebook

        problems = check_codebook(check)
        for problem in problems:
            typer.echo(problem)
        if problems:
            raise typer.Exit(2)
        typer.echo(f"{check}: nothing to mend.")
        return
    book = codebook_in_use(use)
    if key is not None and book.entry(key) is None:
        known = ", ".join(e.key for e in (*book.cues, *book.moves, *book.skills, *book.qualities))
        raise DoorsError(f'There is no "{key}" in the codebook.', fix=f"There are: {known}.")
    typer.echo("\n".join(codebook_lines(book, key)))
