"""Who may ask the API for what: the same as on the pages, by token only."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from starlette.testclient import TestClient
from tests.api.programs import World, error_of, program
from tests.web.place import Clock, browser
from tests.world import ROOT

from sevendoors.app.people import access
from sevendoors.core.errors import AwayError
from sevendoors.store import accounts, calls, log, moments
from sevendoors.web.api.build import build_api
from sevendoors.web.server import build_app

NOWHERE: Any = None
PATHS: dict[str, dict[str, Any]] = build_api(NOWHERE, lambda: None).openapi()["paths"]
READS = [path for path, ways in PATHS.items() if "get" in ways]


def filled(path: str, world: World) -> str:
    """Put what is really there into an address."""
    ids = {"calls": world.call, "moments": world.moments[0].id, "people": str(world.jonas_id),
           "imports": "1"}  # fmt: skip
    return path.replace("{id}", ids.get(path.split("/")[1], ""))


def test_jonas_reads_his_call_with_its_review(world: World) -> None:
    (line,) = world.jonas.ask("/calls")["items"]
    told = world.jonas.ask(f"/calls/{line['id']}")
    assert told["sight"] == "whole"
    assert told["review"]["schema"] == "sevendoors.review/1"
    assert told["review"]["conversation"]["schema"] == "sevendoors.conversation/1"
    assert told["call"]["sellers"] == ["Jonas Brandt"]
    turns = told["review"]["conversation"]["turns"]
    for one in told["moments"]:
        assert one["quote"] in turns[one["turn"]]["text"]
        assert (one["grade"] is None) == (one["outcome"] is None)


def test_otto_and_vera_find_nothing_wherever_they_ask(world: World) -> None:
    for other in (world.otto, world.vera):
        for path in READS:
            answer = other.get(filled(path, world))
            if "{id}" in path and not (other is world.vera and path == "/people/{id}"):
                assert error_of(answer, 404)["what"] == "There is nothing here.", path
            elif path in ("/calls", "/moments", "/imports"):
                assert answer.json()["items"] == [], path
            assert "Marta" not in answer.text, path


def test_nobody_but_jonas_may_mark_or_delete_what_he_did_not_show(world: World) -> None:
    mark = f"/moments/{world.moments[0].id}/marks"
    for other in (world.ines, world.noor, world.otto, world.vera):
        error_of(other.post(mark, json={"kind": "agree"}), 404)
        error_of(other.delete(f"/calls/{world.call}"), 404)
    assert world.jonas.get(f"/calls/{world.call}").status_code == 200


def test_ines_gets_one_moment_that_jonas_showed_and_nothing_else_of_the_call(
    world: World,
) -> None:
    shown = world.moments[3]
    world.release(moment=shown.id)
    assert world.ines.ask("/calls")["items"] == []
    told = world.ines.ask(f"/calls/{world.call}")
    assert (told["sight"], told["call"], told["people"]) == ("part", None, [])
    assert (told["review"], told["conversation"]) == (None, None)
    assert [one["id"] for one in told["moments"]] == [shown.id]
    assert [one["id"] for one in world.ines.ask("/moments")["items"]] == [shown.id]
    assert world.ines.ask(f"/moments/{shown.id}")["quote"] == shown.quote
    error_of(world.ines.get(f"/moments/{world.moments[4].id}"), 404)


def test_ines_reads_a_call_that_was_shown_whole_but_may_not_delete_it(world: World) -> None:
    world.release()
    assert world.ines.ask(f"/calls/{world.call}")["sight"] == "whole"
    error_of(world.ines.delete(f"/calls/{world.call}"), 404)
    world.otto.get("/calls")
    error_of(world.otto.get(f"/calls/{world.call}"), 404)


def test_the_api_opens_a_call_exactly_when_the_page_does(world: World) -> None:
    pages = {
        name: TestClient(build_app(world.place), base_url="http://127.0.0.1:8777",
                         cookies={"doors": access.look_as(world.place, viewer.person).secret})
        for name, viewer in world.cast.items()
    }  # fmt: skip
    programs = {name: program(world.place, viewer) for name, viewer in world.cast.items()}

    def compare() -> list[str]:
        opened = []
        for name, page in pages.items():
            seen = page.get(f"/calls/{world.call}").status_code
            assert programs[name].get(f"/calls/{world.call}").status_code == seen
            opened += [name] if seen == 200 else []
        return opened

    assert compare() == ["Jonas Brandt"]
    world.release("coach", world.moments[0].id)
    assert compare() == ["Jonas Brandt", "Noor Haddad"]
    world.release("leader")
    assert compare() == ["Jonas Brandt", "Ines Moreau", "Noor Haddad"]


def test_what_belongs_to_a_second_seller_is_in_no_part_of_the_answer(world: World) -> None:
    hers, who = world.moments[::2], world.cast["Otto Lindqvist"].person
    with world.place.store.write() as connection:
        there = calls.people_of(connection, [world.call])
        also = replace(there[0], participant="p9", person=who, written="Otto", side="seller")
        calls.set_people(connection, world.call, [*there, also])
        given = [replace(m, seller=who) if m in hers else m for m in world.moments]
        moments.set_moments(connection, world.call, given, world.place.now())
    told = world.jonas.ask(f"/calls/{world.call}")
    hidden = {one.id for one in hers}
    assert hidden.isdisjoint(one["id"] for one in told["moments"])
    assert hidden.isdisjoint(one["id"] for one in told["review"]["moments"])
    assert hidden.isdisjoint(one["moment"] for one in told["review"]["findings"])
    answered = [one for one in told["review"]["moments"] if one["answer"]["grade"] is not None]
    assert told["call"]["chances"]["given"] == told["review"]["counts"]["given"] == len(answered)
    assert world.jonas.ask("/calls")["items"][0]["chances"] == told["call"]["chances"]


def test_it_is_written_down_once_a_day_that_ines_looked(world: World) -> None:
    world.release()
    for path in ("/moments", f"/calls/{world.call}", f"/moments/{world.moments[0].id}"):
        world.ines.ask(path)
        world.jonas.ask(path)
    with world.place.store.read() as connection:
        lines = log.log_about(connection, world.jonas_id)
    assert [one.who for one in lines if one.what == "looked at"] == ["Ines Moreau"]


def test_without_a_token_nothing_is_told_not_even_what_exists(world: World) -> None:
    stranger = TestClient(build_app(world.place), base_url="http://127.0.0.1:8777")
    for told in (None, b"", b"Bearer", b"Bearer doors_wrong", b"Basic eDp5", b"Bearer \xff"):
        headers = {} if told is None else {b"Authorization": told}
        for path in [*PATHS, "/nothing", "/calls/x/y"]:
            answer = stranger.get(f"/api/v1{filled(path, world)}", headers=headers)
            assert error_of(answer, 401)["where"] == "Authorization"
            assert answer.headers["www-authenticate"].startswith("Bearer")
        assert stranger.post("/api/v1/calls", content=b"x" * 200_000).status_code == 401
        assert stranger.get("/api/v1/openapi.json").status_code == 200


def test_a_signed_in_browser_is_no_token(world: World) -> None:
    with browser(world.place, "Jonas Brandt") as page:
        assert page.get("/calls").status_code == 200
        error_of(page.get("/api/v1/calls"), 401)


def test_a_token_that_ran_out_or_was_ended_opens_nothing_again(world: World) -> None:
    clock = cast(Clock, world.place.clock)
    assert world.jonas.get("/calls").status_code == 200
    with world.place.store.write() as connection:
        (line,) = accounts.tokens(connection, world.jonas_id)
        assert line.used is not None
        accounts.drop_token(connection, world.jonas_id, line.id)
    error_of(world.jonas.get("/calls"), 401)
    assert world.ines.get("/calls").status_code == 200
    clock.at += timedelta(days=91)
    error_of(world.ines.get("/calls"), 401)


def test_a_token_may_do_only_what_it_was_made_for(world: World) -> None:
    jonas = world.cast["Jonas Brandt"]
    reader, writer = (program(world.place, jonas, scope) for scope in ("read", "write"))
    mark = f"/moments/{world.moments[0].id}/marks"
    for refused in (
        reader.post("/calls", files=[("files", ("a.vtt", b"WEBVTT"))]),
        reader.post(mark, json={"kind": "agree"}),
        reader.delete(f"/calls/{world.call}"),
        *(writer.get(filled(path, world)) for path in READS),
    ):
        assert "token" in error_of(refused, 403)["what"]
    assert writer.post(mark, json={"kind": "agree"}).status_code == 201
    assert reader.get("/calls").status_code == 200


@pytest.mark.parametrize("forged", ["0" * 16, "0" * 12, "x", "..%2f..", "1'--", "é", "%00", "-1",
                                    "99999999999999999999", "1.0", "%0a", " "])  # fmt: skip
def test_forged_ids_look_like_what_is_not_there(world: World, forged: str) -> None:
    for path in READS:
        if "{id}" in path:
            error_of(world.jonas.get(path.replace("{id}", forged)), 404)
    error_of(world.jonas.delete(f"/calls/{forged}"), 404)
    error_of(world.jonas.post(f"/moments/{forged}/marks", json={"kind": "agree"}), 404)


def test_an_address_tells_which_ways_it_may_be_asked(world: World) -> None:
    for path, ways in PATHS.items():
        for way in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            if way.lower() in ways:
                continue
            answer = world.jonas.request(way, filled(path, world))
            error_of(answer, 405)
            assert answer.headers["allow"] == ", ".join(sorted(known.upper() for known in ways))


def test_a_misspelt_filter_is_refused_rather_than_left_out(world: World) -> None:
    assert error_of(world.jonas.get("/calls?persn=3"), 422)["where"] == "query.persn"
    assert error_of(world.jonas.get("/calls?since=yesterday"), 422)["where"] == "query.since"
    assert error_of(world.jonas.get("/calls?since=0"), 422)["where"] == "query.since"
    assert error_of(world.jonas.get("/calls?limit=0"), 422)["where"] == "query.limit"


def test_a_store_that_is_away_is_told_in_the_same_shape(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise AwayError("The database cannot be reached just now.", fix="Try again.")

    monkeypatch.setattr(calls, "find_calls", away)
    answer = world.jonas.get("/calls")
    assert error_of(answer, 503)["fix"] == "Try again."
    assert int(answer.headers["retry-after"]) > 0
    monkeypatch.setattr(access, "by_token", away)
    error_of(world.jonas.get("/people"), 503)


def test_a_fault_of_ours_shows_nothing_of_itself(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Marta said: we lose a day a month")

    monkeypatch.setattr(calls, "find_calls", broken)
    answer = world.jonas.get("/calls")
    error_of(answer, 500)
    assert "Marta" not in answer.text
    assert "Traceback" not in answer.text


def test_every_address_stands_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    told = set(re.findall(r"`(GET|POST|DELETE) (/[^`?]*)`", page))
    assert told == {(way.upper(), path) for path, ways in PATHS.items() for way in ways}
