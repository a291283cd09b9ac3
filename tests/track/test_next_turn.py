"""What the buyer did next: found where it is so, not made up by talkative buyers, and shuffles find nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sevendoors.app.numbers.replies import WENT_ON, first_grade, replies
from sevendoors.core.score import Estimate, Unscored
from sevendoors.track.next_turn import NextTurns, Reply, next_turn
from sevendoors.track.winning_words import FORBIDDEN


def invented(
    step: float = 0.0, talkative: float = 0.0, calls: int = 60, seed: int = 1
) -> list[Reply]:
    """Draw calls of ten answers; step: how much more each grade brings; talkative: buyers who talk
    more also get better answers."""
    dice = np.random.default_rng(seed)
    found = []
    for call in range(calls):
        warm = dice.normal()
        for k in range(10):
            grade = int(np.clip(np.round(1.3 + talkative * warm + dice.normal()), 0, 3))
            words = int(np.exp(2.5 + step * grade + warm + 0.5 * dice.normal()))
            found.append(
                Reply(call=f"c{call}", buyer="b", grade=grade, phase=k / 10, said=12, answered=20,
                      asked=bool(dice.random() < 0.3), words=words, fresh=words // 3,
                      chance=bool(dice.random() < 0.3), agreed=False)
            )  # fmt: skip
    return found


def told(rows: list[Reply]) -> NextTurns:
    found = next_turn(rows)
    assert isinstance(found, NextTurns)
    return found


def test_more_words_after_better_answers_are_found() -> None:
    words = told(invented(step=0.2)).steps[0]
    assert words.side == 1
    assert isinstance(words.allowed, Estimate)
    assert words.allowed.low < np.exp(0.2) < words.allowed.high
    assert words.by_luck < 0.02
    assert words.sentence.startswith("After better answers the same buyer gave more of this.")
    noted, taken, opened = (b.value for b in words.beside if isinstance(b, Estimate))
    assert 1 < noted < taken < opened


def test_talkative_buyers_with_better_answers_do_not_make_a_difference() -> None:
    """Between calls grades and words go together strongly; within the same buyer they do not."""
    sides = [told(invented(talkative=1.0, seed=seed)).steps[0].side for seed in range(12)]
    assert sum(side != 0 for side in sides) <= 2


def test_shuffled_grades_find_nothing() -> None:
    for step in told(invented(step=0.2)).steps[:3]:
        assert isinstance(step.shuffled, Estimate)
        nought = 1.0 if step.unit == "times" else 0.0
        assert step.shuffled.low < nought < step.shuffled.high


def test_a_question_that_is_answered_is_no_merit_of_its_grade() -> None:
    """Answers of grade three that ask are followed by more words only because they ask."""
    dice = np.random.default_rng(5)
    rows = []
    for one in invented(calls=120):
        asked = one.grade >= 2 and bool(dice.random() < 0.7)
        rows.append(replace(one, asked=asked, words=one.words * (3 if asked else 1)))
    words = told(rows).steps[0]
    assert isinstance(words.step, Estimate)
    assert words.step.low > 1
    assert words.side == 0


def test_too_few_calls_say_how_many_are_missing() -> None:
    found = next_turn(invented(calls=5))
    assert isinstance(found, Unscored)
    assert found.reason.startswith(
        "Not enough answers to say what buyers did next: about 15 more calls"
    )
    assert isinstance(next_turn([]), Unscored)


def test_a_buyer_who_got_one_grade_alone_compares_nothing() -> None:
    rows = invented()
    alike = [replace(one, call="alike", grade=2) for one in rows[:10]]
    assert told([*rows, *alike]) == told(rows)


def test_a_thing_that_never_comes_is_said_so_and_no_number() -> None:
    agreed = told(invented()).steps[3]
    assert isinstance(agreed.allowed, Unscored)
    assert agreed.sentence.startswith("It came after none of the 600 answers")
    assert agreed.side == 0


def test_the_order_of_the_answers_does_not_matter() -> None:
    rows = invented(step=0.1)
    one, two = told(rows).steps[0], told(rows[::-1]).steps[0]
    assert isinstance(one.allowed, Estimate)
    assert isinstance(two.allowed, Estimate)
    assert two.allowed.value == pytest.approx(one.allowed.value)
    assert two.allowed.high == pytest.approx(one.allowed.high)


def test_nothing_said_claims_a_cause() -> None:
    found = told(invented(step=0.2))
    for sentence in [
        *found.rules,
        *(s.sentence for s in found.steps),
        *(s.title for s in found.steps),
    ]:
        assert not any(word in sentence.casefold() for word in FORBIDDEN), sentence


def _answer(**told_: object) -> dict[str, object]:
    base = {"turns": [1], "grade": 2, "late": False, "immediate_grade": 2, "na_reason": None}
    return {**base, **told_}


@pytest.mark.parametrize(
    ("answer", "text", "grade"),
    [
        (_answer(), "You lose a day a month.", 2),
        (_answer(turns=[3]), "Mhm.", 1),  # a nod, then the real answer: what came next followed the nod
        (_answer(turns=[9], late=True, immediate_grade=0), "Let me show you.", 0),
        (_answer(turns=[], grade=None, immediate_grade=None, na_reason=WENT_ON), "Next screen.", 0),
        (_answer(turns=[], grade=None, immediate_grade=None, na_reason="The talk ended."), "So.", None),
    ],
)  # fmt: skip
def test_marta_going_on_never_decides_how_jonas_is_graded(
    answer: dict[str, object], text: str, grade: int | None
) -> None:
    assert first_grade(answer, text, 1, 1) == grade


def test_what_marta_says_next_is_counted_from_the_call() -> None:
    lines = [("b", "We lose a day a month."), ("s", "A day a month, every month?"),
             ("b", "Every month, and the auditors complain about the ledgers.")]  # fmt: skip
    talk = {
        "id": "c", "participants": [{"id": "b", "side": "buyer"}, {"id": "s", "side": "seller"}],
        "turns": [{"index": k, "run": k, "participant": who, "text": text} for k, (who, text) in enumerate(lines)],
    }  # fmt: skip
    review = {
        "moments": [{"cue": {"turn": 0}, "answer": _answer()}, {"cue": {"turn": 2}, "answer": _answer(turns=[], grade=None)}],
        "confirmations": [],
    }  # fmt: skip
    (one,) = replies(talk, review)
    assert (one.grade, one.words, one.asked, one.chance, one.agreed) == (2, 9, True, True, False)
    assert one.fresh == 3  # auditors, complain, ledgers; the month was said before


@pytest.mark.parametrize(("agreed", "said"), [(False, "none"), (True, "every")])
def test_what_came_never_or_always_is_no_number(agreed: bool, said: str) -> None:
    rows = [replace(one, agreed=agreed) for one in invented()]
    step = told(rows).steps[3]
    assert all(isinstance(one, Unscored) for one in (step.step, step.allowed, step.shuffled))
    assert f"after {said} of the" in step.sentence
    assert step.side == 0
