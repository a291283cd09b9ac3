"""Measures the engine against its own limit: `make bench` writes benchmarks/results/engine.json."""

import json
import platform
import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from training.data import CORPORA, rows

from benchmarks.speed import ROOT, started
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn
from sevendoors.engines.encoder import DoorsEncoder, load
from sevendoors.engines.shipped import FOLDER
from sevendoors.measure.cues.context import lines_of, stretches
from sevendoors.measure.finder import DoorsFinder

RESULT = ROOT / "benchmarks" / "results" / "engine.json"
TALKS = 40
LOAD = "from sevendoors.engines.shipped import load_encoder; load_encoder(1).heads('does it start')"


def talks() -> list[Conversation]:
    """Give the first forty interviews of AnnoMI; the therapist stands where a seller would."""
    path = CORPORA / "evaluate" / "annomi" / "annomi.jsonl.gz"
    found = groupby(rows(path), key=lambda row: row["conversation"])
    return [_talk(name, list(turns)) for name, turns in [(n, list(t)) for n, t in found][:TALKS]]


def _talk(name: str, turns: Sequence[dict[str, Any]]) -> Conversation:
    sides = {"therapist": Side.SELLER, "client": Side.BUYER}
    made: list[Turn] = []
    for place, row in enumerate(turns):
        new = not made or row["role"] != turns[place - 1]["role"]
        run = (made[-1].run + new) if made else 0
        made.append(Turn(index=place, run=run, participant=row["role"], text=row["text"]))
    people = tuple(Participant(id=r, name=r, side=s) for r, s in sides.items())
    return Conversation(id=f"{int(name):016x}", source="annomi", capabilities=Capabilities(),
                        participants=people, turns=tuple(made))  # fmt: skip


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Give the CPU seconds and the wall seconds of some work."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _before(call: Conversation, turn: int) -> str:
    """Give what a review reads beside a turn."""
    read = stretches(lines_of(call), turn)
    return read[0].before if read else ""


def measure(threads: int, calls: Sequence[Conversation]) -> dict[str, float]:
    """Read the same turns by the bare network and by the whole review, cold both times."""
    said = [(turn.text, _before(call, turn.index)) for call in calls for turn in call.turns]
    load(FOLDER, threads).raw_passes(said[:50])
    cpu_raw, wall_raw = timed(lambda: load(FOLDER, threads).raw_passes(said))
    encoder = load(FOLDER, threads)
    finder = DoorsFinder(encoder)
    cpu, wall = timed(lambda: [finder.find(call, codebook_in_use()) for call in calls])
    cpu_all, _ = timed(lambda: _again(encoder, threads))
    return {
        "turns": len(said),
        "bare network, turns per CPU-second": round(len(said) / cpu_raw),
        "bare network, turns per second": round(len(said) / wall_raw),
        "whole review, turns per CPU-second": round(len(said) / cpu),
        "whole review, turns per second": round(len(said) / wall),
        "whole review against the bare network, each turn once": round(cpu_raw / cpu, 2),
        "whole review against the bare network, all it read": round(cpu_all / cpu, 2),
    }


def _again(encoder: DoorsEncoder, threads: int) -> None:
    """Read once more, keeping nothing, all that a review had read: turns and exchanges."""
    fresh = load(FOLDER, threads)
    turns, pairs = encoder.known()
    fresh.raw_passes(turns)
    for start in range(0, len(pairs), 64):
        fresh.raw_exchanges(pairs[start : start + 64])


def main() -> None:
    """Measure and write the result."""
    if not CORPORA.exists():
        print("skipped: ../shared/corpora is not here")
        return
    calls = talks()
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "texts": f"AnnoMI, first {len(calls)} interviews",
        "one thread": measure(1, calls),
        "two threads": measure(2, calls),
        "CPU seconds to load and read a first turn, fresh Python": round(started(LOAD), 2),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    Path(RESULT).write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
