"""Any transcript in, one plain shape out."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from sevendoors.app.base.memory import Memory
from sevendoors.app.reading.export import to_convokit, to_json, to_txt, to_vcon
from sevendoors.app.reading.sides import decide_sides
from sevendoors.core.conversation import Conversation
from sevendoors.core.errors import DoorsError
from sevendoors.readers.catalogue import READERS

SHAPES = ("json", "vcon", "convokit", "txt")
Converted = str | Mapping[str, str]


def convert_talks(
    talks: Sequence[Conversation],
    to: str,
    *,
    sellers: Sequence[str] = (),
    buyers: Sequence[str] = (),
) -> Converted:
    """Write the conversations in the shape asked for; several give a list.

    Returns text, or file names with their content for ConvoKit. Raises DoorsError for an unknown
    shape, or several conversations in a shape that holds one.
    """
    if to not in SHAPES:
        raise DoorsError(f'"{to}" is not a shape.', where="--to", fix=f"Use {', '.join(SHAPES)}.")
    if sellers or buyers:
        talks = [
            decide_sides(t, memory=Memory(), sellers=sellers, buyers=buyers).conversation
            for t in talks
        ]
    if to == "txt":
        return "\n".join(to_txt(talk) for talk in talks)
    if to == "convokit":
        if len(talks) != 1:
            raise DoorsError(
                "One corpus is written for one conversation.", fix="Convert the files one by one."
            )
        return to_convokit(talks[0])
    data = [to_json(talk) if to == "json" else to_vcon(talk) for talk in talks]
    return json.dumps(data[0] if len(data) == 1 else data, indent=1, ensure_ascii=False)


def write_converted(result: Converted, out: Path) -> None:
    """Write the text to a file, or the files into a folder."""
    try:
        if isinstance(result, str):
            out.write_text(result, "utf-8")
            return
        out.mkdir(parents=True, exist_ok=True)
        for name, content in result.items():
            (out / name).write_text(content, "utf-8")
    except OSError as error:
        raise DoorsError(
            f"This could not be written: {error.strerror}.",
            where=str(out),
            fix="Name another place.",
        ) from error


def format_rows() -> tuple[tuple[str, str], ...]:
    """List every format with how to get it, in reading order."""
    return tuple((reader.title, reader.how_to_get) for reader in READERS)
