"""Jonas takes all eight: a share with its interval beside somebody named, and nothing before that."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.place import Browser, browser, mail, new_place, people_of_the_cast
from tests.web.walk import Page

from sevendoors.app.base.place import Place
from sevendoors.app.practice import assessment_beside, talking
from sevendoors.app.practice.assessing import Assessment, assessment, begin
from sevendoors.app.practice.assessment_beside import COUNTED, DOORS, SELLERS, TAKEN, digest, kept
from sevendoors.app.practice.dueling import machine_talk, score
from sevendoors.app.practice.playing import SHIPPED, YOU, Talk, buyer_of
from sevendoors.app.practice.practise_page import buyer_cards
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Unscored
from sevendoors.store import people
from sevendoors.track.clusters import above, below, quantile, share_over
from sevendoors.track.reference import BANDS

AGAIN = "python -m training.evidence.sealed_reference makes the counts anew"
cell = st.integers(0, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
eight = st.lists(cell, min_size=8, max_size=8).map(lambda own: {str(i): c for i, c in enumerate(own)})  # fmt: skip
answered = eight.filter(lambda own: sum(n > 0 for _, n in own.values()) > 1)


# What holds for every share.


@given(eight)
def test_a_share_lies_within_its_interval_or_says_why_there_is_none(own: Mapping[str, tuple[int, int]]) -> None:  # fmt: skip
    told = share_over(own)
    if isinstance(told, Unscored):
        assert sum(n > 0 for _, n in own.values()) < 2
        return
    assert 0 <= told.low <= told.value <= told.high <= 1
    assert told.low < told.high
    assert told.n == sum(n for _, n in own.values())
    assert told.value == pytest.approx(sum(hits for hits, _ in own.values()) / told.n)


@given(st.integers(1, 4), st.integers(1, 4))
def test_buyers_who_agree_leave_less_in_doubt(apart: int, more: int) -> None:
    def spread(by: int) -> Estimate:
        told = share_over({str(i): (10 + (by if i % 2 else -by), 20) for i in range(8)})
        assert isinstance(told, Estimate)
        return told

    near, far = spread(apart), spread(apart + more)
    assert near.value == far.value == 0.5
    assert near.high - near.low <= far.high - far.low
    assert spread(8).high - spread(8).low > spread(1).high - spread(1).low


@pytest.mark.parametrize(("hits", "value"), [(0, 0.0), (9, 1.0)])
def test_none_taken_and_all_taken_stay_unsure(hits: int, value: float) -> None:
    told = share_over({str(i): (hits, 9) for i in range(8)})
    assert isinstance(told, Estimate)
    assert told.value == value
    assert 0.03 < told.high - told.low < 0.15


def test_a_buyer_who_gave_nothing_to_answer_changes_the_share_of_nobody() -> None:
    seven = {str(i): (i % 4 + 3, 9) for i in range(7)}
    assert share_over({**seven, "x": (0, 0)}) == share_over(seven)
    assert above({**seven, "x": (0, 0)}, {**seven, "x": (9, 9)}) == pytest.approx(0.5)
    assert isinstance(share_over({str(i): (0, 0) for i in range(8)}), Unscored)
    assert isinstance(above({"x": (0, 0)}, seven), Unscored)


@given(answered, answered)
def test_above_is_a_probability_and_its_mirror(own: Mapping[str, tuple[int, int]], other: Mapping[str, tuple[int, int]]) -> None:  # fmt: skip
    told, turned = above(own, other), above(other, own)
    if isinstance(told, Unscored) or isinstance(turned, Unscored):
        assert isinstance(told, Unscored)
        assert isinstance(turned, Unscored)
        return
    assert 0 <= told <= 1
    assert told + turned == pytest.approx(1)


def test_more_taken_from_the_same_buyers_is_more_likely_above() -> None:
    mark = {str(i): (100 + i, 200) for i in range(8)}
    told = []
    for hits in (1, 4, 5, 8):
        p = above({str(i): (hits + i % 2, 10) for i in range(8)}, mark)
        assert isinstance(p, float)
        told.append(p)
    assert told == sorted(told)
    assert told[0] < 0.01
    assert told[-1] > 0.99


def test_the_t_curve_is_the_one_in_the_books() -> None:
    known = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 30: 2.042}
    assert {free: round(quantile(0.975, free), 3) for free in known} == known
    assert [round(below(1.0, free), 4) for free in (1, 2, 7)] == [0.75, 0.7887, 0.8247]


# What happened to Jonas.


@pytest.fixture(scope="module")
def played() -> Mapping[str, Talk]:
    """The talk the script has with each sealed buyer, played once."""
    keys = sorted(path.stem for path in SHIPPED.glob("*.toml"))
    return {key: machine_talk(buyer_of(key, "0"), "0") for key in keys if buyer_of(key, "").sealed}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[tuple[Place, dict[str, Viewer]]]:
    place = new_place(tmp_path)
    yield place, people_of_the_cast(place)
    place.store.close()


def take(place: Place, viewer: Viewer, played: Mapping[str, Talk], most: int = 8) -> None:
    """Let somebody have had the talks the script had."""
    for talk in list(played.values())[:most]:
        own = replace(talk, player=YOU, purpose=talking.ASSESSMENT, ended=place.now())
        talking.keep_talk(place, viewer, own)


def words(seen: Browser) -> str:
    answer = seen.get("/practise/assessment")
    assert answer.status_code == 200, answer.text
    return Page(answer.text).words


def counted(found: Assessment) -> list[tuple[int, int]]:
    return [one.counted for one in found.results]


def test_before_all_eight_are_done_there_are_counts_and_no_share(
    at: tuple[Place, dict[str, Viewer]], played: Mapping[str, Talk]
) -> None:
    place, cast = at
    jonas = cast["Jonas Brandt"]
    assert {one.reason for one in assessment(place, jonas).results} == {"8 talks are left before a share can be said"}  # fmt: skip
    take(place, jonas, played, most=7)
    found = assessment(place, jonas)
    assert (found.done, found.scored, found.beside, found.drawn) == (7, False, (), ())
    assert {one.reason for one in found.results} == {"1 talk is left before a share can be said"}
    first = [score(talk) for talk in list(played.values())[:7]]
    assert counted(found)[0] == (sum(one.taken[0] for one in first), sum(one.taken[1] for one in first))  # fmt: skip
    with browser(place, "Jonas Brandt") as seen:
        told = words(seen)
    assert f"{counted(found)[0][0]} of {counted(found)[0][1]} chances taken" in told
    assert "1 talk is left before a share can be said." in told
    assert "%" not in told
    assert "the script" not in told.lower()


def test_the_last_line_of_the_last_talk_brings_the_share(
    at: tuple[Place, dict[str, Viewer]], played: Mapping[str, Talk]
) -> None:
    place, cast = at
    jonas = cast["Jonas Brandt"]
    take(place, jonas, played, most=7)
    last = begin(place, jonas, list(played)[7])
    for line in (step.seller for step in list(played.values())[7].steps[1:4]):
        assert not assessment(place, jonas).scored
        talking.go_on(place, jonas, last.id, line)
    talking.end(place, jonas, last.id)
    found = assessment(place, jonas)
    assert found.scored
    assert [one.share.n for one in found.results if isinstance(one.share, Estimate)] == [n for _, n in counted(found)]  # fmt: skip


def test_jonas_sees_his_share_beside_the_script_and_otto_nothing_of_it(
    at: tuple[Place, dict[str, Viewer]], played: Mapping[str, Talk]
) -> None:
    place, cast = at
    take(place, cast["Jonas Brandt"], played)
    found = assessment(place, cast["Jonas Brandt"])
    assert [one.name for one in found.beside] == ["the script", "the invented half-way mark", "the invented upper mark"]  # fmt: skip
    for one in found.beside:
        assert one.talks == 160
        for part in one.placed:
            assert isinstance(part.share, Estimate)
            assert part.share.n == part.counted[1] > 160
    taken = next(p.words for p in found.beside[1].placed if p.label == "Chances taken")
    assert taken == "This is very likely above the invented half-way mark."
    with browser(place, "Jonas Brandt") as seen:
        told, page = words(seen), seen.get("/practise/assessment").text
    hits, n = counted(found)[0]
    assert f"{hits} of {n} chances taken." in told
    assert f"{found.beside[0].placed[0].counted[0]} of {found.beside[0].placed[0].counted[1]} in 160 talks" in told  # fmt: skip
    for line in ("Chances taken", "Hidden doors opened", "the script, same buyers", "levels are invented",
                 "two measures; they are never put together", "Gudrun Halle"):  # fmt: skip
        assert line in told, line
    assert page.count('<svg class="drawn dots"') == 2
    assert page.count("Shaded: the script, same buyers") == 2
    bands = [f"This is {band} " for band in BANDS]
    assert all(p.words.startswith((*bands, "We cannot tell whether this is ")) for one in found.beside for p in one.placed)  # fmt: skip
    for name in ("Otto Lindqvist", "Ines Moreau", "Noor Haddad", "Vera Blom"):
        assert counted(assessment(place, cast[name])) == [(0, 0), (0, 0)]
        with browser(place, name) as other:
            seen_by = words(other)
        assert "Jonas" not in seen_by.replace(f"Sign out {name}", "")
        assert "chances taken" not in seen_by


def test_someone_who_said_nothing_eight_times_is_told_so_without_a_number(
    at: tuple[Place, dict[str, Viewer]], played: Mapping[str, Talk]
) -> None:
    place, cast = at
    for key in played:
        talk = begin(place, cast["Jonas Brandt"], key)
        talking.end(place, cast["Jonas Brandt"], talk.id)
    found = assessment(place, cast["Jonas Brandt"])
    chances, doors = found.results
    assert chances.reason == "Too little was answered for a share"
    assert isinstance(doors.share, Estimate)
    assert (doors.share.value, doors.counted[0]) == (0.0, 0)
    with browser(place, "Jonas Brandt") as seen:
        told = words(seen)
    assert "Chances taken: Too little was answered for a share." in told
    assert "nan" not in told.lower().split()


# The others here.


def colleagues(place: Place, like: Viewer, many: int) -> list[Viewer]:
    with place.store.write() as connection:
        made = [people.add_person(connection, name=f"Colleague {n}", email=mail(f"Colleague {n}"),
                                  now=place.now(), side="seller") for n in range(many)]  # fmt: skip
    return [replace(like, person=who) for who in made]


def test_others_stand_beside_him_from_five_on_and_come_in_by_fives(
    at: tuple[Place, dict[str, Viewer]], played: Mapping[str, Talk]
) -> None:
    place, cast = at
    jonas = cast["Jonas Brandt"]
    keys = list(played)
    take(place, jonas, played)
    first = colleagues(place, jonas, 10)
    for who in first[:4]:
        take(place, who, played)
    take(place, first[4], played, most=7)
    assert assessment_beside.others(place, jonas, keys) is None
    take(place, first[5], played)
    five = assessment_beside.others(place, jonas, keys)
    assert five is not None
    assert (five.name, five.talks) == ("the first 5 others here, taken together", 40)
    own = assessment(place, jonas)
    assert [one.name for one in own.beside][1] == five.name
    for what, result in zip(COUNTED, own.results, strict=True):
        together = [sum(column) for column in zip(*five.counts[what].values(), strict=True)]
        assert together == [5 * part for part in result.counted]
    silent = {key: replace(talk, steps=talk.steps[:1], mind=replace(talk.mind, over=True)) for key, talk in played.items()}  # fmt: skip
    for who in first[6:9]:
        take(place, who, silent)
        assert assessment_beside.others(place, jonas, keys) == five, "nobody who came later shows"
    take(place, first[9], silent)
    assert assessment_beside.others(place, jonas, keys) == five, "nine others, and still five"
    with browser(place, "Jonas Brandt") as seen:
        told = words(seen)
    assert "The first 5 others here, taken together" in told
    assert "Colleague" not in told
    assert assessment_beside.others(place, first[0], keys) is not None, "each without oneself"


# What ships.


def test_the_counts_that_ship_are_of_these_buyers_and_can_be_played_again(
    played: Mapping[str, Talk],
) -> None:
    told = kept()
    assert tuple(told["sellers"]) == SELLERS
    assert told["buyers"] == {key: digest(SHIPPED / f"{key}.toml") for key in played}, AGAIN
    for key, talk in played.items():
        rows = told["sellers"]["the script"][key]
        assert len(rows) == told["seeds"] == 20
        reached = score(talk)
        assert rows[0] == [*reached.taken, *reached.doors], AGAIN


def test_a_buyer_who_reads_differently_here_has_no_script_beside(
    at: tuple[Place, dict[str, Viewer]], played: Mapping[str, Talk]
) -> None:
    place, cast = at
    key = next(iter(played))
    (place.folder / "buyers").mkdir(exist_ok=True)
    text = (SHIPPED / f"{key}.toml").read_text("utf-8")
    (place.folder / "buyers" / f"{key}.toml").write_text(text.replace("\n", "\r\n"), "utf-8", newline="")  # fmt: skip
    assert not isinstance(assessment_beside.shipped(place, list(played)), Unscored), "only its lines end otherwise"  # fmt: skip
    (place.folder / "buyers" / f"{key}.toml").write_text(text + "\n# ours\n", "utf-8")
    take(place, cast["Jonas Brandt"], played)
    found = assessment(place, cast["Jonas Brandt"])
    assert found.scored
    assert found.beside == ()
    assert found.missing == "The script has not played all of these buyers as they are here"
    with browser(place, "Jonas Brandt") as seen:
        told = words(seen)
    assert found.missing in told
    assert "Shaded" not in told


def test_where_eight_talks_do_not_tell_sellers_apart_nobody_is_laid_beside(
    at: tuple[Place, dict[str, Viewer]], played: Mapping[str, Talk], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, cast = at
    assert set(assessment_beside.dependability()) == {TAKEN, DOORS}
    assert len(buyer_cards(place, sealed=True)) == 8
    take(place, cast["Jonas Brandt"], played)
    monkeypatch.setattr(
        "sevendoors.app.practice.assessing.dependability", lambda: {TAKEN: 0.79, DOORS: 0.8}
    )
    chances, doors = assessment(place, cast["Jonas Brandt"]).beside[0].placed
    assert chances.words.startswith("Eight talks do not tell sellers apart well enough")
    assert not doors.words.startswith("Eight talks")


def test_the_counts_that_ship_are_plain_and_whole() -> None:
    told = json.loads(assessment_beside.KEPT.read_text("utf-8"))
    for rows in told["sellers"].values():
        for talks in rows.values():
            assert len({given for _, given, _, _ in talks}) <= 2, "the same chances for who stays"
            assert all(0 <= took <= given and 0 <= opened <= hidden > 0 for took, given, opened, hidden in talks)  # fmt: skip
