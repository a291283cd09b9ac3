"""Many files at once: each is read and reviewed by itself, and none stops the others."""

from collections.abc import Iterable
from pathlib import Path

from sevendoors.core.errors import DoorsError

_HIDDEN = (".", "~")


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the files named, and those inside the folders named, in order and once each.

    Hidden files are left out. Raises DoorsError where a path does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            found += [p for p in inside if not p.name.startswith(_HIDDEN)]
        elif path.exists():
            found.append(path)
        else:
            raise DoorsError("There is no such file.", where=str(path), fix="Check the name.")
    return tuple(dict.fromkeys(found))
