"""Charts drawn by hand as SVG: the drawing and the table behind it come from the same rows.

Nothing runs in the browser, so a chart is the same in the page, in an exported file and on paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sevendoors.app.charts.chart_parts import (
    Chart,
    box,
    canvas,
    dot,
    line,
    percent,
    slanted,
    table,
    upright,
    words,
)
from sevendoors.core.score import Estimate, Score, Unscored

_LEFT, _WIDE = 10.0, 340.0  # where 0 % stands, and how far it is to 100 %
_LETTER = 0.62  # how wide a letter is beside its height, in the widest of the fonts
_OUTCOMES = ("missed", "noted", "taken", "opened")
_NOT_YET = "not yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One share with its interval; band: the same share of others, to compare with.

    unit: what is counted, after the counts in the words for those who listen.
    """

    label: str
    hits: int
    n: int
    score: Score
    band: Estimate | None = None
    unit: str = " chances taken or opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """How many chances ended each way."""

    label: str
    missed: int = 0
    noted: int = 0
    taken: int = 0
    opened: int = 0


_CHANCES = ("Taken or opened", "Chances")


def dots(rows: Sequence[Dot], *, about: str, band: str = "", counted: tuple[str, str] = _CHANCES) -> Chart:  # fmt: skip
    """Draw each share as a dot with its interval on a fixed axis from 0 to 100 %.

    band: whose share the shaded band is. A share we cannot say has no dot, only the reason.
    """
    head = ["What", *counted, "Share", "95 % interval", *([band] if band else [])]
    cells = [_dot_cells(row, with_band=bool(band)) for row in rows]
    return Chart(
        drawings=tuple(_dot_row(row, band) for row in rows), table=table(about, head, cells)
    )


def _dot_cells(row: Dot, *, with_band: bool) -> list[str]:
    more = []
    if with_band:
        more = [f"{_span(row.band)} (n = {row.band.n})" if row.band else "none to show"]
    if isinstance(row.score, Unscored):
        return [row.label, str(row.hits), str(row.n), row.score.reason, _NOT_YET, *more]
    share = percent(row.score.value)
    return [row.label, str(row.hits), str(row.n), share, _span(row.score), *more]


def _span(score: Estimate) -> str:
    return f"{percent(score.low)} to {percent(score.high)}"


def _x(share: float) -> float:
    return _LEFT + _WIDE * share


def _dot_row(row: Dot, band: str) -> Markup:
    parts = []
    if row.band:
        wide = _WIDE * (row.band.high - row.band.low)
        parts.append(box(_x(row.band.low), 22, wide, 16, colour="seller", edge="soft"))
    parts.append(line(_x(0), 30, _x(1), 30))
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(line(_x(share), 27, _x(share), 33))
    for share, text, at in ((0, "0", "start"), (0.5, "50", "middle"), (1, "100\u00a0%", "end")):
        parts.append(words(_x(share), 50, text, size=10, at=at, colour="soft"))
    said = _sentence(row)
    if isinstance(row.score, Unscored):
        parts.append(words(_x(0), 13, row.score.reason, colour="soft"))
    else:
        score = row.score
        parts.append(line(_x(score.low), 30, _x(score.high), 30, width=3, colour="mark"))
        parts.append(dot(_x(score.value), 30, 6))
        parts.append(words(_x(0), 13, f"{row.hits} of {row.n}", bold=True))
        parts.append(words(_x(1), 13, f"{percent(score.value)} ({_span(score)})", size=11,
                           at="end", colour="soft"))  # fmt: skip
    beside = f"Shaded: {band}, {_span(row.band)}, n = {row.band.n}." if row.band else ""
    return canvas("dots", 360, 54, (f"{row.label}: {said}", beside), parts)


def _sentence(row: Dot) -> str:
    if isinstance(row.score, Unscored):
        return row.score.reason
    share = f"{percent(row.score.value)}, 95 % interval {_span(row.score)}"
    return f"{row.hits} of {row.n}{row.unit}, {share}"


def bars(rows: Sequence[Outcomes], *, about: str) -> Chart:
    """Draw what became of the chances as one bar cut in four, told apart without colour."""
    cells = [[row.label, *map(str, counts), str(sum(counts))] for row in rows
             for counts in (_counts(row),)]  # fmt: skip
    head = ["What", *(name.capitalize() for name in _OUTCOMES), "Chances"]
    return Chart(drawings=tuple(_bar(row) for row in rows), table=table(about, head, cells))


def _counts(row: Outcomes) -> tuple[int, int, int, int]:
    return row.missed, row.noted, row.taken, row.opened


def _bar(row: Outcomes) -> Markup:
    counts = _counts(row)
    total = sum(counts)
    told = ", ".join(f"{n} {name}" for n, name in zip(counts, _OUTCOMES, strict=True))
    parts, at = [], _LEFT
    for n, name in zip(counts, _OUTCOMES, strict=True):
        wide = _WIDE * n / total if total else 0
        parts.append(_piece(name, at, 4, wide, 16) if n else "")
        at += wide
    parts += _legend([f"{n} {name}" for n, name in zip(counts, _OUTCOMES, strict=True)])
    if not total:
        parts.insert(0, words(_LEFT, 16, "No chance so far", colour="soft"))
    return canvas("bars", 360, 46, (f"{row.label}: {told}.", f"{total} chances in all."), parts)


def _legend(texts: Sequence[str]) -> list[str]:
    """Name the four pieces below the bar, smaller where the numbers are long."""
    letters = sum(map(len, texts))
    size = min(12.0, (_WIDE - 4 * 17 - 3 * 10) / (_LETTER * letters))
    gap = (_WIDE - 4 * 17 - _LETTER * size * letters) / 3
    parts, x = [], _LEFT
    for text, name in zip(texts, _OUTCOMES, strict=True):
        parts += [_piece(name, x, 29, 12, 12), words(x + 17, 39.5, text, size=size)]
        x += 17 + _LETTER * size * len(text) + min(gap, 22)
    return parts


def _piece(name: str, x: float, y: float, width: float, height: float) -> str:
    """Missed stays empty, noted is striped, taken is half dark, opened dark with an inner frame."""
    if name == "missed":
        return box(x, y, width, height, edge="soft")
    if name == "noted":
        inner = upright(x, y, width, height, step=4) if width > 2 else ""
        return box(x, y, width, height, edge="mark") + inner
    if name == "taken":
        return box(x, y, width, height) + box(x, y, width, height, colour="mark", solid=0.45, edge="mark")  # fmt: skip
    frame = width > 6
    inner = _frame(x + 2.5, y + 2.5, width - 5, height - 5) if frame else ""
    return box(x, y, width, height, colour="mark", edge="mark") + inner


def _frame(x: float, y: float, width: float, height: float) -> str:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    pairs = zip(corners, corners[1:], strict=False)
    return "".join(line(*a, *b, width=1.4, colour="card") for a, b in pairs)


_CELL, _ROW, _NAMES, _HEAD = 62.0, 40.0, 216.0, 26.0


def grid(
    skills: Sequence[str],
    people: Sequence[str],
    cells: Mapping[tuple[int, int], Dot],
    *,
    about: str,
) -> Chart:
    """Draw people beside skills, shaded by share; hatched where there is too little to say.

    cells: by (place of the skill, place of the person).
    """
    parts = [
        words(_NAMES + _CELL * (column + 0.5), 17, name[:9], size=11, at="middle", colour="soft")
        for column, name in enumerate(people)
    ]
    for row, skill in enumerate(skills):
        y = _HEAD + _ROW * row
        parts.append(words(0, y + _ROW / 2 + 4, skill))
        parts += [
            _cell(_NAMES + _CELL * column, y, cells[row, column]) for column in range(len(people))
        ]
    size = (_NAMES + _CELL * max(1, len(people)), _HEAD + _ROW * len(skills) + 2)
    told = (about, "The same numbers stand in the table.")
    picture = canvas("grid", *size, told, parts, natural=1.15)
    rows = [[skill, *(_cell_text(cells[row, column]) for column in range(len(people)))]
            for row, skill in enumerate(skills)]  # fmt: skip
    return Chart(drawings=(picture,), table=table(f"{about}, as a table", ["Skill", *people], rows))


def _cell_text(cell: Dot) -> str:
    if isinstance(cell.score, Unscored):
        return f"{cell.n} so far" if cell.n else "none yet"
    return f"{cell.hits} of {cell.n}"


def _cell(x: float, y: float, cell: Dot) -> str:
    wide, high = _CELL - 4, _ROW - 4
    middle, foot = x + wide / 2, y + high
    if isinstance(cell.score, Unscored):
        text = words(middle, y + 22, _cell_text(cell), size=10, at="middle", colour="soft")
        return box(x, y, wide, high, edge="line") + slanted(x, y, wide, high) + text
    share = cell.score.value
    return (
        # Never darker than ink can be read on, by day and by night.
        box(x, y, wide, high, colour="mark", solid=0.05 + 0.35 * share, edge="line")
        + box(x, foot - 5, wide * share, 5, colour="mark")
        + words(middle, y + 20, _cell_text(cell), size=11, at="middle")
    )
