"""The figures of agreement, held against worked examples from the papers and against laws."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus.agreement import ac1, alpha, f1, ordinal, weighted_kappa

GRADES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)
YES = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=40)


def test_alpha_of_krippendorffs_own_worked_example() -> None:
    # Krippendorff 2011, section B: ten units, two coders, yes or no; alpha 0.095.
    left = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    right = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(list(zip(left, right, strict=True))) == pytest.approx(0.095, abs=5e-4)


def test_weighted_kappa_of_a_table_done_by_hand() -> None:
    pairs = [(0, 0)] * 2 + [(0, 1)] + [(1, 1)] * 2 + [(3, 3)]
    # Seen: one squared step in six. Expected from the margins: 3,2,0,1 and 2,3,0,1.
    expected = (3 * (3 * 1 + 1 * 9) + 2 * (2 * 1 + 1 * 4) + 1 * (2 * 9 + 3 * 4)) / 36
    assert weighted_kappa(pairs) == pytest.approx(1 - (1 / 6) / expected)


@given(GRADES)
def test_agreement_is_the_same_both_ways_round(pairs: list[tuple[int, int]]) -> None:
    turned = [(two, one) for one, two in pairs]
    for figure in (alpha, ordinal, weighted_kappa):
        one, two = figure(pairs), figure(turned)
        assert one == pytest.approx(two, nan_ok=True)


@given(GRADES)
def test_nobody_agrees_more_than_with_themselves(pairs: list[tuple[int, int]]) -> None:
    same = [(one, one) for one, _ in pairs]
    for figure in (alpha, ordinal, weighted_kappa):
        assert math.isnan(figure(same)) or figure(same) == pytest.approx(1)
        assert math.isnan(figure(pairs)) or figure(pairs) <= 1 + 1e-9


@given(YES)
def test_ac1_and_f1_stay_in_their_bounds(pairs: list[tuple[bool, bool]]) -> None:
    assert -1 <= ac1(pairs) <= 1
    assert math.isnan(f1(pairs)) or 0 <= f1(pairs) <= 1
