"""Is any skill associated with winning here: odds with their bands, every check, and why not more."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.charts.chart_forest import RATIOS, Row, forest, ratio
from sevendoors.app.charts.chart_parts import Chart
from sevendoors.app.numbers.winning import winning
from sevendoors.app.team.team_seen import remember
from sevendoors.core.people import Role, Viewer
from sevendoors.core.score import Unscored
from sevendoors.track.winning import Tie, Winning

WINNING_ASKED = "winning"


@dataclass(frozen=True, slots=True, kw_only=True)
class WinningPage:
    """The answer with its charts, or why there is none.

    ties: the line named beforehand, then the skills. apart: deals with a named competitor.
    lost_too: the line named beforehand with dropped deals counted as lost, in words.
    """

    found: Winning | Unscored
    ties: tuple[Tie, ...]
    chart: Chart | None
    apart: Chart | None
    lost_too: str


def winning_page(place: Place, viewer: Viewer) -> WinningPage:
    """Answer whether any skill goes with winning; for a leader, or the only person here."""
    rights.must(rights.may_see_team(viewer) and (viewer.alone or Role.LEADER in viewer.roles))
    found = winning(place, viewer)
    said = found.reason if isinstance(found, Unscored) else found.primary.sentence
    if isinstance(found, Winning) and found.alarmed:
        said += " But a check that should show nothing shows something."
    remember(place, viewer, WINNING_ASKED, said)
    if isinstance(found, Unscored):
        return WinningPage(found=found, ties=(), chart=None, apart=None, lost_too="")
    ties = (found.primary, *found.ties)
    apart = found.competitive
    return WinningPage(
        found=found, ties=ties, chart=_odds(ties, "Odds of winning, by skill"),
        apart=None if isinstance(apart, Unscored) else _odds([apart], "Deals with a named competitor"),
        lost_too=_lost_too(found),
    )  # fmt: skip


def _odds(ties: Sequence[Tie], about: str) -> Chart:
    rows = [Row(label=one.title, count=_count(one), score=one.within) for one in ties]
    return forest(rows, RATIOS, about=about,
                  heads=("What", "Deals", "Odds of winning for one deviation more"))  # fmt: skip


def _count(one: Tie) -> str:
    return f"{one.deals} deals, {one.sellers} sellers"


def _lost_too(found: Winning) -> str:
    score = found.dropped_as_lost
    if isinstance(score, Unscored) or not found.dropped:
        return ""
    return (
        f"With dropped deals counted as lost, the first line reads {ratio(score)}, {score.n} deals."
    )
