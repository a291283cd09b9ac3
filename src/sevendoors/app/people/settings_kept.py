"""Settings: who you are, the programs that may ask in your name, and how long calls are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.keep_days import KEEP_DAYS, keep_days
from sevendoors.app.base.place import Place
from sevendoors.app.people.people_kept import checked_mail, checked_name
from sevendoors.core.conversation import Side
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.store import accounts, log, people
from sevendoors.store.accounts import Account, TokenLine

LONGEST_KEPT = 36_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the page of settings shows; keep_days: None where calls are kept until deleted.

    folder: where everything lies, shown to who is alone.
    """

    account: Account
    team: str
    tokens: Sequence[TokenLine]
    keep_days: int | None
    others: int
    keeps_accounts: bool
    folder: str


def settings_of(place: Place, viewer: Viewer) -> Settings:
    """Show somebody their own settings."""
    with place.store.read() as connection:
        account = _own(connection, viewer)
        teams = {team.id: team.name for team in people.teams(connection)}
        return Settings(
            account=account,
            team=teams.get(account.team or 0, ""),
            tokens=accounts.tokens(connection, viewer.person),
            keep_days=keep_days(connection),
            others=accounts.count_accounts(connection) - 1,
            keeps_accounts=rights.may_keep_accounts(viewer),
            folder=str(place.folder) if viewer.alone else "",
        )


def _own(connection: Connection, viewer: Viewer) -> Account:
    account = accounts.account_of(connection, viewer.person)
    if account is None:
        raise GoneError
    return account


def set_own_name(place: Place, viewer: Viewer, name: str, email: str) -> None:
    """Write one's own name and e-mail another way. Raises DoorsError where somebody signs in so."""
    named, mail = checked_name(name), checked_mail(email)
    with place.store.write() as connection:
        own = _own(connection, viewer)
        if own.password is not None and not mail:
            raise DoorsError("You sign in by your e-mail.", fix="Fill it in.")
        nobody_elses(connection, own.person, mail)
        if viewer.alone:
            _take_over(connection, own.person, people.keys_of(named, mail or None))
        if rights.may_be_known_anew(viewer):
            people.rename(connection, own.person, named)
            if mail:
                people.set_mail(connection, own.person, mail)
        else:
            people.show_as(connection, own.person, named, mail)


def _take_over(connection: Connection, who: int, keys: Sequence[str]) -> None:
    """Make the seller that calls know by this name or e-mail the one person here."""
    for key in keys:
        other = people.known_as(connection, [key])
        if other is None or other == who:
            continue
        met = people.person_of(connection, other)
        if met is not None and met.side != Side.BUYER:
            people.merge(connection, who, other)


def nobody_elses(connection: Connection, who: int, email: str) -> None:
    """Refuse an e-mail by which another person signs in."""
    held = accounts.account_by_mail(connection, email) if email else None
    if held is not None and held.person != who:
        raise DoorsError("Somebody else signs in by this e-mail.", fix="Take another.")


def end_token(place: Place, viewer: Viewer, which: int) -> None:
    """End one of one's own tokens; a program that brings it is a stranger from then on."""
    with place.store.write() as connection:
        rights.must(accounts.drop_token(connection, viewer.person, which))


def set_keep_days(place: Place, viewer: Viewer, days: int | None) -> None:
    """Say for how many days calls that come in from now on are kept. Only an admin may."""
    rights.must(rights.may_keep_accounts(viewer))
    if days is not None and not 1 <= days <= LONGEST_KEPT:
        raise DoorsError(
            f"Calls are kept for 1 to {LONGEST_KEPT} days, or until they are deleted.",
            where="Days", fix="Write a number, or nothing.",
        )  # fmt: skip
    with place.store.write() as connection:
        log.set_setting(connection, KEEP_DAYS, None if days is None else str(days))
        log.note(connection, at=place.now(), who=viewer.person, what="set how long calls are kept")
