"""A practice talk is kept turn by turn: it survives a kill, clashes are told, and retries say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.practice.test_voice import Model
from tests.web.place import new_place, people_of_the_cast

from sevendoors.app.base.place import Place, open_place
from sevendoors.app.practice import talking
from sevendoors.app.practice.debrief_page import debrief_page
from sevendoors.app.practice.playing import Talk
from sevendoors.core.errors import ClashError, DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.practice import Door

KEY = "marta-oliveira"
LINES = ("Hello Marta, how are you?", "Is your daughter all right?", "How do you plan today?")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[tuple[Place, Viewer, Viewer]]:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    yield place, cast["Jonas Brandt"], cast["Otto Lindqvist"]
    place.store.close()


def begun(place: Place, viewer: Viewer, *lines: str) -> Talk:
    talk = talking.start(place, viewer, KEY, seed="7")
    for line in lines:
        talk = talking.go_on(place, viewer, talk.id, line)
    return talk


def test_after_a_kill_the_talk_goes_on_as_if_nothing_had_happened(
    at: tuple[Place, Viewer, Viewer], tmp_path: Path
) -> None:
    place, jonas, _ = at
    talk = begun(place, jonas, *LINES)
    again = open_place(tmp_path / "other", url=str(place.store.engine.url.render_as_string(False)))
    back = talking.talk_of(again, jonas, talk.id)
    again.store.close()
    assert (back.mind, back.steps, back.version) == (talk.mind, talk.steps, talk.version)
    straight = begun(place, jonas, *LINES, "Why now?")
    resumed = talking.go_on(place, jonas, talk.id, "Why now?")
    assert resumed.steps == straight.steps


def test_two_windows_clash_and_nothing_is_overwritten(at: tuple[Place, Viewer, Viewer]) -> None:
    place, jonas, _ = at
    talk = begun(place, jonas)
    one = talking.go_on(place, jonas, talk.id, "Hello.", version=talk.version)
    with pytest.raises(ClashError):
        talking.go_on(place, jonas, talk.id, "How do you plan?", version=talk.version)
    assert talking.talk_of(place, jonas, talk.id).steps == one.steps


def test_nobody_opens_the_talk_of_another(at: tuple[Place, Viewer, Viewer]) -> None:
    place, jonas, otto = at
    talk = begun(place, jonas)
    for call in (
        lambda: talking.talk_of(place, otto, talk.id),
        lambda: talking.go_on(place, otto, talk.id, "Hello."),
        lambda: talking.hint(place, otto, talk.id),
        lambda: talking.take_back(place, otto, talk.id),
        lambda: talking.end(place, otto, talk.id),
        lambda: talking.try_again(place, otto, talk.id, 1),
    ):
        with pytest.raises(GoneError):
            call()
    assert talking.own_talks(place, otto) == ()


def test_a_line_taken_back_is_gone_and_that_it_was_is_kept(
    at: tuple[Place, Viewer, Viewer],
) -> None:
    place, jonas, _ = at
    before = begun(place, jonas, *LINES[:2])
    talking.go_on(place, jonas, before.id, LINES[2])
    back = talking.take_back(place, jonas, before.id)
    assert (back.mind, back.steps) == (before.mind, before.steps)
    assert talking.talk_of(place, jonas, before.id).retakes == 1


def test_what_a_model_said_before_stays_said_when_a_line_is_taken_back(
    at: tuple[Place, Viewer, Viewer],
) -> None:
    place, jonas, _ = at
    talk = talking.start(place, jonas, KEY, seed="1")
    words = "Spreadsheets, one a plant, and on Thursdays I lay them together by hand."
    one = talking.go_on(place, jonas, talk.id, LINES[2], chat=Model(words))
    assert one.steps[-1].said.startswith(words)
    talking.go_on(place, jonas, talk.id, "Who decides?")
    assert talking.take_back(place, jonas, talk.id).steps == one.steps


def test_a_hint_is_logged_and_never_says_what_is_hidden(at: tuple[Place, Viewer, Viewer]) -> None:
    place, jonas, _ = at
    talk = begun(place, jonas)
    for line in (*LINES, "ok", "What goes wrong?", "ok"):
        talk, told = talking.hint(place, jonas, talk.id)
        for fact in talk.buyer.facts:
            if talk.mind.doors[fact.key] is not Door.OPEN:
                assert not [text for text in (*fact.says, fact.truth) if text and text in told]
        talk = talking.go_on(place, jonas, talk.id, line)
    assert len(talking.talk_of(place, jonas, talk.id).hints) == 6


def test_a_retry_begins_at_the_very_line_and_is_marked(at: tuple[Place, Viewer, Viewer]) -> None:
    place, jonas, _ = at
    talk = begun(place, jonas, *LINES)
    with pytest.raises(DoorsError):
        talking.try_again(place, jonas, talk.id, 2)
    ended = talking.end(place, jonas, talk.id)
    retry = talking.try_again(place, jonas, talk.id, 2)
    assert retry.retry_of == ended.id
    assert not retry.over
    assert retry.steps == ended.steps[:2]
    with pytest.raises(DoorsError):
        talking.go_on(place, jonas, talk.id, "One more thing?")


def test_the_notebook_holds_three_lines_and_closes_with_the_talk(
    at: tuple[Place, Viewer, Viewer],
) -> None:
    place, jonas, _ = at
    talk = begun(place, jonas)
    kept = talking.note_down(place, jonas, talk.id, ["a  b", "x" * 999, "c", "d"])
    assert [len(line) for line in kept.notebook] == [3, talking.LONGEST_NOTE, 1]
    talking.end(place, jonas, talk.id)
    with pytest.raises(DoorsError, match="closed"):
        talking.note_down(place, jonas, talk.id, ["late"])


def test_who_was_left_reads_what_had_cost_patience_and_who_was_not_reads_nothing(
    at: tuple[Place, Viewer, Viewer],
) -> None:
    place, jonas, _ = at
    talk = begun(place, jonas)
    while not talk.over:
        talk = talking.go_on(place, jonas, talk.id, "You are stupid.")
    assert talk.steps[-1].occasion == "leave"
    left = dict(debrief_page(place, jonas, talk.id).left)
    cost = sum(reason.patience for step in talk.steps for reason in step.reasons)
    assert left["said something rude"] >= 1
    assert cost == -talk.buyer.patience
    ended = talking.end(place, jonas, begun(place, jonas, *LINES).id)
    assert debrief_page(place, jonas, ended.id).left == ()


def test_nothing_is_laid_open_while_the_talk_goes_on(at: tuple[Place, Viewer, Viewer]) -> None:
    place, jonas, _ = at
    talk = begun(place, jonas)
    with pytest.raises(DoorsError, match="still goes on"):
        talking.laid_open(talk)
    assert talking.laid_open(talking.end(place, jonas, talk.id)).needs
