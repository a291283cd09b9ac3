"""JSON of an unknown shape: refused with what was found in it, or read by a mapping you give."""

from collections.abc import Iterator, Mapping

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.json_paths import Json, rows_at, text_at, to_ms
from sevendoors.readers.source import Source

_MOST = 14
_DEEPEST = 6


def refuse(source: Source) -> DoorsError:
    """Say which fields were found, and how to name those that hold the talk."""
    fields = list(dict.fromkeys(_fields(source.json, "", 0)))
    listed = [f for f in fields if "[]" in f]
    shown = (listed or fields)[:_MOST]
    example = next((f for f in listed if "text" in f or "message" in f), "items[].text")
    base = example.rpartition("[].")[0]
    return DoorsError(
        f"This JSON is of a shape we do not know. Fields found: {', '.join(shown) or 'none'}.",
        where=source.name,
        fix=(
            "Name the ones that hold the talk: "
            f"--map text={example} --map speaker={base}[].WHO --map start={base}[].SECONDS"
        ),
    )


def _fields(value: Json, path: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in list(value.items())[:40]:
            yield from _fields(inner, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        for inner in value[:2]:
            yield from _fields(inner, f"{path}[]", depth + 1)
    elif path:
        yield path


def read_mapped(source: Source, mapping: Mapping[str, str]) -> Draft:
    """Read by the paths given: text and speaker, and start in seconds if there is one.

    Raises DoorsError where a path leads nowhere.
    """
    if "text" not in mapping:
        raise DoorsError("The mapping names no text.", fix="Add --map text=items[].said")
    items, _, text = mapping["text"].rpartition("[].")
    rows = rows_at(source.json, items.replace("[]", ""))
    names = {field: path.rpartition("[].")[2] for field, path in mapping.items()}
    units = tuple(
        Unit(
            speaker=text_at(row, names.get("speaker", "")),
            text=words,
            start_ms=to_ms(row.get(names["start"]), "s") if "start" in names else None,
        )
        for row in rows
        if (words := text_at(row, text))
    )
    if not units:
        raise DoorsError(
            f'Nothing is said at "{mapping["text"]}".',
            where=source.name,
            fix=str(refuse(source).what),
        )
    timed = any(unit.start_ms is not None for unit in units)
    can = Capabilities(
        speaker_source="typed", time_kind="relative" if timed else "none", has_identity=True
    )
    return Draft(source="mapped-json", units=units, capabilities=can)
