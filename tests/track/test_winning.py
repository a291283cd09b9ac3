"""Conduct beside winning: what is said, what is not, and that luck, leaks and keen buyers do not pass."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.evidence.invented_deals import Market, market

from sevendoors.core.codebook_load import load_codebook
from sevendoors.core.deal import SoldDeal
from sevendoors.core.score import Estimate, Unscored
from sevendoors.track import next_turn, winning_words
from sevendoors.track.deal_rows import Cut, Rows, later, sheet, taken
from sevendoors.track.opportunities import Ledger
from sevendoors.track.rules import EVERYTHING, skill_rules
from sevendoors.track.winning import LANDMARK, Tie, Winning, winning
from sevendoors.track.winning_basis import FEWEST_DEALS, fitted, holm, missing, needed
from sevendoors.track.winning_fit import Fitted

RULES = skill_rules(load_codebook())
FIRST = Cut(first=True)


def told(asked: Market, seed: int = 3, landmark: int = LANDMARK) -> Winning:
    """Invent a market and lay it out."""
    rows, deals, turns = market(asked, np.random.default_rng(seed))
    found = winning(rows, deals, RULES, turns, landmark)
    assert isinstance(found, Winning)
    return found


def first_calls(asked: Market, seed: int) -> Fitted:
    """Fit the line named beforehand."""
    rows, deals, turns = market(asked, np.random.default_rng(seed))
    held = Rows.of(rows, deals, turns)
    found = fitted(sheet(held, taken(held, EVERYTHING, FIRST), FIRST))
    assert isinstance(found, Fitted)
    return found


def sentences(found: Winning) -> list[str]:
    """Give everything that a reader may see of it."""
    ties = [found.primary, *found.ties]
    if isinstance(found.competitive, Tie):
        ties.append(found.competitive)
    checks = [*found.controls, *found.placebo]
    words = [t.sentence for t in ties] + [t.title for t in ties] + [found.power, *found.rules]
    return words + [c.sentence for c in checks] + [c.title for c in checks]


@pytest.fixture(scope="module")
def plain() -> Winning:
    return told(Market())


@pytest.fixture(scope="module")
def clear() -> Winning:
    return told(Market(within=1.2, sellers=40))


def test_where_nothing_is_true_the_alarm_is_rare() -> None:
    """One in twenty, and with 40 markets more than six would be odd (p < .005)."""
    found = [first_calls(Market(sellers=20, deals=18, own=0.8), seed) for seed in range(40)]
    assert sum(one.p(0) < 0.05 for one in found) <= 6
    assert sum(one.p(1) < 0.05 for one in found) <= 6


def test_what_truly_moves_winning_is_found_and_said_with_its_doubt(clear: Winning) -> None:
    assert clear.primary.side == 1
    assert isinstance(clear.primary.within, Estimate)
    assert clear.primary.within.low > 1
    assert clear.primary.sentence.startswith(
        "Deals in which more chances were taken were won somewhat more often: "
    )
    assert clear.primary.sentence.endswith("; this may be because keen buyers talk more.")


def test_where_we_cannot_tell_we_say_so(plain: Winning) -> None:
    assert plain.primary.side == 0
    assert plain.primary.sentence.startswith(
        "Whether deals in which more chances were taken were won more often, we cannot tell: "
    )


def test_no_sentence_anywhere_claims_a_cause(plain: Winning, clear: Winning) -> None:
    keen = told(Market(intent=1.2, sellers=40))
    for sentence in [*sentences(plain), *sentences(clear), *sentences(keen), *next_turn.RULES]:
        for word in winning_words.FORBIDDEN:
            assert word not in sentence.casefold(), sentence


def test_the_seller_is_compared_with_themselves_and_apart_with_others() -> None:
    """Where only sellers differ, only the line between sellers may show it."""
    rounds = [
        first_calls(Market(sellers=60, deals=12, between=1.5, own=0.2), seed)
        for seed in range(100, 106)
    ]
    assert np.mean([one.beta[1] for one in rounds]) > 0.5
    assert abs(np.mean([one.beta[0] for one in rounds])) < 0.12


def test_the_gate_says_how_many_deals_and_sellers_are_missing() -> None:
    rows, deals, turns = market(Market(sellers=12, deals=10), np.random.default_rng(1))
    found = winning(rows, deals, RULES, turns)
    assert isinstance(found, Unscored)
    words = found.reason.split()
    assert found.reason.startswith("Not enough deals to say anything: about ")
    assert found.reason.endswith(" more decided deals and 8 more sellers.")
    assert int(words[7]) > FEWEST_DEALS - 120
    assert missing(299, 19, 0.3) == Unscored(
        reason="Not enough deals to say anything: about 175 more decided deals and 1 more seller."
    )
    assert missing(300, 20, 0.3) is None
    assert missing(500, 19, 0.3) == Unscored(
        reason="Not enough deals to say anything: 1 more seller."
    )


def test_how_many_deals_are_needed_is_the_published_reckoning() -> None:
    assert needed(0.30) == pytest.approx(474, abs=3)
    assert needed(0.30, 1.35) == pytest.approx(865, abs=5)


def test_under_the_gate_nothing_else_is_said() -> None:
    assert isinstance(winning(_no_rows(), (), RULES), Unscored)


def _no_rows() -> Ledger:
    rows, _, _ = market(Market(sellers=1, deals=1), np.random.default_rng(0))
    return replace(rows.only(np.zeros(len(rows.call), dtype=np.bool_)), calls=())


def test_the_order_of_deals_and_the_numbers_of_sellers_do_not_matter(plain: Winning) -> None:
    rows, deals, turns = market(Market(), np.random.default_rng(3))
    other = {seller: 500 - 7 * seller for seller in range(30)}
    moved = replace(rows, seller=np.array([other[int(s)] for s in rows.seller]))
    turned = tuple(replace(deal, seller=other[deal.seller]) for deal in reversed(deals))
    found = winning(moved, turned, RULES, turns)
    assert isinstance(found, Winning)
    for one, two in zip((plain.primary, *plain.ties), (found.primary, *found.ties), strict=True):
        assert one.deals == two.deals
        if isinstance(one.within, Estimate):
            assert isinstance(two.within, Estimate)
            assert two.within.value == pytest.approx(one.within.value, abs=1e-6)
            assert two.within.low == pytest.approx(one.within.low, abs=1e-6)


def test_open_deals_are_never_counted_as_lost(plain: Winning) -> None:
    rows, deals, turns = market(Market(), np.random.default_rng(3))
    decided = tuple(deal for deal in deals if deal.stage != "open")
    found = winning(rows, decided, RULES, turns)
    assert isinstance(found, Winning)
    assert found.open == 0 < plain.open
    assert found.primary.deals == plain.primary.deals
    assert found.primary.within == plain.primary.within


def test_dropped_deals_are_told_apart_and_counted_again_as_lost(plain: Winning) -> None:
    assert plain.dropped > 0
    assert isinstance(plain.dropped_as_lost, Estimate)
    assert plain.dropped_as_lost.n == plain.primary.deals + plain.dropped


def test_a_call_that_holds_the_outcome_is_cut_off() -> None:
    """A call on the eve of the decision tells who won; left in, it would look like the best of skills."""
    leaking = Market(leak="eve", sellers=40)
    let_in, cut = told(leaking, landmark=0), told(leaking)
    best = [t.within.value for t in let_in.ties if isinstance(t.within, Estimate)]
    kept = [t.within for t in cut.ties if isinstance(t.within, Estimate)]
    assert max(best) > 1.8
    assert all(one.low < 1 < one.high for one in kept)
    assert let_in.primary.side == cut.primary.side == 0


def test_calls_after_the_decision_are_left_out_and_only_used_as_a_check() -> None:
    found = told(Market(leak="after", sellers=40))
    assert all(t.side == 0 for t in (found.primary, *found.ties))
    after = found.placebo[1]
    assert after.title == "What was done in calls after the decision"
    assert after.alarm
    assert "This is not the seller's doing" in after.sentence


def test_keen_buyers_are_caught_by_what_buyers_do_themselves() -> None:
    found = told(Market(intent=1.2, sellers=40))
    assert found.controls[0].title == "How many chances buyers gave"
    assert found.controls[0].alarm
    assert found.alarmed


def test_shuffled_outcomes_raise_few_alarms(clear: Winning) -> None:
    shuffled = clear.placebo[0]
    assert not shuffled.alarm
    assert isinstance(shuffled.found, Estimate)
    assert shuffled.found.low < 1 < shuffled.found.high


@pytest.mark.parametrize("stage", ["won", "lost"])
def test_deals_that_all_ended_alike_compare_nothing(stage: str) -> None:
    rows, deals, turns = market(Market(left_open=0, dropped=0), np.random.default_rng(3))
    same = tuple(replace(deal, stage=stage) for deal in deals)  # type: ignore[arg-type]
    found = winning(rows, same, RULES, turns)
    assert isinstance(found, Winning)
    assert found.primary.within == Unscored(reason=winning_words.ALL_ALIKE)
    assert found.primary.sentence == f"{winning_words.ALL_ALIKE}."


def test_deals_that_one_thing_tells_apart_give_a_number_and_no_infinity() -> None:
    rows, deals, turns = market(Market(left_open=0, dropped=0), np.random.default_rng(3))
    held = Rows.of(rows, deals, turns)
    height = taken(held, EVERYTHING, FIRST)
    split = tuple(
        replace(deal, stage="won" if up > np.nanmedian(height) else "lost")
        for deal, up in zip(deals, height, strict=True)
    )
    found = winning(rows, split, RULES, turns)
    assert isinstance(found, Winning)
    within = found.primary.within
    assert isinstance(within, Estimate)
    assert np.isfinite([within.value, within.low, within.high]).all()
    assert within.low > 2


def test_one_seller_alone_never_passes_the_gate() -> None:
    rows, deals, turns = market(Market(sellers=1, deals=420), np.random.default_rng(2))
    assert winning(rows, deals, RULES, turns) == Unscored(
        reason="Not enough deals to say anything: 19 more sellers."
    )


def test_a_colleagues_answers_are_not_laid_at_the_owners_door() -> None:
    rows, deals, _ = market(Market(sellers=2, deals=3), np.random.default_rng(2))
    swapped = replace(rows, seller=1 - rows.seller)
    held = Rows.of(swapped, deals, {})
    assert np.isnan(taken(held, EVERYTHING, Cut())).all()
    assert np.isnan(later(held, EVERYTHING)).all()


def test_a_deal_without_a_day_of_decision_has_no_call_before_it() -> None:
    rows, deals, _ = market(Market(sellers=2, deals=3, left_open=0), np.random.default_rng(2))
    undated = tuple(replace(deal, decided_on=None) for deal in deals)
    assert np.isnan(taken(Rows.of(rows, undated, {}), EVERYTHING, Cut())).all()


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1), min_size=1, max_size=9))
@settings(max_examples=80, deadline=None)
def test_bands_of_one_family_agree_with_holm(found: dict[str, float]) -> None:
    """A band at its level leaves out no difference exactly where Holm's rule speaks."""
    levels = holm(found)
    order = sorted(found, key=lambda key: found[key])
    spoken = set()
    for place, key in enumerate(order):
        if found[key] > 0.05 / (len(order) - place):
            break
        spoken.add(key)
    assert {key for key in found if found[key] <= levels[key]} == spoken


