"""From files somebody named to conversations, or a plain word on what stands in the way."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sevendoors.core.conversation import Conversation
from sevendoors.core.errors import DoorsError
from sevendoors.readers import (
    crm_export,
    csv_table,
    own_json,
    pairing,
    unknown_json,
    unknown_text,
)
from sevendoors.readers.archive import Archive
from sevendoors.readers.catalogue import READERS
from sevendoors.readers.decode import decode, load
from sevendoors.readers.draft import Draft, build, source_id
from sevendoors.readers.source import Source
from sevendoors.readers.table import Table, header_of


def read_files(
    paths: Sequence[Path], *, mapping: Mapping[str, str] | None = None
) -> tuple[Conversation, ...]:
    """Read every file somebody named, in the order named; Gong's two files become one call.

    mapping: for a table or JSON of an unknown shape, our fields to its columns
    ({"speaker": "Who", "text": "Said"}). Raises DoorsError naming the file.
    """
    return tuple(_read_group(group, mapping) for group in groups_of(paths))


def groups_of(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Sort files into those read alone and those read as one call, in the order named.

    A file that cannot be opened stays alone and says so when it is read; nothing is raised here.
    """
    return [tuple(paths[place] for place in group) for group in _grouped(map(_peeked, paths))]


def groups_of_bytes(files: Sequence[tuple[str, bytes]]) -> list[tuple[int, ...]]:
    """Sort files that came as (name, bytes) in the same way; gives their places in the list."""
    return _grouped(_peeked_bytes(name, data) for name, data in files)


def _grouped(sources: Iterable[Source]) -> list[tuple[int, ...]]:
    listed = list(sources)
    partners = pairing.pairs(listed)
    second = set(partners.values())
    return [
        (place, partners[place]) if place in partners else (place,)
        for place in range(len(listed))
        if place not in second
    ]


def _read_group(group: tuple[Path, ...], mapping: Mapping[str, str] | None) -> Conversation:
    loaded = [load(path) for path in group]
    warnings = [warning for _, many in loaded for warning in many]
    if len(loaded) == 1:
        return _with(read_one(loaded[0][0], mapping), warnings)
    return _with(_checked(build(*pairing.joined(loaded[0][0], loaded[1][0]))), warnings)


def _peeked(path: Path) -> Source:
    # Only Gong's files need one another; the first page shows whether this can be one.
    nothing = Source(path.name, b"", "")
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
        return load(path)[0] if pairing.may_be_one_of_two(head) else nothing
    except (OSError, ValueError, DoorsError):
        return nothing


def _peeked_bytes(name: str, data: bytes) -> Source:
    try:
        if pairing.may_be_one_of_two(data[:4096]):
            return Source(name, data, decode(data, name).text)
    except DoorsError:
        pass  # it says so when it is read
    return Source(name, b"", "")


def read_text(
    text: str, name: str = "-", *, mapping: Mapping[str, str] | None = None
) -> Conversation:
    """Read a transcript that was pasted. Raises DoorsError where it is none we know."""
    data = text.encode("utf-8", errors="replace")
    decoded = decode(data, name)
    return _with(read_one(Source(name, data, decoded.text), mapping), decoded.warnings)


def read_bytes(
    data: bytes, name: str = "-", *, mapping: Mapping[str, str] | None = None
) -> Conversation:
    """Read a file that came as bytes (sent to a page, or piped in). Raises DoorsError."""
    decoded = decode(data, name)
    return _with(read_one(Source(name, data, decoded.text), mapping), decoded.warnings)


def read_one(source: Source, mapping: Mapping[str, str] | None = None) -> Conversation:
    """Find the reader whose format this is and read; raises DoorsError where there is none."""
    try:
        if own_json.sniff(source):
            return own_json.from_json(source.json)
        draft = _mapped(source, mapping) if mapping else None
        return _checked(build(draft or _draft(source), source_id(source.data)))
    except DoorsError as error:
        raise error.at(source.name) from error


