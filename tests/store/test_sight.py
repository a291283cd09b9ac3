"""How far sight reaches: what the database answers is what the rule says, on any small world."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.looking import a_moment, everything, keep_talk, set_moments, small_call
from tests.web.place import new_place, people_of_the_cast

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.core.kept import Mark, PromiseLine, Release
from sevendoors.core.people import Viewer
from sevendoors.store import calls, moments, promises
from sevendoors.store.calls import CallFilter

LOOKING = ("Vera Blom", "Jonas Brandt", "Ines Moreau", "Noor Haddad", "Otto Lindqvist")
TEAM = {"Jonas Brandt": "Northlake", "Ines Moreau": "Northlake", "Noor Haddad": "Northlake"}
AUDIENCES = {"Ines Moreau": {"leader"}, "Noor Haddad": {"leader", "coach"}}


@dataclass(frozen=True, kw_only=True)
class World:
    """Who sold in each call, who brought it in, and what was released to whom."""

    sellers: tuple[frozenset[str], ...]
    brought: tuple[str, ...]
    released: tuple[tuple[str, int, bool, str], ...]  # seller, call, only their moment, audience


def whole(world: World, name: str, call: int) -> bool:
    """Say by the rule itself whether somebody may see all of a call."""
    sold = {s for s in world.sellers[call] if s in LOOKING}
    own = name in sold or (world.brought[call] == name and not sold - {name})
    return own or any(
        c == call and not part and audience in AUDIENCES.get(name, ())
        and seller in world.sellers[call] and TEAM.get(seller) == TEAM.get(name)
        for seller, c, part, audience in world.released
    )  # fmt: skip


def seen(world: World, name: str, call: int, seller: str | None) -> bool:
    """Say by the rule itself whether somebody may see a moment that a seller answered, or nobody."""
    sold = {s for s in world.sellers[call] if s in LOOKING}
    brought = world.brought[call] == name and not sold - {name}
    if seller == name or brought or (seller is None and name in sold):
        return True
    return any(
        c == call and audience in AUDIENCES.get(name, ()) and TEAM.get(by) == TEAM.get(name)
        and seller in ((by,) if part else (by, None))
        for by, c, part, audience in world.released
    )  # fmt: skip


SELLERS = ("Jonas Brandt", "Otto Lindqvist", "Somebody Else")
WORLDS = st.integers(1, 3).flatmap(
    lambda many: st.builds(
        World,
        sellers=st.tuples(*[st.frozensets(st.sampled_from(SELLERS), max_size=3)] * many),
        brought=st.tuples(*[st.sampled_from(LOOKING)] * many),
        released=st.lists(
            st.tuples(
                st.sampled_from(["Jonas Brandt", "Otto Lindqvist"]), st.integers(0, many - 1),
                st.booleans(), st.sampled_from(["coach", "leader"]),
            ), max_size=4,
        ).map(tuple),
    )
)  # fmt: skip


def build(place: Place, cast: dict[str, Viewer], world: World) -> list[str]:
    """Put a world into an empty place; each seller of a call answered one moment, one is nobody's."""
    names = []
    for number, sellers in enumerate(world.sellers):
        talk = small_call(f"{number:016x}")
        marta, jonas = talk.participants
        sold = [replace(jonas, id=f"s{n}", name=name) for n, name in enumerate(sorted(sellers))]
        keep_talk(place, cast[world.brought[number]].person,
                  replace(talk, participants=(marta, *sold)))  # fmt: skip
        made = [
            a_moment(f"{number}{s[0]}", talk.id, cast[s].person if s in cast else None)
            for s in sorted(sellers)
        ]
        set_moments(place, talk.id, *made, a_moment(f"{number}-", talk.id, None))
        names.append(talk.id)
    with place.store.write() as connection:
        for seller, call, part, audience in world.released:
            if seller in world.sellers[call]:
                moments.add_release(connection, Release(
                    id=0, seller=cast[seller].person, call=names[call], audience=audience,
                    moment=f"{call}{seller[0]}" if part else None, at="now"))  # fmt: skip
    return names


@settings(max_examples=12, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(world=WORLDS)
def test_everybody_sees_what_the_rule_says_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, world: World
) -> None:
    released = tuple(r for r in world.released if r[0] in world.sellers[r[1]])
    world = replace(world, released=released)
    place = new_place(tmp_path_factory.mktemp("home"))
    cast = people_of_the_cast(place)
    names = build(place, cast, world)
    for name in LOOKING:
        scope = rights.scope(cast[name])
        with place.store.read() as connection:
            listed, total = calls.find_calls(connection, scope, CallFilter(), limit=99)
            said = calls.find_calls(connection, scope, CallFilter(words="lose"), limit=99)[0]
            found = {m.id for m in moments.find_moments(connection, scope)}
            for number, call in enumerate(names):
                sold = [*sorted(world.sellers[number]), None]
                may = {
                    f"{number}{s[0] if s else '-'}"
                    for s in sold
                    if seen(world, name, number, s if s in cast else None)
                }
                here = {m.id for m in moments.moments_of(connection, call, scope)}
                assert here == {m for m in found if m[0] == str(number)} == may, name
                told = calls.may_see(connection, scope, call)
                assert (told == "whole") == whole(world, name, number), name
                assert told != "none" or not here, name
        rule = {call for n, call in enumerate(names) if whole(world, name, n)}
        assert {line.id for line in listed} == {line.id for line in said} == rule, name
        assert total == len(rule)
    place.store.close()


