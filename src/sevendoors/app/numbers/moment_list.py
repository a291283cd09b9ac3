"""The list behind every number: the moments that were counted, quoted, with the way to each call."""

from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.skill_rows import codes_of
from sevendoors.app.base.words import GRADE_WORDS
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.calls.moment_cards import Card, card
from sevendoors.app.numbers.skills_page import seen_person
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Person, Viewer
from sevendoors.store import tallies
from sevendoors.store.tallies import Narrowed

PER_PAGE = 25
OUTCOMES = {
    **{word: (grade,) for grade, word in GRADE_WORDS.items()},
    "taken or opened": (2, 3),
    "missed or noted": (0, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentAsk:
    """What the list is narrowed to, as it stands in the address; empty means all."""

    person: int | None = None
    skill: str = ""
    outcome: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentList:
    """One page of moments. person: whose; None where they are of all whom one may see."""

    asked: MomentAsk
    person: Person | None
    own: bool
    title: str
    cards: tuple[Card, ...]
    total: int
    pages: int
    skills: tuple[tuple[str, str], ...]


def moment_list(place: Place, viewer: Viewer, asked: MomentAsk) -> MomentList:
    """List moments somebody may see, newest call first. Raises GoneError, DoorsError."""
    book = codebook_in_use()
    skills = {skill.key: skill.title for skill in book.skills}
    if asked.skill and asked.skill not in skills:
        raise DoorsError("There is no skill of that name.", fix="Choose one from the list.")
    if asked.outcome and asked.outcome not in OUTCOMES:
        raise DoorsError("A chance is missed, noted, taken or opened.", fix="Choose one of these.")
    narrowed = Narrowed(
        seller=asked.person,
        codes=codes_of(book)[asked.skill] if asked.skill else None,
        grades=OUTCOMES[asked.outcome] if asked.outcome else None,
    )
    with place.store.read() as connection:
        person = seen_person(connection, viewer, asked.person) if asked.person else None
        found, total = tallies.placed_moments(
            connection, rights.scope(viewer), narrowed, limit=PER_PAGE,
            after=(asked.page - 1) * PER_PAGE,
        )  # fmt: skip
    looked_over(place, viewer, {(p.moment.call, p.moment.seller) for p in found})
    return MomentList(
        asked=asked,
        person=person,
        own=asked.person == viewer.person,
        title=skills.get(asked.skill, "All chances"),
        cards=tuple(card(one) for one in found),
        total=total,
        pages=max(1, -(-total // PER_PAGE)),
        skills=tuple(skills.items()),
    )
