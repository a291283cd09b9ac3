"""Windows, late takes, reasons and better answers, told as what happened to Marta and Jonas."""

from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import a_call

from sevendoors.core.codebook_load import load_codebook
from sevendoors.core.codes import CHANCES, Cue, Grade, Move
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.moment import Chance, Moment, Quote
from sevendoors.core.protocols import Encoder
from sevendoors.measure.answers.content import stems
from sevendoors.measure.finder import DoorsFinder, FindChances

BOOK = load_codebook(None)


class WordEncoder:
    """An encoder that only counts shared words."""

    name, version = "words", "0"

    def heads(self, text: str, before: str = "") -> Mapping[str, float]:
        return {}

    def similarity(self, left: str, right: str) -> float:
        one, two = set(stems(left)), set(stems(right))
        return len(one & two) / max(1, len(one | two))

    def prepare(self, said: Iterable[tuple[str, str]]) -> None:
        return

    def prepare_exchanges(self, pairs: Iterable[tuple[str, str]]) -> None:
        return

    def exchange(self, before: str, reply: str) -> Mapping[str, float]:
        return {}

    def where(
        self, text: str, head: str, places: Sequence[tuple[int, int]], before: str = ""
    ) -> Sequence[float]:
        return [0.0] * len(places)

    def least(self, head: str, text: str) -> float:
        return 0.5

    def firm(self, head: str, text: str) -> float:
        return 0.9

    def vector(self, text: str) -> Sequence[float]:
        return (1.0,)

    def weak(self) -> Sequence[str]:
        return ("THREAD",)


def given_by(*places: tuple[int, Cue]) -> FindChances:
    def find(call: Conversation, encoder: Encoder) -> tuple[Chance, ...]:
        return tuple(
            Chance(
                code=code,
                p=0.9,
                intensity=2,
                quote=Quote(conversation=call, turn=turn, start=0, end=len(call.turns[turn].text)),
                buyer=call.turns[turn].participant,
            )
            for turn, code in places
        )

    return find


def moments(call: Conversation, *places: tuple[int, Cue]) -> tuple[Moment, ...]:
    return DoorsFinder(WordEncoder(), given_by(*places)).find(call, BOOK)


def only(call: Conversation, code: Cue, turn: int = 0) -> Moment:
    (moment,) = moments(call, (turn, code))
    return moment


WORRY = "Marta: I can't be the one who breaks payroll again."


def test_marta_voices_a_worry_and_jonas_shows_a_dashboard() -> None:
    moment = only(a_call(WORRY, "Jonas: Let me show you the dashboard."), Cue.CONCERN)
    assert moment.answer.grade is Grade.MISSED
    assert moment.why == (
        'Marta said "I can\'t be the one who breaks payroll again"; '
        'you answered with "Let me show you the dashboard".'
    )
    assert Move.PIVOT in {seen.move for seen in moment.answer.moves}


def test_jonas_nods_marta_talks_on_and_the_answer_after_counts() -> None:
    call = a_call(
        WORRY,
        "Jonas: Mm-hm.",
        "Marta: Last March the run failed on a Friday night and nobody was paid.",
        "Jonas: So payroll broke once on your watch. Which run must we get through first?",
    )
    assert only(call, Cue.CONCERN).answer.grade is Grade.OPENED


def test_marta_goes_on_and_a_miss_is_not_held_against_jonas() -> None:
    call = a_call(
        WORRY, "Jonas: Okay.", "Marta: And how big are your file limits today?",
        "Jonas: Two gigabytes.",
    )  # fmt: skip
    assert only(call, Cue.CONCERN).answer.na_reason == "The buyer went on at once."


def test_the_talk_ends_before_jonas_can_answer() -> None:
    moment = only(a_call("Jonas: Hello.", WORRY), Cue.CONCERN, 1)
    assert moment.answer.grade is None
    assert moment.answer.grade_p is None
    assert moment.better == ""


def test_marta_withdraws_the_topic() -> None:
    call = a_call("Marta: What does it cost? Never mind.", "Jonas: Sure.")
    chance = Chance(
        code=Cue.ASK, p=0.9, intensity=2, buyer="p1",
        quote=Quote(conversation=call, turn=0, start=0, end=18),
    )  # fmt: skip
    (moment,) = DoorsFinder(WordEncoder(), lambda _c, _e: (chance,)).find(call, BOOK)
    assert moment.answer.na_reason == "The buyer withdrew the topic."


LATE = (
    "Marta: If the June migration slips I'm explaining it to the board.",
    "Jonas: Anyway, let me show you the reports.",
    "Marta: Okay, nice charts.",
    "Jonas: You said the board hears it from you if the June migration slips. "
    "What could we give you for them in week two?",
)


def test_jonas_comes_back_unasked_and_both_grades_are_kept() -> None:
    moment = only(a_call(*LATE), Cue.CONCERN)
    assert (moment.answer.late, moment.answer.immediate) == (True, Grade.MISSED)
    assert moment.answer.grade is Grade.OPENED
    assert Move.RECALL in {seen.move for seen in moment.answer.moves}


def test_a_return_that_marta_starts_is_no_late_take() -> None:
    asked = (*LATE[:2], "Marta: I still mean the June migration and the board.", LATE[3])
    assert not only(a_call(*asked), Cue.CONCERN).answer.late


def test_the_same_stock_line_for_two_chances_is_canned() -> None:
    line = "Jonas: That is exactly what the payroll audit module was made for."
    call = a_call(WORRY, line, "Marta: And the audit is in May.", line)
    found = moments(call, (0, Cue.CONCERN), (2, Cue.PRIORITY))
    assert all(Move.CANNED in {seen.move for seen in m.answer.moves} for m in found)


@pytest.mark.parametrize("code", CHANCES)
def test_a_better_answer_always_holds_the_buyers_own_word(code: Cue) -> None:
    lines = ("I can't be the one who breaks payroll again.", "Lena took over the depot in March.",
             "honestly the last vendor was so so", "What about Porto?", "Forty, no more.")  # fmt: skip
    for line in lines:
        moment = only(a_call(f"Marta: {line}", "Jonas: Okay. Anyway, next slide."), code)
        assert set(stems(moment.better)) & set(stems(line)), moment.better


def test_the_weak_detector_is_named() -> None:
    assert only(a_call("Marta: It changed after Lena left.", "Jonas: Why?"), Cue.THREAD).weak


WILD = st.text(max_size=80).filter(lambda text: bool(text.strip()))


@settings(max_examples=80, deadline=None)
@given(st.lists(WILD, min_size=2, max_size=6), st.sampled_from(CHANCES))
def test_any_words_give_honest_probabilities_and_the_same_answer_twice(
    lines: list[str], code: Cue
) -> None:
    call = a_call(*(f"{'Jonas' if i % 2 else 'Marta'}: {text}" for i, text in enumerate(lines)))
    places = [(i, code) for i, turn in enumerate(call.turns) if call.side(turn.participant)
              is Side.BUYER and turn.text]  # fmt: skip
    found = moments(call, *places)
    assert found == moments(call, *places)
    for moment in found:
        if moment.answer.grade_p is None:
            assert moment.answer.na_reason
            continue
        assert sum(moment.answer.grade_p) == pytest.approx(1)
        assert min(moment.answer.grade_p) >= 0
        top = max(range(4), key=moment.answer.grade_p.__getitem__)
        assert moment.answer.grade == Grade(top)
