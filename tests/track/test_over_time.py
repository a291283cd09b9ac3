"""Over the weeks, beside a guess of one's own, after coaching, and over several calls."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from tests.track.test_numbers import ANY, JONAS, held
from training.evidence.invented_teams import MIDDLE, Team, invent

from sevendoors.core.codes import CHANCES, Cue
from sevendoors.core.score import Estimate, Unscored
from sevendoors.track.across import (
    NOT_MEASURED,
    Line,
    Planted,
    error_words,
    promises_kept,
    recalled,
    stock_lines,
)
from sevendoors.track.coaching import calls_needed, detectable, drawn_order, moved
from sevendoors.track.full_model import FullFit, fit_full
from sevendoors.track.gap import believe, gap, know
from sevendoors.track.opportunities import CODES, counted, ledger
from sevendoors.track.rules import EVERYTHING
from sevendoors.track.scores import measure
from sevendoors.track.small_model import fit
from sevendoors.track.trend import NO_CHANGE, Changed, drift_of, trend


def test_before_20_calls_on_each_side_there_is_no_clear_change_yet() -> None:
    rows, _ = invent(Team(sellers=8, calls=30, step=0.35), np.random.default_rng(1))
    every = counted(rows, EVERYTHING)
    told = trend(fit(every), every, rows.days, 0)
    assert told.change is None
    assert told.verdict == NO_CHANGE
    assert all(p.level.low <= p.level.value <= p.level.high for p in told.points)


def test_a_large_change_over_sixty_calls_is_said_and_a_new_engine_beside_it() -> None:
    rows, _ = invent(Team(sellers=8, calls=90, step=0.35), np.random.default_rng(1))
    every = counted(rows, EVERYTHING)
    found = fit(every)
    told = trend(found, every, rows.days, 0)
    assert told.verdict == "taken more often in later calls"
    assert told.points[-1].level.value > told.points[0].level.value + 0.1
    marked = trend(found, every, rows.days, 0, [Changed(day=MIDDLE, what="the engine changed")])
    assert marked.verdict.endswith("but the engine changed on 2026-06-30, which may be why")
    assert drift_of(found, every, rows.days) > 0


def test_levels_that_stand_still_are_not_said_to_move() -> None:
    rows, _ = invent(Team(sellers=12, calls=60), np.random.default_rng(2))
    every = counted(rows, EVERYTHING)
    assert drift_of(fit(every), every, rows.days) <= 0.005


def test_jonas_believes_8_of_10_and_takes_4() -> None:
    rows = ledger([row for who in range(9) for row in held(80, 120, seller=who, calls=50)])
    done = measure(rows, [ANY]).fits["any"]
    score = Estimate(value=0.4, low=0.37, high=0.43, n=200)
    told = gap(ANY, counted(rows, ANY), JONAS, score, [("ASK", 1.0)] * 12, {"CONCERN": 8})
    assert done.n[JONAS] == 200
    assert told.words.startswith("Your guess 8 of 10, seen 4 of 10")
    assert told.holds is True
    assert told.words.endswith("Odd and even calls say the same, each for itself.")


def test_who_was_unlucky_in_one_half_alone_is_not_said_to_be_too_sure() -> None:
    """Odd calls went badly, even calls well: one half does not bear out the other."""
    rows = ledger([
        replace(row, grade_p=(1.0, 0.0, 0.0, 0.0) if n % 2 else (0.0, 0.0, 1.0, 0.0))
        for who in range(9)
        for n, row in enumerate(held(100, 100, seller=who, calls=50))
    ])  # fmt: skip
    score = Estimate(value=0.5, low=0.45, high=0.55, n=200)
    told = gap(ANY, counted(rows, ANY), JONAS, score, [], {"CONCERN": 8})
    assert told.holds is False
    assert "may be chance" in told.words


def test_what_was_not_asked_is_said_not_guessed() -> None:
    assert believe(ANY, {}) == Unscored(reason="You were not asked yet, or left it open")
    assert know(ANY, [("ASK", 1.0)] * 3) == Unscored(
        reason="3 questions answered so far, 7 more before a number"
    )
    perfect = know(ANY, [("ASK", 1.0)] * 10)
    assert isinstance(perfect, Estimate)
    assert perfect.low < 0.95


def test_coaching_in_one_kind_is_found_beside_the_others_and_beside_other_sellers() -> None:
    trained = CHANCES[0]
    rows, _ = invent(Team(sellers=10, calls=150, chances=8, mix=0.05), np.random.default_rng(5))
    late = (np.array(rows.days) >= MIDDLE)[rows.call]
    pushed = late & (rows.seller == 0) & (rows.code == CODES.index(trained))
    rows = replace(rows, p=np.where(pushed[:, None], np.array([0.0, 0.0, 1.0, 0.0]), rows.p))
    told = moved(rows, 0, [trained], MIDDLE)
    for one in (told.trained, told.beside_own, told.beside_others):
        assert isinstance(one, Estimate)
        assert one.low > 0
    assert told.words.startswith("What was trained is taken more often since")
    other = moved(rows, 1, [trained], MIDDLE)
    assert "No clear change yet" in other.words


def test_too_few_calls_on_one_side_of_the_day_are_said() -> None:
    told = moved(ledger(held(20, 20)), JONAS, [Cue.CONCERN], "2026-03-03")
    assert isinstance(told.trained, Unscored)
    assert "5 more before anything can be said" in told.words


def test_what_can_be_found_is_said_in_advance_and_more_calls_find_less() -> None:
    rows, _ = invent(Team(), np.random.default_rng(1))
    found = fit(counted(rows, EVERYTHING))
    least = [detectable(found, calls, 6) for calls in (5, 10, 20, 40)]
    assert least == sorted(least, reverse=True)
    assert least[0] == pytest.approx(2 * least[2])
    assert calls_needed(found, least[1], 6) in (10, 11)


def test_the_order_of_drills_is_drawn_and_can_be_drawn_again() -> None:
    drawn = drawn_order(CHANCES, Random("Jonas"))
    assert sorted(drawn) == sorted(CHANCES)
    assert drawn == drawn_order(CHANCES, Random("Jonas"))


def line(day: str, text: str, *, seller: int | None = None, recalls: bool = False,
         buyer: int = 9, deal: int = 1) -> Line:  # fmt: skip
    return Line(
        call=day, day=day, deal=deal, seller=seller, buyer=buyer, text=text, recalls=recalls
    )


def test_a_call_back_counts_only_with_what_it_goes_back_to() -> None:
    marta = line("2026-01-05", "Our auditors come in March and the warehouse is never ready.")
    true = line("2026-02-01", "You said the auditors come in March.", seller=JONAS, recalls=True)
    made_up = line("2026-02-01", "You told me the harvest was poor.", seller=JONAS, recalls=True)
    (found,) = recalled([marta, true, made_up])
    assert (found.line, found.source) == (true, marta)
    same_day = replace(true, day="2026-01-05")
    assert recalled([marta, same_day]) == ()


def test_a_line_said_to_three_buyers_is_a_stock_line() -> None:
    said = "What I always tell people is that the first month pays for the whole year"
    lines = [line(f"2026-01-0{n}", f"{said}{end}", seller=JONAS, buyer=n)
             for n, end in ((1, "."), (2, ", you know."), (3, "!"))]  # fmt: skip
    (found,) = stock_lines([*lines, line("2026-01-04", "Shall we say Thursday?", seller=JONAS)])
    assert (found.seller, found.buyers, len(found.lines)) == (JONAS, 3, 3)
    assert stock_lines([replace(one, buyer=1) for one in lines]) == ()


def test_promises_that_can_be_told_are_counted_and_the_detector_is_said_to_be_unmeasured() -> None:
    assert promises_kept(["kept"] * 3 + ["open"] * 9) == Unscored(
        reason="3 promises can be told kept or not so far, 5 more before a number"
    )
    told = promises_kept(["kept"] * 9 + ["overdue"])
    assert isinstance(told, Estimate)
    assert told.value == 0.9
    assert told.high < 1
    assert error_words({}, "recall") == NOT_MEASURED
    said = error_words({"recall": Planted(planted=40, missed=3, others=50, wrong=2)}, "recall")
    assert "3 of 40 were missed; of 50 that were none, 2 were taken for one." in said


def test_the_whole_model_says_what_the_small_one_says_and_knows_when_kinds_go_together() -> None:
    rows, truth = invent(Team(sellers=20, calls=40, signal=1.2), np.random.default_rng(8))
    found = fit_full(rows)
    assert isinstance(found, FullFit)
    dice = np.random.default_rng(1)
    shares = [found.share(n, EVERYTHING, dice) for n in range(20)]
    values = np.array([one.value for one in shares if isinstance(one, Estimate)])
    small = fit(counted(rows, EVERYTHING)).pooled.mean
    assert np.corrcoef(values, small)[0, 1] > 0.95
    assert np.abs(values - truth).mean() < 0.06
    assert found.alike()[np.triu_indices(7, 1)].mean() > 0.5
    assert 0 < found.weight(0, EVERYTHING) < 1


def test_the_whole_model_needs_eight_sellers() -> None:
    rows, _ = invent(Team(sellers=6), np.random.default_rng(1))
    assert fit_full(rows) == Unscored(reason="6 sellers so far, 2 more for the whole model")
