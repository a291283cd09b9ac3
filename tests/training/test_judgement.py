"""The questions of judgement: two forms that are twins, and a reason for every answer."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean

import pytest
from training.practice.choose import ANSWERS, chosen, clear, longest, question_rows

from sevendoors.app.practice.judging import FORMS, Question, questions
from sevendoors.core.codes import Grade

_CODE = re.compile(r"\b[A-Z]{4,}\b")


def of(form: str) -> Sequence[Question]:
    return [question for question in questions().values() if question.form == form]


def words(question: Question, grade: Grade) -> int:
    return next(len(o.text.split()) for o in question.options if o.grade == grade)


def test_the_shipped_file_holds_what_the_program_chooses() -> None:
    _, forms = chosen()
    rows = list(question_rows(forms))
    assert [row["item"] for row in rows] == list(questions())
    assert [row["said"] for row in rows] == [q.said for q in questions().values()]


def test_every_answer_has_a_reason_of_its_own() -> None:
    reasons = [option.reason for q in questions().values() for option in q.options]
    assert len(set(reasons)) == len(reasons) == 4 * len(questions())
    for reason in reasons:
        assert reason.startswith("You ") and reason.endswith("."), reason
        assert not _CODE.search(reason), reason
        assert len(reason.split()) <= 34, reason


def test_the_two_forms_are_twins() -> None:
    one, two = (of(form) for form in FORMS)
    assert Counter(q.kind for q in one) == Counter(q.kind for q in two)
    places = [Counter([o.grade for o in q.options].index(Grade.OPENED) for q in form)
              for form in (one, two)]  # fmt: skip
    assert places[0] == places[1]
    assert max(places[0].values()) - min(places[0].values()) <= 1
    for grade in Grade:
        lengths = [mean(words(q, grade) for q in form) for form in (one, two)]
        assert lengths[0] == pytest.approx(lengths[1], rel=0.15), grade


def test_length_gives_nothing_away() -> None:
    _, forms = chosen()
    for items in forms.values():
        assert sum(longest(one) == ANSWERS[-1] for one in items) == len(items) * 2 // 5


def test_a_taken_answer_that_also_asks_is_left_out() -> None:
    taken = "So it lands on you, in front of the board. What would they ask first?"
    assert not clear({"buyer": "If this slips, I explain it.", "taken": taken})
    assert clear({"buyer": "If this slips, I explain it.", "taken": "So it lands on you."})
