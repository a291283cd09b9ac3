"""Rows of the corpora under ../shared; they are read where they lie and never copied."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
# What is made on the way and may be made anew; never in the repository.
WORK = Path(__file__).parent.parent / ".training"
Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """Read one gzip JSONL corpus file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
