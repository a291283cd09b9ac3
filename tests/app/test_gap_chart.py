"""What Jonas knows, believes and does, on one axis: every number is in the table too, and no dot is made up."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sevendoors.app.charts.chart_gap import gap_chart
from sevendoors.app.charts.chart_row import Row, rows_chart
from sevendoors.app.charts.chart_time import over_time
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.gap import Gap
from sevendoors.track.trend import Changed, Point, Trend

HOSTILE = '<script>alert(1)</script>"&'
FEW: Score = Unscored(reason="5 chances so far, about 19 more before a number")


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    low, value, high = sorted(draw(st.tuples(*[st.floats(0, 1)] * 3)))
    return Estimate(value=value, low=low, high=high, n=draw(st.integers(1, 900)))


scores = st.one_of(estimates(), st.just(FEW))
gaps = st.builds(
    Gap, skill=st.just("empathy"), know=scores, believe=scores, do=scores,
    halves=st.tuples(scores, scores), holds=st.sampled_from([True, False, None]),
    words=st.just("Your guess 8 of 10, seen 4 of 10, likely 3 to 6."),
)  # fmt: skip


def shapes(drawn: str) -> int:
    return len(re.findall(r"<(circle|polygon)\b", drawn))


@given(gaps)
def test_each_number_is_drawn_once_and_stands_in_the_table(gap: Gap) -> None:
    chart = gap_chart(gap, HOSTILE)
    both = isinstance(gap.believe, Estimate) and isinstance(gap.do, Estimate)
    lanes = [gap.know, gap.believe, gap.do, *(gap.halves if both else ())]
    assert shapes(chart.drawings[0]) == sum(isinstance(one, Estimate) for one in lanes)
    assert chart.table.count("<tr>") == 1 + len(lanes)
    assert chart.table.count("not yet") == 2 * sum(isinstance(one, Unscored) for one in lanes)
    assert "<script>" not in chart.drawings[0] + chart.table
    for x in re.findall(r' (?:cx|x1|x2)="([\d.-]+)"', chart.drawings[0]):
        assert 0 <= float(x) <= 352


@given(scores, st.one_of(st.none(), estimates()), scores, scores)
def test_thin_evidence_has_no_dot_and_the_axis_never_moves(
    told: Score, band: Estimate | None, believe: Score, know: Score
) -> None:
    row = Row(label=HOSTILE, hits=2, n=5, score=told, band=band, believe=believe, know=know)
    chart = rows_chart([row], about="Skills", group="Northlake")
    drawn = chart.drawings[0]
    assert drawn.count("<circle") == isinstance(told, Estimate)
    assert drawn.count("<polygon") == sum(isinstance(one, Estimate) for one in (believe, know))
    assert ("<rect" in drawn) == (isinstance(told, Estimate) and band is not None)
    assert "<strong>2 of 5</strong>" in drawn or isinstance(told, Estimate)
    if "<svg" in drawn:
        assert re.search(r'<text x="10"[^>]*>0</text>', drawn)
        assert re.search(r'<text x="350"[^>]*>100\u00a0%</text>', drawn)
    assert "<script>" not in drawn + chart.table


def test_a_guess_of_somebody_else_is_not_even_a_column() -> None:
    row = Row(label="Empathy", hits=2, n=5, score=FEW)
    assert "believe" not in rows_chart([row], about="Skills", own=False).table
    assert "You believe" in rows_chart([row], about="Skills").table


def test_a_change_of_the_engine_is_dashed_in_the_line_over_time() -> None:
    level = Estimate(value=0.4, low=0.3, high=0.5, n=8)
    points = tuple(
        Point(day=day, level=level) for day in ("2026-09-07", "2026-10-05", "2026-11-02")
    )
    marks = (Changed(day="2026-10-01", what="the engine changed"),)
    told = Trend(points=points, change=None, verdict="no clear change yet", marks=marks)
    few = Unscored(reason="5 chances so far, too few to follow over time")
    chart = over_time([("Empathy", told), ("Trust", few)], about="Over time")
    assert chart.drawings[0].count("stroke-dasharray") == 1
    assert "the engine changed on 1 Oct 2026" in chart.drawings[0]
    assert "no clear change yet" in chart.drawings[0]
    assert chart.drawings[1] == ""
    assert chart.table.count("<tr>") == 4
    bare = over_time([("Empathy", Trend(points=points[:1], change=None, verdict="", marks=()))], about="x")  # fmt: skip
    assert bare.drawings[0].count("<circle") == 1
