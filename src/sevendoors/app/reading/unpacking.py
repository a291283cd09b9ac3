"""What is taken in at all: plain zips are taken apart, what is empty or too large is refused."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from sevendoors.core.errors import DoorsError
from sevendoors.readers.archive import Archive
from sevendoors.readers.reading import groups_of_bytes

LARGEST = 25_000_000
MOST_FILES = 2_000
_TRANSCRIPTS = (".vtt", ".srt", ".sbv", ".txt", ".md", ".json", ".csv", ".tsv", ".docx", ".eml", ".mbox", ".html", ".vcon")  # fmt: skip
_WHOLE = frozenset(["users.json", "channels.json", "utterances.jsonl", "corpus.json", "_chat.txt"])
_HIDDEN = (".", "~")
_LEAN = "A transcript is text; export it without sound or pictures."

Upload = tuple[str, bytes]


def short_name(name: str) -> str:
    """Give the last part of a name that came from outside, never a path."""
    plain = PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name
    return plain[-160:] if plain.strip(" .") else "file"


def is_hidden(name: str) -> bool:
    """Say whether a file is one of those that programs leave in folders, such as .DS_Store."""
    return short_name(name).startswith(_HIDDEN)


def unpacked(upload: Upload) -> tuple[list[Upload], list[str]]:
    """Take a plain zip of transcripts apart; gives its files, and the names of archives inside.

    Any other file, a Slack export too, stays whole. Raises DoorsError for an archive that is
    damaged, holds too much, or points outside itself.
    """
    name, data = upload
    if not name.lower().endswith(".zip") or not zipfile.is_zipfile(io.BytesIO(data)):
        return [upload], []
    archive = Archive(data, name)
    inside = [n for n in archive.names if not is_hidden(n)]
    plain = [n for n in inside if n.lower().endswith(_TRANSCRIPTS)]
    if not plain or _WHOLE & {PurePosixPath(n).name for n in inside}:
        return [upload], []
    few_enough(len(plain), name)
    nested = [short_name(n) for n in inside if n.lower().endswith(".zip")]
    return [(short_name(n), archive.read(n)) for n in plain], nested


def few_enough(count: int, where: str = "") -> None:
    """Refuse more files than are taken at a time."""
    if count > MOST_FILES:
        raise DoorsError(
            f"These are {count} files; {MOST_FILES} are taken at a time.",
            where=where,
            fix="Bring them in in several goes.",
        )


def check(name: str, data: bytes) -> None:
    """Refuse a file that is too large or holds nothing."""
    if len(data) > LARGEST:
        raise DoorsError(
            f"This file has {len(data) / 1e6:.0f} MB; {LARGEST // 1_000_000} are taken at most.",
            where=short_name(name),
            fix=_LEAN,
        )
    if not data.strip():
        raise DoorsError("This file is empty.", where=short_name(name), fix="Export it again.")


def read_path(path: Path) -> bytes:
    """Give the bytes of a file of this machine; one far too large is not even opened."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DoorsError(
                f"This file has {size / 1e6:.0f} MB; {LARGEST // 1_000_000} are taken at most.",
                where=path.name,
                fix=_LEAN,
            )
        return path.read_bytes()
    except OSError as error:
        raise DoorsError(
            f"This file could not be opened: {error.strerror}.",
            where=str(path),
            fix="Check who may read it.",
        ) from error


def together(uploads: Sequence[Upload]) -> Iterator[list[Upload]]:
    """Give files one by one, and the two that belong together (Gong's) as one."""
    for group in groups_of_bytes(uploads):
        yield [uploads[place] for place in group]
