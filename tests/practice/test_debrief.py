"""What a debrief counts: needs written down, doors by the sentence that moved them, every chance once."""

from hypothesis import given, settings
from tests.practice import games

from sevendoors.core.codes import Grade
from sevendoors.core.practice import Door, Graded, Step
from sevendoors.practice.debrief import debrief

MARTA = games.buyer(games.MARTA)
NEEDS = MARTA.needs()


def same(left: str, right: str) -> float:
    return (
        1.0
        if left == right
        else 0.45
        if left.split(maxsplit=1)[0] == right.split(maxsplit=1)[0]
        else 0.0
    )


def nothing(left: str, right: str) -> float:
    return 0.0


def test_what_you_wrote_stands_beside_what_truly_mattered() -> None:
    wrote = [NEEDS[1].truth, f"{NEEDS[2].truth.split()[0]} something", "  ", "The price."]
    told = debrief(MARTA, [], wrote, same)
    assert [need.rank for need in told.needs] == [1, 2, 3, 4, 5]
    assert told.needs[1].found == "found"
    assert told.needs[1].wrote == NEEDS[1].truth
    assert told.needs[2].found in ("half", "found")
    assert told.recall == (sum(need.found == "found" for need in told.needs), len(NEEDS))
    assert told.precision == (1, 3)
    assert all(need.wrote == "" for need in debrief(MARTA, [], wrote, nothing).needs)


def test_an_empty_notebook_finds_nothing_and_divides_by_nothing() -> None:
    told = debrief(MARTA, [], ["", " "], same)
    assert (told.recall, told.precision) == ((0, 5), (0, 0))
    assert told.best is None
    assert told.look is None


@settings(max_examples=60, deadline=None)
@given(games.keys, games.leavers, games.grades)
def test_the_counts_are_those_of_the_talk(
    key: str, lines: list[str], grades: list[Grade | None]
) -> None:
    game = games.play(key, lines, grades)
    told = debrief(game.buyer, game.steps, (), nothing)
    last = game.minds[-1]
    assert {row.key: row.door for row in told.doors} == dict(last.doors)
    given_ = [step for step in game.steps if step.chance]
    assert len(told.spots) <= len(given_)
    assert [spot.chance for spot in told.spots] == [
        step.chance for step in given_ if step.chance in {spot.chance for spot in told.spots}
    ]
    assert told.turns == sum(bool(step.seller) for step in game.steps)
    for row in told.doors:
        if row.door is Door.OPEN:
            (step,) = [step for step in game.steps if row.key in step.opened]
            assert (row.turn, row.by) == (step.turn, step.seller)
            assert any(way in row.her for way in game.buyer.fact(row.key).says)
    for spot in told.spots:
        step = game.steps[spot.turn]
        assert (spot.reply, spot.graded) == (step.seller, step.graded)
    if told.best:
        assert (told.best.graded.grade or 0) >= Grade.TAKEN
    if told.look:
        assert told.look.graded.grade in (Grade.MISSED, Grade.NOTED)


def test_a_chance_that_waited_while_she_was_asked_what_she_is_belongs_to_its_answer() -> None:
    chance = MARTA.chances[0]
    graded = Graded(grade=Grade.OPENED, why="You asked on.")
    steps = [
        Step(turn=1, seller="Hi.", say=("Hello.",), occasion="greet", chance=chance.says[0],
             chance_kind=chance.kind),
        Step(turn=2, seller="Are you a robot?", say=("A program.",), occasion="ai"),
        Step(turn=3, seller="Is she all right?", say=("Yes.",), occasion="tells", graded=graded),
    ]  # fmt: skip
    (spot,) = debrief(MARTA, steps, (), nothing).spots
    assert (spot.turn, spot.chance, spot.reply) == (3, chance.says[0], "Is she all right?")


def test_the_answer_that_left_a_door_shut_is_named() -> None:
    chance = next(one for one in MARTA.chances if one.opens == "audit")
    steps = [
        Step(turn=4, seller="And?", say=("Hm.",), occasion="more", chance=chance.says[1],
             chance_kind=chance.kind),
        Step(turn=5, seller="We have dashboards.", say=("I see.",), occasion="short",
             graded=Graded(grade=Grade.MISSED, why="It went by.")),
    ]  # fmt: skip
    told = debrief(MARTA, steps, (), nothing)
    (door,) = [row for row in told.doors if row.key == "audit"]
    assert (door.door, door.turn, door.by) == (Door.CLOSED, 5, "We have dashboards.")
    assert told.look is not None
    assert told.look.turn == 5
