"""Look into a zip without unpacking it to disk, and without letting it grow past a limit."""

import io
import zipfile
import zlib
from functools import cached_property
from pathlib import PurePosixPath

from sevendoors.core.errors import DoorsError
from sevendoors.readers.decode import ZIP

LARGEST_UNPACKED = 200_000_000
MOST_FILES = 50_000


class Archive:
    """A zip somebody gave us; only members that are asked for are unpacked, in memory."""

    def __init__(self, data: bytes, name: str) -> None:
        """Hold the bytes; nothing is opened before the first question. name: for messages."""
        self._data = data
        self._name = name
        self._unpacked = 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The files inside, without folders and without a Mac's shadow files."""
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise self._refused(f"This archive holds more than {MOST_FILES} files.")
        for info in infos:
            parts = PurePosixPath(info.filename.replace("\\", "/")).parts
            if ".." in parts or info.filename[:1] in ("/", "\\") or ":" in info.filename[:2]:
                raise self._refused(f"A file in this archive points outside it: {info.filename!r}.")
        return tuple(
            info.filename
            for info in infos
            if not info.is_dir() and not info.filename.startswith("__MACOSX/")
        )

    def read(self, member: str) -> bytes:
        """Unpack one member. Raises DoorsError where it is damaged, locked or far too large."""
        left = LARGEST_UNPACKED - self._unpacked
        try:
            with self._zip.open(member) as stream:
                data = stream.read(left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError) as error:
            raise self._refused(f"The file {member!r} in this archive is damaged.") from error
        except (RuntimeError, NotImplementedError) as error:
            raise self._refused("This archive is locked or packed in an unusual way.") from error
        except Exception as error:  # lzma has an error class of its own on some systems only
            raise self._refused(f"The file {member!r} in this archive is damaged.") from error
        if len(data) > left:
            raise self._refused("This archive unpacks to more than 200 MB.")
        self._unpacked += len(data)
        return data

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(io.BytesIO(self._data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise self._refused("This archive is damaged.") from error

    def _refused(self, what: str) -> DoorsError:
        return DoorsError(
            what, where=self._name, fix="Unpack it yourself and name the transcript inside."
        )


def names_in(data: bytes, name: str = "-") -> tuple[str, ...]:
    """List the files of an archive for a first look; empty where it is none or cannot be read."""
    if not data.startswith(ZIP):
        return ()
    try:
        return Archive(data, name).names
    except DoorsError:
        return ()
