"""Real files cut, shuffled and spoilt: a reader says a sentence or reads, and never breaks."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.world import SHARED

from sevendoors.core.errors import DoorsError
from sevendoors.readers.reading import read_bytes

SAMPLES = sorted(
    p
    for p in (SHARED / "transcripts").rglob("*")
    if p.is_file() and p.name != "index.csv" and p.stat().st_size < 80_000
)


@pytest.mark.skipif(not SAMPLES, reason="the real transcripts are not beside this checkout")
@settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(data=st.data())
def test_a_spoilt_file_never_breaks_a_reader(data: st.DataObject) -> None:
    path: Path = data.draw(st.sampled_from(SAMPLES))
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    kind = data.draw(st.sampled_from(["cut", "drop", "null", "digits"]))
    spoilt = {
        "cut": whole[:end],
        "drop": whole[:start] + whole[end:],
        "null": whole.replace(b'"', b"'", 3).replace(b":", b": null,", 1),
        "digits": whole.replace(b"0", b"99999999999999999999", 5),
    }[kind]
    try:
        talk = read_bytes(spoilt, path.name)
    except DoorsError as error:
        assert str(error)
    else:
        assert [turn.index for turn in talk.turns] == list(range(len(talk.turns)))


KEYS = st.sampled_from(
    "results transcript utterances segments entries words text start end speaker alternatives items "
    "monologues elements parties dialog analysis body callTranscripts calls sentences data lines "
    "transcription original timestamps speaker_labels channels".split()
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(value=st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_json_of_any_shape_is_read_or_refused(value: dict[str, object]) -> None:
    try:
        read_bytes(json.dumps(value).encode(), "odd.json")
    except DoorsError as error:
        assert str(error)
