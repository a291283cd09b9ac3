"""Many rows at once, for places that are filled by a program; nothing is looked up between them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, text

from sevendoors.store.leading_tables import deal_link, example, pulse
from sevendoors.store.practice_tables import belief, drill_attempt, drill_card, knowledge
from sevendoors.store.rows import plain_words
from sevendoors.store.tables import (
    attendance,
    call,
    guess,
    mark,
    moment,
    promise,
    release,
    scoring,
    talk,
)

Row = Mapping[str, Any]
# In this order, so that what a row points at is there before it.
_TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        call, talk, attendance, moment, promise, scoring, deal_link, release, guess, mark, example,
        pulse, belief, knowledge, drill_card, drill_attempt,
    )
}  # fmt: skip
_TOGETHER = 500


def add_rows(connection: Connection, rows: Mapping[str, Sequence[Row]]) -> None:
    """Keep new rows of several tables; of one table, all must tell the same columns.

    rows: by the table's name; ids that others point at are given, not made. Raises KeyError for a
    table that is not filled this way.
    """
    unknown = set(rows) - set(_TABLES)
    if unknown:
        raise KeyError(f"No rows are added at once to {', '.join(sorted(unknown))}.")
    for name, table in _TABLES.items():
        for some in _parts(rows.get(name, ())):
            connection.execute(insert(table), [dict(row) for row in some])


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    for base in range(0, len(rows), _TOGETHER):
        yield list(rows[base : base + _TOGETHER])


def add_words(connection: Connection, words: Mapping[str, str]) -> None:
    """Let calls be found by the words said in them. words: by the call's id."""
    rows = [{"id": name, "words": plain_words(said)} for name, said in words.items()]
    for some in _parts(rows):
        connection.execute(
            text("INSERT INTO said (call_id, words) VALUES (:id, :words)"), list(some)
        )
