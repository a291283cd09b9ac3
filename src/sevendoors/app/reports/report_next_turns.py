"""The part of a report on what buyers did right after better and poorer answers."""

from sevendoors.app.base.place import Place
from sevendoors.app.charts.chart_forest import signed
from sevendoors.app.numbers.next_turns import next_turns
from sevendoors.app.numbers.report_numbers import sentence, times_words
from sevendoors.app.reports.report import TO_THE_LEADER, Part, Row
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Score, Unscored
from sevendoors.track.next_turn import NextTurns, Step

_TITLE = "What do buyers do next?"


def next_part(place: Place, viewer: Viewer) -> Part:
    """Lay out what came next after one grade more, beside the same buyer's other chances."""
    try:
        found = next_turns(place, viewer)
    except GoneError:
        return Part(key="next", title=_TITLE, words=(TO_THE_LEADER,))
    if isinstance(found, Unscored):
        return Part(key="next", title=_TITLE, words=(sentence(found.reason),))
    return Part(key="next", title=_TITLE, words=(_counted(found), *found.rules),
                rows=tuple(_row(one) for one in found.steps))  # fmt: skip


def _counted(found: NextTurns) -> str:
    missed, noted, taken, opened = found.counts
    return (
        f"{found.replies} answers in {found.calls} calls: {missed} missed, {noted} noted, {taken} "
        f"taken, {opened} opened. The number is for one grade more."
    )


def _row(one: Step) -> Row:
    within = round(100 * one.level)
    write = _points if one.unit == "points" else times_words
    return Row(key=one.key, title=one.title, number=one.allowed, within=within,
               figure="" if isinstance(one.allowed, Unscored) else write(one.allowed, within),
               words=(one.sentence,))  # fmt: skip


def _points(score: Score, within: int) -> str:
    """Write points of a hundred, of which one already is much."""
    if isinstance(score, Unscored):
        return sentence(score.reason)
    return f"{signed(score.value)} of 100 ({signed(score.low)} to {signed(score.high)}; {within} %)"
