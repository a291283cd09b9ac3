"""One page for a talk between two: what a seller let be seen, with the words to begin from."""

from dataclasses import dataclass

from sevendoors.app import rights
from sevendoors.app.me_page import two_moments
from sevendoors.app.moment_cards import Card, card
from sevendoors.app.place import Place
from sevendoors.app.skills_page import Skills, skills_of_person
from sevendoors.app.words import GRADE_WORDS
from sevendoors.core.codes import Grade
from sevendoors.core.kept import Mark
from sevendoors.core.people import Viewer
from sevendoors.store import moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said about a moment: agreed, saw it differently (as what), or a comment."""

    who: str
    how: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The page: skills, one moment to keep, one to look at, and what was said about them."""

    skills: Skills
    keep: Card | None
    look: Card | None
    said: dict[str, tuple[Said, ...]]
    day: str


def brief(place: Place, viewer: Viewer, who: int) -> Brief:
    """Make the page for a talk with a seller of one's team. Raises GoneError for others."""
    rights.must(rights.may_see_team(viewer))
    skills = skills_of_person(place, viewer, who)
    with place.store.read() as connection:
        keep, look = two_moments(connection, rights.scope(viewer), who)
        cards = [card(one) for one in (keep, look) if one]
        marks = [
            mark
            for call in sorted({one.call for one in cards})
            for mark in moments.marks_of(connection, call, viewer.person)
        ]
    return Brief(
        skills=skills,
        keep=card(keep) if keep else None,
        look=card(look) if look else None,
        said={one.id: tuple(_said(m) for m in marks if m.moment == one.id) for one in cards},
        day=place.today(),
    )


_HOW = {"agree": "agrees", "disagree": "sees it differently", "comment": "writes"}


def _said(mark: Mark) -> Said:
    how = _HOW.get(mark.kind, "sees it differently")
    if mark.kind == "dispute" and mark.grade is not None:
        how = f"says {GRADE_WORDS[Grade(mark.grade)]}"
    return Said(who=mark.author_name, how=how, text=mark.text)
