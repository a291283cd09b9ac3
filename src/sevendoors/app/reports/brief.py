"""One page for a talk between two: what a seller let be seen, with the words to begin from.

The seller may open the same page, seen with the eyes of whoever leads or coaches them, and reads on
it when it was opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.invented import said_of
from sevendoors.app.base.place import Place, viewer_of
from sevendoors.app.base.words import GRADE_WORDS
from sevendoors.app.calls.moment_cards import Card, card
from sevendoors.app.numbers.report_numbers import Told, told_skills
from sevendoors.app.numbers.tracking import person_numbers
from sevendoors.app.numbers.two_moments import two_moments
from sevendoors.app.reports.brief_next import Proposal, last_agreed, proposal
from sevendoors.app.reports.report import note_looks
from sevendoors.app.team.assigning import Agreed, agreed_in_team
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import Mark
from sevendoors.core.people import Person, Role, Viewer
from sevendoors.store import accounts, log, moments, people, tallies

OPENED = "opened the page for a talk with you"
LONGEST_QUOTE, LONGEST_WORDS, LONGEST_SAID, MOST_SAID, MOST_OPENINGS = 220, 130, 90, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said about a moment: agreed, saw it differently (as what), or a comment."""

    who: str
    how: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The page: two moments, one thing to keep, one thing to practise, the numbers, what was agreed.

    own: the seller looks at it. eyes: with whose sight it is made, empty where that is nobody yet.
    shortened: a quote was cut to keep to one page. opened: who opened it, and when, the last first.
    invented: said where everything here is made up.
    """

    who: int
    name: str
    own: bool
    alone: bool
    eyes: str
    day: str
    calls: int
    chances: int
    taken: int
    keep: Card | None
    look: Card | None
    said: dict[str, tuple[Said, ...]]
    shortened: bool
    rows: tuple[Told, ...]
    proposal: Proposal | None
    agreed: tuple[Agreed, ...]
    opened: tuple[tuple[str, str], ...]
    invented: tuple[str, ...] = ()


def brief(place: Place, viewer: Viewer, who: int, eyes: int | None = None) -> Brief:
    """Make the page for a talk with a seller of one's team, or one's own. Raises GoneError for others.

    eyes: for the seller, with whose sight; without, the leader's, else the coach's.
    """
    with place.store.read() as connection:
        person = people.person_of(connection, who)
        if person is None:
            raise GoneError
        rights.must(rights.may_open_brief(viewer, person))
        own = who == viewer.person and not viewer.alone
        sight = _sight(connection, person, eyes) if own else viewer
    if not own:
        _note(place, viewer, who)
    numbers = person_numbers(place, sight, who) if sight.team or sight.alone else None
    agreed = last_agreed(agreed_in_team(place, sight, [person]))
    rows = told_skills(numbers, who) if numbers is not None and who in numbers.told else ()
    with place.store.read() as connection:
        scope = rights.scope(sight)
        seen = tallies.tally(connection, scope, [who]) if sight.team or sight.alone else ()
        keep, look = two_moments(connection, scope, who) if seen else (None, None)
        cards = [card(one) for one in (keep, look) if one]
        short = {one.id: _short(one) for one in cards}
        return Brief(
            who=who, name=person.name, own=own, alone=viewer.alone, eyes=sight.name,
            day=place.today(), calls=len({row.call for row in seen}),
            chances=sum(row.n for row in seen),
            taken=sum(row.n for row in seen if row.grade >= Grade.TAKEN),
            keep=short[keep.moment.id] if keep else None,
            look=short[look.moment.id] if look else None,
            said=_said_to(connection, cards),
            shortened=any(short[one.id].quote != one.quote or short[one.id].answer != one.answer
                          for one in cards),
            rows=rows, proposal=proposal(place, Cue(look.moment.code)) if look else None,
            agreed=agreed, opened=_opened(connection, who), invented=said_of(place),
        )  # fmt: skip


def _sight(connection: Connection, person: Person, eyes: int | None) -> Viewer:
    """Give the sight of whoever leads or coaches a seller; of a leader to come where nobody does."""
    near = [
        one
        for role in (Role.LEADER, Role.COACH)
        for one in accounts.accounts(connection)
        if role in one.roles and one.team == person.team and one.person != person.id
    ]
    if person.team is None or not near:
        return rights.some_leader(person.team)
    found = next((one for one in near if one.person == eyes), None if eyes else near[0])
    if found is None:
        raise GoneError
    return viewer_of(found, alone=False)


def _note(place: Place, viewer: Viewer, who: int) -> None:
    """Write down, once a day, that the page was opened, and in whose calls somebody looked."""
    note_looks(place, viewer, (who,))
    if viewer.alone:
        return
    with place.store.read() as connection:
        told = log.noted_since(connection, who=viewer.person, what=OPENED, call=None,
                               since=place.today())  # fmt: skip
    if who not in told:
        with place.store.write() as connection:
            log.note(connection, at=place.now(), who=viewer.person, what=OPENED, about=who)


def _opened(connection: Connection, who: int) -> tuple[tuple[str, str], ...]:
    lines = [line for line in log.log_about(connection, who) if line.what == OPENED]
    return tuple((line.who, line.at) for line in lines[:MOST_OPENINGS])


def shorten(text: str, most: int) -> str:
    """Cut a text at a word, with three dots where something is left out."""
    if len(text) <= most:
        return text
    cut = text[:most].rsplit(" ", 1)[0] if " " in text[:most] else text[:most]
    return f"{cut} …"


def _short(one: Card) -> Card:
    return replace(
        one, quote=shorten(one.quote, LONGEST_QUOTE), answer=shorten(one.answer, LONGEST_QUOTE),
        why=shorten(one.why, LONGEST_WORDS), better=shorten(one.better, LONGEST_WORDS),
        call_title=shorten(one.call_title, 60),
    )  # fmt: skip


def _said_to(connection: Connection, cards: Sequence[Card]) -> dict[str, tuple[Said, ...]]:
    """Give what was said to these moments for all to read; private words stay private here too."""
    marks = [
        mark
        for call in sorted({one.call for one in cards})
        for mark in moments.marks_of(connection, call, 0)
    ]
    return {
        one.id: tuple(_said(m) for m in marks if m.moment == one.id)[:MOST_SAID] for one in cards
    }


_HOW = {"agree": "agrees", "disagree": "sees it differently", "comment": "writes"}


def _said(mark: Mark) -> Said:
    how = _HOW.get(mark.kind, "sees it differently")
    if mark.kind == "dispute" and mark.grade is not None:
        how = f"says {GRADE_WORDS[Grade(mark.grade)]}"
    return Said(who=mark.author_name, how=how, text=shorten(mark.text, LONGEST_SAID))
