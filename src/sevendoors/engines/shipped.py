"""The model that ships with Seven Doors."""

import os
from pathlib import Path

from sevendoors.core.protocols import Encoder

MODEL = "doors-mini-1"
FOLDER = Path(__file__).parent / "models" / MODEL


def load_encoder(threads: int | None = None) -> Encoder:
    """Load the shipped encoder from the package; no network, no download.

    threads: how many turns are read at once; by default as many as the machine has, at most four.
    """
    from sevendoors.engines.encoder import load  # noqa: PLC0415  (start-up time)

    return load(FOLDER, threads or min(4, os.cpu_count() or 1))
