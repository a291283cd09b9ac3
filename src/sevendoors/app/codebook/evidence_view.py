"""What was measured about the engine, as a page shows it: figures with n, interval and rivals."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sevendoors.app.codebook.codebook_words import slug_of_code, word_of_code
from sevendoors.app.codebook.evidence_words import AS_WRITTEN, said
from sevendoors.engines.shipped import FOLDER

Row = Mapping[str, str]
_FIGURE = re.compile(r"(\d*\.?\d+)(?: \[([\d.]+), ([\d.]+)\])?")
_GATE = re.compile(r"(F1|AUC|>=|<=)?\s*([\d.]+):? (MISSED|met)")
_SAID = re.compile(r"([\d.]+) → ([\d.]+) \(n (\d+)\)")
_CHEAP = ("length", "overlap with the turn before", "holds “?”", "random network")
_TRAINED = "TF-IDF trained on the training calls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure with its interval where one was drawn."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What else was tried on the same turns, and how far it came."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How well one kind of chance, or one move, is found; there, found and named are counts.

    readings: how well the two readings behind the labels agree with each other, on the same scale.
    """

    slug: str
    word: str
    n: int
    there: int
    found: int
    named: int
    balance: Figure
    ranks: Figure
    readings: float
    weak: bool
    cheap: Rival | None = None
    trained: Rival | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What was asked of the engine before it was built, what came out, and whether it was met."""

    what: str
    asked: str
    found: str
    n: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One thing looked for in public talk: the engine beside the best of what else was tried."""

    what: str
    where: str
    state: str
    n: int
    ranks: Figure
    judges: Figure
    ranks_rival: Rival | None
    judges_rival: Rival | None

    @property
    def behind(self) -> bool:
        """Say whether anything plainer ranked or judged better."""
        pairs = ((self.ranks, self.ranks_rival), (self.judges, self.judges_rival))
        return any(rival and rival.figure.value > own.value for own, rival in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything the page shows; what was not measured is an empty tuple."""

    day: str
    engine: str
    kinds: tuple[Kind, ...]
    captions: tuple[Kind, ...]
    moves: tuple[Kind, ...]
    demands: tuple[Demand, ...]
    confusion: tuple[tuple[str, tuple[int, ...]], ...]
    sure: tuple[tuple[float, float, int], ...]
    talk: tuple[Talk, ...]
    manner: tuple[tuple[str, str, str], ...]
    thresholds: tuple[tuple[str, str], ...]


def evidence() -> Evidence | None:
    """Give what was measured about the shipped engine; None where nothing was."""
    return _told(_file())


@lru_cache(maxsize=1)
def _file() -> str:
    path = FOLDER / "evidence.json"
    return path.read_text("utf-8") if path.exists() else ""


def _told(text: str) -> Evidence | None:
    if not text:
        return None
    told = json.loads(text)
    tables = {name: _rows(table) for name, table in told.get("tables", {}).items()}
    weak = _weak()
    written, captions = (
        tuple(_kinds(tables, "chances", state, weak)) for state in (AS_WRITTEN, "captions")
    )
    return Evidence(
        day=str(told["date"]),
        engine=str(told.get("engine", "")),
        kinds=written,
        captions=captions,
        moves=tuple(_kinds(tables, "moves", AS_WRITTEN, weak)),
        demands=tuple(_demands(tables)),
        confusion=tuple(_confusion(tables.get("confusion", ()))),
        sure=tuple(_sure(tables.get("calibration", ()))),
        talk=tuple(_talk(tables.get("public", ()))),
        manner=tuple(_manner(tables.get("manner", ()))),
        thresholds=tuple(
            (row["What it rests on"], row["Which"]) for row in tables.get("thresholds", ())
        ),
    )


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    told: Any = json.loads((FOLDER / "config.json").read_text("utf-8"))
    return frozenset(told.get("weak", ()))


def _rows(table: Mapping[str, Any]) -> tuple[Row, ...]:
    # Some heads are left blank on the page; here every cell needs a name of its own.
    head = [name or f"#{place}" for place, name in enumerate(table["head"])]
    return tuple(dict(zip(head, row, strict=True)) for row in table["rows"])


def figure(cell: str) -> Figure | None:
    """Read a cell such as 0.60 [0.57, 0.63]; None where nothing was measured."""
    found = _FIGURE.match(cell)
    if found is None:
        return None
    low, high = (float(end) if end else None for end in found.group(2, 3))
    return Figure(value=float(found[1]), low=low, high=high)


def _kinds(
    tables: Mapping[str, Sequence[Row]], name: str, state: str, weak: frozenset[str]
) -> Iterator[Kind]:
    rivals = {row["chance"]: row for row in tables.get("baselines", ()) if row["state"] == state}
    for row in tables.get(name, ()):
        code = row.get("chance") or row["move"]
        balance, ranks = figure(row["F1"]), figure(row["AUC"])
        if row["state"] != state or balance is None or ranks is None:
            continue
        there = int(row["yes"])
        recall, precision = figure(row["recall"]), figure(row["precision"])
        found = round(there * recall.value) if recall else 0
        beside = rivals.get(code) if name == "chances" else None
        yield Kind(
            slug=slug_of_code(code),
            word=word_of_code(code),
            n=int(row["n turns"]),
            there=there,
            found=found,
            named=round(found / precision.value) if precision and precision.value else 0,
            balance=balance,
            ranks=ranks,
            readings=float(row["readings' F1"]),
            weak=code in weak,
            cheap=_best(beside, _CHEAP),
            trained=_best(beside, (_TRAINED,)),
        )


def _best(row: Row | None, names: Sequence[str]) -> Rival | None:
    told = [(name, figure(row.get(name, ""))) for name in names] if row else []
    known = [Rival(name=said(name), figure=found) for name, found in told if found]
    return max(known, key=lambda rival: rival.figure.value, default=None)


def _demands(tables: Mapping[str, Sequence[Row]]) -> Iterator[Demand]:
    for row in tables.get("gates", ()):
        yield Demand(what=said(row["gate"]), asked="", found=row["found"], n="",
                     met=row["#2"] == "met")  # fmt: skip
    for row in tables.get("grades", ()):
        yield from _asked(row["gate"], said(row["what"]), row["engine"], row["n"])
    for row in tables.get("public", ()):
        what = f"{said(row['construct'])}: {said(row['corpus'])}, {said(row['state'])}"
        for kind, cell in (("AUC", row["AUC"]), ("F1", row["F1"])):
            yield from _asked(row["gate"], f"{what} ({said(kind)})", cell, row["n"], only=kind)
    for row in tables.get("interviews", ()):
        yield from _asked(row["gate"], said(row["measure"]), row["AUC"], row["n"])
    for row in tables.get("uptake", ()):
        yield from _asked(row["gate"], said(row["measure"]), row["Spearman"], row["n"])


def _asked(gate: str, what: str, found: str, n: str, only: str = "") -> Iterator[Demand]:
    for sign, value, result in _GATE.findall(gate):
        if not only or sign == only:
            least = "at most" if sign == "<=" else "at least"
            yield Demand(
                what=what[:1].upper() + what[1:],
                asked=f"{least} {value}",
                found=found,
                n=n,
                met=result == "met",
            )


def _confusion(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for row in rows:
        settled, *counts = row.values()
        yield settled, tuple(int(count) for count in counts)


def _sure(rows: Sequence[Row]) -> Iterator[tuple[float, float, int]]:
    for row in rows:
        if row["state"] == AS_WRITTEN:
            for told, true, n in _SAID.findall(row["said → true"]):
                yield float(told), float(true), int(n)


def _talk(rows: Sequence[Row]) -> Iterator[Talk]:
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["construct"], row["corpus"], row["state"]), []).append(row)
    for (what, where, state), tried in groups.items():
        own = next((row for row in tried if row["model"] == "engine"), None)
        ranks, judges = (figure(own["AUC"]), figure(own["F1"])) if own else (None, None)
        if own is None or ranks is None or judges is None:
            continue
        others = [row for row in tried if row is not own]
        yield Talk(
            what=said(what),
            where=said(where),
            state=said(state),
            n=int(own["n"]),
            ranks=ranks,
            judges=judges,
            ranks_rival=_ahead(others, "AUC"),
            judges_rival=_ahead(others, "F1"),
        )


def _ahead(rows: Sequence[Row], column: str) -> Rival | None:
    told = [(row["model"], figure(row[column])) for row in rows]
    known = [Rival(name=said(name), figure=found) for name, found in told if found]
    return max(known, key=lambda rival: rival.figure.value, default=None)


def _manner(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        moved, crossed = row["#2"], row["#3"]
        # Percentages of a handful of answers say less than the counts beside them.
        told = ", ".join(
            re.sub(r" \([\d.]+%[^)]*\)", "", part) for part in (moved, crossed) if part
        )
        yield row["change"], row["answers"], told
