"""The place where everything is kept: a folder with a database and the original files."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sevendoors.app.base.memory import data_folder
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, people
from sevendoors.store.files import Files
from sevendoors.store.opening import Store, open_store
from sevendoors.store.upgrading import upgrade

URL = "SEVENDOORS_DATABASE_URL"


def utc_now() -> datetime:
    """Give the time; only this floor asks for it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An open place. clock: gives the time, so that tests can set it."""

    folder: Path
    store: Store
    files: Files
    clock: Callable[[], datetime] = utc_now

    def now(self) -> str:
        """Give the time as the store writes it, in UTC."""
        return stamp(self.clock())

    def later(self, **ahead: float) -> str:
        """Give a time from now, as timedelta counts it."""
        return stamp(self.clock() + timedelta(**ahead))

    def today(self) -> str:
        """Give the day (ISO)."""
        return self.clock().date().isoformat()


def stamp(moment: datetime) -> str:
    """Write a time so that it sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def open_place(
    folder: Path | None = None,
    url: str | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Place:
    """Open the place, make it on the first day, and bring its tables up to date.

    url: the database, else SEVENDOORS_DATABASE_URL, else a file in the folder.
    """
    home = folder or data_folder()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    address = url or os.environ.get(URL) or f"sqlite:///{home / 'doors.db'}"
    store = open_store(address)
    try:
        upgrade(store)
    except DoorsError:
        store.close()
        raise
    place = Place(folder=home, store=store, files=Files(home / "files"), clock=clock)
    _first_person(place)
    return place


def _first_person(place: Place) -> None:
    with place.store.read() as connection:
        if accounts.count_accounts(connection):
            return
    with place.store.write() as connection:
        if accounts.count_accounts(connection):
            return
        now = place.now()
        who = people.add_person(connection, name="You", email=None, now=now, side="seller")
        accounts.add_account(connection, who, (Role.ADMIN, Role.SELLER), now)


def viewer_of(account: accounts.Account, *, alone: bool) -> Viewer:
    """Make the viewer that rights are asked about."""
    return Viewer(
        person=account.person,
        name=account.name,
        roles=account.roles,
        team=account.team,
        alone=alone,
    )


def only_viewer(place: Place) -> Viewer | None:
    """Give the one person here, if there is only one and no password was ever set."""
    with place.store.read() as connection:
        known = accounts.accounts(connection)
    if len(known) == 1 and known[0].password is None:
        return viewer_of(known[0], alone=True)
    return None
