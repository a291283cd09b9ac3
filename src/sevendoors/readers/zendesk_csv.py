"""Zendesk: the comments of tickets exported as a table."""

from sevendoors.readers.desk_rows import DeskRow, draft_of, person_of
from sevendoors.readers.draft import Draft
from sevendoors.readers.markup import words_of
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.table import header_of, table_of

_NO = {"false", "f", "0", "no"}


def sniff(source: Source) -> bool:
    """Know the table by its tickets, its bodies and its column for public comments."""
    table = header_of(source)
    return table is not None and {"ticket id", "body", "public"} <= table.keys


def read(source: Source) -> Draft:
    """Read public comments as talk; internal notes as events."""
    table = table_of(source)
    rows = []
    for row in table.rows:
        key = table.cell(row, "author id", "user id")
        said = table.cell(row, "public").lower() not in _NO
        rows.append(
            DeskRow(
                conversation=table.cell(row, "ticket id"),
                id=table.cell(row, "id"),
                author=key,
                text=words_of(table.cell(row, "body", "plain body")),
                at=table.cell(row, "created at", "created"),
                said=said,
                kind="comment" if said else "note",
                person=person_of(
                    row,
                    key,
                    name=table.column("author name", "user name"),
                    email=table.column("author email", "user email"),
                    role=table.column("author role", "user role", "role"),
                ),
            )
        )
    return draft_of(rows, source="zendesk")


READER = Reader(
    key="zendesk",
    title="Zendesk ticket comments (CSV)",
    how_to_get="Export ticket comments with ticket_id, author, public, body and created as CSV.",
    sniff=sniff,
    read=read,
)
