"""Intercom: conversation parts exported as a table."""

from sevendoors.readers.desk_rows import DeskRow, draft_of, person_of
from sevendoors.readers.draft import Draft
from sevendoors.readers.markup import words_of
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.table import header_of, table_of

# The kinds of part that reach the other side; the rest is work behind the desk.
_SAID = {"comment", "message", "open", "email", "conversation", "quick_reply", ""}


def sniff(source: Source) -> bool:
    """Know the table by its conversation, its author's type and its kinds of part."""
    table = header_of(source)
    return table is not None and {"conversation id", "author type", "part type"} <= table.keys


def read(source: Source) -> Draft:
    """Read comments as talk; notes, closes and assignments as events."""
    table = table_of(source)
    rows = []
    for row in table.rows:
        key = table.cell(row, "author id", "author email", "author name")
        kind = table.cell(row, "part type")
        rows.append(
            DeskRow(
                conversation=table.cell(row, "conversation id"),
                id=table.cell(row, "id"),
                author=key,
                text=words_of(table.cell(row, "body", "text")),
                at=table.cell(row, "created at", "updated at"),
                said=kind.lower() in _SAID,
                kind=kind or "part",
                person=person_of(
                    row,
                    key,
                    name=table.column("author name"),
                    email=table.column("author email"),
                    role=table.column("author type"),
                ),
            )
        )
    return draft_of(rows, source="intercom")


READER = Reader(
    key="intercom",
    title="Intercom conversation parts (CSV)",
    how_to_get="Reports, Export data, Conversations with their parts, as CSV.",
    sniff=sniff,
    read=read,
)
