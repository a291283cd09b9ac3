"""Buyers' files: what ships is in order, and whatever else a file holds is told in a sentence."""

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.practice import games

from sevendoors.app.practice.playing import SHIPPED
from sevendoors.core.codes import Cue
from sevendoors.core.errors import DoorsError
from sevendoors.practice.buyer_file import _buyer, _filled, _picked, buyer_from, read_buyer
from sevendoors.practice.buyer_mistakes import _wrongs, mistakes

TEXT = (SHIPPED / "marta-oliveira.toml").read_text("utf-8")
DATA = tomllib.loads(TEXT)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 99), st.text(max_size=6), st.floats(),
              st.sampled_from(["{plant}", "{nobody}", "audit", "surface", "concern"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    return [at, *(place for key, one in inner for place in places(one, (*at, key)))][
        0 if at else 1 :
    ]


PLACES = places(DATA)


@pytest.mark.parametrize("key", games.KEYS)
def test_every_buyer_that_ships_is_in_order_and_differs_by_its_seed_in_nothing_that_matters(
    key: str,
) -> None:
    one, two = games.buyer(key, "1"), games.buyer(key, "2")
    assert one == read_buyer(SHIPPED / f"{key}.toml", "1")
    assert [(f.key, f.after, f.trust, f.need) for f in one.facts] == [
        (f.key, f.after, f.trust, f.need) for f in two.facts
    ]
    assert [(c.turn, c.kind, c.opens) for c in one.chances] == [
        (c.turn, c.kind, c.opens) for c in two.chances
    ]
    kinds = [chance.kind for chance in one.chances]
    assert kinds.count(Cue.CONCERN) >= 2
    assert len(set(kinds)) >= 5
    assert one.chances[-1].turn < one.turns


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=3))
def test_whatever_stands_in_a_file_it_is_read_or_its_mistakes_are_told(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    data = deepcopy(DATA)
    for place, value in changes:
        held: Any = data
        for key in place[:-1]:
            held = held[key] if _has(held, key) else {}
        if _has(held, place[-1]):
            held[place[-1]] = value
    found = list(_wrongs(data))
    assert all(wrong.what and wrong.fix for wrong in found)
    if not found:
        assert _buyer(_filled(data, _picked(data.get("vary", {}), 1)), "x").name


def _has(held: Any, key: Any) -> bool:
    return key in held if isinstance(held, dict) else isinstance(held, list) and isinstance(key, int) and key < len(held)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(TEXT)), st.sampled_from(["", '"', "[", "]", "=", "\x00", "é", "\n\n"]))
def test_a_file_cut_or_marred_anywhere_is_told_with_a_line(at: int, sign: str) -> None:
    text = TEXT[:at] + sign + ("" if sign == "" else TEXT[at:])
    for mistake in mistakes(text, "x.toml"):
        assert mistake.where.startswith("x.toml")
        assert mistake.fix


def test_a_fact_that_waits_for_itself_is_found() -> None:
    text = TEXT.replace('after = ["plan"]', 'after = ["day"]', 2)
    told = [str(one) for one in mistakes(text, "x.toml")]
    assert any("waits for itself" in one for one in told)


def test_a_line_in_two_places_is_found() -> None:
    fact = DATA["fact"][0]["says"][0]
    text = TEXT.replace(DATA["fact"][1]["says"][0], fact)
    told = [str(one) for one in mistakes(text, "x.toml")]
    assert sum("stands in two places" in one for one in told) == 2


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    for name, data in (("gone.toml", None), ("bytes.toml", b"\xff\xfe")):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(DoorsError, match="cannot be read"):
            read_buyer(tmp_path / name)
    with pytest.raises(DoorsError, match="missing or empty"):
        buyer_from("", "empty.toml", "empty")
