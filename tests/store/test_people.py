"""People: whoever was made one can be made two again, and nothing of either is lost."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.looking import a_moment, everything, keep_talk, set_moments, small_call
from tests.web.place import new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.core.kept import Guess, Mark
from sevendoors.store import calls, moments, people


def keep_with(place: Place, owner: int, number: int, sellers: list[str]) -> str:
    talk = small_call(f"{number:016x}")
    marta, jonas = talk.participants
    sold = [replace(jonas, id=f"s{n}", name=name) for n, name in enumerate(sellers)]
    keep_talk(place, owner, replace(talk, participants=(marta, *sold)))
    return talk.id


def who_is(place: Place, name: str) -> int:
    with place.store.read() as connection:
        found = people.known_as(connection, people.keys_of(name, None))
    assert found is not None
    return found


def told(place: Place, names: list[str]) -> list[tuple[str, str, str]]:
    """Say who was where, by the name written there and the name known."""
    with place.store.read() as connection:
        return [(a.call, a.written, a.name) for a in calls.people_of(connection, names)]


def test_merged_and_split_again_everybody_has_their_own_calls_and_answers(place: Place) -> None:
    owner = people_of_the_cast(place)["Vera Blom"].person
    first = keep_with(place, owner, 1, ["Tom Keller"])
    second = keep_with(place, owner, 2, ["Thomas Keller"])
    tom, thomas = who_is(place, "Tom Keller"), who_is(place, "Thomas Keller")
    set_moments(place, first, a_moment("m1", first, tom))
    set_moments(place, second, a_moment("m2", second, thomas))
    before = told(place, [first, second])
    with place.store.write() as connection:
        people.merge(connection, tom, thomas)
    assert {name for call, _, name in told(place, [second]) if name != "Marta Oliveira"} == {
        "Tom Keller"
    }
    assert who_is(place, "Thomas Keller") == tom
    with place.store.write() as connection:
        assert [n for n, _ in people.written_as(connection, tom)] == ["Thomas Keller", "Tom Keller"]
        new = people.split(connection, tom, "Thomas Keller", place.now())
    assert told(place, [first, second]) == before
    assert who_is(place, "Thomas Keller") == new != tom
    with place.store.read() as connection:
        sellers = [moments.moments_of(connection, c, None)[0].seller for c in (first, second)]
    assert sellers == [tom, new]


def test_a_call_read_after_the_merge_knows_them_as_one_and_after_the_split_as_two(
    place: Place,
) -> None:
    owner = people_of_the_cast(place)["Vera Blom"].person
    keep_with(place, owner, 1, ["Tom Keller"])
    keep_with(place, owner, 2, ["Thomas Keller"])
    tom, thomas = who_is(place, "Tom Keller"), who_is(place, "Thomas Keller")
    with place.store.write() as connection:
        people.merge(connection, tom, thomas)
    third = keep_with(place, owner, 3, ["Thomas Keller"])
    assert (third, "Thomas Keller", "Tom Keller") in told(place, [third])
    with place.store.write() as connection:
        people.split(connection, tom, "Thomas Keller", place.now())
    fourth = keep_with(place, owner, 4, ["Thomas Keller"])
    names = told(place, [third, fourth])
    assert (third, "Thomas Keller", "Thomas Keller") in names
    assert (fourth, "Thomas Keller", "Thomas Keller") in names


def test_a_merge_keeps_marks_and_guesses_of_both(place: Place) -> None:
    cast = people_of_the_cast(place)
    owner = cast["Vera Blom"].person
    first = keep_with(place, owner, 1, ["Tom Keller"])
    second = keep_with(place, owner, 2, ["Thomas Keller"])
    tom, thomas = who_is(place, "Tom Keller"), who_is(place, "Thomas Keller")
    now = place.now()
    for call, who in ((first, tom), (second, thomas)):
        set_moments(place, call, a_moment(f"m{who}", call, who))
        with place.store.write() as connection:
            moments.add_mark(connection, Mark(
                id=0, call=call, moment=f"m{who}", author=who, author_name="", kind="agree",
                grade=None, text="", visible="me", at=now))  # fmt: skip
            moments.set_guess(connection, Guess(call=call, person=who, taken=who, at=now))
    with place.store.write() as connection:
        people.merge(connection, tom, thomas)
        marks = [moments.marks_of(connection, call, tom) for call in (first, second)]
        guesses = [moments.guess_of(connection, call, tom) for call in (first, second)]
    assert [len(found) for found in marks] == [1, 1]
    assert [guess and guess.taken for guess in guesses] == [tom, thomas]


def test_who_is_written_one_way_only_cannot_be_split(place: Place) -> None:
    owner = people_of_the_cast(place)["Vera Blom"].person
    keep_with(place, owner, 1, ["Tom Keller"])
    before = everything(place)
    with place.store.write() as connection:
        for written in ("Tom Keller", "Nobody", "", "' OR 1=1 --"):
            assert people.split(connection, who_is(place, "Tom Keller"), written, "now") is None
        people.merge(connection, who_is(place, "Tom Keller"), who_is(place, "Tom Keller"))
    assert everything(place) == before


NAMES = ["Tom Keller", "Thomas Keller", "T. Keller", "Aisha Rahman"]
STEPS = st.lists(
    st.tuples(st.sampled_from(["call", "merge", "split"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    max_size=9,
)  # fmt: skip


@settings(max_examples=12, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(steps=STEPS)
def test_whatever_is_merged_and_split_nobody_leaves_a_call_they_were_in(
    tmp_path_factory: object, steps: list[tuple[str, str, str]]
) -> None:
    place = new_place(tmp_path_factory.mktemp("home"))  # type: ignore[attr-defined]
    owner = people_of_the_cast(place)["Vera Blom"].person
    kept: dict[str, set[str]] = {}
    for number, (what, one, other) in enumerate([("call", NAMES[0], NAMES[1]), *steps]):
        with place.store.read() as connection:
            ids = [people.known_as(connection, people.keys_of(name, None)) for name in (one, other)]
        if what == "call":
            sellers = sorted({one, other})
            kept[keep_with(place, owner, number, sellers)] = {*sellers, "Marta Oliveira"}
        elif what == "merge" and ids[0] and ids[1]:
            with place.store.write() as connection:
                people.merge(connection, ids[0], ids[1])
        elif what == "split" and ids[0]:
            with place.store.write() as connection:
                people.split(connection, ids[0], other, place.now())
        with place.store.read() as connection:
            met = calls.people_of(connection, list(kept))
        for call, written in kept.items():
            assert {a.written for a in met if a.call == call} == written
    place.store.close()
