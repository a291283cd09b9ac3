"""The list of readers, as a tuple anyone can read: content decides which one speaks."""

from collections.abc import Callable
from dataclasses import dataclass

from sevendoors.readers.draft import Draft
from sevendoors.readers.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One format: its key, the words shown by `doors formats`, how to know it, how to read it.

    sniff looks at content only and never raises; read raises DoorsError and nothing else.
    needs_together: True where another file must be named with it (Gong's two).
    """

    key: str
    title: str
    how_to_get: str
    sniff: Callable[[Source], bool]
    read: Callable[[Source], Draft]
