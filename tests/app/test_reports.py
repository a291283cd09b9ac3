"""Reports tell Jonas all of his, Ines what he released, Otto nothing; every figure is one of Numbers."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests.web.place import new_place
from tests.web.spoken import D, Heard, Office, hold, join, moments_in, office, release, some

from sevendoors.app.base.place import only_viewer
from sevendoors.app.base.words import joined
from sevendoors.app.numbers.report_numbers import change_words, number_words, sentence, times_words
from sevendoors.app.numbers.tracking import my_numbers, person_numbers
from sevendoors.app.reading.csv_out import safe_cell
from sevendoors.app.reports.report import Report
from sevendoors.app.reports.report_out import COLUMNS, report_csv, report_json, report_markdown
from sevendoors.app.reports.report_person import named_person, person_report
from sevendoors.app.reports.report_team import team_report
from sevendoors.app.reports.report_value import value_report
from sevendoors.app.team.team_seen import team_seen
from sevendoors.app.team.team_skill import levels_of
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.store import log

OTHERS = ("Aisha Rahman", "Tom Keller", "Grace Okafor", "Priya Nair", "Luis Ferreira", "Ana Costa",
          "Ben Marsh", "Cleo Duarte")  # fmt: skip


def nine(team: Office, calls: int = 4) -> dict[str, Viewer]:
    """Let Jonas and eight others hold calls; Jonas keeps one back, Tom releases all, others nothing."""
    sellers = {"Jonas Brandt": team.jonas, **join(team.place, *OTHERS)}
    for k, (name, one) in enumerate(sellers.items()):
        for n in range(calls):
            doubts = [Heard(said=f"I doubt it, {j}.", code=D, grade=2 * (j < 8 - k)) for j in range(8)]  # fmt: skip
            call = hold(team.place, one, f"Call {n} of {name}",
                        [*some(missed=9 - k, taken=1 + k), *doubts], day=f"2026-1{n % 2}-{10 + n:02}")  # fmt: skip
            if name == "Tom Keller" or (name == "Jonas Brandt" and n):
                release(team.place, one, call)
    return sellers


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, dict[str, Viewer]]]:
    with office(tmp_path_factory.mktemp("told")) as made:
        yield made, nine(made)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def figures(report: Report, part: str) -> dict[str, Any]:
    """Read back what a program gets of one part, by key."""
    data = json.loads(json.dumps(report_json(report)))
    (found,) = [one for one in data["parts"] if one["key"] == part]
    return {row["key"]: row for row in found["rows"]}


def as_told(score: Score) -> dict[str, Any]:
    if isinstance(score, Unscored):
        return {"unscored": score.reason}
    return {"value": score.value, "low": score.low, "high": score.high, "n": score.n}


# ---- one seller


def test_every_number_in_the_data_is_the_number_itself(
    told: tuple[Office, dict[str, Viewer]],
) -> None:
    team, _ = told
    me = team.jonas.person
    numbers = my_numbers(team.place, team.jonas)
    rows = figures(person_report(team.place, team.jonas, me), "skills")
    assert list(rows) == [*(rule.key for rule in numbers.rules), "all"]
    scored = 0
    for rule in numbers.rules:
        score, row = numbers.score(me, rule.key), rows[rule.key]
        assert row["number"] == as_told(score.score)
        assert [row["taken"], row["given"]] == list(score.raw)
        scored += isinstance(score.score, Estimate)
        standing, trend = numbers.standing(me, rule.key), numbers.trend(me, rule.key)
        said = row["standing"]
        assert said == ({"unscored": standing.reason} if isinstance(standing, Unscored) else
                        {"p": standing.p, "band": standing.band, "words": standing.words,
                         "beside": {"name": "Northlake", "people": 9}})  # fmt: skip
        if isinstance(trend, Unscored):
            assert row["trend"] == {"unscored": trend.reason}
        else:
            assert row["trend"]["verdict"] == trend.verdict
            assert len(row["trend"]["points"]) == len(trend.points)
    assert scored >= 2


def test_ines_reports_what_jonas_released_and_it_is_written_down(
    told: tuple[Office, dict[str, Viewer]],
) -> None:
    team, _ = told
    ines, who = team.cast["Ines Moreau"], team.jonas.person
    hers = person_report(team.place, ines, who)
    empathy = figures(hers, "skills")["empathy"]
    assert [empathy["taken"], empathy["given"]] == [3, 30]
    numbers = person_numbers(team.place, ines, who)
    assert empathy["number"] == as_told(numbers.score(who, "empathy").score)
    assert hers.lead[0].startswith("This rests on what was let be seen: 3 calls")
    assert "known" not in {part.key for part in hers.parts}
    with team.place.store.read() as connection:
        assert "Ines Moreau" in {line.who for line in log.log_about(connection, who)}
    his = person_report(team.place, team.jonas, who)
    assert figures(his, "skills")["empathy"]["given"] == 40
    assert "known" in {part.key for part in his.parts}


def test_two_moments_stand_there_in_their_own_words(told: tuple[Office, dict[str, Viewer]]) -> None:
    team, _ = told
    data = report_json(person_report(team.place, team.jonas, team.jonas.person))
    (part,) = [one for one in data["parts"] if one["key"] == "moments"]
    assert [one["what"] for one in part["quotes"]] == ["One to keep", "One to look at"]
    assert [one["outcome"] for one in part["quotes"]] == ["taken", "missed"]
    for one in part["quotes"]:
        assert one["quote"] and one["answer"]
        assert one["quote"] in report_markdown(person_report(team.place, team.jonas, team.jonas.person))  # fmt: skip


def test_who_released_nothing_is_one_sentence(told: tuple[Office, dict[str, Viewer]]) -> None:
    team, sellers = told
    made = person_report(team.place, team.cast["Ines Moreau"], sellers["Ana Costa"].person)
    assert made.lead == ("Ana Costa let nothing be seen yet.",)
    assert made.parts == ()


def test_a_moment_that_was_released_alone_brings_no_other_word(team: Office) -> None:
    call = hold(team.place, team.jonas, "A secret call", some(missed=2, opened=3))
    (first, *_) = moments_in(team.place, call)
    release(team.place, team.jonas, call, first)
    made = person_report(team.place, team.cast["Ines Moreau"], team.jonas.person)
    assert figures(made, "skills")["empathy"]["given"] == 1
    (part,) = [one for one in made.parts if one.key == "moments"]
    assert [one.id for _, one in part.quotes] == [first]


def test_otto_gets_nothing(told: tuple[Office, dict[str, Viewer]]) -> None:
    team, sellers = told
    otto = team.cast["Otto Lindqvist"]
    for who in (team.jonas.person, sellers["Tom Keller"].person, 10_000):
        with pytest.raises(GoneError):
            person_report(team.place, otto, who)
    with pytest.raises(GoneError):
        team_report(team.place, otto)
    for name in ("Jonas Brandt", "Tom", "nobody at all"):
        with pytest.raises(DoorsError, match="nobody of that name whose report you may see"):
            named_person(team.place, otto, name)
    own = value_report(team.place, otto)
    assert "Northlake" not in json.dumps(report_json(own))


def test_a_colleague_may_report_on_themselves_alone(told: tuple[Office, dict[str, Viewer]]) -> None:
    team, sellers = told
    tom = sellers["Tom Keller"]
    with pytest.raises(GoneError):
        person_report(team.place, tom, team.jonas.person)
    with pytest.raises(GoneError):
        team_report(team.place, tom)
    words = [word for part in value_report(team.place, tom).parts for word in part.words]
    assert words.count("This is told to the leader of a team alone.") == 2


def test_a_name_is_enough_when_it_cannot_be_mistaken(
    told: tuple[Office, dict[str, Viewer]],
) -> None:
    team, sellers = told
    ines = team.cast["Ines Moreau"]
    assert named_person(team.place, ines, "cleo") == sellers["Cleo Duarte"].person
    assert named_person(team.place, ines, "") == ines.person
    with pytest.raises(DoorsError, match="Several are called so"):
        named_person(team.place, ines, "a")


# ---- the team, and what it is worth


def test_the_team_is_four_questions_by_the_numbers_of_its_pages(
    told: tuple[Office, dict[str, Viewer]],
) -> None:
    team, _ = told
    ines = team.cast["Ines Moreau"]
    made = team_report(team.place, ines)
    assert [part.key for part in made.parts] == ["skill", "who", "coaching", "winning"]
    assert made.lead == ("2 of 9 sellers let something be seen; by name stands only what they let be seen.",)  # fmt: skip
    rows = figures(made, "skill")
    for level in levels_of(team_seen(team.place, ines)):
        assert rows[level.key]["number"] == as_told(level.score)
    for row in figures(made, "who").values():
        assert row["title"].split(":")[0] in ("Jonas Brandt", "Tom Keller")
        assert row["given"] > 0
    text = json.dumps(report_json(made))
    assert not [name for name in OTHERS if name in text and name != "Tom Keller"]


def test_a_coach_is_told_no_sum(told: tuple[Office, dict[str, Viewer]]) -> None:
    team, _ = told
    made = team_report(team.place, team.cast["Noor Haddad"])
    (skill,) = [part for part in made.parts if part.key == "skill"]
    (won,) = [part for part in made.parts if part.key == "winning"]
    assert skill.rows == ()
    assert "There are no sums of this team for you" in skill.words[0]
    assert won.words == ("This is told to the leader of a team alone.",)


def test_worth_says_why_there_is_nothing_to_say(told: tuple[Office, dict[str, Viewer]]) -> None:
    team, _ = told
    made = value_report(team.place, team.cast["Ines Moreau"])
    parts = {part.key: part for part in made.parts}
    assert list(parts)[:2] == ["winning", "next"]
    assert parts["winning"].rows == ()
    assert len(parts["winning"].words) == 1
    assert parts["winning"].words[0].endswith(".")
    spread = figures(made, "spread")
    assert spread["step"]["given"] == 36
    assert "Association, not cause" in made.foot[0]


def test_a_place_without_calls_is_one_sentence_each(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    for made in (person_report(place, viewer, viewer.person), team_report(place, viewer),
                 value_report(place, viewer)):  # fmt: skip
        assert made.lead == ("No call is kept here yet. Bring some in: doors import PATH",)
        assert made.parts == ()
        assert "Likely" not in report_markdown(made)
    place.store.close()


# ---- how it is written


def test_a_table_holds_every_line_and_runs_no_formula(team: Office) -> None:
    call = hold(team.place, team.jonas, "=HYPERLINK(1)", [Heard(said="=1+1 worries me.", grade=0)])
    release(team.place, team.jonas, call)
    made = person_report(team.place, team.jonas, team.jonas.person)
    rows = list(csv.reader(StringIO(report_csv(made))))
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    lines = sum(len(part.rows) + len(part.quotes) + len(part.words) for part in made.parts)
    assert len(rows) == 1 + len(made.lead) + lines
    assert not [cell for row in rows for cell in row if cell and safe_cell(cell) != cell]


def test_no_words_of_a_buyer_break_a_table_of_markdown(team: Office) -> None:
    hold(
        team.place, team.jonas, "A | B <script>", [Heard(said="a | b <b>worries</b> me.", grade=0)]
    )
    text = report_markdown(person_report(team.place, team.jonas, team.jonas.person))
    assert "<" not in text
    heads = {line.count("|") for line in text.splitlines() if line.startswith("| ")}
    assert len(heads) <= 2


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (Estimate(value=0.41, low=0.33, high=0.49, n=20), "41 of 100, likely 33 to 49"),
        (Unscored(reason="no chance so far"), "No chance so far."),
    ],
)
def test_a_number_is_never_without_its_band(score: Score, words: str) -> None:
    assert number_words(score) == words


def test_changes_say_which_way_and_how_sure() -> None:
    told = Estimate(value=0.06, low=-0.02, high=0.14, n=80)
    assert change_words(told) == "6 more of 100 (2 fewer to 14 more; 95 %)"
    assert change_words(Estimate(value=0.0, low=-0.01, high=0.0, n=8), 99) == "0 of 100 (1 fewer to 0; 99 %)"  # fmt: skip
    assert times_words(Estimate(value=1.2, low=0.9, high=1.6, n=9), 95) == "1.20 times (0.90 to 1.60; 95 %)"  # fmt: skip
    assert sentence("") == ""
    assert joined(("one",)) == "one"
    assert joined(("one", "two", "three")) == "one, two and three"