@given(st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_nothing_is_ever_nan(seed: int) -> None:
    dice = np.random.default_rng(seed)
    asked = Market(
        sellers=int(dice.integers(20, 26)), deals=int(dice.integers(14, 20)), lopsided=bool(seed % 2),
        win=float(dice.uniform(0.03, 0.97)), chances=float(dice.uniform(1, 6)), left_open=0.0,
    )  # fmt: skip
    rows, deals, turns = market(asked, dice)
    found = winning(rows, deals, RULES, turns)
    if isinstance(found, Unscored):
        return
    for tie in (found.primary, *found.ties):
        for score in (tie.within, tie.between, tie.less, tie.more):
            if isinstance(score, Estimate):
                assert np.isfinite([score.value, score.low, score.high]).all()
                assert score.low <= score.value <= score.high


def test_invented_deals_are_called_so(plain: Winning) -> None:
    assert plain.invented
    rows, deals, turns = market(Market(), np.random.default_rng(3))
    real = tuple(replace(deal, invented=False) for deal in deals)
    found = winning(rows, real, RULES, turns)
    assert isinstance(found, Winning)
    assert not found.invented


def test_too_many_segments_do_not_break_it() -> None:
    rows, deals, turns = market(Market(), np.random.default_rng(3))
    odd: tuple[SoldDeal, ...] = tuple(
        replace(deal, segment=f"s{deal.deal}", lead_source="", amount=None) for deal in deals
    )
    assert isinstance(winning(rows, odd, RULES, turns), Winning)


def test_an_amount_that_only_won_deals_have_tells_nothing() -> None:
    """In many an export only won deals have an amount; taken in, it would tell every end beforehand."""
    rows, deals, turns = market(Market(within=1.2, sellers=40), np.random.default_rng(3))
    gaps = tuple(replace(d, amount=d.amount if d.stage == "won" else None) for d in deals)
    none = tuple(replace(d, amount=None) for d in deals)
    first, second = (winning(rows, some, RULES, turns) for some in (gaps, none))
    assert isinstance(first, Winning)
    assert isinstance(second, Winning)
    assert first.primary == second.primary


def test_a_first_call_is_never_cut_by_the_week_before_the_decision() -> None:
    rows, deals, _ = market(Market(sellers=3, deals=4, calls=1.001), np.random.default_rng(2))
    held = Rows.of(rows, deals, {})
    first, far = (taken(held, EVERYTHING, cut) for cut in (Cut(first=True), Cut(days=400)))
    assert np.array_equal(first, far, equal_nan=True)
