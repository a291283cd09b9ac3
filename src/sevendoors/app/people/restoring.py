"""Restoring a backup: checked whole before anything is touched, then put in at once or not at all."""

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection

from sevendoors.app.base.place import Place
from sevendoors.app.people.backup import MANIFEST, SCHEMA, Counted, file_path, table_path
from sevendoors.app.people.deleting import tidy
from sevendoors.core.errors import ClashError, DoorsError
from sevendoors.store import dumping, ends

_SHA = re.compile(r"[0-9a-f]{64}")
_LARGEST_MANIFEST = 50_000_000
_LARGEST_FILE = 200_000_000
_BLOCK = 1 << 20
_UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manifest:
    """What a backup says it holds: tables with (rows, hash), and the hashes of files."""

    step: str
    tables: Mapping[str, tuple[int, str]]
    files: tuple[str, ...]


def restore(place: Place, source: Path, *, replace: bool = False) -> Counted:
    """Put a backup into a place; everybody signs in anew after it.

    replace: also where calls or people are kept already, which are then deleted. Raises DoorsError
    for a file that is no backup, damaged or from a newer version, and for a place that is in use.
    """
    try:
        with ZipFile(source) as archive:
            manifest = _manifest(archive)
            _fits(place, manifest, replace=replace)
            _check(archive, manifest)
            for sha in manifest.files:
                place.files.keep(archive.read(file_path(sha)))
            _put_in(place, archive, replace=replace)
    except FileNotFoundError as fault:
        raise DoorsError("There is no such file.", where=str(source), fix="Check its name.") from fault  # fmt: skip
    except _UNREADABLE as fault:
        raise _damaged(source.name) from fault
    ends.scrub(place.store)
    tidy(place)
    return Counted(calls=manifest.tables["call"][0], files=len(manifest.files),
                   size=source.stat().st_size)  # fmt: skip


def _damaged(where: str) -> DoorsError:
    return DoorsError(
        "This is no backup of Seven Doors, or it is damaged; nothing was changed.",
        where=where, fix="Take another backup.",
    )  # fmt: skip


def _manifest(archive: ZipFile) -> _Manifest:
    """Read what the backup says it holds; only names we write are ever looked for."""
    names = archive.namelist()
    locked = any(one.flag_bits & _ENCRYPTED for one in archive.infolist())
    if locked or MANIFEST not in names or archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise _damaged("manifest")
    try:
        told = json.loads(archive.read(MANIFEST))
        manifest = _Manifest(
            step=str(told["step"]),
            tables={n: (int(t["rows"]), str(t["sha256"])) for n, t in told["tables"].items()},
            files=tuple(str(sha) for sha in told["files"]),
        )
        schema = str(told["schema"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _damaged("manifest") from fault
    if schema != SCHEMA:
        raise DoorsError(
            "This backup was written by a newer Seven Doors.", fix="Install that version, then restore."
        )  # fmt: skip
    known = set(dumping.table_names())
    expected = {MANIFEST, *map(table_path, manifest.tables), *map(file_path, manifest.files)}
    whole = set(manifest.tables) == known and all(map(_SHA.fullmatch, manifest.files))
    if not whole or len(names) != len(set(names)) or set(names) != expected:
        raise _damaged("manifest")
    return manifest


def _fits(place: Place, manifest: _Manifest, *, replace: bool) -> None:
    with place.store.read() as connection:
        # Steps are numbered, so that a later one sorts later.
        if manifest.step > dumping.step_of(connection):
            raise DoorsError(
                "This backup was written by a newer Seven Doors.",
                fix="Install that version, then restore.",
            )
        _is_free(connection, replace=replace)


def _is_free(connection: Connection, *, replace: bool) -> None:
    if not replace and not dumping.is_bare(connection):
        raise DoorsError(
            "There are calls or people here already; nothing was changed.",
            fix="Restore into an empty place (SEVENDOORS_HOME), or add --replace to delete them.",
        )


def _check(archive: ZipFile, manifest: _Manifest) -> None:
    """Check every row and every file against its hash before anything is touched."""
    for name, (rows, sha) in manifest.tables.items():
        counted, digest, columns = 0, sha256(), set[frozenset[str]]()
        for line in _lines(archive, name):
            columns.add(frozenset(_row(name, line)))
            digest.update(line)
            counted += 1
        if len(columns) > 1 or (counted, digest.hexdigest()) != (rows, sha):
            raise _damaged(table_path(name))
    for sha in manifest.files:
        if archive.getinfo(file_path(sha)).file_size > _LARGEST_FILE:
            raise _damaged(file_path(sha))
        digest = sha256()
        with archive.open(file_path(sha)) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
        if digest.hexdigest() != sha:
            raise _damaged(file_path(sha))


def _lines(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(table_path(name)) as stream:
        yield from stream


def _row(name: str, line: bytes) -> dict[str, Any]:
    """Read one row: columns that we know, plain values."""
    try:
        row = json.loads(line)
    except ValueError as fault:
        raise _damaged(table_path(name)) from fault
    plain = isinstance(row, dict) and all(
        value is None or isinstance(value, str | int | float) for value in row.values()
    )
    if not plain or not set(row) <= dumping.columns_of(name):
        raise _damaged(table_path(name))
    return dict(row)


def _put_in(place: Place, archive: ZipFile, *, replace: bool) -> None:
    try:
        with place.store.write() as connection:
            _is_free(connection, replace=replace)  # somebody may have begun meanwhile
            dumping.empty(connection)
            for name in dumping.table_names():
                rows = (_row(name, line) for line in _lines(archive, name))
                dumping.put_in(connection, name, rows)
            dumping.count_on(connection)
    except ClashError as fault:
        raise _damaged("rows that do not belong together") from fault
