"""One skill in one row: what was seen with its band, a named group behind it, and two markers of one's own.

The axis is the same in every row, from 0 to 100 %. What was seen is a dot; what somebody believes is
a diamond and what they know a square, each on a line of its own below, so that shapes tell, not colours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sevendoors.app.charts.chart_parts import (
    Chart,
    box,
    canvas,
    dot,
    line,
    paint,
    percent,
    table,
    words,
)
from sevendoors.app.charts.chart_parts import number as put
from sevendoors.core.score import Estimate, Score, Unscored

LEFT, WIDE = 10.0, 340.0  # where 0 % stands, and how far it is to 100 %
_AXIS, _FIRST, _STEP = 32.0, 55.0, 15.0
_BARE = 16.0  # where the first marker stands in a row without a dot
BELIEVE, KNOW = "you believe", "you know"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One skill as it is drawn. band: the average of a named group; believe, know: one's own alone."""

    label: str
    hits: int
    n: int
    score: Score
    band: Estimate | None = None
    believe: Score | None = None
    know: Score | None = None

    @property
    def markers(self) -> tuple[tuple[str, Estimate], ...]:
        """Give the markers that there are, each with its name."""
        pairs = ((BELIEVE, self.believe), (KNOW, self.know))
        return tuple((name, told) for name, told in pairs if isinstance(told, Estimate))


def rows_chart(rows: Sequence[Row], *, about: str, group: str = "", own: bool = True) -> Chart:
    """Draw each row, and one table of the same numbers. group: the name of whose average is behind.

    A share we cannot say has no dot, only the reason; its markers are drawn all the same.
    """
    head = ["Skill", "Taken or opened", "Chances", "Share", "Band (8 of 10)"]
    head += [f"Average of {group}"] if group else []
    head += ["You believe", "You know"] if own else []
    cells = [_cells(row, group, own=own) for row in rows]
    return Chart(
        drawings=tuple(_drawn(row, group) for row in rows), table=table(about, head, cells)
    )


def span(told: Estimate) -> str:
    """Write a band as people read it."""
    return f"{percent(told.low)} to {percent(told.high)}"


def _cells(row: Row, group: str, *, own: bool) -> list[str]:
    cells = [row.label, str(row.hits), str(row.n)]
    if isinstance(row.score, Unscored):
        cells += [row.score.reason, "not yet"]
    else:
        cells += [percent(row.score.value), span(row.score)]
    if group:
        cells.append(f"{span(row.band)} ({row.band.n} people)" if row.band else "none to show")
    if own:
        cells += [_told(row.believe), _told(row.know)]
    return cells


def _told(one: Score | None) -> str:
    if one is None or isinstance(one, Unscored):
        return "not known"
    return f"{percent(one.value)} ({span(one)}, n = {one.n})"


def _drawn(row: Row, group: str) -> Markup:
    """Leave the picture out where it would hold nothing but an axis."""
    if isinstance(row.score, Unscored) and not row.markers:
        return _thin(row)
    first = _FIRST if isinstance(row.score, Estimate) else _BARE
    foot = first + _STEP * len(row.markers)
    parts = [
        line(x_of(s), max(2.0, first - 27), x_of(s), foot - 6) for s in (0, 0.25, 0.5, 0.75, 1)
    ]
    parts += _seen(row)
    for place, (name, one) in enumerate(row.markers):
        parts += marker(name, one, first - 2 + _STEP * place)
    for share, text, at in ((0, "0", "start"), (0.5, "50", "middle"), (1, "100\u00a0%", "end")):
        parts.append(words(x_of(share), foot + 4, text, size=10, at=at, colour="soft"))
    behind = ""
    if row.band and isinstance(row.score, Estimate):
        behind = f"Shaded: the average of {group}, {span(row.band)}, {row.band.n} people."
    beside = " ".join(f"{name}: {_told(one)}." for name, one in row.markers)
    told = (f"{row.label}: {sentence(row)}", f"{behind} {beside}".strip())
    picture = canvas("row", 360, foot + 8, told, parts)
    return picture if isinstance(row.score, Estimate) else _thin(row) + picture


def _thin(row: Row) -> Markup:
    """Say in plain words what there is so far, without a dot."""
    reason = row.score.reason if isinstance(row.score, Unscored) else ""
    _, so_far, rest = reason.partition("so far; ")  # what was counted stands before it already
    if so_far:
        reason = rest[:1].upper() + rest[1:]
    counts = Markup("<strong>{} of {}</strong> taken or opened. ").format(row.hits, row.n)
    return Markup('<p class="thin">{}<span class="soft">{}.</span></p>').format(
        counts if row.n else "", reason
    )


def sentence(row: Row) -> str:
    """Say a row's number in words: counts before the share."""
    counts = f"{row.hits} of {row.n} chances taken or opened"
    if isinstance(row.score, Unscored):
        return f"{counts}; {row.score.reason}" if row.n else row.score.reason
    return f"{counts}, {percent(row.score.value)}, in 8 of 10 cases {span(row.score)}"


def x_of(share: float) -> float:
    """Say where a share stands on the axis."""
    return LEFT + WIDE * share


def _seen(row: Row) -> list[str]:
    if isinstance(row.score, Unscored):
        return []
    told, behind = row.score, ""
    if row.band:
        wide = WIDE * (row.band.high - row.band.low)
        behind = box(x_of(row.band.low), _AXIS - 9, wide, 18, colour="seller", edge="soft")
    return [
        behind,
        line(x_of(0), _AXIS, x_of(1), _AXIS),
        line(x_of(told.low), _AXIS, x_of(told.high), _AXIS, width=4, colour="mark"),
        dot(x_of(told.value), _AXIS, 6.5),
        words(x_of(0), 13, f"{row.hits} of {row.n} taken or opened", bold=True),
        words(x_of(1), 13, f"{percent(told.value)} ({span(told)})", size=11, at="end",
              colour="soft"),
    ]  # fmt: skip


def marker(name: str, told: Estimate, y: float) -> list[str]:
    """Draw a marker with its interval and its name beside it, on the side with more room."""
    shape = diamond if name == BELIEVE else square
    right = told.high < 1 - told.low
    beside = x_of(told.high) + 9 if right else x_of(told.low) - 9
    return [
        line(x_of(told.low), y, x_of(told.high), y, width=1.6, colour="soft"),
        shape(x_of(told.value), y),
        words(beside, y + 3.5, name, size=10, at="start" if right else "end", colour="soft"),
    ]


def diamond(x: float, y: float) -> str:
    """Draw an empty diamond."""
    return _shape(((x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)))


def square(x: float, y: float) -> str:
    """Draw an empty square."""
    return _shape(((x - 4.2, y - 4.2), (x + 4.2, y - 4.2), (x + 4.2, y + 4.2), (x - 4.2, y + 4.2)))


def _shape(corners: Sequence[tuple[float, float]]) -> str:
    points = " ".join(f"{put(x)},{put(y)}" for x, y in corners)
    inside = paint("card")[:-1] + ';stroke:var(--mark,#23527c)"'
    return f'<polygon points="{points}" stroke="#23527c" stroke-width="1.8" {inside}/>'
