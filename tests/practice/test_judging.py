"""Questions of judgement are answered once and summed late; a belief is a number out of ten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.place import new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.app.practice import judging
from sevendoors.core.codes import Cue
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Measured, Unscored


@pytest.fixture
def at(tmp_path: Path) -> Iterator[tuple[Place, Viewer, Viewer]]:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    yield place, cast["Jonas Brandt"], cast["Otto Lindqvist"]
    place.store.close()


def test_every_question_has_four_answers_of_different_worth() -> None:
    for question in judging.questions().values():
        assert len({option.text for option in question.options}) == 4, question.item
        worth = [option.grade for option in question.options]
        assert worth.count(max(worth)) == 1, question.item
        assert question.chance in question.said, question.item


def test_the_two_forms_ask_about_the_same_kinds_equally_often() -> None:
    kinds = {
        form: sorted(q.kind for q in judging.questions().values() if q.form == form)
        for form in judging.FORMS
    }
    assert kinds["A"] == kinds["B"]


def test_the_best_answer_stands_in_no_place_of_its_own() -> None:
    places = [
        max(range(4), key=lambda n: question.options[n].grade)
        for question in judging.questions().values()
    ]
    assert all(places.count(place) >= len(places) / 8 for place in range(4))


def test_jonas_answers_each_question_once_and_form_a_comes_first(
    at: tuple[Place, Viewer, Viewer],
) -> None:
    place, jonas, otto = at
    seen = []
    while question := judging.next_question(place, jonas):
        seen.append(question)
        judging.answer_question(place, jonas, question.item, len(seen) % 4)
        with pytest.raises(DoorsError, match="already"):
            judging.answer_question(place, jonas, question.item, 0)
    forms = [question.form for question in seen]
    assert len({question.item for question in seen}) == len(judging.questions())
    assert forms == sorted(forms)
    first = judging.next_question(place, otto)
    assert first is not None
    assert first.item == seen[0].item


def test_nothing_is_said_of_nine_answers_and_a_share_of_ten(
    at: tuple[Place, Viewer, Viewer],
) -> None:
    place, jonas, otto = at
    for number in range(judging.FEWEST):
        told = judging.knows(place, jonas)["A"]
        assert isinstance(told, Unscored)
        assert told.reason.startswith(f"{number} answered")
        question = judging.next_question(place, jonas)
        assert question is not None
        best = max(range(4), key=lambda n, q=question: q.options[n].grade)  # type: ignore[misc]
        judging.answer_question(place, jonas, question.item, best)
    told = judging.knows(place, jonas)["A"]
    assert isinstance(told, Measured)
    assert 0.6 < told.value <= 1
    assert isinstance(judging.knows(place, jonas)["B"], Unscored)
    assert isinstance(judging.knows(place, otto)["A"], Unscored)


def test_what_is_no_question_or_no_answer_is_told(at: tuple[Place, Viewer, Viewer]) -> None:
    place, jonas, _ = at
    for item, choice in (("nothing", 0), (next(iter(judging.questions())), 4)):
        with pytest.raises(DoorsError, match="no such question"):
            judging.answer_question(place, jonas, item, choice)


def test_the_newest_belief_counts_and_both_are_kept(at: tuple[Place, Viewer, Viewer]) -> None:
    place, jonas, otto = at
    judging.believe(place, jonas, {Cue.CONCERN: 7, Cue.DOUBT: 10})
    judging.believe(place, jonas, {Cue.CONCERN: 4.5})
    held = judging.believed(place, jonas)
    assert (held[Cue.CONCERN][1], held[Cue.DOUBT][1]) == (4.5, 10)
    assert judging.believed(place, otto) == {}


@pytest.mark.parametrize("value", [-0.1, 10.1, float("nan"), float("inf")])
def test_a_belief_outside_nought_to_ten_is_none(
    at: tuple[Place, Viewer, Viewer], value: float
) -> None:
    place, jonas, _ = at
    with pytest.raises(DoorsError, match="0 to 10"):
        judging.believe(place, jonas, {Cue.CONCERN: 5, Cue.DOUBT: value})
    assert judging.believed(place, jonas) == {}
