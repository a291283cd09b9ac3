"""The front door of the command line: `doors COMMAND`."""

import sys
from collections.abc import Callable
from typing import Any

import typer

from sevendoors.cli import (
    backup,
    buyer,
    codebook,
    convert,
    deals,
    duel,
    evidence,
    formats,
    import_,
    practise,
    prepare,
    report,
    restore,
    review,
    serve,
    try_it,
)
from sevendoors.core.errors import DoorsError

app = typer.Typer(
    name="doors",
    help="See which chances your buyer gave, and which of them you took.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("review", review.review),
    ("prepare", prepare.prepare),
    ("convert", convert.convert),
    ("formats", formats.formats),
    ("codebook", codebook.codebook),
    ("evidence", evidence.evidence),
    ("practise", practise.practise),
    ("duel", duel.duel),
    ("buyer", buyer.buyer),
    ("import", import_.import_),
    ("deals", deals.deals),
    ("report", report.report),
    ("serve", serve.serve),
    ("backup", backup.backup),
    ("restore", restore.restore),
    ("try", try_it.try_it),
)
for _name, _command in COMMANDS:
    app.command(_name)(_command)


def run() -> None:
    """Run one command; what a person can mend is said in a sentence, with exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on a system with a small character set must not end a review half-way.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    try:
        app()
    except DoorsError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing was written.\n")
        sys.exit(130)


@app.callback(invoke_without_command=True)
def _front(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    """See which chances your buyer gave, and which of them you took."""
    if version:
        from sevendoors import __version__

        typer.echo(f"doors {__version__}")
        raise typer.Exit


if __name__ == "__main__":
    run()
