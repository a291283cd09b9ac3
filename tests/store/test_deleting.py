"""Deleting really deletes: no word of a call is left in any table, in the files, or in their bytes.

On PostgreSQL the server's own journal (pg_wal) and backups are its keeper's; what is looked at is
every table, and the bytes of the database's own files after the server has written them out.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Integer, String, Text, insert, select, text
from tests.store import databases
from tests.store.looking import a_moment, everything, keep_talk, set_moments, small_call
from tests.web.place import keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.app.people.deleting import delete_call, delete_person, drop_overdue, tidy
from sevendoors.app.reading.keeping import Told
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import Change, Guess, Mark, PromiseLine, Release
from sevendoors.core.people import Viewer
from sevendoors.store import calls, deals, ends, jobs, log, moments, opening, promises
from sevendoors.store.people_tables import meta

CALL, OTHER = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
# Words that stand nowhere else, so that finding one of them means that something was left.
PLANTED = (
    "Zwyrkeltitle", "Quobbelmann", "vlorptalk", "Grimbelfile", "snaffelcomment", "Trundeldeal",
    "wibbelpromise", "fizzelquote", "drombelchange", "Plonkelcompany", "krumbelmail",
    "wobbelword",
)  # fmt: skip


def plant(place: Place, jonas: Viewer, noor: Viewer) -> None:
    """Keep a call in which every word above stands somewhere."""
    talk = small_call(
        CALL, "Marta: We had vlorptalk, and fizzelquote.", *["Jonas: Zebra vlorptalk?"] * 400
    )
    marta = replace(
        talk.participants[0], name="Greta Quobbelmann", organisation="Plonkelcompany",
        email="krumbelmail@plonkelcompany.example",
    )  # fmt: skip
    talk = replace(talk, participants=(marta, replace(talk.participants[1], name=jonas.name)))
    with place.store.write() as connection:
        deal = deals.deal_named(connection, "Trundeldeal", "Plonkelcompany")
    keep_talk(place, jonas.person, talk, Told(title="Zwyrkeltitle", deal=deal), "Grimbelfile.vtt")
    set_moments(place, CALL, a_moment("m1", CALL, jonas.person, quote="fizzelquote",
                                      data={"why": "fizzelquote " * 500}))  # fmt: skip
    now = place.now()
    with place.store.write() as connection:
        for who, words in ((jonas, "snaffelcomment"), (noor, "drombelchange of mind")):
            moments.add_mark(connection, Mark(
                id=0, call=CALL, moment="m1", author=who.person, author_name="", kind="comment",
                grade=None, text=words, visible="all", at=now))  # fmt: skip
        calls.add_scoring(connection, CALL, Change(
            at=now, engine="e", codebook="c", rows=(("a worry", "drombelchange", "", "missed"),)
        ))  # fmt: skip
        promises.set_promises(connection, CALL, [PromiseLine(
            id=0, call=CALL, call_title="", side="buyer", owner="Quobbelmann", quote="wibbelpromise",
            turn=0, due=None, done=None)])  # fmt: skip
        moments.set_guess(connection, Guess(call=CALL, person=jonas.person, taken=3, at=now))
        moments.add_release(connection, Release(
            id=0, seller=jonas.person, call=CALL, moment="m1", audience="coach", at=now))  # fmt: skip
        log.note(
            connection, at=now, who=noor.person, what="looked at", about=jonas.person, call=CALL
        )
    with place.store.write() as connection:
        jobs.add_job(connection, name="Grimbelfile.vtt", files=[("0" * 64, "Grimbelfile.vtt")],
                     owner=noor.person, now=now)  # fmt: skip
        connection.execute(text("UPDATE job SET call_id = :c, state = 'same'"), {"c": CALL})


def plant_elsewhere(place: Place, who: int) -> None:
    """Put words into every other table that hangs on a call, whatever table that will be."""
    words = {"call_id": CALL, "person_id": who, "moment_id": "m1"}
    with place.store.write() as connection:
        for table in meta.sorted_tables:
            if "call_id" not in table.c or table.name in ("job", "seen"):
                continue
            if connection.execute(select(table).where(table.c.call_id == CALL)).first():
                continue
            connection.execute(insert(table).values({
                column.name: words.get(column.name) or _allowed(column) or _something(column.type)
                for column in table.c
                if not (column.primary_key and isinstance(column.type, Integer))
            }))  # fmt: skip


def _allowed(column: Column[Any]) -> object:
    """Give the first of the words a column is limited to, or None where it takes any."""
    for rule in column.table.constraints:
        if isinstance(rule, CheckConstraint):
            told = re.search(rf"\b{column.name} in \('(\w+)'", str(rule.sqltext))
            if told:
                return told[1]
    return None


def _something(kind: object) -> object:
    if isinstance(kind, Text):
        return "wobbelword " * 50
    return "x" if isinstance(kind, String) else 1


@pytest.fixture
def cast(place: Place) -> dict[str, Viewer]:
    """Fill the place with a call that is to go, and with one of Jonas' that stays."""
    found = people_of_the_cast(place)
    plant(place, found["Jonas Brandt"], found["Noor Haddad"])
    plant_elsewhere(place, found["Jonas Brandt"].person)
    kept = small_call(OTHER, *["Marta: This stays, and the barnacle too."] * 300)
    people_ = (kept.participants[0], replace(kept.participants[1], name="Jonas Brandt"))
    keep_talk(place, found["Jonas Brandt"].person, replace(kept, participants=people_))
    return found


