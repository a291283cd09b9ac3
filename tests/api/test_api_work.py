"""What programs do: walk long lists, bring calls in, say something, count, delete."""

from dataclasses import replace
from typing import Any

import pytest
from tests.api.programs import World, error_of, program
from tests.web.place import FIRST_CALL

from sevendoors.app.coming.desk import work
from sevendoors.core.people import Role
from sevendoors.store import accounts, calls, moments, people
from sevendoors.web.api import auth

TRANSCRIPT = FIRST_CALL.read_bytes()


def sent(*files: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", file) for file in files]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_a_long_list_is_walked_with_everything_exactly_once(world: World, limit: int) -> None:
    names = world.keep_short(6)
    walked = [one["id"] for one in world.jonas.all_of(f"/calls?limit={limit}")]
    assert sorted(walked) == sorted([*names, world.call])
    assert len(walked) == world.jonas.ask(f"/calls?limit={limit}")["total"] == 7
    people_walked = [one["id"] for one in world.jonas.all_of(f"/people?limit={limit}")]
    assert len(set(people_walked)) == len(people_walked) == 2


def test_moments_are_walked_in_parts_with_their_filters(world: World) -> None:
    every = [one.id for one in world.moments]
    assert [one["id"] for one in world.jonas.all_of("/moments?limit=7")] == every
    assert [
        one["id"] for one in world.jonas.all_of(f"/calls/{world.call}/moments?limit=5")
    ] == every
    missed = list(world.jonas.all_of("/moments?limit=3&outcome=missed"))
    assert [one["id"] for one in missed] == [one.id for one in world.moments if one.grade == 0]
    worries = list(world.jonas.all_of(f"/moments?chance=CONCERN&call={world.call}"))
    assert {one["chance_words"] for one in worries} == {"a worry"}
    assert world.jonas.ask("/moments?since=2027-01-01")["items"] == []
    error_of(world.jonas.get("/moments?call=0000000000000000"), 404)


def test_calls_are_narrowed_as_on_the_page(world: World) -> None:
    world.keep_short(2)

    def found(query: str) -> list[str]:
        return [one["id"] for one in world.jonas.ask(f"/calls?{query}")["items"]]

    assert found("state=reviewed") == [world.call]
    assert len(found("state=asked")) == 2
    assert found("words=day&state=reviewed") in ([], [world.call])
    assert len(found("words=lose+a+day")) >= 2
    assert found("words=nobodysaidthis") == []
    assert found("outcome=missed") == [world.call]
    assert found("until=2001-01-01") == []
    assert len(found("since=2026-11-26&until=2026-11-26")) == 3
    assert len(found(f"person={world.jonas_id}")) == 3
    assert found("kind=renewal") == found("deal=1") == []


def test_a_transcript_is_brought_in_read_and_found(world: World) -> None:
    otto = program(world.place, world.cast["Otto Lindqvist"])
    answer = otto.post("/calls", files=sent(("call.vtt", TRANSCRIPT + b"\n")),
                       data={"kind": "discovery", "consent": "told and agreed",
                             "deal": "Marble & Sons", "seller": "Jonas"})  # fmt: skip
    assert answer.status_code == 202, answer.text
    (waiting,) = answer.json()["imports"]
    assert (waiting["state"], waiting["call"]) == ("waiting", None)
    work(world.place)
    done = otto.ask(f"/imports/{waiting['id']}")
    assert done["state"] == "done"
    assert [one["id"] for one in otto.ask("/imports?state=done")["items"]] == [done["id"]]
    with world.place.store.read() as connection:
        line = calls.call_line(connection, done["call"])
    assert line is not None
    assert (line.kind, line.deal_name, line.consent) == (
        "discovery", "Marble & Sons", "told and agreed",
    )  # fmt: skip


def test_files_that_cannot_be_taken_are_listed_each_with_its_reason(world: World) -> None:
    answer = world.jonas.post(
        "/calls", files=sent(("empty.vtt", b" "), ("fine.vtt", TRANSCRIPT + b"\n"))
    )
    assert answer.status_code == 202
    states = {one["name"]: one for one in answer.json()["imports"]}
    assert states["empty.vtt"]["state"] == "failed"
    assert "empty" in states["empty.vtt"]["reason"]
    assert states["fine.vtt"]["state"] == "waiting"
    failed = world.jonas.ask("/imports?state=failed")
    assert failed["total"] == len(failed["items"]) == 1
    error_of(world.otto.get(f"/imports/{states['empty.vtt']['id']}"), 404)


def test_a_form_of_another_shape_is_refused_and_nothing_is_kept(world: World) -> None:
    before = world.jonas.ask("/imports")["total"]
    wrong: tuple[dict[str, Any], ...] = (
        {"json": {"files": []}},
        {"content": TRANSCRIPT},
        {"files": {"file": ("a.vtt", TRANSCRIPT)}},
        {"files": sent(("a.vtt", TRANSCRIPT)), "data": {"kind": "chat"}},
        {"files": sent(("a.vtt", TRANSCRIPT)), "data": {"kind": ""}},
        {"files": sent(("a.vtt", TRANSCRIPT)), "data": {"owner": "3"}},
        {"data": {"kind": "demo"}},
        {"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"", "headers": {"Content-Type": "multipart/form-data"}},
    )
    for more in wrong:
        error_of(world.jonas.post("/calls", **more), 422)
    assert world.jonas.ask("/imports")["total"] == before


def test_more_than_is_taken_at_once_is_refused_told_or_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "MOST_UPLOADED", 50_000)
    large = sent(("a.vtt", b"x" * 60_000))
    assert "50 KB" in error_of(world.jonas.post("/calls", files=large), 413)["what"]
    mark = f"/moments/{world.moments[0].id}/marks"
    error_of(world.jonas.post(mark, content=b"x" * 200_000), 413)

    def endless() -> Any:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 10_000

    for path, kind in (("/calls", "multipart/form-data; boundary=x"), (mark, "application/json")):
        answer = world.jonas.post(path, content=endless(), headers={"Content-Type": kind})
        error_of(answer, 413)


def test_what_jonas_says_about_a_moment_stands_beside_what_was_found(world: World) -> None:
    name = world.moments[0].id
    path = f"/moments/{name}/marks"
    assert world.jonas.post(path, json={"kind": "agree"}).status_code == 201
    made = world.jonas.post(path, json={"kind": "dispute", "outcome": "noted",
                                        "text": "I came back to it in the mail."})  # fmt: skip
    assert (made.json()["outcome"], made.json()["grade"]) == ("noted", 1)
    world.jonas.post(path, json={"kind": "comment", "text": "For me only.", "visible": "me"})
    told = world.jonas.ask(f"/moments/{name}")
    assert [one["kind"] for one in told["marks"]] == ["dispute", "comment"]
    assert told["grade"] == world.moments[0].grade
    world.release(moment=name)
    assert [one["kind"] for one in world.ines.ask(f"/moments/{name}")["marks"]] == ["dispute"]
    assert world.ines.post(path, json={"kind": "disagree"}).status_code == 201


@pytest.mark.parametrize("mark", [
    {}, [], None, "agree", {"kind": "praise"}, {"kind": "comment"}, {"kind": "comment", "text": " "},
    {"kind": "dispute", "outcome": "won", "text": "x"}, {"kind": "dispute", "outcome": "taken"},
    {"kind": "agree", "grade": 3}, {"kind": "agree", "visible": "everyone"},
    {"kind": "comment", "text": "x" * 2_001}, {"kind": "comment", "text": "\x00"},
    {"kind": "agree", "author": 3},
])  # fmt: skip
def test_what_is_no_mark_is_not_kept(world: World, mark: Any) -> None:
    name = world.moments[0].id
    error_of(world.jonas.post(f"/moments/{name}/marks", json=mark), 422)
    error_of(world.jonas.post(f"/moments/{name}/marks", content=b"{\xff"), 422)
    assert world.jonas.ask(f"/moments/{name}")["marks"] == []


def test_a_deleted_call_is_gone_with_its_moments_and_its_file(world: World) -> None:
    name = world.moments[0].id
    gone = world.jonas.delete(f"/calls/{world.call}")
    assert (gone.status_code, gone.content) == (204, b"")
    for path in (f"/calls/{world.call}", f"/calls/{world.call}/moments", f"/moments/{name}"):
        error_of(world.jonas.get(path), 404)
    error_of(world.jonas.delete(f"/calls/{world.call}"), 404)
    assert list(world.place.files.names()) == []


def test_jonas_is_counted_with_n_and_interval_or_told_why_not(world: World) -> None:
    told = world.jonas.ask("/scores")
    assert len(told["skills"]) == 7
    graded = [m for m in world.moments if m.grade is not None]
    assert sum(line["n"] for line in told["kinds"]) == len(graded)
    for line in (*told["skills"], *told["kinds"]):
        assert sum(line["outcomes"].values()) == line["n"]
        share = line["share_taken"]
        if line["n"] < 8:
            assert set(share) == {"unscored"}
        else:
            assert 0 <= share["low"] <= share["value"] <= share["high"] <= 1
            assert share["n"] == line["n"]
    assert {line["n"] for line in world.otto.ask("/scores")["kinds"]} == {0}


def test_sums_of_a_team_are_for_its_leader_and_from_five_people_on(world: World) -> None:
    for other in (world.jonas, world.noor, world.otto, world.vera):
        error_of(other.get("/scores?of=team"), 404)
    assert all(
        (line["n"], line["outcomes"]) == (None, None)
        for line in world.ines.ask("/scores?of=team")["kinds"]
    )
    team = world.cast["Jonas Brandt"].team
    assert team is not None
    with world.place.store.write() as connection:
        sellers = [world.jonas_id]
        for number in range(5):
            who = people.add_person(connection, name=f"Seller Number{number}", email=None,
                                    now=world.place.now(), side="seller", team_id=team)  # fmt: skip
            accounts.add_account(connection, who, (Role.SELLER,), world.place.now())
            sellers.append(who)
        kinds = sorted({m.code for m in world.moments})
        spread = [
            replace(m, seller=sellers[place % 6], code=kinds[0], grade=place % 4)
            for place, m in enumerate(world.moments)
        ]
        moments.set_moments(connection, world.call, spread, world.place.now())
    lines = {line["key"]: line for line in world.ines.ask("/scores?of=team")["kinds"]}
    summed = lines.pop(kinds[0])
    assert summed["n"] == len(world.moments)
    assert summed["people"] == 6
    assert summed["share_taken"]["n"] == len(world.moments)
    assert {line["n"] for line in lines.values()} == {None}


def test_people_are_those_jonas_met_and_the_count_is_of_calls_he_may_see(world: World) -> None:
    told = {one["name"]: one for one in world.jonas.ask("/people")["items"]}
    assert set(told) == {"Jonas Brandt", "Marta Oliveira"}
    assert told["Marta Oliveira"]["calls"] == 1
    assert world.jonas.ask("/people?words=marta")["items"] == [told["Marta Oliveira"]]
    assert world.jonas.ask(f"/people/{told['Marta Oliveira']['id']}") == told["Marta Oliveira"]
    error_of(world.otto.get(f"/people/{told['Marta Oliveira']['id']}"), 404)
