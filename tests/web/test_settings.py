"""Settings, who sees what, and taking everything away: what each may do, and what is not in it."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import update
from tests.web.place import (
    EXAMPLES,
    PASSWORD,
    Clock,
    browser,
    keep,
    mail,
    new_place,
    people_of_the_cast,
)

from sevendoors.app.base import keep_days, rights
from sevendoors.app.base.place import Place, only_viewer
from sevendoors.app.calls.marking import guess, say
from sevendoors.app.calls.releasing import let_see
from sevendoors.app.people import access, settings_kept, taking_out, who_sees
from sevendoors.app.people.deleting import drop_overdue
from sevendoors.app.reading.keeping import Told
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import Attendance
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, calls, log, moments, people
from sevendoors.store.tables import moment

TERMS = EXAMPLES / "call-3-terms.vtt"


def alone(place: Place) -> Viewer:
    viewer = only_viewer(place)
    assert viewer
    return viewer


def archive(place: Place, viewer: Viewer, who: int | None = None) -> dict[str, Any]:
    """Take everything away and read it: names with their data."""
    asked = viewer.person if who is None else who
    with taking_out.take_out(place, viewer, asked) as held, ZipFile(held) as opened:
        texts = {name: opened.read(name).decode() for name in opened.namelist()}
    return {n: json.loads(t) if n.endswith(".json") else t for n, t in texts.items()}


def test_the_page_of_who_is_alone_is_small_and_explains_the_password(tmp_path: Path) -> None:
    with browser(new_place(tmp_path)) as client:
        page = client.get("/settings").text
    assert "You are here alone" in page
    assert "set a password first" in page
    assert "Old password" not in page
    assert str(tmp_path) in page


def test_jonas_says_his_name_and_his_calls_are_his(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    keep(place, alone(place))
    with browser(place) as client:
        done = client.fill("/settings/name", {"name": " Jonas  Brandt ", "email": ""})
        assert done.status_code == 303
    keep(place, alone(place), TERMS)
    with place.store.read() as connection:
        assert len(calls.sold_by(connection, alone(place).person)) == 2
        met = people.people_met(connection, None, words="Jonas Brandt")
        assert [one.name for one in met] == ["Jonas Brandt"]


def test_he_does_not_become_his_buyer_by_taking_her_name(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    keep(place, alone(place))
    settings_kept.set_own_name(place, alone(place), "Marta Oliveira", "")
    with place.store.read() as connection:
        assert len(people.people_met(connection, None, words="Marta")) == 2


def test_otto_is_not_given_the_calls_of_whose_name_he_takes(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    otto = cast["Otto Lindqvist"]
    with browser(place, "Otto Lindqvist") as client:
        told = {"name": "Nina Vale", "email": "nina@northlake.example"}
        assert client.fill("/settings/name", told).status_code == 303
        assert (
            client.fill("/settings/name", {**told, "email": mail("Jonas Brandt")}).status_code
            == 400
        )
        assert client.fill("/settings/name", {**told, "email": ""}).status_code == 400
        assert client.fill("/settings/name", {**told, "email": "no address"}).status_code == 400
        assert "Nina Vale" in client.get("/settings").text
    with place.store.read() as connection:
        keys = people.keys_of("Nina Vale", "nina@northlake.example")
        assert people.known_as(connection, keys) is None
        assert people.known_as(connection, people.keys_of("Otto Lindqvist", None)) == otto.person


def test_a_wrong_old_password_changes_nothing(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with browser(place, "Jonas Brandt") as client:
        new = "another door entirely"
        wrong = client.fill("/settings/password", {"old": "x" * 12, "new": new, "again": new})
        assert wrong.status_code == 400
        differ = client.fill("/settings/password", {"old": PASSWORD, "new": new, "again": "other"})
        assert differ.status_code == 400
        short = client.fill(
            "/settings/password", {"old": PASSWORD, "new": "short", "again": "short"}
        )
        assert short.status_code == 400
    assert access.sign_in(place, mail("Jonas Brandt"), PASSWORD, "x").viewer


def test_who_is_alone_sets_a_password_and_stays_signed_in(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with browser(place) as client:
        told = {"new": PASSWORD, "again": PASSWORD}
        assert client.fill("/settings/password", told).status_code == 400  # no e-mail yet
        done = client.fill("/settings/password", {**told, "email": "j@example.org"})
        assert done.status_code == 303
        assert "Old password" in client.get("/settings").text
    assert access.sign_in(place, "j@example.org", PASSWORD, "x").viewer


def test_a_token_is_shown_once_and_ends_when_asked(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    with browser(place, "Jonas Brandt") as client:
        made = client.fill("/settings/tokens", {"name": "the CRM", "scope": ["read"], "days": "30"})
        secret = made.text.split('id="secret">')[1].split("<")[0]
        assert access.by_token(place, secret) is not None
        page = client.get("/settings").text
        assert "the CRM" in page
        assert secret not in page
        with place.store.read() as connection:
            (line,) = accounts.tokens(connection, cast["Jonas Brandt"].person)
        with browser(place, "Otto Lindqvist") as otto:
            assert otto.fill(f"/settings/tokens/{line.id}/end").status_code == 404
        assert access.by_token(place, secret) is not None
        assert client.fill(f"/settings/tokens/{line.id}/end").status_code == 303
        assert access.by_token(place, secret) is None
        wrong: tuple[tuple[list[str], str], ...] = (
            (["all"], "9"), ([], "9"), (["read"], "0"), (["read"], "999"), (["read"], "x"),
        )  # fmt: skip
        for scopes, days in wrong:
            told = {"name": "x", "scope": scopes, "days": days}
            assert client.fill("/settings/tokens", told).status_code == 400


def test_calls_are_kept_for_as_long_as_vera_says(tmp_path: Path) -> None:
    clock = Clock()
    place = new_place(tmp_path, clock=clock)
    cast = people_of_the_cast(place)
    before = keep(place, cast["Jonas Brandt"])
    with browser(place, "Vera Blom") as vera:
        assert vera.fill("/settings/keep", {"days": "30"}).status_code == 303
        for odd in ("0", "-1", "36501", "many"):
            assert vera.fill("/settings/keep", {"days": odd}).status_code == 400
        assert 'value="30"' in vera.get("/settings").text
    with browser(place, "Jonas Brandt") as client:
        assert client.fill("/settings/keep", {"days": "1"}).status_code == 404
        assert "How long calls are kept" not in client.get("/settings").text
        assert "deleted 30 days after" in client.get("/who-sees-what").text
    after = keep(place, cast["Jonas Brandt"], TERMS)
    said = keep(place, cast["Jonas Brandt"], EXAMPLES / "call-2-demo.txt",
                told=Told(keep_until="2027-12-31"))  # fmt: skip
    clock.at += timedelta(days=30)
    assert drop_overdue(place) == 0
    clock.at += timedelta(days=1)
    assert drop_overdue(place) == 1
    with place.store.read() as connection:
        here = [calls.has_call(connection, name) for name in (before, after, said)]
    assert here == [True, False, True]
    settings_kept.set_keep_days(place, cast["Vera Blom"], None)
    with place.store.read() as connection:
        assert keep_days.keep_until(place, connection) is None


def test_the_rules_in_words_are_the_rules(tmp_path: Path) -> None:
    told = who_sees.rules_in_words()
    assert set(told) == {role.value for role in Role}
    for role in Role:
        viewer = Viewer(person=1, name="", roles=frozenset({role}), team=1)
        words = " ".join(told[role.value])
        assert ("showed" in words) == bool(rights.scope(viewer).audiences)
        assert ("sums" in words) == rights.may_see_sums(viewer, 1, 99)
        assert ("account" in words) == rights.may_keep_accounts(viewer)
    assert "5 people" in " ".join(told["leader"])


def test_jonas_reads_who_sees_what_and_takes_it_back(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"]
    call = keep(place, jonas)
    with place.store.read() as connection:
        one = next(
            m for m in moments.moments_of(connection, call, None) if m.seller == jonas.person
        )
    let_see(place, jonas, call, "leader")
    let_see(place, jonas, call, "coach", one.id)
    with place.store.write() as connection:
        log.note(connection, at=place.now(), who=cast["Ines Moreau"].person, what="looked at",
                 about=jonas.person, call=call)  # fmt: skip
    with browser(place, "Jonas Brandt") as client:
        page = client.get("/who-sees-what").text
        for words in ("Not for hiring, pay, promotion or dismissal", "coach is Noor Haddad",
                      "leader is Ines Moreau", "article 26(7)", "Ines Moreau looked at"):  # fmt: skip
            assert words in page
        with browser(place, "Otto Lindqvist") as otto:
            back = otto.fill("/who-sees-what/take-back", {"call": call, "moment": ""})
            assert back.status_code == 404
            assert "Ines Moreau" not in otto.get("/who-sees-what").text
        client.fill("/who-sees-what/take-back", {"call": call, "moment": ""})
        with place.store.read() as connection:
            left = moments.releases(connection, seller=jonas.person)
        assert [r.moment for r in left] == [one.id]
        client.fill("/who-sees-what/take-back", {"call": call, "moment": one.id})
        assert "Nothing so far" in client.get("/who-sees-what").text
        again = client.fill("/who-sees-what/take-back", {"call": call, "moment": one.id})
        assert again.status_code == 404


def test_the_log_names_no_call_that_one_may_not_open(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    call = keep(place, cast["Jonas Brandt"], told=Told(title="Secret plan"))
    with place.store.write() as connection:
        log.note(connection, at=place.now(), who=cast["Jonas Brandt"].person, what="looked at",
                 about=cast["Otto Lindqvist"].person, call=call)  # fmt: skip
    assert not who_sees.who_sees(place, cast["Otto Lindqvist"]).titles


def test_jonas_takes_everything_away(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"]
    call = keep(place, jonas)
    guess(place, jonas, call, 3)
    with place.store.read() as connection:
        one = next(
            m for m in moments.moments_of(connection, call, None) if m.seller == jonas.person
        )
    say(place, jonas, one.id, "dispute", grade=2, text="I came back to it by mail.")
    let_see(place, jonas, call, "coach")
    say(place, cast["Noor Haddad"], one.id, "comment", text="Well heard.")
    say(place, cast["Noor Haddad"], one.id, "comment", text="For me alone.", visible="me")
    access.make_token(place, jonas, "the CRM", ["read"])
    told = archive(place, jonas)
    assert "missed" in told["README.txt"]
    assert "Jonas Brandt" in told["README.txt"]
    assert told[f"calls/{call}/transcript.json"]["schema"] == "sevendoors.conversation/1"
    review = told[f"calls/{call}/review.json"]
    assert one.id in {m["id"] for m in review["moments"]}
    assert told["guesses.json"][0]["taken"] == 3
    assert [m["text"] for m in told["marks.json"]["said"]] == ["I came back to it by mail."]
    others = told["marks.json"]["said_by_others"]
    assert [(m["author"], m["text"]) for m in others] == [("Noor Haddad", "Well heard.")]
    assert told["releases.json"][0]["call"] == call
    assert told["account.json"]["tokens"][0]["name"] == "the CRM"
    assert told["person.json"]["email"] == mail("Jonas Brandt")
    assert told["files.json"][0]["name"] == "call-1-discovery.vtt"
    text = json.dumps(told)
    assert "argon2" not in text
    assert "For me alone" not in text


def test_what_is_taken_away_holds_nobody_elses_moments(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    jonas, noor = cast["Jonas Brandt"], cast["Noor Haddad"]
    call = keep(place, jonas)
    let_see(place, jonas, call, "leader")
    for other in ("Noor Haddad", "Ines Moreau", "Otto Lindqvist", "Vera Blom"):
        told = archive(place, cast[other])
        assert not [name for name in told if name.startswith("calls/")]
        assert "Oliveira" not in json.dumps(told)
        with pytest.raises(GoneError):
            taking_out.take_out(place, cast[other], jonas.person)
    # Noor sold in the same call, and one of its moments was hers.
    with place.store.write() as connection:
        every = moments.moments_of(connection, call, None)
        there = calls.people_of(connection, [call])
        hers = next(m for m in every if m.seller == jonas.person)
        both = Attendance(call=call, participant="x", person=noor.person, written="Noor",
                                  side="seller")  # fmt: skip
        calls.set_people(connection, call, [*there, both])
        connection.execute(
            update(moment).where(moment.c.id == hers.id).values(seller_id=noor.person)
        )
    own = {m["id"] for m in archive(place, jonas)[f"calls/{call}/review.json"]["moments"]}
    assert hers.id not in own
    assert own
    told = archive(place, noor)[f"calls/{call}/review.json"]["moments"]
    assert {m["id"] for m in told} & own == set()


def test_who_is_alone_may_hand_a_buyer_what_is_kept_about_her(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    keep(place, alone(place))
    with place.store.read() as connection:
        (marta,) = people.people_met(connection, None, words="Marta")
    told = archive(place, alone(place), marta.id)
    assert [n for n in told if n.endswith("transcript.json")]
    assert not [n for n in told if n.endswith("review.json")]
    with browser(place) as client:
        answer = client.fill(f"/people/{marta.id}/take-out")
        assert answer.headers["content-type"] == "application/zip"
        with ZipFile(io.BytesIO(answer.content)) as opened:
            assert "README.txt" in opened.namelist()


def test_taking_away_needs_the_word_of_a_page(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    people_of_the_cast(place)
    with browser(place, "Jonas Brandt") as client:
        assert client.post("/settings/take-out").status_code == 400
        assert client.get("/settings/take-out").status_code in (404, 405)
        answer = client.fill("/settings/take-out")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")


def test_days_are_whole_and_a_name_is_there(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    for name in ("", "   ", "x" * 200):
        with pytest.raises(DoorsError, match="A name has"):
            settings_kept.set_own_name(place, alone(place), name, "")
