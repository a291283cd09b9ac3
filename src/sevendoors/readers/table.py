"""A table (CSV, semicolons or tabs) with its header, the way spreadsheets write them."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sevendoors.core.errors import DoorsError
from sevendoors.readers.source import Source

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 20_000_000  # a whole call may sit in one cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The header as written and the rows as dictionaries (missing cells are empty)."""

    header: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    @property
    def keys(self) -> frozenset[str]:
        """The header in plain letters, for recognising a table whatever its capitals."""
        return frozenset(plain(name) for name in self.header)

    def column(self, *names: str) -> str | None:
        """Find the first column that has one of these plain names, in the order asked."""
        by_plain = {plain(name): name for name in reversed(self.header)}
        return next((by_plain[name] for name in names if name in by_plain), None)

    def cell(self, row: dict[str, str], *names: str) -> str:
        """Give a row's cell under the first of these plain names the table has, or ""."""
        column = self.column(*names)
        return row[column].strip() if column else ""


def plain(name: str) -> str:
    """Write a column name in small letters with single blanks, so that spellings meet."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"[\W_]+", " ", spaced).strip().lower()


def header_of(source: Source) -> Table | None:
    """Read the header and a few rows only; None where this is no table. Never raises."""
    head = source.text[:20_000]
    return _table(head) if _looks_like_one(source, head) else None


def table_of(source: Source) -> Table:
    """Read the whole table. Raises DoorsError where it has no header row and no second column."""
    table = _table(source.text)
    if table is None:
        raise DoorsError(
            "This table could not be read.",
            where=source.name,
            fix="Save it as CSV (UTF-8) with the column names in the first row.",
        )
    return table


def _looks_like_one(source: Source, head: str) -> bool:
    if not source.text or head.lstrip()[:1] in ("{", "["):
        return False
    first = head.lstrip("\n\r").split("\n", 1)[0]
    return source.suffix in (".csv", ".tsv") or any(mark in first for mark in _DELIMITERS)


def _table(text: str) -> Table | None:
    delimiter = _delimiter(text)
    try:
        with _long_cells():
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines:
        return None
    header = tuple(name.strip() for name in lines[0])
    if len(set(header)) != len(header) or any(len(name) > 80 for name in header):
        return None
    rows = tuple(
        {name: line[place] if place < len(line) else "" for place, name in enumerate(header)}
        for line in lines[1:]
    )
    return Table(header=header, rows=rows)


def _delimiter(text: str) -> str:
    # The first row holds names, so the mark that parts it best is the mark of the file.
    first = text.lstrip("\n\r").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
