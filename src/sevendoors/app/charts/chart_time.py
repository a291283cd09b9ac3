"""A seller over the weeks in a small line with its band, and the days on which the reading changed."""

import re
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from sevendoors.app.charts.chart_parts import Chart, canvas, dot, line, paint, percent, table, words
from sevendoors.app.charts.chart_parts import number as put
from sevendoors.app.charts.chart_row import span
from sevendoors.core.counting import number_of
from sevendoors.core.score import Unscored
from sevendoors.track.trend import Trend

_TOP, _FOOT, _LEFT, _RIGHT = 9.0, 53.0, 34.0, 192.0
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def over_time(rows: Sequence[tuple[str, Trend | Unscored]], *, about: str) -> Chart:
    """Draw each skill's weeks, on the same full axis from 0 to 100 %, and one table of them all.

    Nothing is drawn where there is no line to draw.
    """
    drawn = tuple(
        Markup("") if isinstance(told, Unscored) or not told.points else _spark(label, told)
        for label, told in rows
    )
    cells = [
        [label, short(point.day), str(point.level.n), percent(point.level.value), span(point.level)]
        for label, told in rows
        if isinstance(told, Trend)
        for point in told.points
    ]
    head = ["Skill", "Week of", "Chances", "Level", "Band (8 of 10)"]
    return Chart(drawings=drawn, table=table(about, head, cells))


def short(day: str) -> str:
    """Write a day short, such as 3 Nov 2026."""
    return f"{int(day[8:10])} {_MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def in_words(verdict: str) -> str:
    """Write the days in a verdict as people read them."""
    return _DAY.sub(lambda found: short(found.group()), verdict)


def _spark(label: str, told: Trend) -> Markup:
    days = [date.fromisoformat(point.day).toordinal() for point in told.points]
    first, last = days[0], days[-1]
    spots = [(_x(day, first, last), p.level) for day, p in zip(days, told.points, strict=True)]
    parts = [
        line(_LEFT, _TOP, _RIGHT, _TOP), line(_LEFT, _FOOT, _RIGHT, _FOOT),
        words(_LEFT - 4, _TOP + 3, "100\u00a0%", size=9, at="end", colour="soft"),
        words(_LEFT - 4, _FOOT + 3, "0", size=9, at="end", colour="soft"),
        _band([(x, _y(level.low), _y(level.high)) for x, level in spots]),
    ]  # fmt: skip
    for mark in told.marks:
        at = _x(date.fromisoformat(mark.day[:10]).toordinal(), first, last)
        parts.append(_dashed(at))
    ends = list(zip(spots, spots[1:], strict=False))
    parts += [line(x, _y(a.value), z, _y(b.value), width=1.8, colour="mark")
              for (x, a), (z, b) in ends]  # fmt: skip
    parts.append(dot(spots[-1][0], _y(spots[-1][1].value), 3))
    if len(spots) > 1:
        parts.append(words(_LEFT, 66, short(told.points[0].day)[:-5], size=9, colour="soft"))
    parts.append(words(_RIGHT, 66, short(told.points[-1].day), size=9, at="end", colour="soft"))
    n = sum(point.level.n for point in told.points)
    many = f"{number_of(len(spots), 'week')} with {number_of(n, 'chance')}"
    changed = "; ".join(f"{m.what} on {short(m.day)}" for m in told.marks)
    more = "Axis from 0 to 100 %." + (f" Dashed: {changed}." if changed else "")
    return canvas(
        "spark", 200, 70, (f"{label}, over {many}: {in_words(told.verdict)}.", more), parts
    )


def _x(day: int, first: int, last: int) -> float:
    if last == first:
        return _RIGHT - 4
    return _LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, (day - first) / (last - first)))


def _y(share: float) -> float:
    return _FOOT - (_FOOT - _TOP) * share


def _band(edges: Sequence[tuple[float, float, float]]) -> str:
    """Shade between low and high; a single week is a stroke."""
    if len(edges) == 1:
        x, low, high = edges[0]
        return line(x, low, x, high, width=6, colour="line")
    there = [f"{put(x)},{put(high)}" for x, _, high in edges]
    back = [f"{put(x)},{put(low)}" for x, low, _ in reversed(edges)]
    return f'<polygon points="{" ".join([*there, *back])}" {paint("mark", solid=0.16)}/>'


def _dashed(x: float) -> str:
    ends = f'x1="{put(x)}" y1="{put(_TOP - 3)}" x2="{put(x)}" y2="{put(_FOOT + 3)}"'
    return f'<line {ends} stroke-dasharray="2 2" {paint("soft", what="stroke")}/>'
