"""Whether the buyers tell good sellers from poor ones: `python -m training.evidence.simulator`.

Scripted sellers of known quality play every buyer that ships, twenty seeded games each. Games are
kept in .training, so a later run adds only what is new: another buyer, file or engine.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sevendoors.app.practice.playing import buyer_files
from training.evidence import shipped
from training.evidence.games import AGAIN, NAMES, READ, ROOT, SCRIPT, Game, games
from training.evidence.general import FORMS, Spread, spread
from training.evidence.stamp import changed, stamp
from training.evidence.stats import Figure, interval
from training.practice.sellers import BETWEEN, LOW

RESULT = ROOT / "benchmarks" / "results" / "simulator.json"
BEGIN, END = "<!-- simulator -->", "<!-- /simulator -->"
_CODE = (*READ, "src/sevendoors/practice/buyers/*.toml")
SEEDS, LIMIT_MS, LEAST_PHI, ENOUGH = 20, 150, 0.8, 8
Counted = Callable[[Game], tuple[int, int]]
COUNTS: dict[str, Counted] = {
    "needs": lambda game: game.needs,
    "doors": lambda game: game.doors,
    "taken": lambda game: game.taken,
}


def share(of: Sequence[Game], counted: Counted) -> Figure:
    """Give a share over games; its interval draws whole buyers, who are what may differ."""
    told = np.array([counted(game) for game in of], dtype=float)
    return interval(lambda at: float(told[at, 0].sum() / told[at, 1].sum()), [g.buyer for g in of])


def measured(every: Sequence[Game]) -> dict[str, Any]:
    """Give all figures of the games, and the checks with what was found."""
    first = [game for game in every if not game.seller.startswith(AGAIN)]
    own = {name: [game for game in first if game.seller == name] for name in NAMES}
    rows = {
        name: {count: share(of, counted) for count, counted in COUNTS.items()}
        for name, of in own.items()
    }
    spreads = {count: spread(_levels(first, COUNTS[count])) for count in ("taken", "doors")}
    ms = np.array([one for game in first for one in game.ms])
    return {
        "rows": {
            name: {
                **{c: [round(f.value, 4), round(f.low, 4), round(f.high, 4)] for c, f in told.items()},
                "words": round(float(np.mean([g.words for g in own[name]])), 1),
                "turns": round(float(np.mean([g.turns for g in own[name]])), 1),
                "games": len(own[name]),
            }
            for name, told in rows.items()
        },
        "buyers": _buyers(first),
        "spread": {count: one.told() for count, one in spreads.items()},
        "p95_ms": round(float(np.quantile(ms, 0.95)), 1),
        "answers": len(ms),
        "checks": list(_checks(every, rows, spreads, float(np.quantile(ms, 0.95)))),
    }  # fmt: skip


def _levels(of: Sequence[Game], counted: Counted) -> list[list[list[float]]]:
    """Give the shares of the levels between, by level, buyer and game."""
    held: dict[str, dict[str, list[float]]] = {name: {} for name in BETWEEN}
    for game in of:
        if game.seller in held:
            found, out_of = counted(game)
            held[game.seller].setdefault(game.buyer, []).append(found / out_of if out_of else 0.0)
    return [[runs for _, runs in sorted(own.items())] for own in held.values()]


def _buyers(of: Sequence[Game]) -> dict[str, dict[str, float]]:
    """Give hidden doors opened, buyer by buyer and seller by seller."""
    found: dict[str, dict[str, float]] = {}
    for key in sorted({game.buyer for game in of}):
        own = [game for game in of if game.buyer == key]
        found[key] = {
            name: round(share([g for g in own if g.seller == name], COUNTS["doors"]).value, 4)
            for name in NAMES
        }
    return found


Check = dict[str, str | bool]


def _checks(
    every: Sequence[Game],
    rows: dict[str, dict[str, Figure]],
    spreads: dict[str, Spread],
    p95: float,
) -> Iterator[Check]:
    """Hold the games against what was asked of them beforehand."""
    for count in ("doors", "taken"):
        yield _order(f"order as intended ({_WORDS[count]})",
                     {name: told[count].value for name, told in rows.items()})  # fmt: skip
    unseen = [g for g in every if g.buyer not in SEEN and not g.seller.startswith(AGAIN)]
    if unseen:
        yield _order("the same (hidden doors), without the two buyers the expert was written with",
                     {name: share([g for g in unseen if g.seller == name], COUNTS["doors"]).value
                      for name in NAMES})  # fmt: skip
    for count in ("doors", "taken"):
        half = rows["expert"][count].value / 2
        best = max(LOW, key=lambda name: rows[name][count].value)
        value = rows[best][count].value
        yield _check(f"no trick above half of the expert's ({_WORDS[count]})",
                     f"{best} {value:.2f} against {half:.2f}", met=value <= half)  # fmt: skip
    broken = [one for game in every for one in game.broken]
    yield _check("her rules for what she tells, and when, broken in no game",
                 f"{len(broken)} in {len(every)} games", met=not broken)  # fmt: skip
    odd = list(_other_chances(every))
    yield _check("the same chances in the same order for every seller who stays",
                 f"{len(odd)} games differ", met=not odd)  # fmt: skip
    twice, same = _twice(every)
    yield _check("the same seed and seller give the same game", f"{same} of {twice}",
                 met=same == twice)  # fmt: skip
    phi = spreads["taken"].phi(ENOUGH)
    yield _check(f"dependability among the three close levels, {ENOUGH} buyers, one talk each",
                 f"{phi:.2f}, asked {LEAST_PHI}", met=phi >= LEAST_PHI)  # fmt: skip
    yield _check("her answer, p95", f"{p95:.0f} ms, asked {LIMIT_MS}", met=p95 <= LIMIT_MS)


def _order(what: str, at: dict[str, float]) -> Check:
    ladder = ["expert", SCRIPT, *reversed(BETWEEN)]
    low = max(at[name] for name in LOW)
    steps = [f"{name} {at[name]:.2f}" for name in ladder]
    values = [*(at[name] for name in ladder), low]
    falls = all(one > two for one, two in zip(values[:-1], values[1:], strict=True))
    return _check(what, f"{' > '.join(steps)} > the rest, at most {low:.2f}", met=falls)


def _check(what: str, found: str, *, met: bool) -> Check:
    return {"what": what, "found": found, "met": met}


def _other_chances(every: Sequence[Game]) -> Iterator[Game]:
    """Find games in which a buyer gave other chances than in her longest one, as far as they went."""
    longest = {game.buyer: game.chances for game in sorted(every, key=lambda g: len(g.chances))}
    for game in every:
        if game.chances != longest[game.buyer][: len(game.chances)]:
            yield game


def _twice(every: Sequence[Game]) -> tuple[int, int]:
    held = {(g.buyer, g.seller, g.seed): g.digest for g in every}
    pairs = [(key, said) for key, said in held.items() if key[1].startswith(AGAIN)]
    same = sum(held.get((b, s.removeprefix(AGAIN), seed)) == said for (b, s, seed), said in pairs)
    return len(pairs), same


_WORDS = {"needs": "needs", "doors": "hidden doors", "taken": "chances taken"}
_SAY = {
    "expert": "takes up the last thing she said and asks on",
    SCRIPT: "the seller that ships: a good list, and one question to each chance",
    "misser": "friendly, and on with the list", "pitcher": "tells of the offer",
    "sprayer": "phrases of understanding", "parrot": "her own words, letter by letter",
    "interrogator": "a list of questions, deaf to the answers", "nodder": "“Tell me more”, always",
    "silent": "says nothing",
}  # fmt: skip


def section(told: dict[str, Any] | None = None) -> list[str]:
    """Give the section of the evidence page from the kept result."""
    if told is None:
        told = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else None
    lines = [BEGIN, "## The buyers to practise with", ""]
    if told is None:
        return [*lines, "Not measured yet (`python -m training.evidence.simulator`).", END]
    lines += changed(told, "python -m training.evidence.simulator", *_CODE)
    lines += HEAD.format(**told).splitlines()
    for name in NAMES:
        row = told["rows"][name]
        said = _SAY.get(name, f"the expert's line in {name[-2:]} of 100 turns, else the misser's")
        lines.append(f"| {name}: {said} | {row['games']} | {_cell(row['needs'])} | "
                     f"{_cell(row['doors'])} | {_cell(row['taken'])} | {row['words']:.0f} |")  # fmt: skip
    lines += ["", "| asked of the buyers | found | |", "|---|---|---|"]
    for one in told["checks"]:
        lines.append(f"| {one['what']} | {one['found']} | {'met' if one['met'] else 'MISSED'} |")
    lines += SPREAD.splitlines()
    for count, one in told["spread"].items():
        forms = " | ".join(f"{one['phi'][str(n)]:.2f}" for n in FORMS)
        lines.append(f"| {_WORDS[count]} | {one['seller']:.3f} | {one['buyer']:.3f} | "
                     f"{one['both']:.3f} | {one['run']:.3f} | {forms} |")  # fmt: skip
    return [*lines, END]


def _cell(told: Sequence[float]) -> str:
    return f"{told[0]:.2f} [{told[1]:.2f}, {told[2]:.2f}]"


HEAD = """\
Scripted sellers of known quality play each of the {people} buyers that ship, {seeds} seeded games each ({date}, {machine}; `python -m training.evidence.simulator`).
None sees a buyer's file: they read her words alone; the script is also told which words were the chance, and its kind.
The expert is no person. Its lines were written while two buyers were played ({seen}), and changed until it did better than the script with them.
In earlier games, not kept, the sprayer took 0.15 and the nodder 0.13 of the chances; since then an answer that names nothing of hers counts as noted. That rule was made on these sellers, so their row is no test of it.
These are invented sellers with invented buyers: the table says that the buyers answer to conduct, not that practice helps with real ones.
Shares with 95 % intervals, drawing whole buyers (cluster bootstrap; with so few buyers such intervals are somewhat narrow, and one without width does not say that the share is sure).
Orders and gates below are of the figures alone; neighbours' intervals may overlap.

