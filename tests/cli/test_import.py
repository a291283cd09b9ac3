"""doors import: calls come in from the command line, with sentences and exit statuses."""

import shutil
from pathlib import Path

import pytest
from tests.cli.test_commands import doors
from tests.web.place import EXAMPLES, PASSWORD, mail, new_place, people_of_the_cast

from sevendoors.app.base.place import only_viewer
from sevendoors.app.coming import bringing_here
from sevendoors.app.coming.bringing_here import acting, be_known_as, bring_here
from sevendoors.app.coming.desk import work
from sevendoors.app.people.access import password_hash
from sevendoors.app.reading.told import Said
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Scope
from sevendoors.store import accounts, calls
from sevendoors.store.calls import CallFilter


def test_jonas_brings_a_folder_in_and_once_more(tmp_path: Path) -> None:
    folder = tmp_path / "calls"
    folder.mkdir()
    for name in ("call-1-discovery.vtt", "call-3-terms.vtt"):
        shutil.copy(EXAMPLES / name, folder)
    (folder / "empty.txt").touch()
    told = ("--me", "Jonas Brandt", "--deal", "Oliveira Dairy", "--consent", "told and agreed")
    first = doors("import", str(folder), *told, home=tmp_path, expect=1)
    assert first.stdout == "2 calls brought in, 1 could not be read.\n"
    assert first.stderr == "empty.txt: This file is empty. Export it again.\n"
    again = doors("import", str(folder / "call-1-discovery.vtt"), home=tmp_path)
    assert again.stdout == "0 calls brought in, 1 was here already.\n"
    place = new_place(tmp_path, url=f"sqlite:///{tmp_path / 'doors.db'}")
    viewer = only_viewer(place)
    assert viewer
    assert viewer.name == "Jonas Brandt"
    with place.store.read() as connection:
        found, _ = calls.find_calls(connection, Scope(own=viewer.person), CallFilter())
    assert [(c.sellers, c.deal_name, c.consent, c.state) for c in found] == [
        (("Jonas Brandt",), "Oliveira Dairy", "told and agreed", "reviewed")
    ] * 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nowhere.txt",), "nowhere.txt: There is no such file."),
        (("empty",), "There is no file in it."),
        (("empty", "--kind", "lunch"), "There is no such kind of call."),
        (("empty", "--consent", "yes"), "no answer about consent"),
        (("empty", "--as", "otto@example.org"), "Nobody here signs in with this e-mail."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "empty").mkdir()
    done = doors("import", *arguments, home=tmp_path, expect=2)
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_with_several_accounts_it_is_said_for_whom(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    assert acting(place, mail("Jonas Brandt")) == cast["Jonas Brandt"]
    with pytest.raises(DoorsError, match="--as EMAIL"):
        acting(place, "")


def test_jonas_alone_with_a_password_names_himself(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    with place.store.write() as connection:
        accounts.set_password(connection, viewer.person, password_hash(PASSWORD))
    with pytest.raises(DoorsError, match="--as EMAIL"):
        acting(place, "")


def test_nobody_takes_a_colleague_s_name(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    with pytest.raises(DoorsError, match="Only an admin"):
        be_known_as(place, cast["Otto Lindqvist"], "Jonas Brandt")
    with pytest.raises(DoorsError, match="signs in under this name"):
        be_known_as(place, cast["Vera Blom"], "Jonas Brandt")


def test_a_file_that_another_program_reads_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    rounds: list[int] = []

    def late(*given: object, **more: object) -> int:
        rounds.append(1)
        return 0 if len(rounds) < 3 else work(place)

    monkeypatch.setattr(bringing_here, "work", late)
    monkeypatch.setattr(bringing_here, "_PAUSE_SECONDS", 0.0)
    brought = bring_here(place, viewer, [EXAMPLES / "call-1-discovery.vtt"], Said())
    assert (brought.new, brought.files, len(rounds)) == (1, 1, 3)
