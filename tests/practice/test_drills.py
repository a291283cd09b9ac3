"""Drills: three a day, first attempts count, a card rests when it was earned, the same days always."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.place import Clock, keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.app.practice import drilling
from sevendoors.app.practice.scenes import starters
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.practice.drills import (
    MOST_A_DAY,
    Attempt,
    Card,
    Scene,
    Shaken,
    after_first,
    due_today,
    may_rest,
    scene_of,
)
from sevendoors.practice.schedule import Spaced
from sevendoors.store import log

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
SCENES = tuple(
    Scene(variant=name, kind=Cue.CONCERN, buyer="Marta", said="It's the audit.", chance="the audit")
    for name in ("own", "kin-1", "kin-2")
)
grades = st.sampled_from(tuple(Grade))
tries = st.lists(st.tuples(grades, st.integers(0, 40)), min_size=1, max_size=12)


def card(*attempts: Attempt, number: int = 1, due: datetime = NOON) -> Card:
    return Card(id=number, kind=Cue.CONCERN, scenes=SCENES, attempts=attempts, due=due)


def tried(day: int, variant: str, grade: Grade | None, *, first: bool = True) -> Attempt:
    return Attempt(at=NOON + timedelta(days=day), variant=variant, grade=grade, first=first)


@pytest.mark.parametrize(
    ("attempts", "rests"),
    [
        ([tried(0, "own", Grade.TAKEN), tried(28, "kin-1", Grade.OPENED)], True),
        ([tried(0, "own", Grade.TAKEN), tried(27, "kin-1", Grade.OPENED)], False),
        ([tried(0, "own", Grade.TAKEN), tried(60, "own", Grade.OPENED)], False),
        ([tried(0, "own", Grade.TAKEN), tried(28, "kin-1", Grade.NOTED)], False),
        ([tried(0, "own", Grade.TAKEN), tried(28, "kin-1", Grade.TAKEN, first=False)], False),
        ([tried(0, "own", Grade.TAKEN), tried(9, "own", Grade.MISSED),
          tried(30, "kin-2", Grade.TAKEN)], True),
        ([tried(0, "own", None), tried(28, "kin-1", Grade.TAKEN)], False),
        ([], False),
    ],
)  # fmt: skip
def test_a_card_rests_after_two_good_first_attempts_far_apart_on_two_scenes(
    attempts: list[Attempt], rests: bool
) -> None:
    assert may_rest(card(*attempts)) is rests


@given(tries)
def test_the_calendar_gives_the_same_days_for_the_same_attempts(
    tries: list[tuple[Grade, int]],
) -> None:
    def run() -> Card:
        now, made = NOON, card()
        for grade, later in tries:
            now = max(now, made.due) + timedelta(days=later)
            made = after_first(made, Attempt(at=now, variant=scene_of(made).variant, grade=grade, first=True), Spaced())  # fmt: skip
            assert timedelta(0) < made.due - now <= timedelta(days=366)
        return made

    assert run() == run()


def test_the_better_the_first_attempt_the_later_the_card_comes_back() -> None:
    days = [Spaced().next("", grade, NOON, 1)[1] for grade in Grade]
    assert days == sorted(days)
    assert days[0] < days[-1]


@given(st.text(max_size=8), grades, st.integers(1, 500), st.integers(0, 400))
def test_a_shaken_calendar_repeats_itself_and_stays_within_its_limits(
    seed: str, grade: Grade, number: int, day: int
) -> None:
    now = NOON + timedelta(days=day)
    shaken = Shaken(inner=Spaced(), seed=seed)
    memory, due = shaken.next("", grade, now, number)
    plain_memory, plain = Spaced().next("", grade, now, number)
    assert (memory, due) == shaken.next("", grade, now, number)
    assert memory == plain_memory
    assert due - now >= timedelta(days=1)
    assert due - now <= max(timedelta(days=1), (plain - now) * 2)
    assert due - now >= min(timedelta(days=1), (plain - now) / 2)


def test_shaken_days_differ_from_card_to_card() -> None:
    shaken = Shaken(inner=Spaced(), seed="Jonas")
    assert len({shaken.next("", Grade.OPENED, NOON, number)[1] for number in range(20)}) > 10


@given(st.permutations(range(8)), st.permutations([Cue.CONCERN, Cue.ASK, Cue.DOUBT]))
def test_of_cards_due_on_one_day_the_kind_most_worth_closing_comes_first(
    numbers: list[int], kinds: list[Cue]
) -> None:
    order = {kind: place for place, kind in enumerate(kinds)}
    every = [
        replace(card(number=n, due=NOON - timedelta(days=n // 4, minutes=n)), kind=kinds[n % 3])
        for n in numbers
    ]
    due = due_today(every, NOON, 0, order)
    # Those of yesterday (4 to 7) come before those of today, so that no card waits for ever.
    assert [one.id // 4 for one in due] == [1, 1, 1]
    assert [order[one.kind] for one in due] == sorted(order[one.kind] for one in due)
    assert due == due_today(sorted(every, key=lambda one: one.id), NOON, 0, order)
    assert len(due) == MOST_A_DAY


@given(st.lists(st.tuples(st.integers(-30, 30), st.booleans()), max_size=12), st.integers(0, 5))
def test_three_a_day_at_most_and_the_longest_due_first(
    cards: list[tuple[int, bool]], done: int
) -> None:
    made = [
        replace(card(number=n, due=NOON + timedelta(days=day)), rested=NOON if rests else None)
        for n, (day, rests) in enumerate(cards)
    ]
    due = due_today(made, NOON, done)
    assert len(due) <= max(0, MOST_A_DAY - done)
    assert all(one.due <= NOON and one.rested is None for one in due)
    waiting = sorted(one.due for one in made if one.due <= NOON and one.rested is None)
    assert [one.due for one in due] == waiting[: len(due)]


def test_each_showing_is_another_scene_and_only_first_attempts_move_it() -> None:
    made = card()
    shown = []
    for day in range(6):
        shown.append(scene_of(made).variant)
        retry = tried(day, shown[-1], Grade.TAKEN, first=False)
        assert scene_of(replace(made, attempts=(*made.attempts, retry))) == scene_of(made)
        made = replace(made, attempts=(*made.attempts, tried(day, shown[-1], Grade.MISSED)))
    assert shown == ["own", "kin-1", "kin-2", "own", "kin-1", "kin-2"]


# ---- kept, with the real detector

GOOD = "You said the audit worries you. What happened last time, and what would go wrong?"
BAD = "We have a great dashboard for that."


@pytest.fixture
def at(tmp_path: Path) -> Iterator[tuple[Place, Clock, dict[str, Viewer]]]:
    clock = Clock()
    place = new_place(tmp_path, clock=clock)
    yield place, clock, people_of_the_cast(place)
    place.store.close()


def test_jonas_first_attempt_counts_and_his_second_is_practice(
    at: tuple[Place, Clock, dict[str, Viewer]],
) -> None:
    place, _, cast = at
    jonas = cast["Jonas Brandt"]
    drilling.refresh(place, jonas)
    shown = drilling.today(place, jonas)[0]
    first = drilling.attempt(place, jonas, shown.card, shown.scene.variant, BAD)
    again = drilling.attempt(place, jonas, shown.card, shown.scene.variant, GOOD)
    assert first.counted
    assert not again.counted
    assert again.due == first.due
    assert not again.rested


def test_after_three_first_attempts_the_day_is_done_and_tomorrow_is_another(
    at: tuple[Place, Clock, dict[str, Viewer]],
) -> None:
    place, clock, cast = at
    jonas = cast["Jonas Brandt"]
    drilling.refresh(place, jonas)
    left = []
    for _ in range(MOST_A_DAY):
        due = drilling.today(place, jonas)
        left.append(len(due))
        drilling.attempt(place, jonas, due[0].card, due[0].scene.variant, BAD)
    assert left == [3, 2, 1]
    assert drilling.today(place, jonas) == ()
    clock.at += timedelta(days=1)
    assert len(drilling.today(place, jonas)) == MOST_A_DAY


def test_a_moment_becomes_one_card_however_often_he_looks(
    at: tuple[Place, Clock, dict[str, Viewer]],
) -> None:
    place, _, cast = at
    jonas = cast["Jonas Brandt"]
    keep(place, jonas)
    assert drilling.refresh(place, jonas) > 0
    assert drilling.refresh(place, jonas) == 0


def test_nobody_tries_the_card_of_another(at: tuple[Place, Clock, dict[str, Viewer]]) -> None:
    place, _, cast = at
    drilling.refresh(place, cast["Jonas Brandt"])
    shown = drilling.today(place, cast["Jonas Brandt"])[0]
    for name in ("Otto Lindqvist", "Ines Moreau", "Noor Haddad", "Vera Blom"):
        with pytest.raises(GoneError):
            drilling.attempt(place, cast[name], shown.card, shown.scene.variant, GOOD)
    with pytest.raises(GoneError):
        drilling.attempt(place, cast["Jonas Brandt"], shown.card, "no such scene", GOOD)
    with pytest.raises(DoorsError, match="said nothing"):
        drilling.attempt(place, cast["Jonas Brandt"], shown.card, shown.scene.variant, " \x00 ")


def test_a_place_may_shake_its_calendar(at: tuple[Place, Clock, dict[str, Viewer]]) -> None:
    place, _, cast = at
    jonas = cast["Jonas Brandt"]
    with place.store.write() as connection:
        log.set_setting(connection, drilling.SHAKEN, "yes")
    drilling.refresh(place, jonas)
    shown = drilling.today(place, jonas)[0]
    result = drilling.attempt(place, jonas, shown.card, shown.scene.variant, BAD)
    days = datetime.fromisoformat(result.due) - NOON
    assert timedelta(hours=20) < days < timedelta(days=3)


def test_every_starter_scene_can_be_drilled() -> None:
    scenes = starters()
    assert {scene.kind for scene in scenes} >= {Cue.CONCERN, Cue.DOUBT, Cue.PERSONAL, Cue.THREAD}
    assert len({scene.variant for scene in scenes}) == len(scenes)
    assert all(scene.chance in scene.said for scene in scenes)