| seller | games | needs found | hidden doors opened | chances taken | words |
|---|---|---|---|---|---|"""
SPREAD = """
How well a talk tells the three levels between apart: standard deviations, and the share of true differences (dependability, Phi, of a generalisability study; Brennan 2001) by number of buyers, one talk each.
The levels were set close on purpose; the deviation between them is ours and rests on three sellers, so Phi has no interval, and people may lie further apart or closer.

| share of | between sellers | between buyers | seller and buyer | run to run | 1 buyer | 4 | 8 | 12 |
|---|---|---|---|---|---|---|---|---|"""
SEEN = ("marta-oliveira", "dunja-kralj")


def write(page: Path, lines: Sequence[str]) -> None:
    """Put the section on the page."""
    shipped.put(BEGIN, END, lines, page)


def main() -> None:
    """Play what is missing, then write the result and the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--buyers", nargs="*", help="these alone; nothing is written")
    asked.add_argument("--games", type=int, default=SEEDS)
    asked.add_argument("--processes", type=int, default=2)
    wanted = asked.parse_args()
    keys = sorted(wanted.buyers or buyer_files())
    every = list(games(keys, NAMES, wanted.games, wanted.processes))
    told = {**stamp(*_CODE), "people": len(keys), "seeds": wanted.games, "seen": ", ".join(SEEN),
            **measured(every)}  # fmt: skip
    print("\n".join(section(told)))
    for key, row in told["buyers"].items():
        print(key, row)
    print({one for game in every for one in game.broken} or "no rule broken")
    if wanted.buyers or wanted.games != SEEDS:
        return
    RESULT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    write(shipped.PAGE, section(told))
    shipped.carry()


if __name__ == "__main__":
    main()
