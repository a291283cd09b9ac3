"""The laws of a buyer's mind: whatever a seller says, she keeps them."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from tests.practice import games
from tests.practice.games import Game, play

from sevendoors.app.practice.talking import _SAVED, _Saved
from sevendoors.core.codes import Grade
from sevendoors.core.practice import Door
from sevendoors.practice.mind import answer
from sevendoors.practice.rules import MOST_GAIN, MOST_TRUST, RULES

Grades = Sequence[Grade | None]
many = settings(max_examples=150, deadline=None)


def said_by(game: Game) -> list[str]:
    return [part for step in game.steps for part in (*step.say, step.chance) if part]


@many
@given(games.keys, games.leavers, games.grades)
def test_a_fact_never_opens_before_what_it_rests_on_nor_below_its_trust(
    key: str, lines: list[str], grades: Grades
) -> None:
    game = play(key, lines, grades)
    for before, step, after in game.turns():
        out = {k for k, door in before.doors.items() if door is Door.OPEN}
        spoken = {game.buyer.chances[number].opens for number in before.given}
        for opened in step.opened:
            fact = game.buyer.fact(opened)
            assert set(fact.after) <= out or opened in spoken
            assert max(before.trust, after.trust) >= fact.trust
            out.add(opened)
        assert {k for k, d in after.doors.items() if d is Door.OPEN} == out


@many
@given(games.keys, games.leavers, games.grades)
def test_what_opened_was_said_and_nothing_else_was(
    key: str, lines: list[str], grades: Grades
) -> None:
    for _, step, after in play(key, lines, grades).turns():
        who = games.buyer(key)
        told = {f.key for f in who.facts if set(f.says) & set(step.say)}
        hinted = {f.key for f in who.facts if set(f.hints) & set(step.say)}
        assert told == set(step.opened)
        assert set(step.hinted) <= hinted
        assert not (told and hinted)
        assert len(told) <= 2
        assert all(after.doors[one] is not Door.CLOSED for one in told | hinted)


@many
@given(games.keys, games.leavers, games.grades, games.seeds)
def test_every_word_of_hers_comes_from_her_file(
    key: str, lines: list[str], grades: Grades, seed: str
) -> None:
    game = play(key, lines, grades, seed)
    who = game.buyer
    hers = {way for ways in who.lines.values() for way in ways}
    hers |= {way for fact in who.facts for way in (*fact.says, *fact.hints)}
    hers |= {way for chance in who.chances for way in chance.says}
    assert set(said_by(game)) <= hers
    assert not any("{" in one for one in hers)


@many
@given(games.keys, games.sellers, games.grades)
def test_every_seller_who_stays_gets_the_same_chances_in_the_same_order(
    key: str, lines: list[str], grades: Grades
) -> None:
    game = play(key, lines, grades)
    kinds = [step.chance_kind for step in game.steps if step.chance]
    every = [chance.kind for chance in game.buyer.chances]
    assert kinds == every[: len(kinds)]
    if not any(step.occasion == "bye" and step.turn < game.buyer.turns for step in game.steps):
        assert kinds == every or _left(game)
        assert game.minds[-1].given == tuple(range(len(kinds)))


def _left(game: Game) -> bool:
    """Say whether she went early by her rule: patience gone in two turns, half of her chances given."""
    before, after = game.minds[-2:]
    half = 2 * len(after.given) >= len(game.buyer.chances)
    gone = before.patience == after.patience == 0 and after.trust <= before.trust
    return game.steps[-1].occasion == "leave" and half and gone and not game.buyer.sealed


@many
@given(games.sealed, games.sellers, games.grades)
def test_in_the_assessment_she_hears_everybody_out(
    key: str, lines: list[str], grades: Grades
) -> None:
    game = play(key, lines, grades)
    if not any(step.occasion == "bye" and step.turn < game.buyer.turns for step in game.steps):
        assert game.minds[-1].given == tuple(range(len(game.buyer.chances)))


def test_who_is_rude_is_left_by_turn_and_a_turn_that_earned_trust_keeps_her() -> None:
    rude = play(games.MARTA, ["You are stupid."], [Grade.MISSED])
    assert rude.steps[-1].occasion == "leave"
    assert rude.steps[-1].turn < rude.buyer.turns
    lines = ["You are stupid."] * 8 + ["What was simpler before?"] * 9
    mended = play(games.MARTA, lines, [Grade.MISSED] * 8 + [Grade.OPENED] * 9)
    assert mended.steps[-1].turn > rude.steps[-1].turn


@many
@given(games.keys, games.leavers, games.grades)
def test_what_she_is_about_to_bring_up_herself_she_does_not_tell_in_the_same_breath(
    key: str, lines: list[str], grades: Grades
) -> None:
    game = play(key, lines, grades)
    for _, step, after in game.turns():
        if step.chance:
            chance = game.buyer.chances[after.given[-1]]
            if games.ear(key).shares(step.seller, " ".join(chance.says)):
                assert chance.opens not in step.opened


@many
@given(games.keys, games.leavers, games.grades, games.seeds)
def test_the_same_lines_and_the_same_seed_give_the_same_talk(
    key: str, lines: list[str], grades: Grades, seed: str
) -> None:
    assert play(key, lines, grades, seed) == play(key, lines, grades, seed)


@many
@given(games.keys, games.leavers, games.grades)
def test_she_ends_within_her_turns_and_says_goodbye_once(
    key: str, lines: list[str], grades: Grades
) -> None:
    game = play(key, lines, grades)
    last = game.steps[-1]
    assert last.turn <= game.buyer.turns
    assert [step.over for step in game.steps] == [False] * (len(game.steps) - 1) + [True]
    partings = {*game.buyer.lines["bye"], *game.buyer.lines["leave"]}
    assert sum(one in partings for one in said_by(game)) == 1
    assert last.say[-1] in partings
    assert not last.chance


@many
@given(games.keys, games.leavers, games.grades)
def test_trust_and_patience_move_by_the_rules_alone_and_the_ledger_adds_up(
    key: str, lines: list[str], grades: Grades
) -> None:
    for before, step, after in play(key, lines, grades).turns():
        assert 0 <= after.trust <= MOST_TRUST
        assert after.patience >= 0
        assert after.trust - before.trust == sum(reason.trust for reason in step.reasons)
        assert after.patience - before.patience == sum(r.patience for r in step.reasons)
        assert after.trust - before.trust <= MOST_GAIN
        for reason in step.reasons:
            rule = RULES[reason.rule]
            assert min(0, rule.trust) <= reason.trust <= max(0, rule.trust)
            assert min(0, rule.patience) <= reason.patience <= max(0, rule.patience)


@settings(max_examples=40, deadline=None)
@given(games.keys, games.leavers, games.grades)
def test_a_talk_that_was_put_down_goes_on_as_if_it_had_not_been(
    key: str, lines: list[str], grades: Grades
) -> None:
    game = play(key, lines, grades)
    for number, (before, step, after) in enumerate(game.turns()):
        held = _Saved(mind=before, steps=game.steps[: number + 1], notebook=(), hints=(),
                      retakes=0, notes=())  # fmt: skip
        back = _SAVED.validate_json(_SAVED.dump_json(held))
        assert (back.mind, back.steps) == (held.mind, held.steps)
        line, grade = lines[number % len(lines)], grades[number % len(grades)]
        again = answer(game.buyer, back.mind, games.heard(line), games.graded(grade),
                       games.ear(key), "1")  # fmt: skip
        assert again == (after, step)


@many
@given(games.keys, games.leavers, games.grades)
def test_she_never_says_the_same_line_twice_running(
    key: str, lines: list[str], grades: Grades
) -> None:
    said = said_by(play(key, lines, grades))
    assert all(one != two for one, two in zip(said, said[1:], strict=False))


@many
@given(games.keys, games.leavers, games.grades)
def test_no_line_comes_back_before_every_other_for_its_occasion_was_said(
    key: str, lines: list[str], grades: Grades
) -> None:
    game = play(key, lines, grades)
    who = game.buyer
    said = said_by(game)[1:]
    every = Counter(way for ways in who.lines.values() for way in ways)
    for all_ways in who.lines.values():
        ways = {way for way in all_ways if every[way] == 1}  # a bare "No." may serve twice
        mine = [one for one in said if one in ways]
        for place, one in enumerate(mine):
            since = mine[:place][::-1]
            if one in since:
                assert set(since[: since.index(one)]) == ways - {one}
    for fact in who.facts:
        assert sum(one in fact.says for one in said) <= 1
        hints = [one for one in said if one in fact.hints]
        assert len(hints) == len(set(hints))


@many
@given(games.keys, games.leavers, games.grades)
def test_a_turn_beside_the_talk_leaves_her_chance_pending(
    key: str, lines: list[str], grades: Grades
) -> None:
    for before, step, after in play(key, lines, grades).turns():
        if games.heard(step.seller).beside:
            assert step.graded is None
            assert not step.opened
            assert after.pending is not None or before.pending is None or step.over
        elif before.pending is not None:
            assert step.graded is not None
