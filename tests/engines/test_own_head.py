"""A leader's own skill: learned from few lines, measured on lines it never saw."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sevendoors.app.reading.own_skills import agreement_text, detector
from sevendoors.cli.main import app
from sevendoors.core.errors import DoorsError
from sevendoors.core.own_skill import OwnSkill, key_of, read_own
from sevendoors.core.score import Estimate, Unscored

STEPS = (
    "I'll send you the draft by Thursday.", "Let's meet again on the ninth at two.",
    "Next we walk the site together, say Monday.", "You get the numbers from me tomorrow noon.",
    "Shall we book half an hour for next week?", "I'll call Rosa on Friday and report back to you.",
    "So the next thing is the test on your data.", "We start with one plant in March, then decide.",
    "I'll put the meeting into your calendar now.", "By the end of the month you have the contract.",
    "You check with legal, I check with stock, Wednesday we compare.",
)  # fmt: skip
NONE = (
    "Our platform has been on the market for ten years.", "That's a fair point.",
    "Most clients like the dashboard best.", "It costs four hundred a month.",
    "How many people work on it today?", "We should stay in touch.",
    "I see what you mean.", "The export runs every night.", "Anyway, that's how it works.",
    "Great to hear from you.", "It was a difficult year for everybody.",
)  # fmt: skip


def skill(examples: tuple[str, ...], counters: tuple[str, ...]) -> OwnSkill:
    return OwnSkill(key="next-step", title="names the next step", side="seller", definition="d",
                    examples=examples, counters=counters, file="own/next-step.md")  # fmt: skip


def test_ines_writes_a_skill_and_hears_how_far_it_is_to_be_trusted() -> None:
    found = detector(skill(STEPS, NONE))
    assert isinstance(found.agreement, Estimate)
    assert found.agreement.n == len(STEPS) + len(NONE)
    assert found.agreement.low <= found.agreement.value <= found.agreement.high
    assert "each held out once" in agreement_text(found.agreement)


def test_lines_without_a_pattern_are_not_sold_as_one() -> None:
    mixed = (*STEPS[::2], *NONE[::2]), (*STEPS[1::2], *NONE[1::2])
    found = detector(skill(mixed[0], mixed[1]))
    assert isinstance(found.agreement, Estimate)
    assert found.agreement.low < 0.4


def test_too_few_lines_are_called_too_few() -> None:
    found = detector(skill(STEPS[:4], NONE))
    assert isinstance(found.agreement, Unscored)
    assert "Too few examples" in agreement_text(found.agreement)
    assert found.head is None


def test_a_new_skill_is_a_file_and_is_never_overwritten(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        app, ["codebook", "new", "Names the next step", "--codebook", str(tmp_path)]
    )
    path = tmp_path / "own" / "names-the-next-step.md"
    assert run.exit_code == 0
    assert read_own(path).examples == ()
    path.write_text(path.read_text("utf-8").replace("-\n", "- I'll send it Monday.\n"), "utf-8")
    again = CliRunner().invoke(
        app, ["codebook", "new", "names the next step", "--codebook", str(tmp_path)]
    )
    assert isinstance(again.exception, DoorsError)
    assert "I'll send it Monday." in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["", "!!", "7", "x" * 80])
def test_a_name_that_is_none_gets_a_sentence(name: str) -> None:
    with pytest.raises(DoorsError, match="cannot be the name of a skill"):
        key_of(name)


def test_a_file_with_a_wrong_section_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "kind-words.md"
    path.write_text("# kind-words\n\n## Definition\n\nx\n\n## Samples\n\n- y\n", "utf-8")
    with pytest.raises(DoorsError, match="missing"):
        read_own(path)
