"""The encoder answers purely: same text, same answer, whoever its neighbours were."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sevendoors.core.errors import DoorsError
from sevendoors.engines.encoder import load
from sevendoors.engines.session import Session
from sevendoors.engines.shipped import FOLDER

SAID = (
    "what does it cost per site",
    "I can't be the one who breaks payroll again.",
    "Mm-hmm.",
    "So it lands on you, in front of the board?",
    "We use spreadsheets.",
)
ENCODER = load(FOLDER, 2)
SOME = st.lists(
    st.tuples(st.sampled_from(SAID), st.sampled_from(("", *SAID))), min_size=1, max_size=12
)
ANY = st.text(max_size=120)


@settings(max_examples=20, deadline=None)
@given(SOME)
def test_a_turn_is_read_the_same_by_itself_and_among_others(said: list[tuple[str, str]]) -> None:
    together = load(FOLDER, 2)
    together.prepare(said)
    for one in said:
        assert together.read(*one).raw == ENCODER.read(*one).raw


@settings(max_examples=60, deadline=None)
@given(ANY, ANY)
def test_any_words_get_probabilities_and_places_inside_the_text(text: str, before: str) -> None:
    reading = ENCODER.read(text, before)
    assert all(0 <= p <= 1 for p in reading.heads.values())
    assert all(0 <= start < end <= len(text) for start, end in reading.places)
    assert len(reading.places) == len(reading.words)


@settings(max_examples=30, deadline=None)
@given(ANY, ANY)
def test_an_exchange_of_any_words_gets_probabilities(before: str, reply: str) -> None:
    assert all(0 <= p <= 1 for p in ENCODER.exchange(before, reply).values())


def test_the_same_words_mean_the_same_and_others_less() -> None:
    same = ENCODER.similarity(SAID[1], SAID[1])
    near = ENCODER.similarity(SAID[1], "If payroll goes wrong once more, it's on me.")
    far = ENCODER.similarity(SAID[1], "The lobby has a nice coffee machine.")
    assert same == pytest.approx(1, abs=1e-5)
    assert same > near > far


def test_a_question_is_heard_without_its_mark() -> None:
    assert ENCODER.heads("how long does that usually take you")["question"] > 0.5
    assert ENCODER.heads("it usually takes us three days")["question"] < 0.5


def test_a_damaged_model_is_told_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "model.onnx"
    broken.write_bytes(b"no network")
    with pytest.raises(DoorsError, match=r"model\.onnx cannot be loaded"):
        Session(broken)
