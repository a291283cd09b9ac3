"""Jonas looks first where a change would bring most, which is not always where he is lowest."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.worth import Met, in_order, worth

shares = st.floats(0, 1, allow_nan=False)
missing: Score = Unscored(reason="3 chances so far, about 9 more before a number")


def seen(value: float) -> Estimate:
    return Estimate(value=value, low=max(0.0, value - 0.1), high=min(1.0, value + 0.1), n=40)


@st.composite
def skills(draw: st.DrawFn) -> Met:
    done = draw(st.one_of(shares.map(seen), st.just(missing)))
    return Met(key=draw(st.text("abcdefg", min_size=1, max_size=3)), done=done,
               often=draw(st.floats(0, 200)), aim=draw(shares), unseen=draw(st.floats(-1, 1)))  # fmt: skip


def test_a_low_share_in_a_chance_that_hardly_comes_is_not_what_jonas_looks_at_first() -> None:
    rare = Met(key="personal", done=seen(0.1), often=1, aim=0.6)
    daily = Met(key="worries", done=seen(0.4), often=40, aim=0.6)
    assert [one.key for one in in_order([rare, daily])] == ["worries", "personal"]
    more = in_order([rare, daily])[0].more
    assert isinstance(more, Estimate)
    # Forty worries in ten calls, and half of the way from 40 to 60 of a hundred.
    assert round(more.value, 6) == 4
    assert more.low < more.value < more.high


def test_a_gap_he_does_not_expect_comes_before_one_he_knows_of() -> None:
    known = Met(key="known", done=seen(0.4), often=20, aim=0.6)
    assert in_order([known, replace(known, key="unseen", unseen=0.4)])[0].key == "unseen"
    assert worth(known).more == worth(replace(known, unseen=0.4)).more


@given(st.lists(skills(), max_size=9))
def test_the_order_holds_every_skill_once_and_those_without_a_number_last(every: list[Met]) -> None:
    order = in_order(every)
    assert sorted(one.key for one in order) == sorted(met.key for met in every)
    scored = [isinstance(one.more, Estimate) for one in order]
    assert scored == sorted(scored, reverse=True)
    told = [one.order for one in order if isinstance(one.more, Estimate)]
    assert told == sorted(told, reverse=True)
    assert in_order(every) == order


@given(skills(), st.floats(1, 5), shares)
def test_chances_that_come_more_often_and_lower_shares_are_never_worth_less(
    met: Met, times: float, lower: float
) -> None:
    assert worth(replace(met, often=met.often * times)).order >= worth(met).order
    if isinstance(met.done, Estimate) and lower <= met.done.value:
        assert worth(replace(met, done=seen(lower))).order >= worth(met).order
    assert worth(met).order >= 0


@given(skills())
def test_the_weight_at_most_doubles_and_never_lowers(met: Met) -> None:
    plain = worth(replace(met, unseen=0.0)).order
    assert plain <= worth(met).order <= 2 * plain + 1e-9
