"""A report on one seller: for the seller all of it, for others what that seller let be seen."""

from collections.abc import Sequence

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.invented import said_of
from sevendoors.app.base.place import Place
from sevendoors.app.calls.moment_cards import card
from sevendoors.app.numbers.report_numbers import (
    number_words,
    told_qualities,
    told_skills,
    told_whole,
)
from sevendoors.app.numbers.skills_page import seen_person
from sevendoors.app.numbers.tracking import Numbers, my_gaps, person_numbers
from sevendoors.app.numbers.two_moments import two_moments
from sevendoors.app.reports.report import Part, Report, Row, note_looks, row_of
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Person, Viewer
from sevendoors.core.score import Estimate
from sevendoors.store import people, tallies
from sevendoors.track.gap import Gap

_NOBODY = "There is nobody of that name whose report you may see."
_NOT_ASKED = (
    "You were not asked enough yet: questions of judgement, and what you believe of yourself, are "
    "on the page Practise. Only you see this part."
)
NO_CALL = "No call is kept here yet. Bring some in: doors import PATH"


def person_report(place: Place, viewer: Viewer, who: int) -> Report:
    """Report on a seller as far as the viewer may see. Raises GoneError for strangers."""
    with place.store.read() as connection:
        person = seen_person(connection, viewer, who)
    numbers = person_numbers(place, viewer, who)
    own = who == viewer.person
    missing = _missing(numbers, person, own=own)
    if missing:
        return _report(place, person, (missing,), own=own)
    note_looks(place, viewer, (who,))
    with place.store.read() as connection:
        moments = two_parts(connection, viewer, who)
    lead = (numbers.coverage(who), numbers.room(who))
    return _report(place, person, lead, own=own, parts=(
        Part(key="skills", title="The seven skills",
             rows=tuple(row_of(told) for told in (*told_skills(numbers, who), told_whole(numbers, who)))),
        Part(key="qualities", title="The human qualities, from the same moments",
             rows=tuple(row_of(told) for told in told_qualities(numbers, who))),
        *((_known(numbers, my_gaps(place, viewer, numbers)),) if own else ()),
        moments,
    ))  # fmt: skip


def _report(
    place: Place, person: Person, lead: tuple[str, ...], *, own: bool, parts: tuple[Part, ...] = ()
) -> Report:
    who = "you" if own else person.name
    return Report(kind="person", title=f"What {who} did with the chances buyers gave",
                  of=person.name, day=place.today(), lead=(*said_of(place), *lead), parts=parts)  # fmt: skip


def _missing(numbers: Numbers, person: Person, *, own: bool) -> str:
    """Say in one sentence why there is nothing to report, or give an empty text."""
    if (own or numbers.own is None) and not numbers.sold:
        return NO_CALL
    if own and not len(numbers.rows.of(person.id).call):
        return f"{numbers.coverage(person.id)} So there is no chance to report on."
    if person.id not in numbers.told:
        nothing = (
            "had no chance to answer yet" if numbers.own is None else "let nothing be seen yet"
        )
        return f"{person.name} {nothing}."
    return ""


def two_parts(connection: Connection, viewer: Viewer, who: int) -> Part:
    """Give the two moments to speak of, each with its words."""
    keep, look = two_moments(connection, rights.scope(viewer), who)
    named = (("One to keep", keep), ("One to look at", look))
    return Part(key="moments", title="Two moments",
                quotes=tuple((what, card(one)) for what, one in named if one))  # fmt: skip


def _known(numbers: Numbers, gaps: Sequence[Gap]) -> Part:
    """Lay what was asked beside what was seen; skills of which nothing was asked are left out."""
    titles = {rule.key: rule.title for rule in numbers.rules}
    rows = tuple(
        row
        for one in gaps
        for row in (
            Row(key=f"{one.skill}.believe", title=f"{titles[one.skill]}: what you believe",
                number=one.believe, figure=number_words(one.believe), words=(one.words,)),
            Row(key=f"{one.skill}.know", title=f"{titles[one.skill]}: what you know",
                number=one.know, figure=number_words(one.know)),
        )
        if isinstance(row.number, Estimate)
    )  # fmt: skip
    words = ("Only you see this part.",) if rows else (_NOT_ASKED,)
    return Part(key="known", title="What you believe, know and do", words=words, rows=rows)


def named_person(place: Place, viewer: Viewer, name: str) -> int:
    """Find a seller by name, or an unmistakable part of it, among those the viewer may see.

    Without a name it is the viewer. Raises DoorsError for none, or for several.
    """
    known = _known_people(place, viewer)
    wanted = " ".join(name.casefold().split())
    if not wanted:
        return _myself(viewer, known)
    found = [one for one in known if one.name.casefold() == wanted] or [
        one for one in known if wanted in one.name.casefold()
    ]
    if len(found) == 1:
        return found[0].id
    if found:
        raise DoorsError("Several are called so.", where=name,
                         fix=f"Name one: {', '.join(one.name for one in found)}.")  # fmt: skip
    raise DoorsError(_NOBODY, where=name)


def _known_people(place: Place, viewer: Viewer) -> list[Person]:
    with place.store.read() as connection:
        own = people.person_of(connection, viewer.person)
        others = (
            tallies.sellers_known(connection)
            if viewer.alone
            else people.with_accounts(connection, team_id=viewer.team)
            if viewer.team
            else ()
        )
    may = [one for one in others if rights.may_see_person(viewer, one) and one.id != viewer.person]
    return [*([own] if own else []), *may]


def _myself(viewer: Viewer, known: Sequence[Person]) -> int:
    """Alone, before anybody said who they are, the only seller there is stands for them."""
    others = [one for one in known if one.id != viewer.person]
    if viewer.alone and viewer.name == "You" and others:
        if len(others) == 1:
            return others[0].id
        raise DoorsError("Several people sell in the calls that are here.",
                         fix=f"Name one: {', '.join(one.name for one in others)}.")  # fmt: skip
    return viewer.person
