"""Before and after a day: one line for what was trained, others for what was not, all with bands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.app.charts.chart_parts import Chart, box, canvas, dot, line, table, words
from sevendoors.core.score import Estimate, Score, Unscored

_TOP, _FOOT, _BEFORE, _AFTER = 14.0, 150.0, 60.0, 200.0
_STEP = 16.0  # how far the lines stand apart, so that their bands can be told apart
_NAMES = 236.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """One line: its name, and the share of chances taken before the day and from it on."""

    label: str
    before: Score
    after: Score


def slope(lines: Sequence[Slope], *, about: str) -> Chart:
    """Draw the lines, the first one heavy; what we cannot say is not drawn, and its reason stands below.

    The axis always runs from 0 to 100 %.
    """
    parts = [_axis(share) for share in (0, 0.5, 1)]
    drawn = [one for one in lines if isinstance(one.before, Estimate) and isinstance(one.after, Estimate)]  # fmt: skip
    spots = _apart([one.after.value for one in drawn if isinstance(one.after, Estimate)])
    for place, one in enumerate(lines):
        if one in drawn:
            parts += _line(place, one, spots[drawn.index(one)])
    parts += [words(_BEFORE, 168, "before", size=11, at="middle", colour="soft"),
              words(_AFTER, 168, "from the day on", size=11, at="middle", colour="soft")]  # fmt: skip
    if not drawn:
        parts.append(words(_BEFORE, 84, "too few calls on one side of the day", size=11, colour="soft"))  # fmt: skip
    told = "; ".join(f"{one.label}: {_said(one.before)}, then {_said(one.after)}" for one in lines)
    picture = canvas("slope", 360, 174, (f"{about}.", told), parts)
    cells = [[one.label, _said(one.before), _said(one.after)] for one in lines]
    head = ["Which chances", "Before, 95 % interval", "From the day on, 95 % interval"]
    return Chart(drawings=(picture,), table=table(about, head, cells))


def _y(share: float) -> float:
    return _FOOT - (_FOOT - _TOP) * share


def _axis(share: float) -> str:
    label = "100\u00a0%" if share == 1 else f"{100 * share:.0f}"
    y = _y(share)
    return line(36, y, _AFTER + 30, y) + words(32, y + 4, label, size=10, at="end", colour="soft")


def _apart(values: Sequence[float]) -> list[float]:
    """Move the names so far apart that each can be read."""
    order = sorted(range(len(values)), key=lambda k: -values[k])
    spots, last = [0.0] * len(values), _TOP - _STEP
    for k in order:
        last = max(_y(values[k]), last + _STEP)
        spots[k] = last
    over = max(0.0, last - _FOOT)
    return [spot - over for spot in spots]


def _line(place: int, one: Slope, name_at: float) -> list[str]:
    """The first line is heavy with full dots, the second has hollow boxes, the third short strokes."""
    if isinstance(one.before, Unscored) or isinstance(one.after, Unscored):
        return []
    shift = (place - 1) * _STEP / 2
    colour = "mark" if place == 0 else "soft"
    found = []
    for score, x in ((one.before, _BEFORE + shift), (one.after, _AFTER + shift)):
        found.append(line(x, _y(score.low), x, _y(score.high), width=1.4, colour=colour))
    ends = (_BEFORE + shift, _y(one.before.value), _AFTER + shift, _y(one.after.value))
    found.append(line(*ends, width=2.6 if place == 0 else 1.2, colour=colour))
    for x, y in (ends[:2], ends[2:]):
        found.append(_mark(place, x, y, colour))
    found.append(line(ends[2] + 6, ends[3], _NAMES - 4, name_at, width=0.6, colour="line"))
    found.append(words(_NAMES, name_at + 4, one.label, size=11, bold=place == 0))
    return found


def _mark(place: int, x: float, y: float, colour: str) -> str:
    if place == 0:
        return dot(x, y, 5)
    if place == 1:
        return box(x - 4, y - 4, 8, 8, edge="soft")
    return line(x - 5, y, x + 5, y, width=3, colour=colour)


def _said(score: Score) -> str:
    if isinstance(score, Unscored):
        return score.reason
    return (f"{100 * score.value:.0f}\u00a0% ({100 * score.low:.0f} to {100 * score.high:.0f}), "
            f"{score.n} chances")  # fmt: skip
