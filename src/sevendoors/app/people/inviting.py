"""Inviting people and saying what they are here for; an admin's work, each step in the log."""

import secrets
from collections.abc import Iterable

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.people.access import LINK_DAYS, hashed
from sevendoors.app.people.people_kept import checked_mail, checked_name
from sevendoors.app.people.settings_kept import nobody_elses
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Person, Role, Viewer
from sevendoors.store import accounts, log, moments, people

_LAST_ADMIN = "The only admin stays one."
_MAKE_ONE = "Make somebody else admin first."


def invite(
    place: Place, viewer: Viewer, *, name: str, email: str, roles: Iterable[Role], team: str
) -> str:
    """Invite somebody; gives the secret of their one-time link. Only an admin may.

    Raises DoorsError without name, e-mail or role, or while the admin has no password of their own.
    """
    rights.must(rights.may_keep_accounts(viewer))
    chosen = frozenset(roles)
    if not name.strip() or not email.strip() or not chosen:
        raise DoorsError(
            "An invitation needs a name, an e-mail and at least one role.", fix="Fill in all three."
        )
    with place.store.write() as connection:
        own = accounts.account_of(connection, viewer.person)
        if own is None or own.password is None or not own.email:
            raise DoorsError(
                "Before a second person joins, you need an e-mail and a password of your own.",
                fix="Set them under Settings, then invite.",
            )
        who = _invited(place, connection, checked_name(name), checked_mail(email))
        accounts.add_account(connection, who, chosen, place.now())
        _into_team(connection, who, team)
        return _link(place, connection, viewer, who, "invited you")


def _invited(place: Place, connection: Connection, name: str, email: str) -> int:
    """Find somebody known from calls, or make them new; who signs in already is not invited."""
    known = people.known_as(connection, people.keys_of(name, email))
    held = accounts.account_by_mail(connection, email)
    if held or (known is not None and accounts.account_of(connection, known)):
        raise DoorsError(
            "This person has an account already.",
            where=name,
            fix="Make a new link on their page if the password is lost.",
        )
    if known is None:
        return people.add_person(connection, name=name, email=email, now=place.now())
    people.set_mail(connection, known, email)
    return known


def _link(place: Place, connection: Connection, viewer: Viewer, who: int, what: str) -> str:
    secret = secrets.token_urlsafe(24)
    accounts.add_link(connection, hashed=hashed(secret), purpose="join", who=who,
                      expires=place.later(days=LINK_DAYS))  # fmt: skip
    log.note(connection, at=place.now(), who=viewer.person, what=what, about=who)
    return secret


def new_link(place: Place, viewer: Viewer, who: int) -> str:
    """Make a new one-time link for somebody who lost their password. Only an admin may."""
    rights.must(rights.may_keep_accounts(viewer))
    with place.store.write() as connection:
        _signing_in(connection, who)
        return _link(place, connection, viewer, who, "made you a new link to sign in")


def set_roles(place: Place, viewer: Viewer, who: int, roles: Iterable[Role]) -> None:
    """Say what somebody is here for. Only an admin may; the last admin stays one."""
    rights.must(rights.may_keep_accounts(viewer))
    chosen = frozenset(roles)
    if not chosen:
        raise DoorsError("At least one role is needed.", fix="End the account instead.")
    with place.store.write() as connection:
        _signing_in(connection, who)
        if Role.ADMIN not in chosen:
            _not_the_last(connection, who)
        accounts.set_roles(connection, who, chosen)
        told = "made you " + ", ".join(sorted(chosen))
        log.note(connection, at=place.now(), who=viewer.person, what=told, about=who)


def set_mail(place: Place, viewer: Viewer, who: int, email: str) -> None:
    """Say by which e-mail somebody signs in and is found in calls to come. Only an admin may."""
    rights.must(rights.may_keep_accounts(viewer))
    mail = checked_mail(email)
    if not mail:
        raise DoorsError("They sign in by their e-mail.", fix="Fill it in.")
    with place.store.write() as connection:
        before = _signing_in(connection, who).email
        nobody_elses(connection, who, mail)
        people.set_mail(connection, who, mail)
        if before != mail:
            told = "changed your e-mail"
            log.note(connection, at=place.now(), who=viewer.person, what=told, about=who)


def set_team(place: Place, viewer: Viewer, who: int, team: str) -> bool:
    """Put somebody into a team (none where empty); gives whether anything changed.

    What they had released was for the old coach and leader: it is taken back.
    """
    rights.must(rights.may_keep_accounts(viewer))
    with place.store.write() as connection:
        before = _signing_in(connection, who).team
        _into_team(connection, who, team)
        now = people.person_of(connection, who)
        if now is None or now.team == before:
            return False
        for one in moments.releases(connection, seller=who):
            moments.drop_releases(connection, who, one.call)
        told = f"moved you to the team {team.strip()}" if team.strip() else "took you out of a team"
        log.note(connection, at=place.now(), who=viewer.person, what=told, about=who)
    return True


def end_account(place: Place, viewer: Viewer, who: int) -> None:
    """Let somebody no longer sign in; their calls stay until they are deleted. Only an admin may."""
    rights.must(rights.may_keep_accounts(viewer))
    with place.store.write() as connection:
        _signing_in(connection, who)
        _not_the_last(connection, who)
        for one in moments.releases(connection, seller=who):
            moments.drop_releases(connection, who, one.call)
        accounts.drop_account(connection, who)
        log.note(connection, at=place.now(), who=viewer.person, what="ended an account", about=who)


def _into_team(connection: Connection, who: int, team: str) -> None:
    named = " ".join(team.split())[:80]
    people.put_in_team(connection, who, people.team_named(connection, named) if named else None)


def _signing_in(connection: Connection, who: int) -> Person:
    person = people.person_of(connection, who)
    if person is None or not person.signs_in:
        raise GoneError
    return person


def _not_the_last(connection: Connection, who: int) -> None:
    admins = [a.person for a in accounts.accounts(connection) if Role.ADMIN in a.roles]
    if admins == [who]:
        raise DoorsError(_LAST_ADMIN, fix=_MAKE_ONE)
