"""The engine in use: the shipped models behind the rules, loaded once and only when needed."""

from functools import lru_cache
from pathlib import Path

from sevendoors.core.codebook import Codebook
from sevendoors.core.protocols import Encoder, Finder


@lru_cache(maxsize=1)
def shipped_encoder() -> Encoder:
    """Load the shipped encoder; numpy and the weights come in here and nowhere earlier."""
    from sevendoors.engines.shipped import load_encoder  # noqa: PLC0415  (start-up time)

    return load_encoder()


@lru_cache(maxsize=1)
def shipped_finder() -> Finder:
    """Give the finder that reviews use."""
    from sevendoors.measure.finder import DoorsFinder  # noqa: PLC0415  (start-up time)

    return DoorsFinder(shipped_encoder())


@lru_cache(maxsize=4)
def codebook_in_use(folder: Path | None = None) -> Codebook:
    """Load the shipped codebook, or a leader's own copy laid over it."""
    from sevendoors.core.codebook_load import load_codebook  # noqa: PLC0415  (start-up time)

    return load_codebook(folder)
