"""The model that ships with Seven Doors."""

from pathlib import Path

from sevendoors.core.protocols import Encoder
from sevendoors.engines.linear import load

MODEL = "doors-ngram-1"
FOLDER = Path(__file__).parent / "models" / MODEL


def load_encoder() -> Encoder:
    """Load the shipped encoder from the package; no network, no download."""
    return load(FOLDER)
