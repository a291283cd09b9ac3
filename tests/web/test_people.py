"""Who is who over calls, and who may sign in: what each may find, mend and delete."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.web.place import EXAMPLES, PASSWORD, browser, keep, mail, new_place, people_of_the_cast

from sevendoors.app.base.place import Place, only_viewer
from sevendoors.app.calls.releasing import let_see
from sevendoors.app.calls.who import say_who
from sevendoors.app.people import access, inviting, people_kept
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, calls, log, moments, people

TERMS = EXAMPLES / "call-3-terms.vtt"


def who_is(place: Place, name: str) -> int:
    with place.store.read() as connection:
        (found,) = [p for p in people.people_met(connection, None, words=name) if p.name == name]
    return found.id


def names(place: Place, viewer: Viewer, words: str = "") -> set[str]:
    return {one.name for one in people_kept.find_people(place, viewer, words).people}


def a_person(place: Place, name: str, side: str = "buyer") -> int:
    with place.store.write() as connection:
        return people.add_person(connection, name=name, email=None, now=place.now(), side=side)


def in_call(place: Place, call: str, old: int, new: int) -> None:
    """Let somebody stand in a call in another's place, as a file that names them would."""
    with place.store.write() as connection:
        there = calls.people_of(connection, [call])
        moved = [replace(a, person=new) if a.person == old else a for a in there]
        calls.set_people(connection, call, moved)


