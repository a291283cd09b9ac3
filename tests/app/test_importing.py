"""Files on their way in: none is lost, none is doubled, none harms the others."""

import errno
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.web.place import Clock, keep, new_place, people_of_the_cast
from tests.world import ROOT

from sevendoors.app.base.place import Place, only_viewer
from sevendoors.app.calls.who import say_who
from sevendoors.app.coming import desk
from sevendoors.app.coming.coming import coming, leave_out, try_again
from sevendoors.app.coming.desk import bring_in, work
from sevendoors.app.coming.importing import bring, submit, submit_paths
from sevendoors.app.coming.settling import settle_asked
from sevendoors.app.front.worker import Worker
from sevendoors.app.people.deleting import delete_call, tidy
from sevendoors.app.reading import apart
from sevendoors.app.reading.reading_in import Known, ReadIn, read_in
from sevendoors.app.reading.told import said
from sevendoors.core.errors import AwayError, DoorsError, GoneError
from sevendoors.core.kept import CallLine, Job
from sevendoors.core.people import Scope, Viewer
from sevendoors.store import calls, jobs, log
from sevendoors.store.calls import CallFilter
from sevendoors.store.people import person_of, sides_known

ALL = Scope(own=0, everything=True)


def words(number: int, seller: str = "Jonas Brandt", buyer: str = "Marta Oliveira") -> bytes:
    """A small call: twelve lines, different for each number."""
    lines = [
        f"{seller}: Thanks for making the time, {buyer.split(maxsplit=1)[0]}. This is call {number} of ours.",
        f"{buyer}: Gladly. Our current tool loses the plan for line {number} every second week.",
        f"{seller}: Our platform plans by the hour. Would you like to see a demo?",
        f"{buyer}: My worry is the audit in week {number + 3}. We have been burned before.",
        f"{seller}: What would burning look like this time?",
        f"{buyer}: That nobody finds batch {number * 7} when the auditor asks for it.",
        f"{seller}: I can send you the log of plant {number} by Friday.",
        f"{buyer}: Please do. Who else do you have with a budget like our budget?",
    ]
    return "\n".join(lines).encode()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return new_place(tmp_path / "home")


@pytest.fixture
def jonas(place: Place) -> Viewer:
    return people_of_the_cast(place)["Jonas Brandt"]


def kept(place: Place) -> list[CallLine]:
    with place.store.read() as connection:
        return list(calls.find_calls(connection, ALL, CallFilter(), limit=500)[0])


def states(place: Place) -> dict[str, str]:
    with place.store.read() as connection:
        return {job.name: job.state for job in jobs.jobs(connection, None, limit=500)}


def reasons(place: Place) -> dict[str, str]:
    with place.store.read() as connection:
        return {job.name: job.reason for job in jobs.jobs(connection, None, states=("failed",))}


def one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


