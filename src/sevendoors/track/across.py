"""What only shows over several calls: recall of what was said before, stock lines, promises kept.

None of the three was measured against people's judgement yet; what is known of their errors comes
from cases planted into written calls, and each result says so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sevendoors.core.score import Z80, Estimate, Score, Unscored

NOT_MEASURED = "How often this is read wrongly was not measured yet."
FEWEST = 8
_WORD = re.compile(r"[a-z']+")
_LEAST_WORDS, _RUN, _ALIKE = 8, 3, 0.7
_SHARED = 2
_SMALL = frozenset(
    "about after again also because been before being could does from have just like make more "
    "much need only other really said same should some than that their them then there these they "
    "thing think this those very want well were what when where which will with would your you're "
    "mentioned told last time talked spoke".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of a seller or a buyer. buyer: id of the buyer in the call, None if unknown.

    recalls: whether it was read as calling back something said before.
    """

    call: str
    day: str
    deal: int | None
    seller: int | None
    buyer: int | None
    text: str
    recalls: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A seller's sentence with the buyer's earlier words it goes back to."""

    line: Line
    source: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A line said in nearly the same words to several buyers; lines oldest first."""

    seller: int
    lines: tuple[Line, ...]
    buyers: int


def recalled(lines: Sequence[Line]) -> tuple[Recalled, ...]:
    """Give the sentences that call back what a buyer said in an earlier call of the same deal.

    A call-back whose source is not found in the deal does not count: it may be made up.
    """
    said: dict[int, list[Line]] = {}
    for line in lines:
        if line.deal is not None and line.seller is None:
            said.setdefault(line.deal, []).append(line)
    found: list[Recalled] = []
    for line in lines:
        if not line.recalls or line.seller is None or line.deal is None:
            continue
        earlier = [one for one in said.get(line.deal, ()) if one.day < line.day]
        source = _source(line, earlier)
        if source is not None:
            found.append(Recalled(line=line, source=source))
    return tuple(found)


def _source(line: Line, earlier: Iterable[Line]) -> Line | None:
    own = _content(line.text)
    shared = [(len(own & _content(one.text)), one) for one in earlier]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= _SHARED else None


def _content(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(word for word in words if len(word) > 3 and word not in _SMALL)


def stock_lines(lines: Sequence[Line]) -> tuple[Stock, ...]:
    """Give the lines that one seller said in nearly the same words to two buyers or more."""
    groups: list[list[Line]] = []
    runs: list[frozenset[tuple[str, ...]]] = []
    index: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for line in sorted(lines, key=lambda one: (one.day, one.call)):
        own = _runs(line.text)
        if line.seller is None or not own:
            continue
        seller = line.seller
        near = {group for run in own for group in index.get((seller, run), ())}
        best = next((g for g in sorted(near) if _alike(own, runs[g]) >= _ALIKE), None)
        if best is None:
            groups.append([line])
            runs.append(own)
            for run in own:
                index.setdefault((seller, run), []).append(len(groups) - 1)
        else:
            groups[best].append(line)
    return tuple(stock for group in groups if (stock := _stock(group)).buyers > 1)


def _stock(group: Sequence[Line]) -> Stock:
    buyers = {line.buyer for line in group if line.buyer is not None}
    return Stock(seller=group[0].seller or 0, lines=tuple(group), buyers=len(buyers))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if len(words) < _LEAST_WORDS:
        return frozenset()
    return frozenset(tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1))


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other)


def promises_kept(states: Sequence[str]) -> Score:
    """Give the share kept of the promises that can be told kept or not. states: kept, overdue, open.

    Those still open or unknown are neither, and are not counted.
    """
    told = [state for state in states if state in ("kept", "overdue")]
    n = len(told)
    if n < FEWEST:
        return Unscored(
            reason=f"{n} promises can be told kept or not so far, {FEWEST - n} more before a number"
        )
    p, square = told.count("kept") / n, Z80**2 / n
    middle = (p + square / 2) / (1 + square)
    reach = Z80 / (1 + square) * (p * (1 - p) / n + square / (4 * n)) ** 0.5
    return Estimate(value=p, low=max(0.0, min(p, middle - reach)),
                    high=min(1.0, max(p, middle + reach)), n=n)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """How a detector did on cases planted by us: planted and missed; others, and taken for one."""

    planted: int
    missed: int
    others: int
    wrong: int


def error_words(measured: Mapping[str, Planted], what: str) -> str:
    """Say how often a detector was wrong where it was tried."""
    if what not in measured:
        return NOT_MEASURED
    one = measured[what]
    return (
        f"Tried on cases we planted in written calls: {one.missed} of {one.planted} were missed; "
        f"of {one.others} that were none, {one.wrong} were taken for one. "
        "Nobody has judged it on real calls."
    )
