"""Every JSON format, the most exact first."""

from sevendoors.core.errors import DoorsError
from sevendoors.readers import abcd, gong, vcon, word_engines
from sevendoors.readers.draft import Draft
from sevendoors.readers.json_dialects import DIALECTS
from sevendoors.readers.json_table import Dialect, knows, read
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source


def _reader(dialect: Dialect) -> Reader:
    return Reader(
        key=dialect.key,
        title=dialect.title,
        how_to_get=dialect.how_to_get,
        sniff=lambda source: knows(dialect, source),
        read=lambda source: read(dialect, source),
    )


_PLAIN: tuple[Reader, ...] = (
    *gong.READERS,
    *map(_reader, DIALECTS),
    *word_engines.READERS,
    *abcd.READERS,
)


def _inside(source: Source) -> Draft | None:
    """Read an engine's JSON that stands inside a vCon, if it is one we know."""
    for reader in _PLAIN:
        if reader.sniff(source):
            try:
                return reader.read(source)
            except DoorsError:
                return None
    return None


READERS: tuple[Reader, ...] = (vcon.reader(_inside), *_PLAIN)
