"""What somebody knows, believes and does in one skill: intervals on one axis, and the table of them.

What was seen is drawn three times: over all calls, and over odd and even calls apart. Whoever had a
bad run in one half need not have had it in the other, so a gap counts only where both halves say it.
"""

from dataclasses import dataclass

from markupsafe import Markup

from sevendoors.app.charts.chart_parts import (
    Chart,
    canvas,
    dot,
    figure,
    line,
    percent,
    table,
    words,
)
from sevendoors.app.charts.chart_row import BELIEVE, diamond, span, square
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.gap import Gap

_LEFT, _WIDE, _TOP, _STEP = 92.0, 252.0, 14.0, 23.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    """One line of the drawing: its name, what it rests on, and the number. kind: which shape."""

    name: str
    unit: str
    told: Score
    kind: str


def gap_chart(gap: Gap, title: str) -> Chart:
    """Draw one skill three times over. Whatever is missing has its reason in its place."""
    lanes = _lanes(gap)
    foot = _TOP + _STEP * len(lanes)
    parts = [line(_x(s), _TOP - 6, _x(s), foot - 8) for s in (0, 0.25, 0.5, 0.75, 1)]
    for place, lane in enumerate(lanes):
        parts += _drawn(lane, _TOP + 4 + _STEP * place)
    for share, text, at in ((0, "0", "start"), (0.5, "50", "middle"), (1, "100\u00a0%", "end")):
        parts.append(words(_x(share), foot + 4, text, size=10, at=at, colour="soft"))
    said = "; ".join(f"{lane.name.lower()} {_said(lane)}" for lane in lanes)
    picture = canvas("gap", 352, foot + 8, (f"{title}: {said}.", gap.words), parts)
    cells = [
        [lane.name, *_cells(lane.told), f"n = {lane.told.n} {lane.unit}"]
        if isinstance(lane.told, Estimate)
        else [lane.name, "not yet", "not yet", lane.told.reason]
        for lane in lanes
    ]
    head = ["What", "Share", "From to", "Rests on"]
    return Chart(drawings=(picture,), table=table(f"{title}: know, believe, do", head, cells))


def gap_figure(gap: Gap, title: str) -> Markup:
    """Put the drawing and its table into one figure."""
    return figure(gap_chart(gap, title), f"{title}: what you know, believe and did")


def _lanes(gap: Gap) -> list[_Lane]:
    """The halves are drawn only where there is a guess for them to be laid beside."""
    lanes = [
        _Lane(name="You know", unit="answers", told=gap.know, kind="know"),
        _Lane(name="You believe", unit="guesses", told=gap.believe, kind=BELIEVE),
        _Lane(name="You did", unit="chances", told=gap.do, kind="do"),
    ]
    if isinstance(gap.believe, Estimate) and isinstance(gap.do, Estimate):
        lanes += [
            _Lane(name=f"{which} calls", unit="chances", told=half, kind="half")
            for which, half in zip(("Odd", "Even"), gap.halves, strict=True)
        ]
    return lanes


def _x(share: float) -> float:
    return _LEFT + _WIDE * share


def _drawn(lane: _Lane, y: float) -> list[str]:
    small = lane.kind == "half"
    name = words(0, y + 4, lane.name, size=11 if small else 12, colour="soft" if small else "ink")
    if isinstance(lane.told, Unscored):
        return [name, words(_LEFT + 6, y + 4, _short(lane.told.reason), size=10.5, colour="soft")]
    low, value, high = (_x(s) for s in (lane.told.low, lane.told.value, lane.told.high))
    if lane.kind == BELIEVE:
        shape = diamond(value, y)
    elif lane.kind == "know":
        shape = square(value, y)
    else:
        shape = dot(value, y, 3.2 if small else 6)
    heavy, colour = (4.0, "mark") if lane.kind == "do" else (1.6, "soft")
    return [name, line(low, y, high, y, width=heavy, colour=colour), shape]


_MOST = 44


def _short(reason: str) -> str:
    """Cut a reason where it would run out of the drawing; the table has it whole."""
    first = reason.partition("; ")[0].partition(", ")[0]
    return first if len(first) <= _MOST else f"{first[: _MOST - 1].rstrip()}…"


def _cells(told: Estimate) -> list[str]:
    return [percent(told.value), span(told)]


def _said(lane: _Lane) -> str:
    if isinstance(lane.told, Unscored):
        return f"not known ({lane.told.reason})"
    return f"{percent(lane.told.value)}, {span(lane.told)}, n = {lane.told.n} {lane.unit}"
