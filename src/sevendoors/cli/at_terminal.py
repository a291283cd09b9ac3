"""Talking with a person at a terminal: lines cut to its width, plain input, nothing that blinks."""

import shutil
import sys
import textwrap
import unicodedata

import typer

NARROWEST, WIDEST = 24, 84


def width() -> int:
    """Give how many letters fit into a line."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - 1))


def say(text: str = "", *, indent: str = "") -> None:
    """Print a paragraph, cut to the width; signs that steer a terminal are left out."""
    for line in plain(text).splitlines() or [""]:
        typer.echo(textwrap.fill(line, width(), initial_indent=indent, subsequent_indent=indent,
                                 break_long_words=True) or "")  # fmt: skip


def says(name: str, text: str) -> None:
    """Print what somebody says, the name first."""
    typer.echo(textwrap.fill(plain(f"{name}: {text}").replace("\n", " "), width(),
                             subsequent_indent="  "))  # fmt: skip


def title(text: str) -> None:
    """Print a heading after an empty line."""
    typer.echo("")
    say(text.upper())


def ask(prompt: str) -> str | None:
    """Read one line; None where nothing more comes (Ctrl-D, Ctrl-C, the end of a file)."""
    try:
        line = plain(input(prompt)).strip()
    except (EOFError, KeyboardInterrupt):
        typer.echo("")
        return None
    if not sys.stdin.isatty():
        typer.echo(line)  # what comes from a file is shown as if it had been typed
    return line


def plain(text: str) -> str:
    """Leave out every sign that is none to read, line ends apart."""
    return "".join(one for one in text if one == "\n" or unicodedata.category(one)[0] != "C")
