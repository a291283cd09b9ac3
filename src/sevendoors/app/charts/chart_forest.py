"""Rows of a dot with its band on one axis: how high, how far apart, or how far from "no difference".

Each row is a drawing of its own, so that its words can stand beside it, and above it on a phone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from markupsafe import Markup

from sevendoors.app.charts.chart_parts import Chart, canvas, dot, line, table, words
from sevendoors.core.score import Estimate, Score, Unscored

_LEFT, _WIDE, _MIDDLE, _HIGH = 10.0, 340.0, 30.0, 54.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What the rows are laid on: from low to high, with named ticks, and a line that means something.

    say: writes a value with its band. ratio: equal factors lie equally far apart.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    say: Callable[[Estimate], str]
    mark: float | None = None
    ratio: bool = False

    def x(self, value: float) -> float:
        """Give where a value lies; what lies beyond an end stays at it."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.ratio:
            low, high, at = log(low), log(high), log(at)
        return _LEFT + _WIDE * (at - low) / (high - low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its name, what was counted in plain words, and the number with its band."""

    label: str
    count: str
    score: Score


def forest(rows: Sequence[Row], axis: Axis, *, about: str, heads: tuple[str, str, str]) -> Chart:
    """Draw the rows; what we cannot say has no dot, only the reason.

    heads: of the table's columns for the name, the count, and the number with its band.
    """
    cells = [[row.label, row.count or "none", _said(row, axis)] for row in rows]
    return Chart(
        drawings=tuple(_row(row, axis) for row in rows), table=table(about, list(heads), cells)
    )


def _said(row: Row, axis: Axis) -> str:
    return row.score.reason if isinstance(row.score, Unscored) else axis.say(row.score)


def _row(row: Row, axis: Axis) -> Markup:
    left, right = _LEFT, _LEFT + _WIDE
    parts = [line(left, _MIDDLE, right, _MIDDLE)]
    for value, text in axis.ticks:
        x = axis.x(value)
        at = "start" if x < left + 8 else "end" if x > right - 8 else "middle"
        parts += [line(x, 27, x, 33), words(x, 50, text, size=10, at=at, colour="soft")]
    if axis.mark is not None:
        x = axis.x(axis.mark)
        parts.append(line(x, 18, x, 40, width=1.4, colour="soft"))
    parts += _what(row, axis)
    return canvas("forest", 360, _HIGH, (f"{row.label}: {_said(row, axis)}", row.count), parts)


def _what(row: Row, axis: Axis) -> list[str]:
    if isinstance(row.score, Unscored):
        return [words(_LEFT, 13, _short(row.score.reason), size=11, colour="soft")]
    score = row.score
    low, high, y = axis.x(score.low), axis.x(score.high), _MIDDLE
    return [
        line(low, y, high, y, width=3, colour="mark"),
        *_beyond(score, axis, y),
        dot(axis.x(score.value), y, 6),
        words(_LEFT, 13, row.count, bold=True),
        words(_LEFT + _WIDE, 13, axis.say(score), size=11, at="end", colour="soft"),
    ]


def _beyond(score: Estimate, axis: Axis, y: float) -> list[str]:
    """Draw a small arrow where a band goes on beyond the axis."""
    found = []
    for beyond, x, way in (
        (score.low < axis.low, _LEFT, 1),
        (score.high > axis.high, _LEFT + _WIDE, -1),
    ):
        if beyond:
            found += [line(x, y, x + way * 6, y + d, width=2, colour="mark") for d in (-4, 4)]
    return found


def _short(text: str) -> str:
    """Keep a reason within the drawing; the whole of it stands in the table."""
    return text if len(text) <= 62 else text[: text.rfind(" ", 0, 58)] + " …"


def share(score: Estimate) -> str:
    """Write a share and its band as people read them."""
    return f"{100 * score.value:.0f}\u00a0% ({100 * score.low:.0f} to {100 * score.high:.0f})"


SHARES = Axis(low=0, high=1, ticks=((0, "0"), (0.5, "50"), (1, "100\u00a0%")), say=share)


def points(score: Estimate) -> str:
    """Write a difference in shares and its band in points of a hundred."""
    low, high = 100 * score.low, 100 * score.high
    if low >= 0 and round(high) < 1:
        return "less than 1 of 100"
    return f"{100 * score.value:.0f} of 100 ({low:.0f} to {high:.0f})"


SPREADS = Axis(low=0, high=0.4, ticks=((0, "alike"), (0.2, "20 of 100"), (0.4, "40")), say=points)


def ratio(score: Estimate) -> str:
    """Write an odds ratio and its band."""
    return f"odds {score.value:.2f} ({score.low:.2f} to {score.high:.2f})"


RATIOS = Axis(low=0.4, high=2.5, ratio=True, mark=1.0, say=ratio,
              ticks=((0.5, "half"), (1, "no difference"), (2, "twice")))  # fmt: skip


def times(score: Estimate) -> str:
    """Write how many times as much, and its band."""
    return f"{score.value:.2f} times ({score.low:.2f} to {score.high:.2f})"


TIMES = Axis(low=0.5, high=2, ratio=True, mark=1.0, say=times,
             ticks=((0.5, "half as much"), (1, "no difference"), (2, "twice")))  # fmt: skip


def hundredths(score: Estimate) -> str:
    """Write a difference that is in points of a hundred already, and its band, each with its sign."""
    return f"{signed(score.value)} of 100 ({signed(score.low)} to {signed(score.high)})"


def signed(points: float) -> str:
    """Write points of a hundred with their sign, nought without one."""
    told = f"{abs(points):.1f}"
    return "0" if float(told) == 0 else f"{chr(0x2212) if points < 0 else '+'}{told}"


DIFFERENCES = Axis(low=-10, high=10, mark=0.0, say=hundredths,
                   ticks=((-10, "10 of 100 fewer"), (0, "no difference"), (10, "10 more")))  # fmt: skip
