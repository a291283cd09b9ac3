"""Reads one file that was brought in, without touching the store: fit for a process of its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sevendoors.app.base.memory import Memory
from sevendoors.app.reading.reviewing import check_reviewable, review_conversation
from sevendoors.app.reading.sides import Sides, decide_sides, find_people
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.errors import DoorsError
from sevendoors.core.review import Review
from sevendoors.readers.draft import source_id
from sevendoors.readers.reading import read_files

_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beforehand about who sells and who buys, by name or e-mail in lower case.

    named: who sold as somebody said it of this very file, by names or unmistakable parts of names.
    started: when the call was held (ISO 8601), for files that do not tell.
    """

    sides: Mapping[str, str]
    sellers: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    started: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIn:
    """One file read: the conversation, its review where it is clear who sold, or why not."""

    talk: Conversation | None = None
    review: Review | None = None
    reason: str = ""


def read_in(files: Sequence[tuple[str, bytes]], known: Known) -> ReadIn:
    """Read a file (or two that belong together) and review it where it is clear who sold.

    files: (name, bytes). A file that cannot be read gives the reason, never an exception.
    """
    try:
        return _read(files, known)
    except DoorsError as error:
        return ReadIn(reason=str(error))
    except Exception as error:  # one bad file must never stop the others
        return ReadIn(
            reason=f"This file could not be read ({type(error).__name__}). It may be damaged: "
            "export it again."
        )


def _read(files: Sequence[tuple[str, bytes]], known: Known) -> ReadIn:
    with TemporaryDirectory(prefix="doors-") as held:
        paths = []
        for number, (name, data) in enumerate(files):
            # Names come from outside: only the last part is used, in a folder of its own.
            folder = Path(held) / str(number)
            folder.mkdir()
            path = folder / (Path(name.replace("\\", "/")).name[-120:].lstrip(".") or "file")
            path.write_bytes(data)
            paths.append(path)
        try:
            talks = read_files(paths)
        except DoorsError as error:
            raise DoorsError(error.what, where=files[0][0], fix=error.fix) from error
    talk = talks[0]
    if not _ID.fullmatch(talk.id):
        # A file of our own kind says its id itself, and the id becomes part of addresses.
        talk = replace(talk, id=source_id(*(data for _, data in files)))
    if known.started and not talk.started_at:
        talk = replace(talk, started_at=known.started)
    check_reviewable(talk)
    sides = settle(talk, known)
    placed = sides.conversation
    if not sides.settled:
        return ReadIn(talk=placed)
    return ReadIn(talk=placed, review=review_conversation(placed))


def settle(talk: Conversation, known: Known) -> Sides:
    """Give everybody a side by what is known; what is left open is asked on the page."""
    memory = Memory(people={key: Side(side) for key, side in known.sides.items()})
    named = [p.name for p in talk.participants if p.name.casefold() in set(known.sellers)]
    named += [name for name in known.named if _is_there(talk, name)]
    if named:
        return decide_sides(talk, memory=memory, sellers=named)
    return decide_sides(talk, memory=memory)


def _is_there(talk: Conversation, name: str) -> bool:
    try:
        return bool(find_people(talk, name))
    except DoorsError:
        return False  # said of a whole folder, a name need not be in every file
