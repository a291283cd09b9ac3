"""Sellers of known quality play the buyers: what they see, what is counted, and what is kept."""

import math
from collections.abc import Iterator
from dataclasses import asdict, replace
from json import dumps
from pathlib import Path
from random import Random

import pytest
from training.evidence import games, shipped, simulator
from training.evidence.games import AGAIN, NAMES, Game, broken, kept, play
from training.evidence.general import spread
from training.evidence.shipped import PAGE, tables
from training.practice.sellers import BETWEEN, SELLERS, Brief, expert, misser

from sevendoors.app.practice.dueling import machine_talk
from sevendoors.app.practice.playing import Talk, buyer_files, buyer_of

MARTA = "marta-oliveira"
BRIEF = Brief(name="Marta Oliveira", company="Fjordmark Dairies", sells="planning software")
WORRY = (
    "Two spreadsheets. Anyway, the auditors are back in October, and I can't face another January."
)


def test_the_expert_asks_what_hangs_on_her_last_words() -> None:
    line = expert(BRIEF, [("", "Hello."), ("How do you plan?", WORRY)], Random(1))
    assert "you can't face another January" in line
    assert line.endswith("?")


def test_the_expert_promises_no_yes_to_a_question_it_cannot_answer() -> None:
    asked = "I see. Once it's signed, do I still get you, or somebody new?"
    line = expert(BRIEF, [("", "Hello."), ("How do you plan?", asked)], Random(1))
    assert "do I still get you" in line
    assert "Friday" in line or "Thursday" in line


def test_the_friendly_misser_goes_on_with_the_list() -> None:
    line = misser(BRIEF, [("", "Hello."), ("How do you plan?", WORRY)], Random(1))
    assert "January" not in line and "October" not in line


@pytest.mark.parametrize("name", sorted(SELLERS))
def test_the_same_talk_and_dice_give_the_same_line(name: str) -> None:
    talk = [("", "Hello."), ("How do you plan?", WORRY)]
    assert SELLERS[name](BRIEF, talk, Random(3)) == SELLERS[name](BRIEF, talk, Random(3))


def test_marta_tells_a_listener_more_than_a_pitcher_and_breaks_no_rule() -> None:
    marta = buyer_of(MARTA, "1")
    listened, pitched = play(marta, "expert", "1"), play(marta, "pitcher", "1")
    assert listened.doors[0] > 2 * pitched.doors[0]
    assert listened.taken[0] > 2 * pitched.taken[0]
    assert listened.chances[: len(pitched.chances)] == pitched.chances
    assert not listened.broken and not pitched.broken
    assert len(listened.ms) == listened.turns


def test_a_fact_told_too_early_is_found() -> None:
    talk = machine_talk(buyer_of(MARTA, "1"), "1")
    assert not list(broken(talk))
    told = next(n for n, step in enumerate(talk.steps) if step.opened)
    deep = next(fact for fact in talk.buyer.facts if fact.trust == 6)
    steps = list(talk.steps)
    steps[told] = replace(steps[told], opened=(deep.key,))
    found = list(broken(replace(talk, steps=tuple(steps))))
    assert any("below its trust" in one for one in found)


def test_words_that_are_not_hers_are_found() -> None:
    talk: Talk = machine_talk(buyer_of(MARTA, "1"), "1")
    steps = (*talk.steps[:3], replace(talk.steps[3], say=("Buy it.",)), *talk.steps[4:])
    assert any("not hers" in one for one in broken(replace(talk, steps=steps)))


def test_a_run_goes_on_where_it_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(games, "KEPT", tmp_path)
    path = games.place(MARTA, buyer_files()[MARTA].read_text("utf-8"), games.engine())
    path.parent.mkdir(parents=True)
    held = [_game("silent", seed) for seed in ("0", "1")] + [_game(AGAIN + "silent", "0")]
    path.write_text("\n".join(dumps(asdict(game)) for game in held) + '\n{"buyer": "mar', "utf-8")
    assert kept(path) == held
    # Nothing is missing, so no process is started and nothing is played.
    assert list(games.games([MARTA], ["silent"], 2)) == held


def _game(seller: str, seed: str, taken: int = 0) -> Game:
    return Game(
        buyer=MARTA, seller=seller, seed=seed, needs=(0, 5), doors=(taken, 10), taken=(taken, 10),
        words=10, turns=17, digest=seed, broken=(), chances=("0", "1"), ms=(1.0, 2.0),
    )  # fmt: skip


def test_variances_are_taken_apart() -> None:
    # Two sellers .4 apart on two buyers .2 apart, no other difference, runs .1 to either side.
    cells = [[[s + b - 0.1, s + b + 0.1] for b in (0.0, 0.2)] for s in (0.2, 0.6)]
    found = spread(cells)
    assert found.both == 0
    assert math.isclose(found.run, 0.02)
    assert math.isclose(found.seller, 0.08)
    assert math.isclose(found.buyer, 0.02)
    assert found.phi(8) > found.phi(1)


def _world() -> Iterator[Game]:
    """Games in which each seller takes as many chances as its rank gives it."""
    ladder = {"expert": 10, NAMES[1]: 9, **dict(zip(BETWEEN, (3, 5, 7), strict=True))}
    for name in NAMES:
        for seed in "01":
            yield _game(name, seed, ladder.get(name, 1))
        yield _game(AGAIN + name, "0", ladder.get(name, 1))


def test_what_was_asked_of_the_buyers_is_met_or_printed_as_missed() -> None:
    told = simulator.measured(list(_world()))
    met = {one["what"]: one["met"] for one in told["checks"]}
    assert met["order as intended (hidden doors)"] is True
    swapped = [
        replace(game, doors=(2, 10)) if game.seller == "expert" else game for game in _world()
    ]
    told = simulator.measured(swapped)
    lines = simulator.section(
        {"date": "", "people": 1, "seeds": 2, "seen": MARTA, "machine": "", **told}
    )
    assert any("order as intended (hidden doors)" in one and "MISSED" in one for one in lines)


def test_the_section_goes_into_the_page_once(tmp_path: Path) -> None:
    page = tmp_path / "evidence.md"
    page.write_text(f"# Evidence\n\n{shipped.NEXT}\n\nwords\n", "utf-8")
    told = simulator.measured(list(_world()))
    lines = simulator.section(
        {"date": "", "people": 1, "seeds": 2, "seen": MARTA, "machine": "", **told}
    )
    for _ in range(2):
        simulator.write(page, lines)
        text = page.read_text("utf-8")
        assert text.count(simulator.BEGIN) == text.count(shipped.NEXT) == 1
        assert {"sellers", "buyers", "between"} == set(tables(text))


def test_the_page_says_what_was_kept() -> None:
    page = PAGE.read_text("utf-8")
    assert (simulator.BEGIN in page) == simulator.RESULT.exists()
    if simulator.RESULT.exists():
        kept_words = "\n".join(simulator.section())
        assert kept_words in page, "fix: python -m training.evidence.words"
