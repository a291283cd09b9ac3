"""Who is who over calls: finding people, and mending where one is two or two are one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.people.deleting import delete_person
from sevendoors.core.conversation import Side
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import CallLine
from sevendoors.core.people import Person, Viewer
from sevendoors.store import accounts, calls, ends, log, people
from sevendoors.store.people_seen import people_seen, person_seen, written_in

PAGE = 50
MOST_CALLS = 20
MOST_ALIKE = 12
LONGEST_NAME = 120
UNNAMED = "You"  # how the first person is called until they say their name
LONGEST_MAIL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """One page of the people somebody may find; team: names by id."""

    people: Sequence[Person]
    total: int
    page: int
    pages: int
    words: str
    teams: dict[int, str]
    alone: bool
    keeps_accounts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One person as a viewer may see them, with what the viewer may do.

    written: the ways they are written in calls that the viewer sees, with how many. alike: who may
    be the same person. joined: whether a password was set yet. skills: whether there is a page of
    what they did with their chances.
    """

    person: Person
    written: Sequence[tuple[str, int]]
    calls: Sequence[CallLine]
    page: int
    pages: int
    alike: Sequence[Person]
    words: str
    team: str
    teams: Sequence[str]
    oneself: bool
    may_change: bool
    may_delete: bool
    may_take_out: bool
    keeps_accounts: bool
    joined: bool
    skills: bool


