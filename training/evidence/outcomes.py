"""Deals and winning, the buyer's next turn, and real asks with outcomes: `make evidence-outcomes`.

`python -m training.evidence.outcomes [winning] [next] [asks]` measures some of it; the rest stays.
"""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from training.evidence import asks_found, asks_page, asks_read, next_found, shipped, winning_markets
from training.evidence.outcomes_words import deals_lines, next_lines
from training.evidence.stamp import changed, stamp

RESULT = Path(__file__).parent.parent.parent / "benchmarks" / "results" / "outcomes.json"
BEGIN, END = "<!-- outcomes -->", "<!-- /outcomes -->"
MARKETS = 200
COMMAND = "make evidence-outcomes"
# What each part rests on; talk that was read is kept beside its own digest (asks_read).
READ = {
    "winning": ("src/sevendoors/track/winning*.py", "src/sevendoors/track/deal_rows.py",
                "src/sevendoors/track/clusters.py", "training/evidence/invented_deals.py",
                "training/evidence/winning_markets.py"),
    "next": ("src/sevendoors/track/next_turn.py", "src/sevendoors/track/clusters.py",
             *asks_read.READS),
    "asks": ("training/evidence/asks_found.py", "training/cases/persuasion.py", *asks_read.READS),
}  # fmt: skip


def measured_winning(markets: int, processes: int) -> dict[str, Any]:
    """Invent and measure all markets; traps of joins and of hidden losses beside them."""
    told: dict[str, Any] = {"markets": markets, "wide": winning_markets.TIMES,
                            **stamp(*READ["winning"])}  # fmt: skip
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for part, rows in winning_markets.jobs(markets).items():
            told[part] = {}
            for name, (ask, times) in rows.items():
                told[part][name] = _over(pool, ask, times)
                print(part, name, told[part][name], flush=True)
    return told


def _over(
    pool: ProcessPoolExecutor, ask: partial[winning_markets.Row], times: int
) -> dict[str, Any]:
    first = winning_markets.FRESH
    rows = [row for row in pool.map(ask, range(first, first + times), chunksize=5) if row]
    names = {name for row in rows for name in row}
    held = {name: np.array([row[name] for row in rows if name in row]) for name in sorted(names)}
    return {"n": len(rows)} | {
        name: [round(float(v.mean()), 4), round(float(v.std() / np.sqrt(len(v))), 4)]
        for name, v in held.items()
    }


def section(told: dict[str, Any] | None = None) -> list[str]:
    """Give the three sections of the evidence page from the kept result."""
    if told is None:
        told = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else {}
    lines = [BEGIN]
    for title, key, write_ in (("Deals and winning", "winning", deals_lines),
                               ("The buyer's next turn", "next", next_lines),
                               ("Real asks with outcomes (PersuasionForGood)", "asks", asks_page.lines)):  # fmt: skip
        lines += [f"## {title}", ""]
        if key in told:
            lines += [*changed(told[key], COMMAND, *READ[key]), *write_(told[key])]
        else:
            lines += [f"Not measured yet (`{COMMAND}`)."]
        lines += [""]
    return [*lines[:-1], END]


def write(page: Path, lines: Sequence[str]) -> None:
    """Put the section on the page."""
    shipped.put(BEGIN, END, lines, page)


def main() -> None:
    """Measure what was asked for, then write the result and the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", choices=("winning", "next", "asks"), default=[])
    asked.add_argument("--markets", type=int, default=MARKETS)
    asked.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    wanted = asked.parse_args()
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "winning": lambda: measured_winning(wanted.markets, wanted.processes),
        "next": lambda: {**next_found.measured(), **stamp(*READ["next"])},
        "asks": lambda: {**asks_found.measured(), **stamp(*READ["asks"])},
    }
    told = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else {}
    for part in wanted.parts or parts:
        told[part] = parts[part]()
        RESULT.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    write(shipped.PAGE, section(told))
    shipped.carry()


if __name__ == "__main__":
    main()
