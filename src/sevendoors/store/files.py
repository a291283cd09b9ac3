"""The original files, kept once each under the hash of what is in them."""

import os
from collections.abc import Iterator
from hashlib import sha256
from math import inf
from pathlib import Path

from sevendoors.core.errors import AwayError


class Files:
    """A folder of files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first file comes."""
        self.folder = folder

    def path(self, sha: str) -> Path:
        """Say where a file lies, whether it is there or not."""
        return self.folder / sha[:2] / sha

    def keep(self, data: bytes) -> str:
        """Keep these bytes and give their name; the same bytes are kept once.

        Raises AwayError where the disk is full or the folder may not be written.
        """
        name = sha256(data).hexdigest()
        place = self.path(name)
        if place.exists() and place.stat().st_size == len(data):
            return name
        draft = place.with_name(f".{name}.{os.getpid()}.new")
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with draft.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(place)  # a kill leaves either nothing or the whole file
        except OSError as fault:
            draft.unlink(missing_ok=True)
            raise AwayError(
                f"The file could not be kept: {fault.strerror}.", fix="Make room and try again."
            ) from fault
        return name

    def get(self, sha: str) -> bytes:
        """Give a file's bytes. Raises FileNotFoundError where it is not kept."""
        return self.path(sha).read_bytes()

    def drop(self, sha: str) -> None:
        """Remove a file; none there is fine."""
        self.path(sha).unlink(missing_ok=True)

    def names(self, before: float = inf) -> Iterator[str]:
        """List the names of all files kept, or of those older than a time (seconds since 1970)."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith(".") and path.stat().st_mtime < before:
                yield path.name

    def drop_drafts(self, before: float = inf) -> None:
        """Remove what a kill left half written."""
        for path in self.folder.glob("??/.*.new"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
