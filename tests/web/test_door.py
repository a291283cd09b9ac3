"""The way in: the printed link, passwords, one-time links, sessions, and what is refused."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.place import PASSWORD, Clock, browser, mail, new_place, people_of_the_cast

from sevendoors.app.base.place import Place, only_viewer
from sevendoors.app.people import access, inviting
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts
from sevendoors.web.server import build_app

WRONG = "not the password at all"
PAGE = {"accept": "text/html"}


def stranger(place: Place, **more: Any) -> TestClient:
    return TestClient(
        build_app(place, **more), base_url="http://127.0.0.1:8777", follow_redirects=False
    )


def with_password(place: Place) -> Viewer:
    """Jonas is alone and sets a password, so that he may invite."""
    viewer = only_viewer(place)
    assert viewer
    return access.set_own_password(place, viewer, "", PASSWORD, email=mail("Jonas Brandt")).viewer


def invited(place: Place) -> tuple[Viewer, str]:
    jonas = with_password(place)
    secret = inviting.invite(
        place, jonas, name="Ines Moreau", email=mail("Ines Moreau"), roles=[Role.LEADER], team="A"
    )
    return jonas, secret


def is_shut_out(client: TestClient) -> bool:
    answer = client.get("/settings", headers=PAGE)
    return answer.status_code == 303 and answer.headers["location"] == "/login"


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    return client.post("/login", data={"email": mail(name), "password": password}).status_code


def test_jonas_is_alone_and_the_printed_link_lets_him_in(tmp_path: Path) -> None:
    with browser(new_place(tmp_path)) as jonas:
        assert jonas.get("/settings").status_code == 200
        cookie = next(c for c in jonas.cookies.jar if c.name == "doors")
        assert cookie.has_nonstandard_attr("HttpOnly")


def test_another_key_lets_nobody_in(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    key = access.house_key(place)
    with stranger(place) as client:
        for wrong in (key[:-1], key + "x", "ü" * 9, "x"):
            assert client.get(f"/enter/{wrong}").headers["location"] == "/login"
            assert not client.cookies
        assert "doors serve" in client.get("/login").text


def test_the_link_ends_once_a_password_is_set(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with browser(place) as jonas:
        held = jonas.cookies["doors"]
        with_password(place)
        assert is_shut_out(jonas)
        jonas.get(f"/enter/{access.house_key(place)}")
        assert jonas.cookies["doors"] == held
        assert is_shut_out(jonas)


def test_the_link_ends_when_a_second_person_joins(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with browser(place) as client:
        people_of_the_cast(place)
        assert client.get(f"/enter/{access.house_key(place)}").headers["location"] == "/login"
        assert is_shut_out(client)


def test_nobody_is_invited_while_there_is_no_password(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    with pytest.raises(DoorsError, match="password of your own"):
        inviting.invite(
            place, viewer, name="Ines M", email="i@example.org", roles=[Role.LEADER], team=""
        )


def test_eight_wrong_tries_are_the_last(tmp_path: Path) -> None:
    clock = Clock()
    place = new_place(tmp_path, clock=clock)
    people_of_the_cast(place)
    with stranger(place) as client:
        for _ in range(access.TRIES):
            assert sign_in(client, "Jonas Brandt", WRONG) == 400
        assert sign_in(client, "Jonas Brandt") == 400
        answer = client.post("/login", data={"email": mail("Jonas Brandt"), "password": PASSWORD})
        assert "too many" in answer.text
        clock.at += timedelta(minutes=access.TRY_MINUTES + 1)
        assert sign_in(client, "Jonas Brandt") == 303


def test_tries_with_unknown_addresses_count_as_well(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with stranger(place) as client:
        texts = set()
        for number in range(access.TRIES):
            answer = client.post(
                "/login", data={"email": f"n{number}@example.org", "password": WRONG}
            )
            texts.add(answer.text.replace(f"n{number}@", "n@"))
        assert len(texts) == 1
        assert sign_in(client, "Jonas Brandt") == 400


def test_an_unknown_address_costs_the_same_and_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    hasher, checked = access._hasher(), []

    class Counting:
        def verify(self, kept: str, given: str) -> bool:
            checked.append(kept[:30])
            return hasher.verify(kept, given)

        def hash(self, password: str) -> str:
            return hasher.hash(password)

    monkeypatch.setattr(access, "_hasher", Counting)
    told = []
    for name in ("Jonas Brandt", "Nobody Known"):
        with pytest.raises(DoorsError) as wrong:
            access.sign_in(place, mail(name), WRONG, "somewhere")
        told.append(str(wrong.value))
    assert len(set(told)) == 1
    assert len(checked) == 2
    assert len(set(checked)) == 1  # the same work: algorithm, memory and rounds


def test_an_address_is_written_in_any_letters(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    assert access.sign_in(place, "  Jonas.BRANDT@example.org ", PASSWORD, "x").viewer.name


def test_a_form_from_another_site_is_refused(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with browser(place, "Jonas Brandt") as jonas:
        for word in ({}, {"csrf": "x"}, {"csrf": "ü"}, {"csrf": ""}):
            answer = jonas.post("/settings/name", data={"name": "Somebody Else", **word})
            assert answer.status_code == 400
            assert "not sent from a page of yours" in answer.text
        assert "Somebody Else" not in jonas.get("/settings").text
        with browser(place, "Otto Lindqvist") as otto:
            answer = jonas.post(
                "/settings/name", data={"name": "Somebody Else", "csrf": otto.word()}
            )
        assert answer.status_code == 400
        assert jonas.post("/logout").status_code == 400


def test_ines_is_invited_and_chooses_a_password(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    _, secret = invited(place)
    with stranger(place) as client:
        assert "Ines Moreau" in client.get(f"/join/{secret}").text
        short = client.post(f"/join/{secret}", data={"password": "short", "again": "short"})
        assert short.status_code == 400
        differ = client.post(f"/join/{secret}", data={"password": PASSWORD, "again": WRONG})
        assert "differ" in differ.text
        done = client.post(f"/join/{secret}", data={"password": PASSWORD, "again": PASSWORD})
        assert done.headers["location"] == "/"
        assert client.get("/settings").status_code == 200
        assert client.post("/login", data={"email": mail("Ines Moreau"), "password": PASSWORD})


def test_her_link_works_once(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    _, secret = invited(place)
    access.join(place, secret, PASSWORD)
    with stranger(place) as client:
        assert client.get(f"/join/{secret}").status_code == 404
        again = client.post(f"/join/{secret}", data={"password": WRONG, "again": WRONG})
        assert again.status_code == 404
    with pytest.raises(GoneError):
        access.join(place, secret, WRONG)
    with stranger(place) as client:
        assert sign_in(client, "Ines Moreau") == 303


def test_her_link_runs_out_after_seven_days(tmp_path: Path) -> None:
    clock = Clock()
    place = new_place(tmp_path, clock=clock)
    _, secret = invited(place)
    clock.at += timedelta(days=access.LINK_DAYS, seconds=1)
    with stranger(place) as client:
        assert client.get(f"/join/{secret}").status_code == 404
    with pytest.raises(GoneError):
        access.join(place, secret, PASSWORD)


def test_a_new_link_ends_the_old_one_and_the_old_password(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    jonas, first = invited(place)
    ines = access.join(place, first, PASSWORD)
    lost = inviting.new_link(place, jonas, ines.viewer.person)
    found = inviting.new_link(place, jonas, ines.viewer.person)
    with pytest.raises(GoneError):
        access.join(place, lost, WRONG)
    access.join(place, found, WRONG)
    assert access.signed_in(place, ines.secret) is None
    with pytest.raises(DoorsError, match="do not fit"):
        access.sign_in(place, mail("Ines Moreau"), PASSWORD, "x")


def test_a_session_ends_when_she_signs_out(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with browser(place, "Ines Moreau") as ines:
        held = ines.cookies["doors"]
        ines.fill("/logout")
        assert is_shut_out(ines)
        assert access.signed_in(place, held) is None


def test_a_session_runs_out(tmp_path: Path) -> None:
    clock = Clock()
    place = new_place(tmp_path, clock=clock)
    people_of_the_cast(place)
    with browser(place, "Ines Moreau") as ines:
        clock.at += timedelta(days=access.SESSION_DAYS - 1)
        assert ines.get("/settings").status_code == 200
        clock.at += timedelta(days=1, seconds=1)
        assert is_shut_out(ines)


def test_an_old_cookie_is_worth_nothing_after_a_new_password(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with browser(place, "Jonas Brandt") as here, browser(place, "Jonas Brandt") as elsewhere:
        old = here.cookies["doors"]
        new = "another door entirely"
        answer = here.fill("/settings/password", {"old": PASSWORD, "new": new, "again": new})
        assert answer.status_code == 303
        assert here.cookies["doors"] != old
        assert here.get("/settings").status_code == 200
        assert is_shut_out(elsewhere)
        here.cookies.clear()
        here.cookies.set("doors", old)
        assert is_shut_out(here)


@pytest.mark.parametrize("forged", ["", "1", "x" * 43, "' OR 1=1 --", "doors", "a" * 5000])
def test_a_made_up_cookie_is_a_stranger(tmp_path: Path, forged: str) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with stranger(place) as client:
        client.cookies.set("doors", forged)
        assert is_shut_out(client)
        assert client.post("/settings/name", data={"name": "X Y"}).status_code == 404


def test_what_is_kept_of_a_session_does_not_open_one(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with browser(place, "Jonas Brandt") as jonas:
        secret = jonas.cookies["doors"]
    for file in tmp_path.glob("doors.db*"):
        assert secret.encode() not in file.read_bytes()
    assert access.signed_in(place, access.hashed(secret)) is None


def test_a_server_answers_to_its_own_names_only(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with stranger(place, hosts=("127.0.0.1", "localhost", "[::1]")) as client:
        assert client.get("/login").status_code == 200
        assert client.get("/login", headers={"host": "[::1]:8777"}).status_code == 200
        for other in ("evil.example", "127.0.0.1.evil.example:8777", ""):
            assert client.get("/login", headers={"host": other}).status_code == 421


def test_a_stranger_finds_nothing_whatever_they_ask(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with stranger(place) as client:
        for path in ("/settings", "/people", "/people/1", "/who-sees-what"):
            assert client.get(path, headers=PAGE).headers["location"] == "/login"
            assert client.get(path, headers={"accept": "application/json"}).status_code == 404
        assert client.get("/look-as/1").status_code == 404


def test_the_first_admin_of_a_shared_place_sets_a_password_once(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    secret = access.first_admin_link(place)
    with stranger(place) as client:
        assert "Your name" in client.get(f"/join/{secret}").text
        told = {"password": PASSWORD, "again": PASSWORD}
        bare = client.post(f"/join/{secret}", data=told)
        assert "Name and e-mail" in bare.text
        told |= {"name": "Vera Blom", "email": mail("Vera Blom")}
        assert client.post(f"/join/{secret}", data=told).status_code == 303
        assert "Vera Blom" in client.get("/settings").text
        assert client.post(f"/join/{secret}", data=told).status_code == 404
    with pytest.raises(DoorsError, match="admin already"):
        access.first_admin_link(place)
    with stranger(place) as client:
        assert sign_in(client, "Vera Blom") == 303


def test_the_first_admin_link_runs_out_after_a_day(tmp_path: Path) -> None:
    clock = Clock()
    place = new_place(tmp_path, clock=clock)
    secret = access.first_admin_link(place)
    clock.at += timedelta(days=1, seconds=1)
    with pytest.raises(GoneError):
        access.link_for(place, secret)


def test_an_ended_account_ends_its_sessions_links_and_tokens(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"]
    token = access.make_token(place, jonas, "a script", ["read"])
    link = inviting.new_link(place, cast["Vera Blom"], jonas.person)
    with browser(place, "Jonas Brandt") as client:
        inviting.end_account(place, cast["Vera Blom"], jonas.person)
        assert is_shut_out(client)
    assert access.by_token(place, token) is None
    with pytest.raises(GoneError):
        access.join(place, link, PASSWORD)
    with place.store.read() as connection:
        assert accounts.account_of(connection, jonas.person) is None