def raw(place: Place) -> Iterator[tuple[str, bytes]]:
    """Give the bytes of every file in which the place is kept, the database's own too."""
    for path in sorted(place.folder.parent.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
    if not place.store.is_sqlite:
        with place.store.engine.connect() as connection:
            one = connection.exec_driver_sql("SELECT oid FROM pg_database WHERE datname = current_database()")  # fmt: skip
            folder = databases.server().data / "base" / str(one.scalar_one())
            connection.exec_driver_sql("CHECKPOINT")
        for path in sorted(folder.iterdir()):
            yield path.name, path.read_bytes()


def left(place: Place, words: tuple[str, ...] = PLANTED) -> set[tuple[str, str]]:
    """Name what is left of these words, and where."""
    rows = {(w, t) for t, found in everything(place).items() for w in words
            if w.casefold() in repr(found).casefold()}  # fmt: skip
    files = {
        (word, name)
        for name, data in raw(place)
        for small in (data.lower(),)
        for word in words
        if word.casefold().encode() in small
    }
    return rows | files


def learn_statistics(place: Place) -> None:
    """Let the database learn which values its tables hold, as a real one does by itself."""
    with place.store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def test_every_planted_word_is_there_before(place: Place, cast: dict[str, Viewer]) -> None:
    assert {word for word, _ in left(place)} >= set(PLANTED[:-1])


def test_nothing_is_left_of_a_deleted_call_in_any_table_or_byte(
    place: Place, cast: dict[str, Viewer]
) -> None:
    learn_statistics(place)
    delete_call(place, cast["Jonas Brandt"], CALL)
    assert left(place) == set()
    assert {word for word, _ in left(place, ("barnacle",))} == {"barnacle"}
    with place.store.read() as connection:
        assert calls.has_call(connection, OTHER)
        told = [line.what for line in log.log_about(connection, cast["Jonas Brandt"].person)]
    assert told == ["looked at"]  # that somebody looked is kept; what at is not


def test_nothing_is_left_where_the_last_call_goes(place: Place, cast: dict[str, Viewer]) -> None:
    delete_call(place, cast["Jonas Brandt"], OTHER)
    learn_statistics(place)
    delete_call(place, cast["Jonas Brandt"], CALL)
    assert left(place, (*PLANTED, "barnacle", "Oliveira")) == set()


def test_nothing_is_left_where_the_call_was_changed_before(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with place.store.write() as connection:
        data, _ = calls.talk_of(connection, CALL)
        for title in ("Something else", "And again"):
            calls.set_conversation(connection, CALL, '{"turns": []}')
            calls.change_call(connection, CALL, {"title": title})
    assert data
    delete_call(place, cast["Jonas Brandt"], CALL)
    assert left(place) == set()


def test_nothing_is_left_of_a_deleted_buyer(place: Place, cast: dict[str, Viewer]) -> None:
    with place.store.read() as connection:
        met = calls.people_of(connection, [CALL])
    greta = next(a.person for a in met if a.side == "buyer")
    assert delete_person(place, cast["Vera Blom"], greta) == 1
    assert left(place) == set()


def test_nothing_is_left_of_a_seller_who_leaves_and_asks_for_it(
    place: Place, cast: dict[str, Viewer]
) -> None:
    sha = place.files.keep(b"Grimbelfile that could not be read")
    with place.store.write() as connection:
        made = jobs.add_job(connection, name="Grimbelfile.bin", files=[(sha, "Grimbelfile.bin")],
                            owner=cast["Jonas Brandt"].person, now=place.now())  # fmt: skip
        jobs.fail(connection, made, "Grimbelfile could not be read.", place.now())
    assert delete_person(place, cast["Vera Blom"], cast["Jonas Brandt"].person) == 2
    assert left(place, (*PLANTED, "Jonas Brandt", "jonas.brandt", "barnacle")) == set()


def test_nothing_is_left_of_a_call_whose_time_is_over(
    place: Place, cast: dict[str, Viewer]
) -> None:
    with place.store.write() as connection:
        calls.change_call(connection, CALL, {"keep_until": "2026-11-25"})
    assert drop_overdue(place) == 1
    assert left(place) == set()


def test_a_review_of_the_shipped_call_leaves_nothing_either(place: Place) -> None:
    cast = people_of_the_cast(place)
    name = keep(place, cast["Jonas Brandt"])
    words = ("Oliveira", "Plantiq", "yoghurt", "traceability", "discovery.vtt")
    assert {word for word, _ in left(place, words)} == set(words)
    delete_call(place, cast["Jonas Brandt"], name)
    assert left(place, words) == set()


def test_a_file_that_two_calls_rest_on_goes_with_the_second(place: Place) -> None:
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"]
    talks = [small_call(CALL), small_call(OTHER)]
    sha = place.files.keep(b"both")
    with place.store.write() as connection:
        for talk in talks:
            calls.add_call(
                connection,
                values={"id": talk.id, "title": "t", "source": "s", "imported": "2026",
                        "day": "2026", "state": "asked", "imported_by": jonas.person},
                conversation="{}", words="w", files=[(sha, "both.vtt", 4)], people=[],
            )  # fmt: skip
    delete_call(place, jonas, CALL)
    assert list(place.files.names()) == [sha]
    delete_call(place, jonas, OTHER)
    assert list(place.files.names()) == []


def test_who_may_not_delete_a_call_is_told_that_there_is_none(
    place: Place, cast: dict[str, Viewer]
) -> None:
    before = everything(place)
    for name in ("Ines Moreau", "Noor Haddad", "Otto Lindqvist", "Vera Blom"):
        with pytest.raises(GoneError):
            delete_call(place, cast[name], CALL)
    for name in ("Jonas Brandt", "Ines Moreau", "Noor Haddad", "Otto Lindqvist"):
        with pytest.raises(GoneError):
            delete_person(place, cast[name], cast["Jonas Brandt"].person)
    assert everything(place) == before


def test_what_could_not_be_wiped_because_somebody_read_is_wiped_the_next_day(
    place: Place, cast: dict[str, Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_MS", 50)
    monkeypatch.setattr(ends, "BUSY_MS", 50)
    url = place.store.engine.url.render_as_string(hide_password=False)
    hurried = new_place(place.folder, url=url)
    with place.store.read() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM talk")
        delete_call(hurried, cast["Jonas Brandt"], CALL)
        with hurried.store.read() as connection:
            assert not calls.has_call(connection, CALL)
    assert left(hurried) != set()
    assert drop_overdue(hurried) == 0
    assert left(hurried) == set()
    hurried.store.close()


def test_a_file_left_by_a_kill_between_is_tidied_away_once_it_is_old(place: Place) -> None:
    sha = place.files.keep(b"nobody needs this")
    half = place.files.path(sha).with_name(".half.1.new")
    half.write_bytes(b"half of some")
    now = place.clock().timestamp()
    for path in (place.files.path(sha), half):
        os.utime(path, (now - 1800, now - 1800))
    assert tidy(place, hours=1) == 0  # somebody may be about to queue it
    assert tidy(place) == 1
    assert not place.files.path(sha).exists()
    assert not half.exists()
