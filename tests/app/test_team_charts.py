"""The charts of the team pages say what they draw, escape every word, and draw nothing unknown."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.web.hostile import SHORT, harm

from sevendoors.app.charts.chart_cells import Cell, cells
from sevendoors.app.charts.chart_forest import (
    DIFFERENCES,
    RATIOS,
    SHARES,
    SPREADS,
    TIMES,
    Axis,
    Row,
    forest,
    signed,
)
from sevendoors.app.charts.chart_slope import Slope, slope
from sevendoors.core.score import Estimate, Unscored
from sevendoors.measure.basics import asks_budget
from sevendoors.track.pooling import pool

AXES = (SHARES, SPREADS, RATIOS, TIMES, DIFFERENCES)
HEADS = ("What", "Counted", "Number")
shares = st.tuples(*[st.floats(0.001, 0.999)] * 3).map(sorted)


def estimate(three: list[float]) -> Estimate:
    return Estimate(low=three[0], value=three[1], high=three[2], n=20)


@given(st.sampled_from(AXES), shares)
def test_every_mark_of_a_row_lies_within_its_drawing(axis: Axis, three: list[float]) -> None:
    chart = forest(
        [Row(label="One", count="4 of 9", score=estimate(three))], axis, about="All", heads=HEADS
    )
    places = [float(x) for x in re.findall(r'(?:cx|x1|x2|x)="(-?[\d.]+)"', chart.drawings[0])]
    assert places
    assert all(0 <= x <= 360 for x in places)
    assert str(axis.say(estimate(three))) in chart.table
    assert "4 of 9" in chart.table


@given(st.sampled_from(AXES), st.floats(-2, 9), st.floats(-2, 9))
def test_what_is_more_never_lies_further_left(axis: Axis, one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert axis.x(low) <= axis.x(high)


def test_what_cannot_be_said_has_no_dot_and_tells_its_whole_reason_in_the_table() -> None:
    reason = "Too few sellers were given such a chance so far, and so nothing at all is said of it"
    chart = forest([Row(label="One", count="", score=Unscored(reason=reason))], SHARES, about="All",
                   heads=HEADS)  # fmt: skip
    assert "<circle" not in chart.drawings[0]
    assert reason in chart.table
    told = slope([Slope(label="One", before=Unscored(reason=reason), after=estimate([0.1, 0.2, 0.3]))],
                 about="All")  # fmt: skip
    assert "<circle" not in told.drawings[0]
    assert reason in told.table


@given(shares, shares, shares, shares)
def test_the_lines_of_a_slope_are_told_apart_and_their_names_never_meet(
    a: list[float], b: list[float], c: list[float], d: list[float]
) -> None:
    lines = [Slope(label=f"line {k}", before=estimate(x), after=estimate(y))
             for k, (x, y) in enumerate(((a, b), (c, d), (b, c)))]  # fmt: skip
    drawn = str(slope(lines, about="Around a day").drawings[0])
    names = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>line \d<', drawn)]
    assert len(names) == 3
    assert min(abs(p - q) for k, p in enumerate(names) for q in names[:k]) >= 15
    assert all(0 < y < 174 for y in names)


def test_hostile_words_stay_words() -> None:
    row = Row(label=SHORT, count=SHORT, score=Unscored(reason=SHORT))
    held = forest([row], SHARES, about=SHORT, heads=HEADS)
    bent = slope([Slope(label=SHORT, before=row.score, after=row.score)], about=SHORT)
    grid = cells([SHORT], [(SHORT, "/me", [Cell(below=0.5, words=SHORT, count=SHORT, href="/me")])],
                 about=SHORT)  # fmt: skip
    for part in (*held.drawings, held.table, *bent.drawings, bent.table, grid):
        assert harm(str(part)) == []


@given(st.floats(0, 1))
def test_a_cell_is_the_darker_the_likelier_somebody_lies_below(below: float) -> None:
    made = cells(
        ["Empathy"], [("Jonas", "", [Cell(below=below, words="x", count="1 of 9")])], about="All"
    )
    found = re.search(r"shade-(\d)", made)
    assert found
    assert int(found[1]) == (below >= 0.10) + (below >= 0.25) + (below >= 0.75) + (below >= 0.90)


@given(st.lists(st.floats(0.05, 0.95), min_size=8, max_size=30), st.integers(0, 99))
def test_the_band_of_a_spread_holds_it_and_widens_with_what_it_promises(
    ys: list[float], seed: int
) -> None:
    se2 = np.random.default_rng(seed).uniform(0.001, 0.02, len(ys))
    found = pool(np.array(ys), se2)
    narrow, wide = found.spread_band(0.5), found.spread_band(0.9)
    assert 0 < wide[0] <= narrow[0] <= narrow[1] <= wide[1]


def test_a_question_for_the_buyers_money_is_a_budget_question_and_our_own_price_is_none() -> None:
    for asked in ("What budget did you set aside for it?", "How much do you want to spend on this?",
                  "Is there money for it this year?", "Who signs off on the spend?"):  # fmt: skip
        assert asks_budget(["Thanks.", asked]), asked
    for other in ("It costs 900 a month.", "The budget is yours to set.", "Shall I show you the price?",
                  "What does a lost day cost you?", ""):  # fmt: skip
        assert not asks_budget([other]), other


def test_points_of_a_hundred_are_drawn_as_what_they_are() -> None:
    told = Estimate(value=-1.4, low=-4.1, high=1.3, n=20)
    assert DIFFERENCES.say(told) == "−1.4 of 100 (−4.1 to +1.3)"
    assert signed(0.04) == signed(-0.04) == "0"
    (drawn,) = forest([Row(label="One", count="20 answers", score=told)], DIFFERENCES, about="All",
                      heads=HEADS).drawings  # fmt: skip
    # Within the axis nothing is cut off, so no arrow says that a band goes on.
    assert DIFFERENCES.x(-4.1) > DIFFERENCES.x(DIFFERENCES.low)
    assert drawn.count("<line") == len(DIFFERENCES.ticks) + 3