def _draft(source: Source) -> Draft:
    _refuse_broken_json(source)
    refusal = crm_export.refuse(source)
    if refusal is not None:
        raise refusal
    for reader in READERS:
        if reader.sniff(source):
            return reader.read(source)
    raise _unknown(source)


def _mapped(source: Source, mapping: Mapping[str, str]) -> Draft | None:
    if source.json is not None:
        return unknown_json.read_mapped(source, mapping)
    return csv_table.read_mapped(source, mapping) if header_of(source) is not None else None


def _unknown(source: Source) -> DoorsError:
    if source.json is not None:
        return unknown_json.refuse(source)
    if not source.text:
        return _unknown_archive(source)
    broken = _json_error(source)
    if broken is not None and source.suffix in (".json", ".vcon"):
        return broken
    table = header_of(source)
    # Prose has commas too; only a file called a table, or rows under short names, is one.
    named = source.suffix in (".csv", ".tsv")
    if table is not None and (named or _even(table)):
        return csv_table.refuse(source, table)
    return unknown_text.refuse(source)


def _even(table: Table) -> bool:
    # The names of columns are short; a sentence with commas is not shown as if it were them.
    short = all(name and len(name.split()) <= 3 for name in table.header)
    filled = all(all(row[name] for name in table.header) for row in table.rows[:5])
    return len(table.header) > 1 and len(table.rows) > 2 and short and filled


def _refuse_broken_json(source: Source) -> None:
    # A lone brace opens nothing else that we read, so a cut-off file is named for what it is.
    head = source.text.lstrip()
    if source.json is None and head.startswith("{") and not unknown_text.is_json_lines(source):
        broken = _json_error(source)
        if broken is not None:
            raise broken


def _json_error(source: Source) -> DoorsError | None:
    if source.text.lstrip()[:1] not in ("{", "["):
        return None
    fix = "The file may have been cut off; download or copy it again, whole."
    try:
        json.loads(source.text)
    except json.JSONDecodeError as error:
        return DoorsError(
            f"This JSON breaks off at line {error.lineno}, column {error.colno} ({error.msg}).",
            where=source.name,
            fix=fix,
        )
    except (ValueError, RecursionError):
        return DoorsError(
            "This JSON cannot be read: it is nested too deeply or holds a number beyond reason.",
            where=source.name,
            fix=fix,
        )
    return None


def _unknown_archive(source: Source) -> DoorsError:
    try:
        names = Archive(source.data, source.name).names
    except DoorsError as error:
        return error
    if any(name.startswith("xl/") for name in names):
        what, fix = "This is a spreadsheet.", "Save the sheet as CSV (UTF-8) and name that file."
    elif any(name.startswith("ppt/") for name in names):
        what, fix = "These are slides, not a transcript.", "Name the transcript of the call."
    elif any(name.startswith("word/") for name in names):
        what = "This Word file holds no transcript layout we know."
        fix = "Save it as plain text (.txt), with lines like 'Name: words', and name that file."
    else:
        shown = ", ".join(names[:6]) or "nothing"
        what = f"This archive is of no kind we know; it holds {shown}."
        fix = "Unpack it and name the transcript inside."
    return DoorsError(what, where=source.name, fix=fix)


def _checked(talk: Conversation) -> Conversation:
    warnings: list[str] = []
    speakers = {turn.participant for turn in talk.turns}
    if not talk.turns:
        warnings.append("Nobody says anything in this file; it holds notes or notices only.")
    elif talk.capabilities.speaker_source == "diarised" and len(speakers) == 1:
        warnings.append(
            "All words are given to one speaker: the tool that told the voices apart did not "
            "manage to. Make the transcript again, telling it how many people spoke."
        )
    return _with(talk, warnings)


def _with(talk: Conversation, warnings: Iterable[str]) -> Conversation:
    return replace(talk, warnings=tuple(dict.fromkeys((*talk.warnings, *warnings))))
