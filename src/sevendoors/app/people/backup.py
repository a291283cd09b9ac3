"""A backup: everything kept, in one file that goes back into either database."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection

from sevendoors import __version__
from sevendoors.app.base.place import Place
from sevendoors.core.errors import AwayError, DoorsError
from sevendoors.store import dumping, ends, jobs

SCHEMA = "sevendoors.backup/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a backup holds; missing: original files that were gone or damaged on the disk."""

    calls: int
    files: int
    size: int
    missing: int = 0


def counted_line(told: Counted) -> str:
    """Write what a backup holds: calls, original files, megabytes."""
    calls = "1 call" if told.calls == 1 else f"{told.calls} calls"
    files = "1 file" if told.files == 1 else f"{told.files} files"
    return f"{calls}, {files}, {told.size / 1e6:.1f} MB."


def table_path(name: str) -> str:
    """Say where a table's rows stand in the backup, one JSON object on each line."""
    return f"tables/{name}.jsonl"


def file_path(sha: str) -> str:
    """Say where an original file stands in the backup, named by its hash."""
    return f"files/{sha}"


def back_up(place: Place, target: Path) -> Counted:
    """Write everything into one new file, as it was at one moment, while the pages stay open.

    Raises DoorsError where the file is there already or cannot be written.
    """
    if target.exists():
        raise DoorsError(
            "There is a file of that name already.", where=str(target), fix="Choose another name."
        )
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        # Only who made it may read it: it holds every word of every call.
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
            with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
                counted = _write(place, archive)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)  # a kill leaves no half backup under the right name
    except OSError as fault:
        raise AwayError(
            f"The backup could not be written: {fault.strerror}.", where=str(target),
            fix="Choose a folder that you may write to and that has room.",
        ) from fault  # fmt: skip
    finally:
        draft.unlink(missing_ok=True)
    return Counted(calls=counted.calls, files=counted.files, missing=counted.missing,
                   size=target.stat().st_size)  # fmt: skip


def _write(place: Place, archive: ZipFile) -> Counted:
    with place.store.read() as held:
        connection = dumping.one_moment(place.store, held)
        step = dumping.step_of(connection)
        told = {name: _table(connection, archive, name) for name in dumping.table_names()}
        needed = sorted(ends.files_needed(connection) | jobs.files_waiting(connection))
    kept = [sha for sha in needed if _file(place, archive, sha)]
    manifest = {
        "schema": SCHEMA,
        "version": __version__,
        "step": step,
        "made": place.now(),
        "tables": {name: {"rows": rows, "sha256": sha} for name, (rows, sha) in told.items()},
        "files": kept,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return Counted(calls=told["call"][0], files=len(kept), size=0, missing=len(needed) - len(kept))


def _table(connection: Connection, archive: ZipFile, name: str) -> tuple[int, str]:
    """Write one table; gives how many rows and the hash of their lines."""
    count, digest = 0, sha256()
    with archive.open(table_path(name), "w", force_zip64=True) as stream:
        for line in _lines(dumping.rows_of(connection, name)):
            stream.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, separators=(",", ":")).encode("ascii") + b"\n"


def _file(place: Place, archive: ZipFile, sha: str) -> bool:
    """Write one original file; False where it is gone or no longer what it was."""
    try:
        data = place.files.get(sha)
    except FileNotFoundError:
        return False
    if sha256(data).hexdigest() != sha:
        return False
    archive.writestr(file_path(sha), data)
    return True
