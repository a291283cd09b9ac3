"""doors buyer: check a buyer you wrote, or copy one to begin with."""

from pathlib import Path

import typer

from sevendoors.core.errors import DoorsError

WHAT = typer.Argument(..., help="check or copy.")
NAMES = typer.Argument(None, help="With check: files. With copy: a buyer, and the file to write.")


def buyer(what: str = WHAT, names: list[str] = NAMES) -> None:
    """Check files of buyers you wrote, or copy a buyer's file to begin with."""
    if what == "check" and names:
        _check([Path(name) for name in names])
    elif what == "copy" and names and len(names) == 2:
        _copy(names[0], Path(names[1]))
    else:
        raise DoorsError(
            f'This is not how "doors buyer {what}" goes.' if what in ("check", "copy")
            else f'"{what}" is nothing that can be done with a buyer.',
            fix="doors buyer check FILE..., or: doors buyer copy KEY FILE.toml",
        )  # fmt: skip


def _check(files: list[Path]) -> None:
    from sevendoors.app.practice.buyers_kept import check_buyer, own_folder

    wrong = False
    for file in files:
        found = check_buyer(file)
        for mistake in found.mistakes:
            typer.echo(str(mistake))
        wrong = wrong or bool(found.mistakes)
        for advice in found.advice:
            typer.echo(f"{file.name}: {advice}")
        if not found.mistakes:
            typer.echo(f"{file.name}: {found.told}")
    if wrong:
        raise typer.Exit(1)
    typer.echo(f"To practise with it, put it into {own_folder()}")


def _copy(name: str, file: Path) -> None:
    from sevendoors.app.practice.buyers_kept import copy_buyer

    key = copy_buyer(name, file)
    typer.echo(f"Written: {file}, from {key}. Change it, then: doors buyer check {file}")
