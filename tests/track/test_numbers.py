"""Jonas's numbers: standardised, counted by call, leaning on the average, and silent when they must be."""

from dataclasses import replace

import numpy as np
import pytest
from training.evidence.invented_teams import Team, invent

from sevendoors.core.codebook_load import load_codebook
from sevendoors.core.codes import CHANCES, Cue, Move
from sevendoors.core.score import Estimate, Unscored
from sevendoors.core.track import Opportunity, Reference
from sevendoors.track.gates import chances_for, reach_of
from sevendoors.track.opportunities import changed, counted, ledger
from sevendoors.track.pooling import normal
from sevendoors.track.qualities import qualities
from sevendoors.track.reference import BANDS, in_words, own_team, standing
from sevendoors.track.rules import EVERYTHING, Rule, quality_rules, skill_rules
from sevendoors.track.scores import measure, part
from sevendoors.track.small_model import GUESS_MEAN, fit, slope_of

JONAS = 1
ANY = Rule(key="any", title="Any", codes=frozenset(CHANCES))


def chance(call: int, taken: bool, *, seller: int = JONAS, code: Cue = Cue.CONCERN,
           moves: frozenset[str] = frozenset(), sure: float = 1.0) -> Opportunity:  # fmt: skip
    p, q = sure / 2, (1 - sure) / 2
    return Opportunity(
        seller=seller, call=f"c{seller}-{call:03d}", day="2026-03-02", call_kind="", code=code,
        intensity=1, phase=0.5, grade_p=(q, q, p, p) if taken else (p, p, q, q),
        grade=2 if taken else 0, moves=moves,
    )  # fmt: skip


def held(taken: int, missed: int, *, seller: int = JONAS, calls: int = 6) -> list[Opportunity]:
    rows = [True] * taken + [False] * missed
    return [chance(n % calls, one, seller=seller) for n, one in enumerate(rows)]


def test_curiosity_asks_for_a_question_and_listening_for_what_was_heard() -> None:
    rules = {rule.key: rule for rule in skill_rules(load_codebook())}
    asked, told = frozenset({Move.FOLLOWUP}), frozenset({Move.TEACH})
    rows = ledger([chance(0, True, code=Cue.THREAD, moves=asked),
                   chance(1, True, code=Cue.THREAD, moves=told),
                   chance(2, False, code=Cue.THREAD, moves=asked)])  # fmt: skip
    assert counted(rows, rules["curiosity"]).hit.tolist() == [True, False, False]
    assert counted(rows, rules["listening"]).y.tolist() == [1.0, 0.0, 0.0]
    assert rules["empathy"].moves == frozenset()


def test_a_quality_no_chance_defines_asks_for_its_own_moves() -> None:
    found = {key: one.rule for one in quality_rules(load_codebook()) for key in one.keys}
    assert found["q-context"].moves == {"RECALL", "TAILOR"}
    assert found["q-connection"] is found["q-rapport"]
    assert all(rule.codes for rule in found.values())


def test_with_24_chances_and_few_sellers_about_half_is_still_a_guess_and_said_to_be() -> None:
    found = measure(ledger(held(18, 6, calls=24)), [ANY])
    score = found.score_of(JONAS, "any")
    assert 0.40 < score.weight < 0.55
    assert score.raw == (18, 24)
    assert "half of this number is still our guess of an average" in score.words
    value = 0.75 * score.weight + GUESS_MEAN * (1 - score.weight)
    assert found.fits["any"].pooled.mean[0] == pytest.approx(value, abs=1e-6)


def test_five_chances_give_no_number_but_how_many_more() -> None:
    score = measure(ledger(held(3, 2)), [ANY]).score_of(JONAS, "any")
    assert score.reach == "moments only"
    assert isinstance(score.score, Unscored)
    assert score.score.reason.startswith("5 chances so far, about ")
    assert score.score.reason.endswith(" more before a number")


