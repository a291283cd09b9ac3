"""A newer engine reads Jonas' calls anew; what people said, and what was found before, stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.web.place import browser, keep, new_place, people_of_the_cast

from sevendoors.app.base.engine import codebook_in_use, shipped_finder
from sevendoors.app.base.place import Place
from sevendoors.app.calls import scoring
from sevendoors.app.calls.marking import guess, say
from sevendoors.app.calls.releasing import let_see
from sevendoors.app.reading import reviewing
from sevendoors.core.codebook import Codebook
from sevendoors.core.codes import Grade
from sevendoors.core.conversation import Conversation
from sevendoors.core.kept import Change, KeptMoment
from sevendoors.core.moment import Moment
from sevendoors.core.people import Viewer
from sevendoors.store import calls, moments

Bend = Callable[[tuple[Moment, ...]], tuple[Moment, ...]]


class NewFinder:
    """A finder of tomorrow: finds what today's does, bent."""

    name = "doors-next"

    def __init__(self, bend: Bend, version: str = "3") -> None:
        self._bend = bend
        self.version = version

    def find(self, conversation: Conversation, codebook: Codebook) -> tuple[Moment, ...]:
        return self._bend(shipped_finder().find(conversation, codebook))


def same(found: tuple[Moment, ...]) -> tuple[Moment, ...]:
    return found


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Place, Viewer, str]:
    place = new_place(tmp_path)
    jonas = people_of_the_cast(place)["Jonas Brandt"]
    return place, jonas, keep(place, jonas)


def install(
    monkeypatch: pytest.MonkeyPatch, finder: NewFinder, codebook: Codebook | None = None
) -> None:
    for room in (reviewing, scoring):
        monkeypatch.setattr(room, "shipped_finder", lambda: finder)
        if codebook:
            monkeypatch.setattr(room, "codebook_in_use", lambda: codebook)


def found(place: Place, call: str) -> dict[str, KeptMoment]:
    with place.store.read() as connection:
        return {m.id: m for m in moments.moments_of(connection, call, None)}


def told(place: Place, call: str) -> tuple[Change, ...]:
    with place.store.read() as connection:
        return calls.scorings(connection, call)


def all_marks(place: Place, call: str, who: int) -> list[tuple[str, str, int | None, str]]:
    with place.store.read() as connection:
        return [
            (m.moment, m.kind, m.grade, m.text) for m in moments.marks_of(connection, call, who)
        ]


def test_nothing_is_behind_until_the_engine_or_the_codebook_changes(
    kept: tuple[Place, Viewer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _, call = kept
    assert scoring.behind(place) == ()
    install(monkeypatch, NewFinder(same))
    assert scoring.behind(place) == (call,)
    assert scoring.read_anew(place, scoring.behind(place)) == 0
    assert scoring.behind(place) == ()
    install(monkeypatch, NewFinder(same), replace(codebook_in_use(), version="9.0.0"))
    assert scoring.behind(place) == (call,)
    scoring.read_anew(place, (call,))
    newest, *_ = told(place, call)
    assert (newest.engine, newest.codebook) == ("doors-next 3", "9.0.0")


def test_what_jonas_said_outlives_a_new_engine_and_what_it_no_longer_finds_is_shown_as_gone(
    kept: tuple[Place, Viewer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, jonas, call = kept
    before = found(place, call)
    missed = next(m for m in before.values() if m.grade == Grade.MISSED)
    marked, bare, agreed, *_ = (m for m in before.values() if m.id != missed.id)
    guess(place, jonas, call, 3)
    say(place, jonas, missed.id, "dispute", grade=2, text="I answered it by mail.")
    say(place, jonas, marked.id, "comment", text="Keep this one.")
    say(place, jonas, agreed.id, "agree")
    said = all_marks(place, call, jonas.person)

    def bend(moments_: tuple[Moment, ...]) -> tuple[Moment, ...]:
        return tuple(
            replace(m, answer=replace(m.answer, grade=Grade.TAKEN)) if m.id == missed.id else m
            for m in moments_
            if m.id not in (marked.id, bare.id)
        )

    install(monkeypatch, NewFinder(bend))
    assert scoring.read_anew(place, scoring.behind(place)) == 3
    after = found(place, call)
    assert all_marks(place, call, jonas.person) == said
    assert bare.id not in after
    assert after[marked.id].gone
    assert after[missed.id].grade == Grade.TAKEN
    assert set(before) - set(after) == {bare.id}
    (change,) = told(place, call)
    assert {(quote, was, now) for _, quote, was, now in change.rows} == {
        (missed.quote, "missed", "taken"),
        (marked.quote, word(marked), ""),
        (bare.quote, word(bare), ""),
    }
    with browser(place, "Jonas Brandt") as b:
        page = b.get(f"/calls/{call}").text
    assert "You guessed 3." in page
    assert "No longer found" in page
    assert "Keep this one." in page.split("No longer found")[1]
    assert "The engine says <strong>taken</strong>" in page
    assert "I answered it by mail." in page
    folded = page.split('id="changes"')[1].split("</details>")[0]
    assert "doors-next 3" in folded
    assert "<td>missed</td><td>taken</td>" in folded


def word(one: KeptMoment) -> str:
    names = {None: "no answer possible", 0: "missed", 1: "noted", 2: "taken", 3: "opened"}
    return names[one.grade]


def test_a_moment_that_comes_back_has_its_comment_and_its_history(
    kept: tuple[Place, Viewer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, jonas, call = kept
    one = next(iter(found(place, call)))
    say(place, jonas, one, "comment", text="I was there.")
    install(monkeypatch, NewFinder(lambda every: tuple(m for m in every if m.id != one)))
    scoring.read_anew(place, (call,))
    scoring.read_anew(place, (call,))
    install(monkeypatch, NewFinder(same, version="4"))
    scoring.read_anew(place, (call,))
    assert found(place, call)[one].gone is None
    assert all_marks(place, call, jonas.person) == [(one, "comment", None, "I was there.")]
    newest, between, first = told(place, call)
    assert (newest.rows[0][2], first.rows[0][3]) == ("", "")
    assert between.rows == ()
    assert newest.engine == "doors-next 4"


def test_a_released_moment_that_is_gone_is_still_shown_to_whom_it_was_released(
    kept: tuple[Place, Viewer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, jonas, call = kept
    one = next(m for m in found(place, call).values() if m.seller == jonas.person)
    let_see(place, jonas, call, "leader", one.id)
    install(monkeypatch, NewFinder(lambda every: tuple(m for m in every if m.id != one.id)))
    scoring.read_anew(place, (call,))
    with browser(place, "Ines Moreau") as ines:
        page = ines.get(f"/calls/{call}")
    assert page.status_code == 200
    assert f'id="m-{one.id}"' in page.text
    assert "No longer found" in page.text


def test_a_new_reading_of_many_calls_tells_what_it_changed_in_each(
    kept: tuple[Place, Viewer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _, call = kept
    heard: list[tuple[str, int]] = []
    install(monkeypatch, NewFinder(lambda every: every[1:]))
    count = scoring.read_anew(place, (call,), lambda name, c: heard.append((name, len(c.rows))))
    assert heard == [(call, 1)]
    assert count == 1
