"""Carries the tables of docs/evidence.md into the file beside the model, for the evidence page."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sevendoors.engines.shipped import FOLDER

PAGE = Path(__file__).parent.parent.parent / "docs" / "evidence.md"
BESIDE = FOLDER / "evidence.json"
# A table is known by the first cells of its head; a new table needs a name here.
NAMES = {
    ("corpus", "construct"): "public",
    ("measure", "n", "AUC"): "interviews",
    ("chance", "state", "n turns"): "chances",
    ("gate", "found"): "gates",
    ("what", "n", "engine"): "grades",
    ("settled \\\\ said",): "confusion",
    ("move", "state"): "moves",
    ("state", "n", "Brier"): "calibration",
    ("chance", "state", "engine"): "baselines",
    ("change", "answers"): "manner",
    ("measure", "n", "Spearman"): "uptake",
    ("seller", "games"): "sellers",
    ("asked of the buyers", "found"): "buyers",
    ("share of", "between sellers"): "between",
    ("invented team", "teams"): "bands",
    ("true differences", "spread found"): "recovered",
    ("what happened", "a trend was said"): "alarms",
    ("standing", "said of"): "standings",
    ("ability", "skills given a number of their own"): "added",
    ("market, nothing true", "markets"): "markets",
    ("true effect", "line"): "effects",
    ("planted", "markets"): "traps",
    ("talk", "what came next"): "next turns",
    ("gate on real talk", "found"): "next gates",
    ("what", "n", "found", "gate"): "asks",
    ("seller's conduct, by", "first 30 %"): "early",
    ("read", "n", "gave where more was taken"): "gifts",
    ("looked for", "planted and missed"): "across",
    ("What it rests on", "Which"): "thresholds",
}


NEXT = "## What each threshold rests on"


def put(begin: str, end: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Put a section on the page, in place of the old one or before the thresholds."""
    text, new = page.read_text("utf-8"), "\n".join(lines)
    if begin in text:
        old = f"{re.escape(begin)}.*?{re.escape(end)}"
        text = re.sub(old, lambda _: new, text, flags=re.DOTALL)
    else:
        text = text.replace(f"\n{NEXT}", f"\n{new}\n\n{NEXT}")
    page.write_text(text, "utf-8")


def tables(page: str) -> dict[str, dict[str, Any]]:
    """Give every table of the page by name, as a head and rows of cells."""
    found: dict[str, dict[str, Any]] = {}
    for head, rows in _tables(page.splitlines()):
        found[_name(head)] = {"head": head, "rows": rows}
    return found


def engine_of(page: str) -> str:
    """Give the engine that the page says was measured."""
    named = re.search(r"the engine is (.+?)\.$", page, re.MULTILINE)
    return named[1] if named else ""


def carry() -> None:
    """Write the tables of the page beside the model; the day and the short rows stay."""
    page = PAGE.read_text("utf-8")
    told = json.loads(BESIDE.read_text("utf-8"))
    told |= {"engine": engine_of(page), "tables": tables(page)}
    BESIDE.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _tables(lines: list[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    head: list[str] | None = None
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if not line.startswith("|"):
            if head is not None:
                yield head, rows
            head, rows = None, []
        elif head is None:
            head = _cells(line)
        elif not line.startswith("|---"):
            rows.append(_cells(line))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _name(head: list[str]) -> str:
    for first, name in NAMES.items():
        if tuple(head[: len(first)]) == first:
            return name
    raise ValueError(f"This table has no name in {Path(__file__).name}: {head}")


if __name__ == "__main__":
    carry()