def test_otto_learns_no_name_from_jonas_calls(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    keep(place, cast["Jonas Brandt"])
    marta = who_is(place, "Marta Oliveira")
    assert "Marta Oliveira" in names(place, cast["Jonas Brandt"])
    assert names(place, cast["Otto Lindqvist"]) == {"Otto Lindqvist"}
    with browser(place, "Otto Lindqvist") as otto:
        page = otto.get("/people?q=marta").text
        assert "Oliveira" not in page
        assert otto.get(f"/people/{marta}").status_code == 404
        assert otto.get(f"/people/{cast['Jonas Brandt'].person}").status_code == 404
        own = cast["Otto Lindqvist"].person
        assert "Oliveira" not in otto.get(f"/people/{own}?q=marta").text
        for path, form in (
            ("merge", {"other": own}),
            ("split", {"written": "Marta Oliveira"}),
            ("name", {"name": "X Y"}),
            ("side", {"side": "seller"}),
            ("link", {}),
            ("roles", {"role": "admin"}),
            ("team", {"team": "Northlake"}),
            ("end", {}),
            ("delete", {"typed": "Marta Oliveira"}),
            ("take-out", {}),
        ):
            there = otto.fill(f"/people/{marta}/{path}", form)
            nowhere = otto.fill(f"/people/999999/{path}", form)
            assert there.status_code == nowhere.status_code == 404, path
            assert there.text == nowhere.text
    assert who_is(place, "Marta Oliveira") == marta


def test_a_person_page_counts_only_the_calls_one_sees(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    first, _ = keep(place, cast["Jonas Brandt"]), keep(place, cast["Jonas Brandt"], TERMS)
    let_see(place, cast["Jonas Brandt"], first, "coach")
    marta = who_is(place, "Marta Oliveira")
    both = people_kept.person_page(place, cast["Jonas Brandt"], marta)
    assert (both.person.calls, both.written) == (2, (("Marta Oliveira", 2),))
    told = people_kept.person_page(place, cast["Noor Haddad"], marta)
    assert (told.person.calls, told.written) == (1, (("Marta Oliveira", 1),))
    assert [call.id for call in told.calls] == [first]
    with pytest.raises(GoneError):
        people_kept.person_page(place, cast["Ines Moreau"], marta)


def test_a_leader_finds_her_team_and_an_admin_all_accounts(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    keep(place, cast["Jonas Brandt"])
    assert names(place, cast["Ines Moreau"]) == {"Ines Moreau", "Jonas Brandt", "Noor Haddad"}
    assert names(place, cast["Vera Blom"]) == set(cast)
    assert names(place, cast["Vera Blom"], "MOREAU") == {"Ines Moreau"}
    assert names(place, cast["Vera Blom"], "%") == set()
    page = people_kept.person_page(place, cast["Vera Blom"], cast["Jonas Brandt"].person)
    assert page.person.calls == 0
    assert not page.calls


def test_two_ways_of_writing_her_become_one_and_two_again(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"]
    call = keep(place, jonas)
    marta = who_is(place, "Marta Oliveira")
    other = a_person(place, "M. Oliveira")
    in_call(place, keep(place, jonas, TERMS), marta, other)
    with place.store.write() as connection:
        there = calls.people_of(connection, [call])
        short = [replace(a, written="Marta O.") if a.person == marta else a for a in there]
        calls.set_people(connection, call, short)
    with browser(place, "Jonas Brandt") as client:
        shown = client.get(f"/people/{other}?q=Oliveira").text
        assert f'value="{marta}"' in shown
        done = client.fill(f"/people/{other}/merge", {"other": marta})
        assert done.headers["location"].startswith(f"/people/{marta}?")
        page = client.get(f"/people/{marta}").text
        assert "2 calls that you see" in page
        assert client.get(f"/people/{other}").status_code == 404
        done = client.fill(f"/people/{marta}/split", {"written": "Marta O."})
        new = int(re.findall(r"/people/(\d+)", done.headers["location"])[0])
        assert new != marta
        assert "1 call that you see" in client.get(f"/people/{new}").text
        only = client.fill(f"/people/{new}/split", {"written": "Marta O."})
        assert only.status_code == 400
        assert client.fill(f"/people/{new}/split", {"written": "Nobody"}).status_code == 404


def test_a_merged_buyer_keeps_what_either_knew(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    keep(place, viewer)
    marta = who_is(place, "Marta Oliveira")
    with place.store.write() as connection:
        double = people.add_person(connection, name="Marta Silva", email="m@brava.example",
                                   organisation="Brava", side="unknown", now=place.now())  # fmt: skip
    in_call(place, keep(place, viewer, TERMS), marta, double)
    assert people_kept.merge(place, viewer, double, marta) == marta
    with place.store.read() as connection:
        one = people.person_of(connection, marta)
        assert one
        assert (one.email, one.organisation, one.side) == ("m@brava.example", "Brava", "buyer")
        assert people.known_as(connection, people.keys_of("Marta Silva", None)) == marta


def test_who_is_alone_says_that_the_seller_is_them(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    keep(place, viewer)
    jonas = who_is(place, "Jonas Brandt")
    with browser(place) as client:
        assert f'value="{viewer.person}"' in client.get(f"/people/{jonas}").text
        client.fill(f"/people/{jonas}/merge", {"other": viewer.person})
        page = client.get(f"/people/{viewer.person}").text
    assert "Jonas Brandt (you)" in page
    assert "1 call that you see" in page


def test_only_an_admin_says_that_who_signs_in_is_somebody_else_too(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas, vera = cast["Jonas Brandt"], cast["Vera Blom"]
    keep(place, jonas)
    marta = who_is(place, "Marta Oliveira")
    for who, other in ((marta, jonas.person), (jonas.person, marta)):
        with pytest.raises(GoneError):
            people_kept.merge(place, jonas, who, other)
    with pytest.raises(GoneError):
        people_kept.rename(place, jonas, jonas.person, "Somebody Else")
    with pytest.raises(DoorsError, match="Both of them sign in"):
        people_kept.merge(place, vera, jonas.person, cast["Otto Lindqvist"].person)
    # An admin merges whom they have met; the account is what is left, whichever way it is asked.
    double = a_person(place, "Jonas Bee", "seller")
    keep_for(place, vera, double)
    assert people_kept.merge(place, vera, jonas.person, double) == jonas.person
    with place.store.read() as connection:
        about = log.log_about(connection, jonas.person)
    assert ("Vera Blom", "said that somebody met in calls is you") in [
        (s.who, s.what) for s in about
    ]


def keep_for(place: Place, viewer: Viewer, seller: int) -> str:
    """Keep a call that a viewer brought in, sold by somebody without an account."""
    call = keep(place, viewer, EXAMPLES / "call-2-demo.txt", seller="Nobody Here")
    with place.store.write() as connection:
        there = calls.people_of(connection, [call])
        first = replace(there[0], person=seller, side="seller")
        calls.set_people(connection, call, [first, *(replace(a, side="buyer") for a in there[1:])])
    return call


def test_nobody_takes_a_colleague_over_by_saying_it_is_them(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas, otto = cast["Jonas Brandt"], cast["Otto Lindqvist"]
    sold = keep(place, jonas)
    # Otto brings in a call in which Jonas is named, says he sold it, and that he is Jonas.
    brought = keep(place, otto, TERMS, seller="Marta Oliveira")
    with place.store.read() as connection:
        there = {a.name: a.participant for a in calls.people_of(connection, [brought])}
    sides = {there["Jonas Brandt"]: "seller", there["Marta Oliveira"]: "buyer"}
    say_who(place, otto, brought, sides, me=there["Jonas Brandt"])
    with place.store.read() as connection:
        account = accounts.account_of(connection, jonas.person)
        assert account
        assert account.name == "Jonas Brandt"
        assert {a.person for a in calls.people_of(connection, [sold])} >= {jonas.person}
    assert sold not in {c.id for c in people_kept.person_page(place, otto, otto.person).calls}


def test_a_coach_who_may_see_a_call_does_not_say_who_sold_in_it(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    call = keep(place, cast["Jonas Brandt"])
    let_see(place, cast["Jonas Brandt"], call, "coach")
    with place.store.read() as connection:
        there = {a.name: a.participant for a in calls.people_of(connection, [call])}
    sides = {there["Jonas Brandt"]: "seller", there["Marta Oliveira"]: "buyer"}
    with pytest.raises(GoneError):
        say_who(place, cast["Noor Haddad"], call, sides, me=there["Jonas Brandt"])


def test_vera_invites_and_hands_the_link_on(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    told = {
        "name": "Tom Keller",
        "email": mail("Tom Keller"),
        "role": "seller",
        "team": "Northlake",
    }
    with browser(place, "Vera Blom") as vera:
        page = vera.fill("/people/invite", told)
        assert page.status_code == 200
        secret = page.text.split("/join/")[1].split("<")[0]
        assert vera.fill("/people/invite", told).status_code == 400
        assert vera.fill("/people/invite", {**told, "email": "other"}).status_code == 400
        bad = {**told, "name": "Ann B", "email": "a@b.example", "role": "owner"}
        assert vera.fill("/people/invite", bad).status_code == 400
    tom = access.join(place, secret, PASSWORD).viewer
    assert (tom.name, tom.roles) == ("Tom Keller", frozenset({Role.SELLER}))
    with browser(place, "Jonas Brandt") as jonas:
        assert jonas.fill("/people/invite", {**told, "name": "A B"}).status_code == 404
        assert "Invite somebody" not in jonas.get("/people").text


def test_who_was_met_in_calls_comes_into_their_own(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    tom = a_person(place, "Tom Keller", "seller")
    call = keep_for(place, cast["Vera Blom"], tom)
    secret = inviting.invite(place, cast["Vera Blom"], name="Tom Keller", email=mail("Tom Keller"),
                             roles=[Role.SELLER], team="")  # fmt: skip
    viewer = access.join(place, secret, PASSWORD).viewer
    assert viewer.person == tom
    assert [c.id for c in people_kept.person_page(place, viewer, tom).calls] == [call]
    # What Vera brought in is Tom's now, and no longer hers.
    assert people_kept.person_page(place, cast["Vera Blom"], tom).person.calls == 0


def test_roles_change_at_once_and_the_last_admin_stays(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas, vera = cast["Jonas Brandt"].person, cast["Vera Blom"].person
    with browser(place, "Vera Blom") as admin, browser(place, "Jonas Brandt") as client:
        assert admin.fill(f"/people/{vera}/roles", {"role": "seller"}).status_code == 400
        assert admin.fill(f"/people/{vera}/end").status_code == 400
        assert admin.fill(f"/people/{jonas}/roles", {}).status_code == 400
        done = admin.fill(f"/people/{jonas}/roles", {"role": ["seller", "admin"]})
        assert done.status_code == 303
        assert "Vera Blom made you admin, seller" in client.get("/who-sees-what").text
        assert client.fill(f"/people/{vera}/roles", {"role": "seller"}).status_code == 303
        assert admin.fill(f"/people/{jonas}/roles", {"role": "coach"}).status_code == 404


def test_a_move_to_another_team_takes_back_what_was_shown(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas, vera = cast["Jonas Brandt"], cast["Vera Blom"]
    call = keep(place, jonas)
    let_see(place, jonas, call, "leader")
    assert not inviting.set_team(place, vera, jonas.person, "Northlake")
    with place.store.read() as connection:
        assert moments.releases(connection, seller=jonas.person)
    assert inviting.set_team(place, vera, jonas.person, "Elsewhere")
    with place.store.read() as connection:
        assert not moments.releases(connection, seller=jonas.person)
        assert "moved you to the team Elsewhere" in {
            line.what for line in log.log_about(connection, jonas.person)
        }
    inviting.set_team(place, vera, jonas.person, "")
    with place.store.read() as connection:
        one = people.person_of(connection, jonas.person)
        assert one
        assert one.team is None


def test_an_admin_writes_down_another_address_and_calls_are_found_by_it(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"].person
    with browser(place, "Vera Blom") as vera:
        taken = {"name": "Jonas Brandt", "email": mail("Otto Lindqvist")}
        assert vera.fill(f"/people/{jonas}/name", taken).status_code == 400
        new = {"name": "Jonas Brandt-Lee", "email": "jonas@new.example"}
        assert vera.fill(f"/people/{jonas}/name", new).status_code == 303
    assert access.sign_in(place, "jonas@new.example", PASSWORD, "x").viewer.person == jonas
    with place.store.read() as connection:
        assert people.known_as(connection, ["mail:jonas@new.example"]) == jonas
        assert people.known_as(connection, ["name:jonas brandt-lee"]) == jonas


def test_marta_asks_to_be_forgotten(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    call = keep(place, cast["Jonas Brandt"])
    marta = who_is(place, "Marta Oliveira")
    with browser(place, "Jonas Brandt") as jonas:
        assert jonas.fill("/people/forget", {"name": "Marta Oliveira"}).status_code == 404
        page = jonas.get(f"/people/{marta}").text
        assert "Delete Marta" not in page
        assert jonas.fill(f"/people/{marta}/delete", {"typed": "Marta Oliveira"}).status_code == 404
    with browser(place, "Vera Blom") as vera:
        assert vera.fill("/people/forget", {"name": "Marta"}).status_code == 400
        assert "1 call is deleted" in vera.fill("/people/forget", {"name": "marta  OLIVEIRA"}).text
        wrong = vera.fill(f"/people/{marta}/delete", {"typed": "Marta"})
        assert wrong.status_code == 400
        assert "Oliveira" not in wrong.text
        done = vera.fill(f"/people/{marta}/delete", {"typed": "marta oliveira "})
        assert done.headers["location"].startswith("/people?said=")
        assert vera.get(f"/people/{marta}").status_code == 404
    with place.store.read() as connection:
        assert not calls.has_call(connection, call)
        assert people.person_of(connection, marta) is None
    assert not list(place.files.names())
    place.store.close()
    held = b"".join(p.read_bytes() for p in tmp_path.glob("doors.db*"))
    assert b"Oliveira" not in held


def test_the_only_admin_is_not_deleted(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    vera = cast["Vera Blom"]
    with pytest.raises(DoorsError, match="only admin"):
        people_kept.forget(place, vera, vera.person, "Vera Blom")


def test_names_are_shown_as_words_never_as_markup(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    keep(place, viewer)
    marta = who_is(place, "Marta Oliveira")
    evil = '"><script>alert(1)</script>'
    with browser(place) as client:
        client.fill(f"/people/{marta}/name", {"name": evil})
        for path in ("/people", f"/people/{marta}", "/people?q=%22%3E%3Cscript%3E"):
            page = client.get(path).text
            assert "<script>alert" not in page
            assert '"><script' not in page
        assert client.fill(f"/people/{marta}/name", {"name": "  "}).status_code == 400
        assert client.fill(f"/people/{marta}/name", {"name": "x" * 121}).status_code == 400
        assert client.fill(f"/people/{marta}/side", {"side": "boss"}).status_code == 400
        for odd in ("x", "-1", "9" * 30, "1.5", "%00"):
            assert client.get(f"/people/{odd}").status_code in (400, 404)
        assert client.get("/people?page=99999").status_code == 200
        assert client.get("/people?page=-5").status_code == 200


def test_fifty_people_stand_on_a_page(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    viewer = only_viewer(place)
    assert viewer
    call = keep(place, viewer)
    with place.store.write() as connection:
        there = list(calls.people_of(connection, [call]))
        for number in range(60):
            who = people.add_person(connection, name=f"Buyer {number:02}", email=None,
                                    now=place.now(), side="buyer")  # fmt: skip
            there.append(replace(there[0], participant=f"x{number}", person=who, side="buyer"))
        calls.set_people(connection, call, there)
    first = people_kept.find_people(place, viewer)
    assert (len(first.people), first.pages) == (50, 2)
    assert [one.side for one in first.people][:2] == ["seller", "seller"]
    rest = people_kept.find_people(place, viewer, page=2)
    assert not {p.id for p in first.people} & {p.id for p in rest.people}
    assert len(first.people) + len(rest.people) == first.total
    with browser(place) as client:
        assert "page=2" in client.get("/people").text
        assert "of 60 people" in client.get("/people?q=buyer").text