def find_people(place: Place, viewer: Viewer, words: str = "", page: int = 1) -> PeopleList:
    """List the people somebody has met in calls they may see, their team, and for an admin all accounts."""
    with place.store.read() as connection:
        _, total = _seen(connection, viewer, words, limit=1)
        pages = max(1, -(-total // PAGE))
        at = min(max(page, 1), pages)
        found, _ = _seen(connection, viewer, words, limit=PAGE, after=(at - 1) * PAGE)
        teams = {team.id: team.name for team in people.teams(connection)}
    return PeopleList(
        people=found, total=total, page=at, pages=pages, words=words, teams=teams,
        alone=viewer.alone, keeps_accounts=rights.may_keep_accounts(viewer),
    )  # fmt: skip


def _seen(
    connection: Connection, viewer: Viewer, words: str, *, limit: int, after: int = 0
) -> tuple[tuple[Person, ...], int]:
    return people_seen(
        connection, rights.scope(viewer), rights.people_beyond_calls(viewer), words=words,
        limit=limit, after=after,
    )  # fmt: skip


def _one(connection: Connection, viewer: Viewer, who: int) -> Person:
    """Give a person whom the viewer may see. Raises GoneError otherwise."""
    beyond = rights.people_beyond_calls(viewer)
    found = person_seen(connection, rights.scope(viewer), beyond, who)
    if found is None:
        raise GoneError
    return found


def _changeable(connection: Connection, viewer: Viewer, who: int) -> Person:
    person = _one(connection, viewer, who)
    rights.must(rights.may_change_person(viewer, person, met=person.calls > 0))
    return person


def person_page(
    place: Place, viewer: Viewer, who: int, words: str = "", page: int = 1
) -> PersonPage:
    """Show one person: names, the calls the viewer may see, and what may be mended.

    words: who to look for as the same person; their first name where nothing is asked.
    """
    scope = rights.scope(viewer)
    with place.store.read() as connection:
        person = _one(connection, viewer, who)
        may_change = rights.may_change_person(viewer, person, met=person.calls > 0)
        pages = max(1, -(-person.calls // MOST_CALLS))
        at = min(max(page, 1), pages)
        held, _ = calls.find_calls(connection, scope, calls.CallFilter(who=who), limit=MOST_CALLS,
                                   after=(at - 1) * MOST_CALLS)  # fmt: skip
        asked = words or (person.name.split() or [""])[0]
        alike = _alike(connection, viewer, person, asked) if may_change else ()
        teams = {team.id: team.name for team in people.teams(connection)}
        account = accounts.account_of(connection, who)
        written = written_in(connection, scope, who)
    return PersonPage(
        person=person,
        written=written,
        calls=held,
        page=at,
        pages=pages,
        alike=alike,
        words=asked,
        team=teams.get(person.team or 0, ""),
        teams=tuple(teams.values()),
        oneself=who == viewer.person,
        may_change=may_change,
        may_delete=rights.may_delete_person(viewer, person)
        and not (viewer.alone and who == viewer.person),
        may_take_out=rights.may_export_person(viewer, who),
        keeps_accounts=rights.may_keep_accounts(viewer) and not viewer.alone,
        joined=account is not None and account.password is not None,
        skills=account is not None and rights.may_see_person(viewer, person),
    )


def _alike(
    connection: Connection, viewer: Viewer, person: Person, words: str
) -> tuple[Person, ...]:
    """List who may be the same person: those named so whom the viewer may change as well.

    Who is alone stands first: that a seller in calls is oneself is said most often.
    """
    found, _ = _seen(connection, viewer, words, limit=MOST_ALIKE + 1)
    own = _one(connection, viewer, viewer.person)
    mine = (own,) if viewer.alone and own not in found and person.side != Side.BUYER else ()
    return tuple(
        one for one in (*mine, *found)
        if one.id != person.id
        and not (one.signs_in and person.signs_in)
        and rights.may_change_person(viewer, one, met=one.calls > 0)
    )[:MOST_ALIKE]  # fmt: skip


def merge(place: Place, viewer: Viewer, who: int, other: int) -> int:
    """Make two people one: `who` becomes `other`; gives who is left.

    Who signs in is always left. Raises DoorsError where both do, or where both are the same.
    """
    with place.store.write() as connection:
        first = _changeable(connection, viewer, who)
        second = _changeable(connection, viewer, other)
        if first.id == second.id:
            raise DoorsError("These are the same person already.", fix="Choose somebody else.")
        if first.signs_in and second.signs_in:
            raise DoorsError("Both of them sign in here.", fix="End one of the two accounts first.")
        keep, drop = (first, second) if first.signs_in else (second, first)
        people.merge(connection, keep.id, drop.id)
        if keep.name == UNNAMED:
            people.rename(connection, keep.id, drop.name)
        if keep.signs_in:
            log.note(
                connection, at=place.now(), who=viewer.person, about=keep.id,
                what="said that somebody met in calls is you",
            )  # fmt: skip
    return keep.id


def split(place: Place, viewer: Viewer, who: int, written: str) -> int:
    """Make the one written this way a person of their own; gives the new one.

    Raises DoorsError where it is the only way they are written.
    """
    with place.store.write() as connection:
        person = _changeable(connection, viewer, who)
        names = dict(written_in(connection, rights.scope(viewer), who))
        rights.must(written in names)
        new = people.split(connection, person.id, written, place.now())
        if new is None:
            raise DoorsError(
                "This is the only way they are written.", where=written,
                fix="Give the whole person another name instead.",
            )  # fmt: skip
        if person.signs_in:
            log.note(
                connection, at=place.now(), who=viewer.person, about=person.id,
                what="said that a name in calls is not you",
            )  # fmt: skip
    return new


def rename(place: Place, viewer: Viewer, who: int, name: str) -> None:
    """Write somebody's name another way; from then on they are recognised by both."""
    named = checked_name(name)
    with place.store.write() as connection:
        person = _changeable(connection, viewer, who)
        people.rename(connection, person.id, named)


def checked_name(name: str) -> str:
    """Give a name without spare spaces. Raises DoorsError where nothing, or too much, is left."""
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME:
        raise DoorsError(
            f"A name has 1 to {LONGEST_NAME} characters.", where="Name", fix="Write it again."
        )
    return named


def checked_mail(email: str) -> str:
    """Give an e-mail without spaces around it, or nothing. Raises DoorsError for anything else."""
    mail = email.strip()
    if mail and ("@" not in mail or len(mail) > LONGEST_MAIL or len(mail.split()) > 1):
        raise DoorsError("This is not an e-mail.", where=mail[:60], fix="Write it as NAME@PLACE.")
    return mail


def place_on(place: Place, viewer: Viewer, who: int, side: str) -> None:
    """Say on which side somebody sits in calls to come."""
    if side not in {one.value for one in Side}:
        raise DoorsError("A side is seller, buyer or unknown.", fix="Choose one of the three.")
    with place.store.write() as connection:
        person = _changeable(connection, viewer, who)
        people.set_side(connection, person.id, side)


def to_forget(place: Place, viewer: Viewer, named: str) -> tuple[Person, int]:
    """Find who asked to be forgotten by their exact name or e-mail, though the admin never met them.

    Gives the person and how many calls would go with them.
    """
    rights.must(rights.may_keep_accounts(viewer))
    text = " ".join(named.split())
    keys = people.keys_of(text, text if "@" in text else None)
    with place.store.read() as connection:
        who = people.known_as(connection, keys)
        person = people.person_of(connection, who) if who is not None else None
        if person is None:
            raise DoorsError(
                "Nobody here goes by exactly this name or e-mail.", where=text or "Name",
                fix="Write first and last name as in the call, or the e-mail.",
            )  # fmt: skip
        return person, len(ends.calls_with(connection, person.id))


def forget(place: Place, viewer: Viewer, who: int, typed: str) -> int:
    """Delete somebody with every call they took part in, after their name was typed.

    Gives how many calls went with them. Raises DoorsError where the name typed is another.
    """
    with place.store.read() as connection:
        person = people.person_of(connection, who)
    if person is None:
        raise GoneError
    rights.must(rights.may_delete_person(viewer, person))
    if _plain(typed) != _plain(person.name):
        raise DoorsError(
            "The name typed is not theirs; nothing was deleted.",
            fix="Type it as it stands on their page.",
        )
    return delete_person(place, viewer, who)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