def test_the_promised_number_of_chances_is_enough() -> None:
    few = fit(counted(ledger(held(6, 6, calls=6)), ANY))
    more = chances_for(few, 0)
    assert more is not None
    assert few.phi[0] < 0.5
    enough = fit(counted(ledger(held(6 + more // 2 + 1, 6 + more // 2 + 1, calls=(12 + more) // 2)), ANY))  # fmt: skip
    assert enough.phi[0] > 0.48


def test_nobody_is_compared_while_there_are_under_eight_sellers() -> None:
    assert reach_of(0.99, guessed=True) == "own trend"
    rows = ledger([row for who in range(7) for row in held(300, 300, seller=who, calls=60)])
    found = measure(rows, [ANY])
    assert {one.reach for one in found.scores} == {"own trend"}
    told = own_team(found.fits["any"], "Northlake")
    assert told == Unscored(reason="7 sellers so far, 1 more before an average is known")


def test_no_chance_at_all_is_said_and_not_nought() -> None:
    nobody = measure(ledger([]), [ANY]).score_of(JONAS, "any")
    assert nobody.score == Unscored(reason="No chance so far")


def test_a_seller_with_hard_chances_is_not_called_poor() -> None:
    """Everyone takes 8 of 10 asks and 2 of 10 doubts; Jonas alone is given doubts nearly only."""
    rows = []
    for who in range(10):
        asks, doubts = (10, 90) if who == JONAS else (50, 50)
        for n in range(asks):
            rows.append(chance(n % 20, n % 10 < 8, seller=who, code=Cue.ASK))
        for n in range(doubts):
            rows.append(chance(n % 20, n % 10 < 2, seller=who, code=Cue.DOUBT))
    found = fit(counted(ledger(rows), ANY))
    assert found.taken[JONAS] / found.n[JONAS] == pytest.approx(0.26)
    assert found.y[JONAS] == pytest.approx(found.y[0], abs=0.01)


def test_chances_of_one_call_share_their_buyer_so_few_calls_say_less() -> None:
    dice = np.random.default_rng(4)
    mood = dice.random(400) < 0.5  # whole calls go well or badly

    def of(each: int) -> list[Opportunity]:
        return [
            chance(100 * who + n // each, bool(mood[(40 * who + n // each) % 400]), seller=who)
            for who in range(10)
            for n in range(40)
        ]

    spread, packed = (fit(counted(ledger(of(each)), ANY)) for each in (1, 10))
    assert packed.se2.mean() > 3 * spread.se2.mean()


def test_sure_labels_let_all_through_and_unsure_ones_less() -> None:
    assert slope_of(counted(ledger(held(20, 20)), ANY)) == pytest.approx(1)
    blurred = [chance(n, n % 2 == 0, sure=0.7) for n in range(200)]
    assert slope_of(counted(ledger(blurred), ANY)) == pytest.approx(0.16, abs=0.02)
    score = measure(ledger(blurred), [ANY]).score_of(JONAS, "any").score
    assert score == Unscored(
        reason="200 chances so far, but they are read too unsurely here to make a number"
    )


def test_twice_the_evidence_never_widens_the_band() -> None:
    rows = invent(Team(sellers=10), np.random.default_rng(3))[0]
    once = fit(counted(rows, EVERYTHING))
    assert (once.se2 > 0).all()
    assert (once.plan2 / 2 < once.plan2).all()


def test_what_came_in_later_gives_the_same_numbers_as_all_at_once() -> None:
    first = [row for who in range(9) for row in held(6, 5, seller=who)]
    later = [replace(row, call="new", grade=3) for row in held(4, 1)]
    at_once = measure(ledger([*first, *later]), [ANY])
    one_more = measure(changed(ledger(first), [], later), [ANY])
    assert one_more.scores == at_once.scores
    gone = changed(changed(ledger(first), [], later), ["new"], [])
    assert measure(gone, [ANY]).scores == measure(ledger(first), [ANY]).scores


def test_above_average_is_said_in_the_words_agreed_on_and_never_as_a_place() -> None:
    said = [in_words(p) for p in (0.95, 0.8, 0.5, 0.2, 0.02)]
    assert said == list(BANDS)
    rows, truth = invent(Team(sellers=12, calls=120, spread=0.15), np.random.default_rng(2))
    found = fit(counted(rows, EVERYTHING))
    best = int(np.argmax(truth))
    told = standing(found, best, own_team(found, "Northlake"), own=True)
    assert not isinstance(told, Unscored)
    assert told.words == "This is very likely above the average of Northlake (12)."
    machine = Reference(name="the machine", mean=0.99, sd=0.0, n=20)
    beside = standing(found, best, machine, own=False)
    assert not isinstance(beside, Unscored)
    assert beside.words == "This is very likely below the average of the machine (20)."


def test_what_cannot_be_told_apart_stands_in_one_line_without_a_number() -> None:
    rows, _ = invent(Team(sellers=24, calls=60), np.random.default_rng(1))
    joined = quality_rules(load_codebook())
    found = measure(rows, [one.rule for one in joined])
    lines = qualities(found, joined, 3)
    alike = [one for one in lines if "cannot be told apart" in one.score.words]
    assert len(alike) == 1
    assert len(alike[0].titles) >= 5
    assert isinstance(alike[0].score.score, Unscored)


def test_abilities_that_differ_are_told_apart() -> None:
    rows, _ = invent(Team(sellers=24, calls=80, one=False), np.random.default_rng(1))
    rules = [Rule(key=code, title=code, codes=frozenset({code})) for code in CHANCES[:3]]
    found = measure(rows, rules)
    assert all(one.more for one in found.added.values())
    scores = [one for one in found.scores if isinstance(one.score, Estimate)]
    assert len(scores) > 30
    for one in scores:
        assert isinstance(one.score, Estimate)
        assert 0 <= one.score.low <= one.score.value <= one.score.high <= 1


def test_shares_are_said_in_words() -> None:
    assert [part(x) for x in (0.05, 0.25, 0.5, 0.75, 1.0)] == [
        "hardly any", "a quarter", "half", "three quarters", "nearly all",
    ]  # fmt: skip


def test_the_bell_curve_is_the_bell_curve() -> None:
    found = normal(np.array([-1.959964, 0.0, 1.281552]))
    assert found.tolist() == pytest.approx([0.025, 0.5, 0.9], abs=1e-6)
