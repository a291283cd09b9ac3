"""The library of what good sounds like: answers that their sellers put there for their team."""

from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.skill_rows import codes_of
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.calls.moment_cards import Card, card
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.store import examples, log
from sevendoors.store.examples import ExampleLine

LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One answer as the team reads it: the words of both, who answered, and what they noted.

    Which call it is from, and who bought, is told to its seller alone.
    """

    card: Card
    name: str
    note: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The page: examples, and one's own answers that could stand there too."""

    skill: str
    title: str
    skills: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    own: tuple[Card, ...]
    conduct: str


def library(place: Place, viewer: Viewer, skill: str = "") -> Library:
    """Show the examples of one's team, of all skills or of one. Raises DoorsError."""
    rights.must(rights.may_see_examples(viewer))
    book = codebook_in_use()
    known = {one.key: one for one in book.skills}
    if skill and skill not in known:
        raise DoorsError("There is no skill of that name.", fix="Choose one from the list.")
    found = shown_examples(place, viewer, skill)
    with place.store.read() as connection:
        mine = examples.could_stand(connection, viewer.person, released=not viewer.alone)
    return Library(
        skill=skill,
        title=known[skill].title if skill else "",
        conduct=known[skill].conduct if skill else "",
        skills=tuple((one.key, one.title) for one in book.skills),
        examples=found,
        own=tuple(card(one) for one in mine),
    )


def shown_examples(
    place: Place, viewer: Viewer, skill: str = "", limit: int = 60
) -> tuple[Example, ...]:
    """List examples the viewer may read, the latest first."""
    codes = codes_of(codebook_in_use())[skill] if skill else None
    with place.store.read() as connection:
        lines = examples.examples(connection, team=viewer.team, own=viewer.person, codes=codes,
                                  everybody=viewer.alone, limit=limit)  # fmt: skip
    looked_over(place, viewer, {(one.placed.moment.call, one.seller) for one in lines})
    return tuple(_example(viewer, one) for one in lines)


def _example(viewer: Viewer, line: ExampleLine) -> Example:
    return Example(card=card(line.placed), name=line.name, note=line.note,
                   own=rights.may_show_as_example(viewer, line.seller))  # fmt: skip


def put_in(place: Place, viewer: Viewer, which: str, note: str) -> None:
    """Put an answer of one's own into the library. Raises GoneError where it may not stand there."""
    words = " ".join(note.split())
    if len(words) > LONGEST_NOTE:
        raise DoorsError(f"A note has at most {LONGEST_NOTE} letters.", fix="Write it shorter.")
    with place.store.write() as connection:
        call = examples.may_stand(connection, which, viewer.person, released=not viewer.alone)
        rights.must(call is not None and rights.may_show_as_example(viewer, viewer.person))
        examples.put(connection, which, str(call), viewer.person, words, place.now())
        log.note(connection, at=place.now(), who=viewer.person, about=viewer.person, call=call,
                 what="put an answer into the library")  # fmt: skip


def take_out_again(place: Place, viewer: Viewer, which: str) -> None:
    """Take an answer of one's own out of the library. Raises GoneError."""
    with place.store.write() as connection:
        rights.must(examples.take_out(connection, which, viewer.person))
        log.note(connection, at=place.now(), who=viewer.person, about=viewer.person,
                 what="took an answer out of the library")  # fmt: skip
