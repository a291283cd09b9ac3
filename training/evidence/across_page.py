"""The section on what only shows over several calls, from its kept result (`across`)."""

import json
from pathlib import Path
from typing import Any

from training.evidence.stamp import ROOT
from training.evidence.stats import exact

RESULT = ROOT / "benchmarks" / "results" / "across.json"
COUNTS = Path("src/sevendoors/track/across.json")
BEGIN, END = "<!-- across -->", "<!-- /across -->"
_NAMES = {
    "recall": "going back to what was said in an earlier call",
    "stock": "lines said again to another buyer",
    "promises": "promises kept",
}


def section() -> list[str]:
    """Give the section of the evidence page."""
    counts = json.loads((ROOT / COUNTS).read_text("utf-8"))
    told: dict[str, str] = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else {}
    when = f"{told['date']}, {told['machine']}" if told else "day and machine not kept"
    lines = [BEGIN, *HEAD.format(when=when).splitlines()]
    lines += [f"| {_NAMES[what]} | {_cell(row, 'missed', 'planted')} | {_cell(row, 'wrong', 'others')} |"
              for what, row in counts.items()]  # fmt: skip
    return [*lines, END]


def _cell(row: dict[str, Any], hits: str, of: str) -> str:
    low, high = exact(row[hits], row[of])
    return f"{row[hits]} of {row[of]} | {row[hits] / row[of]:.2f} [{low:.2f}, {high:.2f}]"


HEAD = """\
## Over several calls

Cases planted by rule into the written calls that ship, which a language model wrote, beside cases that look alike and are none ({when}; `python -m training.evidence.across`).
Nobody has judged these three on real calls; planted cases are cleaner than real ones, so the truth is likely worse. No gate was set.
Exact 95 % intervals (Clopper-Pearson) that take cases as strangers; they share calls, so they are somewhat narrow.

| looked for | planted and missed | share | none, and taken for one | share of these |
|---|---|---|---|---|"""
