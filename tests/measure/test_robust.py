"""Cheap tricks lift no answer to taken, and what a person is called moves no grade."""

import pytest
from training.evidence.changes import FAIR, TRICKS
from training.evidence.robust import exchanges, grade, moved, paid

from sevendoors.app.base.engine import shipped_encoder

SOME = exchanges()[::2]
ENCODER = shipped_encoder()
# Shares of answers that may cross taken; docs/evidence.md prints what they are on the whole set.
MOST = {"captions": 0.15, "misheard captions": 0.2, "fillers": 0.12, "second-language slips": 0.12}
MOST_ELSE = 0.05


@pytest.mark.parametrize("trick", list(TRICKS))
def test_a_trick_lifts_no_answer_to_taken(trick: str) -> None:
    assert paid(ENCODER, trick, SOME) == []


@pytest.mark.parametrize("kind", list(FAIR))
def test_grades_hold_where_only_the_manner_changed(kind: str) -> None:
    touched, _, over = moved(ENCODER, kind, SOME)
    assert over <= MOST.get(kind, MOST_ELSE) * max(touched, 20)


def test_the_same_answer_gets_the_same_grade_twice() -> None:
    assert [grade(ENCODER, one) for one in SOME[:20]] == [grade(ENCODER, o) for o in SOME[:20]]
