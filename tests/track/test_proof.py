"""The proof in small: bands hold as often as they say, alarms are as rare. docs/evidence.md has it in full."""

import numpy as np
import pytest
from training.evidence.invented_teams import Team
from training.evidence.tracking import COVER, section
from training.evidence.tracking_teams import added, alarms, cover

TEAMS = 40


@pytest.mark.parametrize("number", [0, 1], ids=["sure labels", "unsure labels"])
def test_bands_hold_the_truth_as_often_as_they_say(number: int) -> None:
    rows = [cover(COVER[number], seed) for seed in range(TEAMS)]
    for level in (0.5, 0.8, 0.95):
        held = np.array([row[str(level)] for row in rows])
        error = max(held.std() / np.sqrt(TEAMS), 0.01)
        assert abs(held.mean() - level) < 3 * error, level
    assert abs(np.mean([row["bias"] for row in rows])) < 0.01


def test_unsure_labels_do_not_shrink_what_is_between_sellers() -> None:
    rows = [cover(COVER[4], seed) for seed in range(TEAMS)]
    assert np.mean([row["plain"] for row in rows]) < 0.7
    assert np.mean([row["slope"] for row in rows]) == pytest.approx(1, abs=0.15)
    assert np.mean([row["error"] for row in rows]) < np.mean([row["raw error"] for row in rows])


def test_where_nothing_changed_little_is_said_to_have_changed() -> None:
    rows = [alarms(Team(sellers=10, calls=60, mix=0.05), seed) for seed in range(20)]
    assert np.mean([row["trend"] for row in rows]) < 0.10
    assert np.nanmean([row["own"] for row in rows]) < 0.15
    assert np.nansum([row["wrong n"] for row in rows]) <= 0.1 * np.sum([r["said n"] for r in rows])


def test_a_skill_that_is_no_other_ability_gets_no_number_of_its_own() -> None:
    same, other = Team(sellers=24, calls=60), Team(sellers=24, calls=60, one=False)
    assert np.mean([added(same, seed)["shown"] for seed in range(8)]) < 0.3
    assert np.mean([added(other, seed)["shown"] for seed in range(8)]) > 0.7


def test_the_page_says_so_where_nothing_was_measured() -> None:
    told = {"date": "2026-01-01", "teams": 2, "cover": {}, "alarms": {}, "added": {}}
    lines = section(told)
    assert lines[0] == "<!-- tracking -->"
    assert "2 for each row" in "\n".join(lines)
