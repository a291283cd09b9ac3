"""A turn is read beside what was said before it, and nothing of it is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st
from tests.world import a_call

from sevendoors.core.conversation import Side
from sevendoors.measure.cues.context import ENOUGH, Line, lines_of, said_before, stretches
from sevendoors.measure.text import words

SIDES = st.sampled_from([Side.SELLER, Side.BUYER])
TALK = st.lists(st.builds(Line, SIDES, st.text(min_size=1, max_size=400)), min_size=1, max_size=6)


@given(TALK)
def test_every_word_of_a_turn_is_in_exactly_one_stretch(talk: list[Line]) -> None:
    for turn, line in enumerate(talk):
        read = [stretch.clause for stretch in stretches(talk, turn)]
        assert all(line.text[c.start : c.end] == c.text for c in read)
        assert all(a.end <= b.start for a, b in zip(read, read[1:], strict=False))
        assert "".join("".join(c.text for c in read).split()) == "".join(line.text.split())


@given(TALK, st.integers(0, 5))
def test_what_comes_later_never_changes_how_a_turn_is_read(talk: list[Line], turn: int) -> None:
    turn = min(turn, len(talk) - 1)
    assert stretches(talk, turn) == stretches(talk[: turn + 1], turn)


def test_a_short_answer_is_read_with_the_question_it_answers() -> None:
    talk = lines_of(
        a_call(
            "Jonas: Two hundred a site, all in, billed once a year.",
            "Marta: Per site?",
            "Jonas: Yes.",
            "Marta: Hm.",
        )
    )
    (hm,) = stretches(talk, 3)
    assert hm.before.startswith("seller: Two hundred a site")
    assert hm.before.endswith("buyer: Per site? seller: Yes.")


def test_a_long_turn_is_enough_by_itself() -> None:
    long = Line(Side.SELLER, "one two three four five six seven eight nine ten eleven twelve.")
    assert len(words(long.text)) >= ENOUGH
    assert said_before([Line(Side.BUYER, "Never mind."), long]) == f"seller: {long.text}"


def test_the_first_turn_has_nothing_before_it() -> None:
    (opening,) = stretches([Line(Side.BUYER, "Morning, it's Marta.")], 0)
    assert opening.before == ""
