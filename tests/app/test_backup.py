"""Backups: everything comes back, on either database; what is damaged or foreign changes nothing."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.store import databases
from tests.web.place import PASSWORD, browser, keep, mail, new_place, people_of_the_cast

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.marking import guess, say
from sevendoors.app.calls.releasing import let_see
from sevendoors.app.coming.importing import submit
from sevendoors.app.people import access
from sevendoors.app.people.backup import MANIFEST, back_up
from sevendoors.app.people.restoring import restore
from sevendoors.core.errors import AwayError, DoorsError
from sevendoors.store import calls, dumping, moments, people
from sevendoors.store.calls import CallFilter

Entries = dict[str, bytes]


def lived_in(folder: Path, url: str | None = None) -> Place:
    """A place in which Jonas and Noor have done a little of everything."""
    folder.mkdir(exist_ok=True)
    place = new_place(folder, url)
    cast = people_of_the_cast(place)
    jonas, noor = cast["Jonas Brandt"], cast["Noor Haddad"]
    call = keep(place, jonas)
    guess(place, jonas, call, 4)
    let_see(place, jonas, call, "coach")
    with place.store.read() as connection:
        one = next(m for m in moments.moments_of(connection, call, None) if m.seller)
    say(place, noor, one.id, "comment", text="Schön gehört: “warum?” 🚪\n\u2028 end")
    access.make_token(place, jonas, "the CRM", ["read"])
    submit(place, jonas, [("broken.vtt", b"WEBVTT\n\nnothing")])
    return place


def everything(place: Place) -> dict[str, Any]:
    with place.store.read() as connection:
        rows = {name: list(dumping.rows_of(connection, name)) for name in dumping.table_names()}
    return {**rows, "files": {sha: place.files.get(sha) for sha in place.files.names()}}


def rewritten(source: Path, change: Callable[[Entries], None], *, honest: bool = True) -> Path:
    """Write a backup anew with something changed; honest: with hashes that fit again."""
    with ZipFile(source) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    change(entries)
    if honest:
        told = json.loads(entries[MANIFEST])
        for name, table in told["tables"].items():
            data = entries.get(f"tables/{name}.jsonl", b"")
            table.update(rows=data.count(b"\n"), sha256=sha256(data).hexdigest())
        entries[MANIFEST] = json.dumps(told).encode()
    target = source.with_name("changed.zip")
    with ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name, data in entries.items():
            new.writestr(name, data)
    return target


@contextmanager
def unchanged(place: Place) -> Iterator[None]:
    before = everything(place)
    yield
    assert everything(place) == before


def test_everything_comes_back_on_either_database(tmp_path: Path) -> None:
    for n, source in enumerate(databases.urls(tmp_path / "a")):
        old = lived_in(tmp_path / f"from{n}", source)
        file = tmp_path / f"b{n}.zip"
        told = back_up(old, file)
        assert (told.calls, told.files, told.missing) == (1, 2, 0)
        for m, target in enumerate(databases.urls(tmp_path / f"c{n}")):
            new = new_place(tmp_path / f"to{n}{m}", target)
            assert restore(new, file).calls == 1
            assert everything(new) == everything(old)


def test_a_restored_place_is_lived_in_at_once(tmp_path: Path) -> None:
    old = lived_in(tmp_path / "old")
    back_up(old, tmp_path / "b.zip")
    new = new_place(tmp_path / "new")
    restore(new, tmp_path / "b.zip")
    viewer = access.sign_in(new, mail("Jonas Brandt"), PASSWORD, "x").viewer
    with new.store.read() as connection:
        scope = rights.scope(viewer)
        found, total = calls.find_calls(connection, scope, CallFilter(words="pallet"))
        assert total == len(found)
        _, known = calls.find_calls(connection, scope, CallFilter(words="school"))
        assert known == 1
    with new.store.write() as connection:
        made = people.add_person(connection, name="Late Comer", email=None, now=new.now())
        assert made > viewer.person


def test_who_was_signed_in_signs_in_anew(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old")
    with browser(place, "Jonas Brandt") as jonas:
        secret = jonas.cookies["doors"]
    back_up(place, tmp_path / "b.zip")
    with ZipFile(tmp_path / "b.zip") as held:
        text = b"".join(held.read(name) for name in held.namelist())
    assert access.hashed(secret).encode() not in text
    restore(place, tmp_path / "b.zip", replace=True)
    assert access.signed_in(place, secret) is None


def test_a_backup_is_its_owners_alone_and_never_overwrites(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old")
    file = tmp_path / "b.zip"
    back_up(place, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    held = file.read_bytes()
    with pytest.raises(DoorsError, match="that name already"):
        back_up(place, file)
    assert file.read_bytes() == held
    with pytest.raises(AwayError, match="could not be written"):
        back_up(place, tmp_path / "nowhere" / "b.zip")
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != "") == ["b.zip"]


def test_a_place_in_use_is_left_alone(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old")
    back_up(place, tmp_path / "b.zip")
    other = new_place(tmp_path / "other")
    keep(other, access.enter_alone(other, access.house_key(other)).viewer)  # type: ignore[union-attr]
    with unchanged(other), pytest.raises(DoorsError, match="here already"):
        restore(other, tmp_path / "b.zip")
    joined = new_place(tmp_path / "joined")
    people_of_the_cast(joined)
    with unchanged(joined), pytest.raises(DoorsError, match="--replace"):
        restore(joined, tmp_path / "b.zip")
    with place.store.read() as connection:
        assert not dumping.is_bare(connection)


def test_replacing_leaves_nothing_of_what_was_there(tmp_path: Path) -> None:
    empty = new_place(tmp_path / "empty")
    back_up(empty, tmp_path / "empty.zip")
    place = lived_in(tmp_path / "old")
    restore(place, tmp_path / "empty.zip", replace=True)
    assert everything(place) == everything(empty)
    assert not list(place.files.names())
    place.store.close()
    held = b"".join(p.read_bytes() for p in (tmp_path / "old").glob("doors.db*"))
    assert b"Oliveira" not in held


def test_what_is_written_meanwhile_is_whole_or_not_in_it(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old")
    seen = []
    real = dumping.rows_of

    def slowly(connection: Any, name: str) -> Iterator[Mapping[str, Any]]:
        if name == "call":
            with place.store.write() as other:  # somebody changes both tables between the two
                people.add_person(other, name="Late Comer", email="l@x.example", now=place.now())
                other.exec_driver_sql("UPDATE call SET title = 'changed'")
        for row in real(connection, name):
            seen.append(row)
            yield row

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dumping, "rows_of", slowly)
        back_up(place, tmp_path / "b.zip")
    assert "changed" not in {row.get("title") for row in seen}
    assert "mail:l@x.example" not in {row.get("key") for row in seen}


def test_a_lost_original_is_told_and_the_rest_comes_back(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old")
    first, second = sorted(place.files.names())
    place.files.drop(first)
    place.files.path(second).write_bytes(b"bit rot")
    told = back_up(place, tmp_path / "b.zip")
    assert (told.files, told.missing) == (0, 2)
    new = new_place(tmp_path / "new")
    assert restore(new, tmp_path / "b.zip").calls == 1


def test_no_backup_no_change(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old")
    new = new_place(tmp_path / "new")
    (tmp_path / "text.zip").write_text("not a zip at all", "utf-8")
    with ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("hello.txt", "hello")
    back_up(place, tmp_path / "b.zip")
    data = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[: len(data) // 2])
    for name in ("text.zip", "other.zip", "cut.zip"):
        with unchanged(new), pytest.raises(DoorsError, match=r"no backup|damaged"):
            restore(new, tmp_path / name)
    with pytest.raises(DoorsError, match="no such file"):
        restore(new, tmp_path / "missing.zip")


def test_a_flipped_bit_is_found_before_anything_is_touched(tmp_path: Path) -> None:
    place, new = lived_in(tmp_path / "old"), new_place(tmp_path / "new")
    back_up(place, tmp_path / "b.zip")
    back_up(new, tmp_path / "empty.zip")
    whole, empty, refused = everything(place), everything(new), 0
    data = bytearray((tmp_path / "b.zip").read_bytes())
    for at in range(200, len(data), max(1, len(data) // 60)):
        data[at] ^= 0x10
        (tmp_path / "bad.zip").write_bytes(data)
        data[at] ^= 0x10
        try:
            restore(new, tmp_path / "bad.zip")
        except DoorsError:
            refused += 1
            assert everything(new) == empty
        else:  # the bit meant nothing, such as the minute a part was written
            assert everything(new) == whole
            restore(new, tmp_path / "empty.zip", replace=True)
    assert refused > 30


def _drop_a_table(entries: Entries) -> None:
    del entries["tables/mark.jsonl"]


def _name_a_path(entries: Entries) -> None:
    entries["../../evil.txt"] = b"evil"


def _name_a_path_as_file(entries: Entries) -> None:
    told = json.loads(entries[MANIFEST])
    told["files"].append("../../../evil.txt")
    entries["files/../../../evil.txt"] = b"evil"
    entries[MANIFEST] = json.dumps(told).encode()


def _another_file(entries: Entries) -> None:
    name = next(n for n in entries if n.startswith("files/"))
    entries[name] = b"something else"


def _a_strange_column(entries: Entries) -> None:
    entries["tables/team.jsonl"] += b'{"id":99,"name":"x","owner":"me"}\n'


def _a_strange_table(entries: Entries) -> None:
    told = json.loads(entries[MANIFEST])
    told["tables"]["sqlite_master"] = {"rows": 0, "sha256": ""}
    entries["tables/sqlite_master.jsonl"] = b""
    entries[MANIFEST] = json.dumps(told).encode()


def _a_value_within_a_value(entries: Entries) -> None:
    entries["tables/team.jsonl"] += b'{"id":99,"name":{"a":1}}\n'


def _a_row_that_leans_on_nothing(entries: Entries) -> None:
    entries["tables/alias.jsonl"] += b'{"key":"name:x y","person_id":9999}\n'


def _the_same_row_twice(entries: Entries) -> None:
    entries["tables/team.jsonl"] *= 2


def _no_json(entries: Entries) -> None:
    entries["tables/team.jsonl"] += b"{\n"


def _an_odd_manifest(entries: Entries) -> None:
    entries[MANIFEST] = b'{"schema": "sevendoors.backup/1", "tables": [], "files": {}, "step": 1}'


@pytest.mark.parametrize(
    "change",
    [
        _drop_a_table, _name_a_path, _name_a_path_as_file, _another_file, _a_strange_column,
        _a_strange_table, _a_value_within_a_value, _a_row_that_leans_on_nothing,
        _the_same_row_twice, _no_json, _an_odd_manifest,
    ],
)  # fmt: skip
def test_what_we_would_not_have_written_is_refused(
    tmp_path: Path, change: Callable[[Entries], None]
) -> None:
    place = lived_in(tmp_path / "old")
    back_up(place, tmp_path / "b.zip")
    bad = rewritten(tmp_path / "b.zip", change, honest=change is not _an_odd_manifest)
    new = new_place(tmp_path / "new")
    with unchanged_rows(new), pytest.raises(DoorsError, match=r"no backup|damaged"):
        restore(new, bad)
    assert not list(tmp_path.rglob("evil.txt"))
    assert not (tmp_path.parent / "evil.txt").exists()


@contextmanager
def unchanged_rows(place: Place) -> Iterator[None]:
    before = {**everything(place), "files": {}}
    yield
    assert {**everything(place), "files": {}} == before


def test_a_backup_of_a_newer_version_is_named_as_such(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old")
    back_up(place, tmp_path / "b.zip")
    new = new_place(tmp_path / "new")
    for key, value in (("step", "9999"), ("schema", "sevendoors.backup/2")):

        def newer(entries: Entries, key: str = key, value: str = value) -> None:
            told = json.loads(entries[MANIFEST])
            entries[MANIFEST] = json.dumps({**told, key: value}).encode()

        with unchanged(new), pytest.raises(DoorsError, match="newer Seven Doors"):
            restore(new, rewritten(tmp_path / "b.zip", newer))


def doors(home: Path, *words: str, expect: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "sevendoors.cli", *words], capture_output=True, text=True,
        check=False, env={**os.environ, "SEVENDOORS_HOME": str(home)},
    )  # fmt: skip
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_the_two_commands_as_vera_types_them(tmp_path: Path) -> None:
    place = lived_in(tmp_path / "old", f"sqlite:///{tmp_path / 'old' / 'doors.db'}")
    place.store.close()
    file = str(tmp_path / "b.zip")
    assert "1 call, 2 files" in doors(tmp_path / "old", "backup", file)
    assert "that name already" in doors(tmp_path / "old", "backup", file, expect=2)
    assert "1 call, 2 files" in doors(tmp_path / "new", "restore", file)
    assert "here already" in doors(tmp_path / "new", "restore", file, expect=2)
    assert "Restored" in doors(tmp_path / "new", "restore", file, "--replace")
