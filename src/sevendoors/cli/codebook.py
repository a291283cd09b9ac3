"""doors codebook: what is observed, what every grade asks for, and skills of your own."""

from pathlib import Path

import typer

from sevendoors.core.errors import DoorsError

KEY = typer.Argument(None, help="A code, skill or quality, such as CONCERN; or: new, own.")
NAME = typer.Argument(None, help="With new: the name of your own skill.")
HERE = Path("codebook")


def codebook(
    key: str | None = KEY,
    name: str | None = NAME,
    check: Path | None = typer.Option(None, "--check", help="Check a folder with your own copy."),
    use: Path | None = typer.Option(None, "--codebook", help="Use your own copy."),
) -> None:
    """Show what is observed and what every grade asks for; check your own copy; add a skill."""
    if check is not None:
        _check(check)
    elif key == "new":
        _new(name, use or HERE)
    elif key == "own":
        _own(use or HERE)
    else:
        _show(key, use)


def _check(folder: Path) -> None:
    from sevendoors.core.codebook_load import check_codebook

    problems = check_codebook(folder)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(2)
    typer.echo(f"{folder}: nothing to mend.")


def _new(name: str | None, folder: Path) -> None:
    from sevendoors.app.reading.own_skills import start

    if not name:
        raise DoorsError(
            "A new skill needs a name.", fix='doors codebook new "names the next step"'
        )
    path = start(name, folder)
    typer.echo(f"Written: {path}")
    typer.echo("Fill it with 10 to 30 sentences that show it, and as many that only look like it.")
    typer.echo(f"Then: doors codebook own --codebook {folder}")


def _own(folder: Path) -> None:
    from sevendoors.app.reading.own_skills import agreement_text, detector
    from sevendoors.core.own_skill import own_skills

    skills = own_skills(folder)
    if not skills:
        raise DoorsError(
            "There is no skill of your own here.",
            where=str(folder),
            fix='Begin one: doors codebook new "names the next step"',
        )
    for skill in skills:
        typer.echo(f"{skill.title} ({skill.key})")
        typer.echo(f"  {agreement_text(detector(skill).agreement)}")


def _show(key: str | None, use: Path | None) -> None:
    from sevendoors.app.base.engine import codebook_in_use
    from sevendoors.app.codebook.show_codebook import codebook_lines

    book = codebook_in_use(use)
    if key is not None and book.entry(key) is None:
        known = ", ".join(e.key for e in (*book.cues, *book.moves, *book.skills, *book.qualities))
        raise DoorsError(f'There is no "{key}" in the codebook.', fix=f"There are: {known}.")
    typer.echo("\n".join(codebook_lines(book, key)))
