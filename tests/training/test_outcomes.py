"""The case of real asks holds no outcome where none may be, and the page says what was not measured."""

import csv
from pathlib import Path

import pytest
from training.cases.persuasion import CUT, OUTCOMES, asks, conversation, write
from training.evidence.asks_found import halves
from training.evidence.outcomes import section

from sevendoors.core.conversation import Side

here = pytest.mark.skipif(not OUTCOMES.exists(), reason="../shared/outcomes is not here")


@here
def test_the_case_is_cut_before_the_decision_and_tells_no_amount(tmp_path: Path) -> None:
    assert write(tmp_path) == (1017, 545)
    with (tmp_path / "deals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["Deal ID"] for row in rows}) == 1017
    assert not any("amount" in name.casefold() for name in rows[0])
    assert all(row["Create Date"] < row["Close Date"] for row in rows)
    assert {row["Call IDs"] for row in rows} == {
        path.stem for path in (tmp_path / "calls").iterdir()
    }


@here
def test_a_cut_ask_holds_its_beginning_and_both_sides() -> None:
    ask = asks()[0]
    whole, part = conversation(ask), conversation(ask, CUT)
    assert part.turns == whole.turns[: len(part.turns)]
    assert len(part.turns) < len(whole.turns)
    assert {part.side(turn.participant) for turn in part.turns} == {Side.SELLER, Side.BUYER}
    assert part.id != whole.id


@here
def test_a_ranking_by_wins_on_odd_asks_says_nothing_of_the_even_ones() -> None:
    found = halves(asks())
    assert found["sellers"] == 38
    assert found["rho"][0] == pytest.approx(0.004, abs=0.01)
    assert (found["top odd"], found["top even"]) == pytest.approx((0.88, 0.49), abs=0.01)


def test_the_page_says_so_where_nothing_was_measured() -> None:
    lines = section({})
    assert lines[0] == "<!-- outcomes -->"
    assert lines.count("Not measured yet (`make evidence-outcomes`).") == 3
    assert [line for line in lines if line.startswith("## ")] == [
        "## Deals and winning",
        "## The buyer's next turn",
        "## Real asks with outcomes (PersuasionForGood)",
    ]
