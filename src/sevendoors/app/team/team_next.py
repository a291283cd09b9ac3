"""What did the buyer do next: after better and poorer answers, one drawing for each thing."""

from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.charts.chart_forest import DIFFERENCES, TIMES, Row, forest
from sevendoors.app.charts.chart_parts import Chart
from sevendoors.app.numbers.next_turns import next_turns
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored
from sevendoors.track.next_turn import NextTurns, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPage:
    """What came next, with a drawing for each thing, or why nothing is said of it."""

    after: NextTurns | Unscored
    steps: tuple[tuple[Step, Chart], ...]


def next_page(place: Place, viewer: Viewer) -> NextPage:
    """Show what buyers did next. The first time every call is read; later only new ones are.

    Raises GoneError for whoever may not see a team's sums.
    """
    rights.must(rights.may_see_team(viewer))
    after = next_turns(place, viewer)
    steps = () if isinstance(after, Unscored) else tuple((one, _step(one)) for one in after.steps)
    return NextPage(after=after, steps=steps)


def _step(one: Step) -> Chart:
    """One thing that may come next has an axis of its own: times as much, or points of a hundred."""
    score = one.allowed
    count = "" if isinstance(score, Unscored) else f"{score.n} answers"
    axis = TIMES if one.unit == "times" else DIFFERENCES
    return forest([Row(label=one.title, count=count, score=score)], axis, about=one.title,
                  heads=("What came next", "Answers", "For one grade more"))  # fmt: skip