def two_calls(place: Place) -> tuple[dict[str, Viewer], str]:
    cast = people_of_the_cast(place)
    talk = small_call("a" * 16)
    people_ = (talk.participants[0], replace(talk.participants[1], name="Jonas Brandt"))
    keep_talk(place, cast["Jonas Brandt"].person, replace(talk, participants=people_))
    set_moments(place, talk.id, a_moment("m1", talk.id, cast["Jonas Brandt"].person),
                a_moment("m2", talk.id, cast["Jonas Brandt"].person, place=1))  # fmt: skip
    return cast, talk.id


def test_a_moment_that_is_no_longer_found_keeps_what_people_said_about_it(place: Place) -> None:
    cast, call = two_calls(place)
    jonas = cast["Jonas Brandt"]
    with place.store.write() as connection:
        for name in ("m1", "m2"):
            moments.add_release(connection, Release(
                id=0, seller=jonas.person, call=call, moment=name, audience="coach", at="now"
            ))  # fmt: skip
        moments.add_mark(connection, Mark(
            id=0, call=call, moment="m1", author=jonas.person, author_name="", kind="dispute",
            grade=2, text="I came back to it.", visible="all", at="now"))  # fmt: skip
        moments.drop_releases(connection, jonas.person, call, "m2")
    marks = everything(place)["mark"]
    set_moments(place, call, a_moment("m3", call, jonas.person))
    with place.store.read() as connection:
        left = moments.moments_of(connection, call, None)
        counted = moments.counts(connection, seller=jonas.person)
    assert {m.id: m.gone is not None for m in left} == {"m1": True, "m3": False}
    assert sum(n for *_, n in counted) == 1
    assert everything(place)["mark"] == marks
    set_moments(place, call, a_moment("m1", call, jonas.person, grade=3))
    with place.store.read() as connection:
        (found,) = moments.moments_of(connection, call, None)
    assert (found.gone, found.grade) == (None, 3)
    assert everything(place)["mark"] == marks


def test_a_second_opinion_replaces_the_first_and_comments_add_up(place: Place) -> None:
    cast, call = two_calls(place)
    with place.store.write() as connection:
        for kind in ("agree", "comment", "disagree", "comment", "dispute"):
            moments.add_mark(connection, Mark(
                id=0, call=call, moment="m1", author=cast["Noor Haddad"].person, author_name="",
                kind=kind, grade=None, text=kind, visible="me", at="now"))  # fmt: skip
        noors = moments.marks_of(connection, call, cast["Noor Haddad"].person)
        others = moments.marks_of(connection, call, cast["Jonas Brandt"].person)
        assert not moments.drop_mark(connection, noors[0].id, cast["Jonas Brandt"].person)
    assert [mark.kind for mark in noors] == ["comment", "comment", "dispute"]
    assert others == ()


def test_a_promise_is_ticked_only_by_who_may_see_its_call(place: Place) -> None:
    cast, call = two_calls(place)
    with place.store.write() as connection:
        promises.set_promises(connection, call, [_promise(call)])
        (made,) = promises.promises(connection, rights.scope(cast["Jonas Brandt"]))
        for name in ("Otto Lindqvist", "Ines Moreau", "Noor Haddad", "Vera Blom"):
            assert not promises.tick(connection, rights.scope(cast[name]), made.id, "now")
            assert promises.promises(connection, rights.scope(cast[name])) == ()
        assert promises.tick(connection, rights.scope(cast["Jonas Brandt"]), made.id, "now")
        promises.set_promises(connection, call, [_promise(call)])
        (again,) = promises.promises(connection, rights.scope(cast["Jonas Brandt"]))
    assert again.done == "now"


def _promise(call: str) -> PromiseLine:
    return PromiseLine(
        id=0, call=call, call_title="", side="seller", owner="Jonas", quote="I send it.", turn=1,
        due="2026-12-01", done=None)  # fmt: skip


def test_what_a_transaction_wrote_before_it_failed_is_not_kept(place: Place) -> None:
    cast, call = two_calls(place)
    before = everything(place)
    with pytest.raises(ZeroDivisionError), place.store.write() as connection:
        moments.set_moments(connection, call, [], "now")
        calls.change_call(connection, call, {"title": "half"})
        assert 1 / 0
    assert everything(place) == before
    with place.store.read() as connection:
        calls.change_call(connection, call, {"title": "written while reading"})
    assert everything(place) == before
    assert cast
