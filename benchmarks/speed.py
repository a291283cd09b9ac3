"""Measures reading and reviewing a real meeting: `make bench` writes benchmarks/results/speed.json."""

import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sevendoors.app.base.memory import Memory
from sevendoors.app.reading.reviewing import review_conversation
from sevendoors.app.reading.sides import decide_sides
from sevendoors.core.conversation import Conversation
from sevendoors.readers.reading import read_files

ROOT = Path(__file__).parent.parent
CALL = ROOT.parent / "shared" / "transcripts" / "zoom" / "focil034_transcript.vtt"
RESULT = Path(__file__).parent / "results" / "speed.json"
SELLER = "Justin Traglia"
# team_comm_tools 0.1.8, turns per CPU-second on one core of the same kind of machine, as measured
# for the design of this project; it is not run here, because it needs a network to be imported.
PEER = 3.0


def per_cpu_second(count: int, work: Callable[[], object], times: int) -> float:
    """Give how many things are done in one second of CPU time, best of `times` runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return count / best


def started(program: str) -> float:
    """Give the CPU seconds of a fresh Python that runs a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _call() -> Conversation:
    (talk,) = read_files([CALL])
    return decide_sides(talk, memory=Memory(), sellers=[SELLER]).conversation


def main() -> None:
    """Measure and write the result."""
    if not CALL.exists():
        print(f"skipped: {CALL.name} is not here")
        return
    talk = _call()
    cold = time.process_time()
    review_conversation(talk)
    cold = time.process_time() - cold
    turns = len(talk.turns)
    reviewed = per_cpu_second(turns, lambda: review_conversation(talk), 5)
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "file": f"zoom/{CALL.name}",
        "cues": turns,
        "cues read per CPU-second": round(per_cpu_second(turns, lambda: read_files([CALL]), 20)),
        "first review, turns per CPU-second": round(turns / cold),
        "later reviews, turns per CPU-second": round(reviewed),
        "first review against team_comm_tools (3.0 turns per CPU-second)": round(turns / cold / PEER),
        "CPU seconds of `doors --help`": round(
            started("import sys; sys.argv=['doors','--help']; from sevendoors.cli.main import app; app(standalone_mode=False)"), 3
        ),
        "CPU seconds of `import sevendoors`": round(started("import sevendoors"), 3),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
