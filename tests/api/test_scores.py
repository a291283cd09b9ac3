"""What programs read of numbers is what pages and the terminal say, by the same rights."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.api.programs import Program, error_of, program
from tests.web.spoken import D, Heard, Office, hold, join, office, release, some

from sevendoors.app.numbers.report_numbers import number_words
from sevendoors.app.reports.report_out import report_json
from sevendoors.app.reports.report_person import person_report
from sevendoors.app.reports.report_team import team_report
from sevendoors.app.team.team_skill import skill_page
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Unscored

OTHERS = ("Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair", "Luis Ferreira", "Ana Costa",
          "Ben Marsh", "Cleo Duarte")  # fmt: skip


class World:
    """Nine sellers; Jonas released all but one of his calls."""

    def __init__(self, team: Office) -> None:
        self.team, self.place = team, team.place
        self.cast: dict[str, Viewer] = {**team.cast, **join(team.place, *OTHERS)}
        for k, name in enumerate(("Jonas Brandt", *OTHERS)):
            for n in range(4):
                doubts = [Heard(said=f"I doubt it, {j}.", code=D, grade=2 * (j < 8 - k)) for j in range(8)]  # fmt: skip
                call = hold(self.place, self.cast[name], f"Call {n} of {name}",
                            [*some(missed=9 - k, taken=1 + k), *doubts], day=f"2026-1{n % 2}-{10 + n:02}")  # fmt: skip
                if name == "Jonas Brandt" and n:
                    release(self.place, self.cast[name], call)
        self.jonas = self.cast["Jonas Brandt"].person

    def program(self, name: str) -> Program:
        """Give somebody a program that may read."""
        return program(self.place, self.cast[name], "read")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with office(tmp_path_factory.mktemp("scores")) as made:
        yield World(made)


def rows_of(report: Any, part: str) -> dict[str, Any]:
    (found,) = [one for one in report_json(report)["parts"] if one["key"] == part]
    return {row["key"]: row for row in found["rows"]}


@pytest.mark.parametrize("name", ["Jonas Brandt", "Ines Moreau"])
def test_the_program_the_terminal_and_the_page_tell_the_same_figures(
    world: World, name: str
) -> None:
    told = world.program(name).ask(f"/scores?person={world.jonas}")
    rows = rows_of(person_report(world.place, world.cast[name], world.jonas), "skills")
    page = world.team.get(name, f"/team/{world.jonas}/brief") if name == "Ines Moreau" else ""
    assert told["of"] == ("me" if name == "Jonas Brandt" else "person")
    scored = 0
    for line in (*told["numbers"], told["all_chances"]):
        row = rows[line["key"]]
        assert line["number"] == row["number"]
        assert [line["taken"], line["given"]] == [row["taken"], row["given"]]
        if "unscored" not in line["number"]:
            scored += 1
            score = Estimate(**line["number"])
            if page and line["key"] != "all":
                assert f"{line['taken']} of {line['given']} {number_words(score)}" in page
        elif page and line["given"] and line["key"] != "all":
            assert number_words(Unscored(reason=line["number"]["unscored"])) in page
        assert (line["standing"] or {}).get("words") == (row["standing"] or {}).get("words")
        assert (line["trend"] or {}).get("verdict") == (row["trend"] or {}).get("verdict")
        assert len((line["trend"] or {}).get("weeks", [])) == len((row["trend"] or {}).get("points", []))  # fmt: skip
    assert scored >= 2
    qualities = rows_of(person_report(world.place, world.cast[name], world.jonas), "qualities")
    assert {line["key"]: line["number"] for line in told["qualities"]} == {
        key: row["number"] for key, row in qualities.items()
    }


def test_what_jonas_kept_back_is_in_his_numbers_alone(world: World) -> None:
    his = world.program("Jonas Brandt").ask("/scores")
    hers = world.program("Ines Moreau").ask(f"/scores?person={world.jonas}")
    assert (his["all_chances"]["given"], hers["all_chances"]["given"]) == (72, 54)
    assert len(his["known"]) == 7
    assert hers["known"] == []
    assert his["room"].startswith("72 chances in")
    assert "told to the seller alone" in hers["room"]


def test_the_levels_of_the_team_are_those_of_its_page_and_winning_says_why_not(
    world: World,
) -> None:
    told = world.program("Ines Moreau").ask("/scores?of=team")
    report = team_report(world.place, world.cast["Ines Moreau"])
    rows = rows_of(report, "skill")
    assert {line["key"]: line["level"] for line in told["levels"]} == {
        key: row["number"] for key, row in rows.items()
    }
    assert any("value" in line["level"] for line in told["levels"])
    (won,) = [part for part in report.parts if part.key == "winning"]
    assert told["winning"]["unscored"].rstrip(".") == won.words[0].rstrip(".")
    assert told["numbers"] == []
    assert told["all_chances"] is None


def test_otto_gets_nothing_of_jonas_and_a_colleague_only_their_own(world: World) -> None:
    for name in ("Otto Lindqvist", "Vera Blom", "Tom Keller"):
        asks = world.program(name)
        error_of(asks.get(f"/scores?person={world.jonas}"), 404)
        error_of(asks.get("/scores?of=team"), 404)
        error_of(asks.get("/scores?person=99999"), 404)
    own = world.program("Otto Lindqvist").ask("/scores")
    assert own["all_chances"]["given"] == 0
    assert own["all_chances"]["number"] == {"unscored": "No chance so far"}
    assert "Northlake" not in str(own)


def test_who_released_nothing_has_no_number_for_ines(world: World) -> None:
    told = world.program("Ines Moreau").ask(f"/scores?person={world.cast['Ana Costa'].person}")
    assert (told["numbers"], told["qualities"], told["all_chances"]) == ([], [], None)
    assert told["coverage"] == "Nothing was let be seen yet."
    assert {line["n"] for line in told["skills"]} == {0}
    assert told["room"] == ""


def test_what_jonas_kept_back_is_not_the_difference_between_the_program_and_the_page(
    world: World,
) -> None:
    told = world.program("Ines Moreau").ask("/scores?of=team")
    counted = sum(line["n"] or 0 for line in told["kinds"])
    shown = skill_page(world.place, world.cast["Ines Moreau"])
    assert shown is not None
    # Eight who showed nothing, with four calls each, and three of the four calls of Jonas.
    assert counted == shown.chances == (8 * 4 + 3) * 18
