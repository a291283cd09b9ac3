"""The corpus' own files hold to their rules, and a broken one is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus import calls, labels
from training.corpus.calls import BadFileError
from training.corpus.captions import captions
from training.corpus.check import faults
from training.corpus.labels import Labelled
from training.corpus.matching import matched
from training.corpus.settle import split
from training.corpus.splits import calls_of, split_of

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Side

TEXT = """title: One invoice
industry: cleaning
kind: discovery
sellers: Jonas Brandt
buyers: Marta Oliveira

Jonas: What changed since spring?
Marta: It used to be fine, before Lena took over. What does it cost per site?
Jonas: Two hundred. Who is Lena?
Marta: Exactly, two hundred was said.
"""
CALL = calls.parse("99/01", TEXT)
LINES = """2 THREAD 1 "before Lena took over" > 3 2
2 ASK 2 "What does it cost per site" > 3 2
4 CONFIRM "Exactly"
1: Q O
3: Q STRAIGHT FOLLOWUP
"""


def test_every_call_of_the_corpus_is_in_shape() -> None:
    assert list(faults("calls", ())) == []


@pytest.mark.parametrize("annotator", ["a", "b", "settled"])
def test_every_call_is_labelled_and_every_label_quotes_the_very_words(annotator: str) -> None:
    assert list(faults(annotator, ())) == []


def test_a_call_knows_its_sides() -> None:
    assert [turn.side for turn in CALL.turns] == [Side.SELLER, Side.BUYER] * 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('2 WORRY 1 "Lena" > 3 1', "no kind of chance"),
        ('2 THREAD 1 "before Lina" > 3 1', "these very words"),
        ('1 THREAD 1 "What changed" > 3 1', "not a buyer's"),
        ('2 THREAD 1 "Lena" > 4 1', "no later seller turn"),
        ("2: Q", "not a seller's"),
        ("3: Q KIND", "is no move"),
        ("3 said well", "cannot read the line"),
        ('9 THREAD 1 "Lena" > NA', "there is no turn 9"),
    ],
)
def test_a_wrong_label_is_told_with_its_line(line: str, told: str) -> None:
    with pytest.raises(BadFileError, match=told) as fault:
        labels.parse(CALL, line)
    assert "99/01" in str(fault.value)


def test_labels_say_what_was_written() -> None:
    told = labels.parse(CALL, LINES)
    assert [(c.code, c.grade) for c in told.chances] == [(Cue.THREAD, 2), (Cue.ASK, 2)]
    assert told.confirms == ((4, "Exactly"),)
    assert told.moves[3] == {"Q", "STRAIGHT", "FOLLOWUP"}


def test_what_both_say_is_agreed_and_the_rest_is_left_to_the_third() -> None:
    one = labels.parse(CALL, LINES)
    two = labels.parse(CALL, LINES.replace("3 2\n2 ASK", "3 1\n2 ASK").replace("1: Q O", "1: Q"))
    agreed, differ = split(CALL, one, two)
    assert [d.kind for d in differ] == ["moves", "chance"]
    assert len(agreed) == 3


CHANCES = st.lists(
    st.builds(Labelled, turn=st.sampled_from([2, 4]), code=st.sampled_from(Cue),
              strength=st.just(1), quote=st.sampled_from(["Lena", "two", "it"])),
    max_size=6,
)  # fmt: skip


@given(CHANCES, CHANCES)
def test_every_chance_is_matched_or_alone_exactly_once(
    one: list[Labelled], two: list[Labelled]
) -> None:
    found = list(matched(CALL, one, two))
    assert sorted(map(id, one)) == sorted(id(a) for a, _ in found if a)
    assert sorted(map(id, two)) == sorted(id(b) for _, b in found if b)
    assert all(a.turn == b.turn and a.code is b.code for a, b in found if a and b)


def test_captions_keep_a_turn_for_a_turn_and_lose_every_mark() -> None:
    heard = captions(CALL)
    assert [t.name for t in heard.turns] == [t.name for t in CALL.turns]
    assert not any(mark in turn.text for turn in heard.turns for mark in "?.,!")
    assert captions(CALL).turns == heard.turns


def test_a_fifth_of_the_calls_is_kept_as_captions_word_for_word() -> None:
    kept = {f"{p.parent.name}/{p.stem}" for p in (calls.FOLDER / "captions").glob("*/*.txt")}
    assert len(kept) == len(calls.names()[::5])
    for name in kept:
        text = (calls.FOLDER / "captions" / f"{name}.txt").read_text("utf-8")
        heard = captions(calls.read(name)).turns
        assert text.splitlines() == [f"{turn.name}: {turn.text}" for turn in heard]


def test_no_hand_is_on_both_sides_of_a_split() -> None:
    briefs = {part: {name.split("/")[0] for name in calls_of(part)}
              for part in ("train", "dev", "test")}  # fmt: skip
    assert not briefs["train"] & briefs["test"]
    assert not briefs["train"] & briefs["dev"]
    assert not briefs["dev"] & briefs["test"]
    assert split_of("02/01") == "test"
