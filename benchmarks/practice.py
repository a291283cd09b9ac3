"""Measures practice: how long a buyer takes to answer, alone and with a hundred people at once."""

import json
import os
import platform
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice
from threading import Event

from training.corpus.calls import names, read

from benchmarks.speed import ROOT
from sevendoors.app.practice.playing import buyer_files, buyer_of, ear_of, judge, open_talk, say
from sevendoors.app.practice.scenes import starters
from sevendoors.core.conversation import Side
from sevendoors.practice.drills import Scene

RESULT = ROOT / "benchmarks" / "results" / "practice.json"
KEY = "marta-oliveira"
TURNS, TALKS, PEOPLE = 20, 30, 100
REPLY_LIMIT, DRILL_LIMIT = 150, 300  # milliseconds, at the 95th of a hundred, on two cores
PACE, STRETCH = 20.0, 60.0  # seconds between two lines of a person, and for how long


@dataclass
class Times:
    """How long each thing took: on the clock, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def of(self, work: Callable[[], object]) -> object:
        """Do something and note how long it took."""
        wall, cpu = time.perf_counter(), time.thread_time()
        done = work()
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(time.thread_time() - cpu)
        return done

    def told(self) -> dict[str, float]:
        """Give the middle and the 95th of a hundred, in milliseconds."""
        return {
            "n": len(self.wall),
            "p50 ms": _at(self.wall, 0.5),
            "p95 ms": _at(self.wall, 0.95),
            "p95 ms of processor": _at(self.cpu, 0.95),
        }


def _at(seconds: Sequence[float], share: float) -> float:
    ordered = sorted(seconds)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def seller_lines() -> list[str]:
    """Give lines that sellers of the invented calls say; no two alike, so none is remembered."""
    said = (turn for name in names() for turn in read(name).turns)
    return list(dict.fromkeys(turn.text for turn in said if turn.side is Side.SELLER))


def talk_through(lines: Sequence[str], seed: str, times: Times, pace: Callable[[], bool]) -> None:
    """Say lines to a buyer until the talk or the time is over."""
    talk = open_talk(buyer_of(KEY, seed), seed)
    for line in lines:
        if talk.over or not pace():
            return
        talk = times.of(partial(say, talk, line))  # type: ignore[assignment]


def replies(lines: Sequence[str]) -> Times:
    """One person after the other: talks of twenty lines."""
    times = Times()
    for number in range(TALKS):
        some = lines[number * TURNS : (number + 1) * TURNS]
        talk_through(some, str(number), times, lambda: True)
    return times


def drills(lines: Sequence[str]) -> Times:
    """Grade one answer to each of many scenes."""
    times = Times()

    def grade(scene: Scene, line: str) -> object:
        return judge(scene.buyer)(scene.said, scene.kind, scene.chance, line)

    for scene, line in islice(zip(cycle(starters()), lines, strict=False), 200):
        times.of(partial(grade, scene, line))
    return times


def together(lines: Sequence[str], pace: float, until: float) -> Times:
    """Have a hundred people talk at once. pace: seconds between two lines of one; 0: no pause."""
    times, never, begun = Times(), Event(), time.monotonic()

    def one(number: int) -> None:
        never.wait(pace * number / PEOPLE)

        def goes_on() -> bool:
            never.wait(pace)
            return time.monotonic() - begun < until

        mine = lines[number::PEOPLE][:TURNS]
        talk_through(mine, f"p{number}", times, goes_on)

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(one, range(PEOPLE)))
    return times


def main() -> None:
    """Measure and write the result."""
    lines = seller_lines()
    cold = Times()
    cold.of(lambda: ear_of(buyer_of(KEY, "cold")))
    third = len(lines) // 3
    alone, graded = replies(lines[:third]), drills(lines[third : third + 200])
    paced = together(lines[third:], PACE, STRETCH)
    crowd = together(lines[2 * third :], 0.0, 600.0)
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "load at the end": round(os.getloadavg()[0], 1),
        "buyers": len(buyer_files()),
        "first talk with a buyer, ms": cold.told()["p50 ms"],
        f"reply, limit {REPLY_LIMIT} ms": {**alone.told(), "met": alone.told()["p95 ms"] <= REPLY_LIMIT},
        f"drill, limit {DRILL_LIMIT} ms": {**graded.told(), "met": graded.told()["p95 ms"] <= DRILL_LIMIT},
        f"reply, {PEOPLE} people, a line each {PACE:.0f} s": paced.told(),
        f"reply, {PEOPLE} people, no pause": crowd.told(),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
