"""Which calls train, which stop the training early, and which are only for the figures."""

import json
from functools import lru_cache

from training.corpus.calls import FOLDER, names


@lru_cache(maxsize=1)
def _frozen() -> dict[str, list[str]]:
    held: dict[str, list[str]] = json.loads((FOLDER / "splits.json").read_text("utf-8"))
    return held


def split_of(name: str) -> str:
    """Say whether a call is for test, dev or train, by the brief it was written to."""
    brief = name.split("/", maxsplit=1)[0]
    return next((part for part in ("test", "dev") if brief in _frozen()[part]), "train")


def calls_of(part: str) -> tuple[str, ...]:
    """List the calls of one part, in order."""
    return tuple(name for name in names() if split_of(name) == part)
