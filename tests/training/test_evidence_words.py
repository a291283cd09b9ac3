"""The evidence page says which figures are older than their code, and what nought of a few is worth."""

import pytest
from training.evidence import chances, outcomes_words, tracking
from training.evidence.stamp import changed, stamp
from training.evidence.stats import exact
from training.evidence.truth import Spot

from sevendoors.core.codes import CHANCES

CODE = "training/evidence/stamp.py"


def test_a_figure_measured_on_other_code_says_so_and_one_without_a_digest_too() -> None:
    assert changed(stamp(CODE), "make evidence", CODE) == []
    older = changed({**stamp(CODE), "code": "0"}, "make evidence", CODE)
    assert "was changed after" in older[0] and "`make evidence`" in older[0]
    assert "was not kept" in changed(stamp(), "make evidence", CODE)[0]


@pytest.mark.parametrize(("hits", "n"), [(0, 40), (40, 40), (8, 196), (1, 2)])
def test_an_exact_interval_holds_its_share_and_has_width(hits: int, n: int) -> None:
    low, high = exact(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    assert high - low > 0.01


def test_nought_of_forty_markets_is_no_error_of_nought() -> None:
    assert outcomes_words._cell([0.0, 0.0], 40) == "0.000 (to 0.088)"
    assert outcomes_words._cell([1.0, 0.0], 40) == "1.000 (from 0.912)"
    assert outcomes_words._cell([0.05, 0.0345], 40) == "0.050 ± 0.035"


def test_a_band_that_does_not_hold_as_said_is_printed_as_missed() -> None:
    assert tracking._holds({"0.8": [0.801, 0.006], "0.95": [0.946, 0.003]}) == "yes; yes"
    assert tracking._holds({"0.8": [0.669, 0.011]}) == "MISSED, too narrow"
    assert tracking._holds({"0.95": [0.994, 0.001]}) == "MISSED, too wide"


def test_the_mean_of_seven_kinds_has_an_interval_over_calls() -> None:
    pytest.importorskip("sklearn", reason="F1 is counted with training's libraries: make evidence")
    spots = [
        Spot(call=f"c{call}", before="", text="", code=code, truth=bool((call + place) % 2),
             said=bool((call + place) % 2) or call == 0, p=0.5, one=True, two=True)
        for call in range(12) for place, code in enumerate(CHANCES)
    ]  # fmt: skip
    found = chances.macro(spots)
    assert found.n == 12
    assert found.low <= found.value <= found.high < 1.001
    assert found.low < found.high
