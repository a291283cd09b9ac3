"""A report in the terminal: a table where the window is wide, line under line where it is narrow."""

import textwrap

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sevendoors.app.calls.moment_cards import Card
from sevendoors.app.reports.report import Part, Report, Row
from sevendoors.app.reports.report_out import beside_words, counts_words
from sevendoors.cli.at_terminal import plain

WIDE, WIDEST = 110, 160


def show_report(report: Report, console: Console | None = None) -> None:
    """Print one report whole."""
    out = console or Console(highlight=False)
    out.width = min(out.width, WIDEST)
    _say(out, report.title, "bold")
    for words in report.lead:
        _say(out, words)
    for part in report.parts:
        out.print()
        _say(out, part.title.upper(), "bold")
        for words in part.words:
            _say(out, words)
        _rows(out, part)
        for what, one in part.quotes:
            _quote(out, what, one)
    if report.parts:
        out.print()
        for words in report.foot:
            _say(out, words, "dim")


def _say(out: Console, text: str, style: str = "", *, indent: int = 0) -> None:
    """Print a paragraph cut to the width, without white space at the ends of its lines."""
    space = " " * indent
    for line in textwrap.wrap(
        plain(text), out.width, initial_indent=space, subsequent_indent=space
    ):
        out.print(Text(line, style=style), no_wrap=True, overflow="ignore", crop=False)


def _rows(out: Console, part: Part) -> None:
    if not part.rows:
        return
    if out.width >= WIDE and any(row.number is not None for row in part.rows):
        out.print(_table(part))
        return
    for row in part.rows:
        _stacked(out, row)


def _table(part: Part) -> Table:
    """Lay the lines side by side; columns that say nothing in any line are left out."""
    shown = [(title, share, [of(row) for row in part.rows]) for title, share, of in _COLUMNS]
    shown = [one for one in shown if any(one[2])]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, header_style="dim")
    for title, share, _ in shown:
        table.add_column(title, ratio=share, overflow="fold", vertical="top")
    for cells in zip(*(of for _, _, of in shown), strict=True):
        table.add_row(*(Text(plain(cell)) for cell in cells))
        table.add_row(*("" for _ in cells))
    return table


def said(row: Row) -> str:
    """Join the sentences that belong beside a number."""
    return " ".join(one for one in (*row.words, *beside_words(row)) if one)


_COLUMNS = (
    ("", 5, lambda row: row.title),
    ("chances taken", 3, counts_words),
    ("the number", 5, lambda row: row.figure),
    ("what belongs beside it", 8, said),
)


def _stacked(out: Console, row: Row) -> None:
    counts = counts_words(row)
    head = Text(plain(row.title), style="bold")
    if counts:
        head.append(f": {counts}", style="default")
    out.print(head)
    for words in (row.figure, said(row)):
        if words:
            _say(out, words, indent=2)


def _quote(out: Console, what: str, one: Card) -> None:
    out.print()
    _say(out, f"{what}: {one.kind}, {one.outcome}", "bold")
    _say(out, f"Buyer: “{one.quote}”", indent=2)
    said_to_it = f"Seller: “{one.answer}”" if one.answer else "Nothing was said to it."
    _say(out, said_to_it, indent=2)
    if one.why:
        _say(out, one.why, "italic", indent=2)
    if one.better and one.outcome in ("missed", "noted"):
        lead = "Ask yourself" if one.asks else "Another way"
        _say(out, f"{lead}: {one.better}", indent=2)
    _say(out, f"{one.call_title}, {one.day[:10]}", "dim", indent=2)
