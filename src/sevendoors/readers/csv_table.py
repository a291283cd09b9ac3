"""Any table of talk: one row per turn, or a whole call in one cell."""

import re
from collections.abc import Mapping, Sequence

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
from sevendoors.readers.clock import Times, read_times
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.table import Table, header_of, plain, table_of

FIELDS = ("speaker", "text", "start", "end")
_KNOWN = {
    "speaker": (
        "speaker", "speaker name", "speaker label", "name", "participant", "participant name",
        "who", "author", "author name", "sender", "sender name", "from", "role", "user", "agent",
    ),
    "text": (
        "text", "message", "utterance", "content", "said", "transcript", "body", "sentence",
        "words", "line", "conversation", "dialogue", "dialog",
    ),
    "start": (
        "start", "start time", "start ms", "start s", "time", "timestamp", "begin", "offset",
        "created at", "sent at", "date",
    ),
    "end": ("end", "end time", "end ms", "end s", "stop"),
}  # fmt: skip
_LINE = re.compile(r"^[ \t]*([^\s:\[][^:\n]{0,59}?)[ \t]*:[ \t]+(?=\S)", re.MULTILINE)


def sniff(source: Source) -> bool:
    """Know a table whose columns name a speaker and the words, or that holds calls in cells."""
    table = header_of(source)
    if table is None:
        return False
    columns = _recognised(table)
    if "text" not in columns:
        return False
    return len(table.header) > 1 and ("speaker" in columns or _has_calls(table, columns["text"]))


def read(source: Source) -> Draft:
    """Read a table whose column names are known words."""
    table = table_of(source)
    return _draft(table, _recognised(table), source)


def read_mapped(source: Source, mapping: Mapping[str, str]) -> Draft:
    """Read a table with the columns somebody named: {"speaker": "Who", "text": "Said"}.

    Fields: speaker, text, start, end; text is needed unless its column has a known name.
    Raises DoorsError for a field we do not have or a column the table does not have.
    """
    table = table_of(source)
    columns = _recognised(table)
    for field, wanted in mapping.items():
        if field not in FIELDS:
            raise DoorsError(
                f"There is no field {field!r} to map.",
                where=source.name,
                fix=f"The fields are {', '.join(FIELDS)}.",
            )
        name = wanted if wanted in table.header else table.column(plain(wanted))
        if name is None:
            raise DoorsError(
                f"There is no column {wanted!r} in this table.",
                where=source.name,
                fix=f"Its columns are: {_listed(table.header)}.",
            )
        columns = {key: value for key, value in columns.items() if value != name} | {field: name}
    if "text" not in columns:
        raise refuse(source, table)
    return _draft(table, columns, source)


def refuse(source: Source, table: Table) -> DoorsError:
    """Say which columns a table has and how to say which of them are the talk."""
    return DoorsError(
        f"This table does not say which column is the talk. Its columns are: "
        f"{_listed(table.header)}.",
        where=source.name,
        fix="Name them: --map speaker=COLUMN --map text=COLUMN (and --map start=COLUMN, if any).",
    )


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(name or "(no name)" for name in header[:20])
    return shown + (f" and {len(header) - 20} more" if len(header) > 20 else "")


def _recognised(table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, names in _KNOWN.items():
        column = table.column(*names)
        if column is not None and column not in found.values():
            found[field] = column
    return found


def _has_calls(table: Table, column: str) -> bool:
    cells = [row[column] for row in table.rows[:20] if row[column].strip()]
    return bool(cells) and sum(_is_call(cell) for cell in cells) * 2 > len(cells)


def _is_call(cell: str) -> bool:
    names = [match[1] for match in _LINE.finditer(cell)]
    lines = [line for line in cell.splitlines() if line.strip()]
    # Names come back; a list of "Topic: words" lines does not repeat its topics.
    return len(names) > 2 and len(set(names)) < len(names) and len(names) * 2 >= len(lines)


def _draft(table: Table, columns: Mapping[str, str], source: Source) -> Draft:
    speaker, text = columns.get("speaker"), columns["text"]
    if speaker is None and _has_calls(table, text):
        return _calls(table, text)
    rows = [row for row in table.rows if row[text].strip()]
    if not rows:
        raise DoorsError(
            f"The column {text!r} is empty.",
            where=source.name,
            fix="Name the column with the words: --map text=COLUMN.",
        )
    start, end = _times(rows, columns.get("start")), _times(rows, columns.get("end"))
    if end.kind != start.kind or end.start != start.start:
        end = _times(rows, None)
    units = tuple(
        Unit(
            speaker=(row[speaker].strip() or None) if speaker else None,
            text=row[text].strip(),
            start_ms=start.values[place],
            end_ms=end.values[place],
        )
        for place, row in enumerate(rows)
    )
    return Draft(
        source="csv",
        units=units,
        started_at=start.start,
        capabilities=Capabilities(
            speaker_source="platform" if speaker else "none",
            time_kind=start.kind,
            resolution_ms=start.resolution_ms,
            has_end=any(unit.end_ms is not None for unit in units),
        ),
    )


def _times(rows: Sequence[Mapping[str, str]], column: str | None) -> Times:
    cells = [row[column] if column else "" for row in rows]
    in_ms = column is not None and bool({"ms", "milliseconds", "millis"} & {*plain(column).split()})
    return read_times(cells, milliseconds=in_ms)


def _calls(table: Table, column: str) -> Draft:
    cells = [row[column] for row in table.rows if row[column].strip()]
    units = [unit for number, cell in enumerate(cells, 1) for unit in _call(cell, number)]
    several = (
        f"This table holds {len(cells)} calls, one in each row; they are read one after another. "
        "Save one row as its own file to look at one call.",
    )
    return Draft(
        source="csv",
        units=tuple(units),
        warnings=several if len(cells) > 1 else (),
        capabilities=Capabilities(speaker_source="platform"),
    )


def _call(cell: str, number: int) -> list[Unit]:
    pieces = _LINE.split(cell)
    before, names, texts = pieces[0], pieces[1::2], pieces[2::2]
    units = [Unit(speaker=None, text=before.strip())] if before.strip() else []
    units += [
        Unit(speaker=name.strip(), text=_unquoted(text), source_ids=(f"row {number}",))
        for name, text in zip(names, texts, strict=True)
        if _unquoted(text)
    ]
    return units


def _unquoted(text: str) -> str:
    words = text.strip()
    quoted = len(words) > 1 and words[0] in '"“' and words[-1] in '"”'
    return words[1:-1].strip() if quoted else words


READER = Reader(
    key="csv",
    title="Table with speaker and text columns (CSV)",
    how_to_get="Save the sheet as CSV (UTF-8); name unusual columns with --map text=COLUMN.",
    sniff=sniff,
    read=read,
)