def packed(*members: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


# The same again


def test_the_same_file_twice_changes_nothing(place: Place, jonas: Viewer) -> None:
    first = bring_in(place, jonas, "a.txt", words(1))
    before = kept(place)
    again = bring_in(place, jonas, "another name.txt", words(1))
    assert (first.state, again.state, again.call) == ("done", "same", first.call)
    assert kept(place) == before


def test_the_same_file_is_not_even_read_again(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(place, jonas, "a.txt", words(1))
    monkeypatch.setattr(desk, "read_in", None)
    assert submit(place, jonas, [("a.txt", words(1))])
    assert work(place) == 0
    assert states(place) == {"a.txt": "same"}


def test_otto_brings_what_jonas_brought_and_learns_nothing_by_it(place: Place) -> None:
    cast = people_of_the_cast(place)
    keep(place, cast["Jonas Brandt"])
    path = ROOT / "src/sevendoors/examples/call-1-discovery.vtt"
    job = bring_in(place, cast["Otto Lindqvist"], path.name, path.read_bytes())
    assert job.state == "same"
    (row,) = coming(place, cast["Otto Lindqvist"]).ended
    assert (row.title, row.state) == ("", "")


def test_a_call_that_was_deleted_can_be_brought_in_again(place: Place, jonas: Viewer) -> None:
    first = bring_in(place, jonas, "a.txt", words(1))
    assert first.call
    delete_call(place, jonas, first.call)
    assert (kept(place), files_below(place.folder / "files")) == ([], set())
    again = bring_in(place, jonas, "a.txt", words(1))
    assert (again.state, again.call) == ("done", first.call)
    assert [line.id for line in kept(place)] == [first.call]


# What was said about a file


def test_what_was_said_stays_with_the_call_and_is_forgotten_elsewhere(
    place: Place, jonas: Viewer
) -> None:
    told = said(consent="told and agreed", deal="  Oliveira   Dairy ", kind="demo", title="Look")
    job = bring_in(place, jonas, "a.txt", words(1), told)
    (line,) = kept(place)
    assert (line.consent, line.deal_name, line.kind, line.title) == (
        "told and agreed", "Oliveira Dairy", "demo", "Look",
    )  # fmt: skip
    with place.store.read() as connection:
        assert log.get_setting(connection, f"told:{job.id}") is None


@pytest.mark.parametrize("wrong", [{"consent": "yes"}, {"kind": "lunch"}])
def test_a_consent_or_kind_that_does_not_exist_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(DoorsError):
        said(**wrong)


def test_part_of_a_name_says_who_sold(place: Place, jonas: Viewer) -> None:
    text = words(1, seller="Tom Keller", buyer="Pia Lind").replace(b"platform", b"thing")
    bring_in(place, jonas, "a.txt", text, said(sellers=["Pia", "Nobody Here"]))
    (line,) = kept(place)
    assert (line.sellers, line.buyers) == (("Pia Lind",), ("Tom Keller",))


def test_a_call_without_a_title_is_called_by_its_file(place: Place, jonas: Viewer) -> None:
    bring_in(place, jonas, "first_call_with Marta.txt", words(1))
    assert kept(place)[0].title == "first call with Marta"


# Killed at any point

PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sevendoors.app.coming.desk import work
from sevendoors.app.coming.importing import submit_paths
from sevendoors.app.base.place import only_viewer, open_place

if __name__ == "__main__":
    home, source, hours = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    place = open_place(home, clock=lambda: datetime.now(UTC) + timedelta(hours=hours))
    submit_paths(place, only_viewer(place), [source])
    work(place)
"""


def killed_when(place: Place, program: Path, arguments: Sequence[str], soon: Callable[[], bool],
                after: float) -> None:  # fmt: skip
    """Start bringing files in, and kill all of it (-9) a moment after something is so."""
    address = place.store.engine.url.render_as_string(hide_password=False)
    env = {**os.environ, "SEVENDOORS_DATABASE_URL": address}
    running = subprocess.Popen(
        [sys.executable, str(program), *arguments], start_new_session=True, env=env,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < end and not soon():
        time.sleep(0.01)  # noqa: TID251  (the clock of another process)
    time.sleep(after)  # noqa: TID251
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def test_a_queue_survives_kill_9_at_any_point(tmp_path: Path) -> None:
    clock = Clock()
    home = tmp_path / "home"
    place = new_place(home, clock=clock)
    source = tmp_path / "calls"
    source.mkdir()
    for number in range(20):
        (source / f"call-{number:02}.txt").write_bytes(words(number))
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    dice = random.Random(7)
    moments: list[Callable[[], bool]] = [
        lambda: len(states(place)) >= 7,  # while files are being queued
        lambda: len(kept(place)) >= 2,  # while they are being read
        lambda: len(kept(place)) >= 8,
    ]
    for round_, soon in enumerate(moments):
        arguments = (str(home), str(source), str(round_))
        killed_when(place, program, arguments, soon, dice.uniform(0, 0.2))
    assert len(kept(place)) < 20
    viewer = only_viewer(place)
    assert viewer
    clock.at = datetime.now(UTC) + timedelta(days=1)  # whoever held a file holds it no longer
    submit_paths(place, viewer, [source])
    work(place)
    found = kept(place)
    assert sorted(line.title for line in found) == [f"call-{n:02}" for n in range(20)]
    assert set(states(place).values()) <= {"done", "same"}
    assert len(states(place)) == 20
    assert len([p for p in files_below(home / "files") if not p.name.startswith(".")]) == 20


def _ends_on_poison(files: Sequence[tuple[str, bytes]], known: Known) -> ReadIn:
    if b"poison" in files[0][1]:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_in(files, known)


def test_a_file_that_ends_its_reader_fails_alone(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "read_in", _ends_on_poison)
    monkeypatch.setattr(apart, "read_in", _ends_on_poison)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    uploads = [(f"{n}.txt", words(n)) for n in range(4)]
    submit(place, jonas, [*uploads[:2], ("bad.txt", words(9) + b" poison"), *uploads[2:]])
    assert work(place) == 5
    assert states(place) == {
        "0.txt": "done", "1.txt": "done", "bad.txt": "failed", "2.txt": "done", "3.txt": "done",
    }  # fmt: skip
    assert "ended the program" in reasons(place)["bad.txt"]


def test_a_file_during_which_the_program_ended_is_read_in_a_process_of_its_own(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = submit(place, jonas, [("a.txt", words(1))])
    with place.store.write() as connection:
        jobs.claim(connection, now=place.now(), until=place.later(minutes=1))
        jobs.let_go(connection, [made])
    apart_from_us: list[str] = []

    def noted(files: Sequence[tuple[str, bytes]], known: Known) -> ReadIn:
        apart_from_us.append(files[0][0])
        return read_in(files, known)

    monkeypatch.setattr(desk, "read_apart", noted)
    assert work(place) == 1
    assert apart_from_us == ["a.txt"]


def test_a_lease_that_ran_out_is_taken_up_and_one_that_runs_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    place = new_place(tmp_path / "home", clock=clock)
    viewer = only_viewer(place)
    assert viewer
    submit(place, viewer, [("a.txt", words(1))])
    with place.store.write() as connection:
        jobs.claim(connection, now=place.now(), until=place.later(minutes=3))
    monkeypatch.setattr(desk, "read_apart", read_in)
    assert work(place) == 0
    clock.at += timedelta(minutes=4)
    assert work(place) == 1
    assert states(place) == {"a.txt": "done"}


def test_many_files_are_read_by_several_processes(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def noted(cores: int) -> object:
        asked.append(cores)
        return apart.new_pool(cores)

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(desk, "new_pool", noted)
    submit(place, jonas, [(f"{n}.txt", words(n)) for n in range(6)])
    ends: list[tuple[str, str]] = []

    def told(job: Job, state: str) -> None:
        ends.append((job.name, state))

    assert work(place, told=told) == 6
    assert asked == [2]
    assert sorted(ends) == [(f"{n}.txt", "done") for n in range(6)]


def test_work_stops_between_files_and_goes_on_later(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_core(monkeypatch)
    submit(place, jonas, [(f"{n}.txt", words(n)) for n in range(3)])
    assert work(place, stop=lambda: len(kept(place)) >= 1) == 1
    assert sorted(states(place).values()) == ["done", "waiting", "waiting"]
    assert work(place) == 2


# Archives


def test_a_zip_of_transcripts_is_taken_apart(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_core(monkeypatch)
    data = packed(
        ("March/a.txt", words(1)), ("March/b.vtt", words(2)), ("__MACOSX/._a.txt", b"x"),
        (".DS_Store", b"x"), ("picture.png", b"\x89PNG"),
    )  # fmt: skip
    assert len(bring(place, jonas, [("March.zip", data)])) == 2
    work(place)
    assert states(place) == {"a.txt": "done", "b.vtt": "done"}


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ([("../../evil.txt", words(1))], "points outside it"),
        ([("/etc/evil.txt", words(1))], "points outside it"),
        ([("C:\\evil.txt", words(1))], "points outside it"),
        ([("..\\evil.txt", words(1))], "points outside it"),
        ([(f"{n}.txt", b"x") for n in range(5000)], "5000 files; 2000 are taken"),
        ([("huge.txt", b"0" * 210_000_000)], "more than 200 MB"),
        ([("large.txt", b"words " * 5_000_000)], "30 MB; 25 are taken"),
    ],
    ids=["dots", "absolute", "drive", "backslashes", "many", "bomb", "large"],
)
def test_a_hostile_zip_gets_a_sentence_and_writes_nothing(
    place: Place, jonas: Viewer, tmp_path: Path, members: list[tuple[str, bytes]], sentence: str
) -> None:
    before = files_below(tmp_path)
    data = packed(*members)
    with pytest.raises(DoorsError, match=sentence):
        submit(place, jonas, [("calls.zip", data)])
    assert bring(place, jonas, [("calls.zip", data)])
    (reason,) = reasons(place).values()
    assert sentence in reason
    assert {p for p in files_below(tmp_path) - before if "doors.db" not in p.name} == set()


def test_an_archive_inside_an_archive_is_named_and_the_rest_is_taken(
    place: Place, jonas: Viewer
) -> None:
    inner = packed(("b.txt", words(2)))
    bring(place, jonas, [("calls.zip", packed(("a.txt", words(1)), ("more.zip", inner)))])
    work(place)
    assert states(place) == {"a.txt": "done", "more.zip": "failed"}
    assert "Unpack it" in reasons(place)["more.zip"]


def test_a_zip_that_holds_only_a_zip_says_so(place: Place, jonas: Viewer) -> None:
    data = packed(("more.zip", packed(("b.txt", words(2)))))
    job = bring_in(place, jonas, "calls.zip", data)
    assert job.state == "failed"
    assert "more.zip" in job.reason
    assert "Unpack it" in job.reason


def test_a_broken_zip_fails_and_the_others_are_taken(place: Place, jonas: Viewer) -> None:
    broken = packed(("a.txt", words(1)))[:-30]
    bring(place, jonas, [("broken.zip", broken), ("fine.txt", words(2))])
    work(place)
    assert states(place) == {"broken.zip": "failed", "fine.txt": "done"}


# Files that are none


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"words " * 5_000_000, "30 MB; 25 are taken at most"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 500, "a picture"),
        (b"ID3" + b"\x00" * 5000, "recording"),
        (b"Marta: Wir planen in Tabellen, und das dauert jede Woche zwei Tage.\n"
         b"Jonas: Das verstehe ich gut, und was macht ihr dann damit?\n" * 20, "English"),
    ],
    ids=["empty", "blank", "large", "picture", "sound", "German"],
)  # fmt: skip
def test_what_is_no_transcript_fails_with_a_sentence(
    place: Place, jonas: Viewer, data: bytes, sentence: str
) -> None:
    bring(place, jonas, [("it.txt", data)])
    work(place)
    assert sentence in reasons(place)["it.txt"]
    assert kept(place) == []


def test_one_bad_file_never_stops_the_others(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_core(monkeypatch)
    bring(place, jonas, [("empty.txt", b""), ("a.txt", words(1)), ("x.png", b"\x89PNG0000")])
    work(place)
    assert states(place) == {"empty.txt": "failed", "a.txt": "done", "x.png": "failed"}


def test_too_many_files_are_refused_and_none_is_taken(place: Place, jonas: Viewer) -> None:
    with pytest.raises(DoorsError, match="2001 files; 2000 are taken"):
        submit(place, jonas, [(f"{n}.txt", b"x") for n in range(2001)])
    assert states(place) == {}


@pytest.mark.parametrize("name", ["../../a.txt", "/etc/passwd", "C:\\x\\a.txt", "", "..", "a\x00b"])
def test_names_from_outside_never_become_paths(place: Place, jonas: Viewer, name: str) -> None:
    before = files_below(place.folder.parent)
    job = bring_in(place, jonas, name, words(1))
    assert job.state == "done"
    assert not set("/\\\x00") & set(job.name)
    new = files_below(place.folder.parent) - before
    assert all(place.folder in path.parents for path in new)


# Failed ones


def test_a_failed_file_is_tried_again_or_left_out(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(desk, "read_in", lambda *_: ReadIn(reason="The model was away."))
        job = bring_in(place, jonas, "a.txt", words(1), said(deal="Dairy"))
    (row,) = coming(place, jonas).failed
    assert (row.again, row.job.reason) == (True, "The model was away.")
    try_again(place, jonas, job.id)
    work(place)
    assert [line.deal_name for line in kept(place)] == ["Dairy"]
    with pytest.raises(GoneError):
        try_again(place, jonas, job.id)


def test_what_is_left_out_is_kept_no_longer(place: Place, jonas: Viewer) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 500
    bring_in(place, jonas, "x.png", picture, said(deal="Dairy"))
    assert leave_out(place, jonas) == 1
    assert (states(place), files_below(place.folder / "files")) == ({}, set())


def test_otto_cannot_touch_what_jonas_brings_in(place: Place) -> None:
    cast = people_of_the_cast(place)
    job = bring_in(place, cast["Jonas Brandt"], "x.png", b"\x89PNG0000")
    otto = cast["Otto Lindqvist"]
    for act in (try_again, leave_out):
        with pytest.raises(GoneError):
            act(place, otto, job.id)
    assert (coming(place, otto).failed, leave_out(place, otto)) == ((), 0)
    assert states(place) == {"x.png": "failed"}


def test_a_file_that_was_never_kept_cannot_be_tried_again(place: Place, jonas: Viewer) -> None:
    (job,) = bring(place, jonas, [("empty.txt", b"")])
    assert not coming(place, jonas).failed[0].again
    with pytest.raises(GoneError):
        try_again(place, jonas, job)


# A full disk


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_nothing_half(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 0
    sync = os.fsync

    def third(number: int) -> None:
        nonlocal count
        count += 1
        if count == 3:
            full_disk()
        sync(number)

    monkeypatch.setattr(os, "fsync", third)
    with pytest.raises(AwayError, match="No space left on device"):
        submit(place, jonas, [(f"{n}.txt", words(n)) for n in range(4)])
    assert (states(place), files_below(place.folder / "files")) == ({}, set())
    monkeypatch.setattr(os, "fsync", sync)
    assert len(submit(place, jonas, [(f"{n}.txt", words(n)) for n in range(4)])) == 4


def test_a_full_disk_takes_nothing_away_that_was_there(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(place, jonas, "a.txt", words(1))
    there = files_below(place.folder / "files")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(AwayError):
        submit(place, jonas, [("a.txt", words(1)), ("b.txt", words(2))])
    assert files_below(place.folder / "files") == there


# Two that belong together


def gong() -> tuple[bytes, bytes]:
    sentences = [
        ("s1", "Thanks for making the time. Our platform plans by the hour, shall we look?"),
        ("b1", "My worry is the audit. We were burned before, and our budget is small."),
        ("s1", "What happened at the last audit, and who was in the room then?"),
        ("b1", "Nobody could find the batch. I was in the plant until midnight with the lists."),
    ]
    transcript = [
        {"speakerId": who, "sentences": [{"start": n * 5000, "end": n * 5000 + 4000, "text": text}]}
        for n, (who, text) in enumerate(sentences)
    ]
    parties = [
        {"speakerId": "s1", "name": "Jonas Brandt", "affiliation": "Internal"},
        {"speakerId": "b1", "name": "Marta Oliveira", "affiliation": "External"},
    ]
    said_ = {"callTranscripts": [{"callId": "77", "transcript": transcript}]}
    people = {"calls": [{"metaData": {"id": "77", "title": "Audit"}, "parties": parties}]}
    return json.dumps(said_).encode(), json.dumps(people).encode()


def test_gongs_two_files_stay_together_from_a_folder_and_from_a_page(
    place: Place, jonas: Viewer, tmp_path: Path
) -> None:
    said_, people = gong()
    folder = tmp_path / "gong"
    folder.mkdir()
    (folder / "calls.json").write_bytes(people)
    (folder / "transcript.json").write_bytes(said_)
    assert len(submit_paths(place, jonas, [folder])) == 1
    # Brought in by a page, with another file between: it is the same call.
    uploads = [("calls.json", people), ("a.txt", words(1)), ("transcript.json", said_)]
    assert len(bring(place, jonas, uploads)) == 2
    work(place)
    titles = {line.title: (line.sellers, line.buyers) for line in kept(place)}
    assert titles["Audit"] == (("Jonas Brandt",), ("Marta Oliveira",))
    assert len(titles) == 2


# Who is who, once more is known


def test_one_answer_settles_the_other_calls_of_the_same_people(
    place: Place, jonas: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_core(monkeypatch)
    plain = "Tom Keller: Good that we talk about week {n}.\nPia Lind: Yes, about week {n} then.\n"
    for n in range(3):
        bring_in(place, jonas, f"{n}.txt", (plain * 12).format(n=n).encode())
    assert [line.state for line in kept(place)] == ["asked"] * 3
    first = kept(place)[0]
    assert settle_asked(place) == 0
    say_who(place, jonas, first.id, {"p1": "seller", "p2": "buyer"})
    assert settle_asked(place) == 2
    assert [(line.state, line.sellers) for line in kept(place)] == [
        ("reviewed", ("Tom Keller",))
    ] * 3


def test_a_guess_is_not_remembered_for_other_calls(place: Place, jonas: Viewer) -> None:
    text = words(1, seller="Tom Keller", buyer="Pia Lind")
    job = bring_in(place, jonas, "a.txt", text)
    assert job.call
    with place.store.read() as connection:
        conversation, _ = calls.talk_of(connection, job.call)
        people = {a.name: a.person for a in calls.people_of(connection, [job.call])}
    assert {p["side_decided_by"][:7] for p in conversation["participants"]} == {"guessed"}
    assert kept(place)[0].sellers == ("Tom Keller",)
    with place.store.read() as connection:
        assert "tom keller" not in sides_known(connection)
        tom = person_of(connection, people["Tom Keller"])
    assert tom
    assert tom.side == "unknown"


# A watched folder


def test_a_watched_folder_takes_a_file_once_it_is_whole(tmp_path: Path) -> None:
    place = new_place(tmp_path / "home")
    viewer = only_viewer(place)
    assert viewer
    folder = tmp_path / "watched"
    folder.mkdir()
    worker = Worker(place)
    file = folder / "a.txt"
    file.write_bytes(words(1)[:300])
    worker.look(folder, viewer)
    file.write_bytes(words(1))  # still being written
    (folder / "~a.tmp").write_bytes(b"x")
    worker.look(folder, viewer)
    assert states(place) == {}
    worker.look(folder, viewer)
    assert states(place) == {"a.txt": "waiting"}
    work(place)
    (line,) = kept(place)
    worker.look(folder, viewer)
    assert work(place) == 0
    # A deleted call does not come back by itself, not even after a new start.
    delete_call(place, viewer, line.id)
    fresh = Worker(place)
    for _ in range(3):
        fresh.look(folder, viewer)
    assert (work(place), kept(place)) == (0, [])


def test_a_watched_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    place = new_place(tmp_path / "home")
    viewer = only_viewer(place)
    assert viewer
    Worker(place).look(tmp_path / "nowhere", viewer)


def test_tidy_leaves_what_waits(place: Place, jonas: Viewer) -> None:
    submit(place, jonas, [("a.txt", words(1))])
    place.files.keep(b"loose")
    assert tidy(place) == 1
    assert work(place) == 1
