"""Where the real sample files lie, and how a test asks for one."""

import csv
from pathlib import Path

import pytest

TRANSCRIPTS = Path(__file__).resolve().parents[3] / "shared" / "transcripts"


def sample(name: str) -> Path:
    """Give a real sample file, or skip the test where the collection is absent."""
    path = TRANSCRIPTS / name
    if not path.exists():
        pytest.skip(f"sample collection absent: {name}")
    return path


def rows() -> list[dict[str, str]]:
    """Give the rows of the collection's index; none where it is absent."""
    index = TRANSCRIPTS / "index.csv"
    if not index.exists():
        return []
    with index.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
