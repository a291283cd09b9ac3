"""How far the engine is to be trusted, as measured; shown with every review and by a command."""

import json
from dataclasses import dataclass
from functools import lru_cache

from sevendoors.engines.shipped import FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """One figure: what was tried, on how many turns, how well it ranks and how well it judges."""

    what: str
    n: int
    auc: str
    f1: str


@lru_cache(maxsize=1)
def measured() -> tuple[str, tuple[Trust, ...]]:
    """Give the day of the measurement and its rows; no rows where nothing was measured."""
    path = FOLDER / "evidence.json"
    if not path.exists():
        return "", ()
    told = json.loads(path.read_text("utf-8"))
    return str(told["date"]), tuple(Trust(**row) for row in told["rows"])
