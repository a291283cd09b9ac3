"""doors import PATH...: bring calls into the pages of this machine."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from sevendoors.core.counting import number_of

PATHS = typer.Argument(..., help="Transcript files or folders, zips of these too.")


def import_(
    paths: list[Path] = PATHS,
    seller: list[str] = typer.Option(None, "--seller", help="Who sold, by name; repeatable."),
    me: str = typer.Option("", "--me", help="Your own name in these calls; remembered."),
    deal: str = typer.Option("", "--deal", help="The deal these calls are about."),
    kind: str = typer.Option("", "--kind", help="discovery, demo, negotiation and so on."),
    consent: str = typer.Option("", "--consent", help="told and agreed, or not needed."),
    email: str = typer.Option("", "--as", help="For whom, where several people have accounts."),
) -> None:
    """Bring calls in: files, folders or zips; the same file again changes nothing."""
    from sevendoors.app.base.place import open_place
    from sevendoors.app.coming.bringing_here import acting, be_known_as, bring_here
    from sevendoors.app.coming.coming import reason_of
    from sevendoors.app.reading.told import said

    names = [*(seller or ()), *([me] if me else ())]
    words = said(sellers=names, deal=deal, kind=kind, consent=consent)
    place = open_place()
    try:
        viewer = acting(place, email)
        if me:
            be_known_as(place, viewer, me)
        with _watched() as told:
            brought = bring_here(place, viewer, paths, words, told)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was read is kept; the rest goes on next time.\n")
        raise typer.Exit(130) from None
    finally:
        place.store.close()
    for job in brought.failed:
        sys.stderr.write(f"{job.name}: {reason_of(job)}\n")
    typer.echo(summary(brought.new, brought.same, len(brought.failed)))
    if brought.asked:
        calls = "1 call asks" if brought.asked == 1 else f"{brought.asked} calls ask"
        typer.echo(f"{calls} who sold; say it on the pages: doors serve")
    if brought.failed:
        raise typer.Exit(2 if len(brought.failed) == brought.files else 1)


def summary(new: int, same: int, failed: int) -> str:
    """Say in one line what became of the files."""
    parts = [f"{number_of(new, 'call')} brought in"]
    if same:
        parts.append(f"{same} {'was' if same == 1 else 'were'} here already")
    if failed:
        parts.append(f"{failed} could not be read")
    return ", ".join(parts) + "."


@contextmanager
def _watched() -> Iterator[Callable[[int, int], None]]:
    """Show how far it is: a bar on a terminal, else nothing that would fill a log."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, every: bar.update(task, completed=done, total=every or None)
