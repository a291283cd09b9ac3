"""An open place for tests: the cast with accounts, a call of theirs, and browsers that sign in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from tests.store import databases
from tests.world import ROOT

from sevendoors.app.base.place import Place, open_place, viewer_of
from sevendoors.app.coming.importing import finish, submit
from sevendoors.app.people import access
from sevendoors.app.reading.keeping import Told
from sevendoors.app.reading.reading_in import Known, ReadIn, read_in
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, jobs, people
from sevendoors.web.server import build_app

EXAMPLES = ROOT / "src" / "sevendoors" / "examples"
FIRST_CALL = EXAMPLES / "call-1-discovery.vtt"
PASSWORD = "a door is a door is a door"


@dataclass
class Clock:
    """A clock that tests set; it ticks a little each time it is asked."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 26, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def new_place(folder: Path, url: str | None = None, clock: Clock | None = None) -> Place:
    """Open an empty place with one person in it."""
    place = open_place(folder, url=url or databases.url_for(folder), clock=clock or Clock())
    databases.hold(place.store)
    return place


@lru_cache(maxsize=8)
def _read(path: Path, seller: str) -> ReadIn:
    known = Known(sides={}, sellers=(seller.casefold(),))
    return read_in([(path.name, path.read_bytes())], known)


def keep(place: Place, viewer: Viewer, path: Path = FIRST_CALL, *, seller: str = "Jonas Brandt",
         told: Told | None = None) -> str:  # fmt: skip
    """Keep one shipped call in a place, brought in by somebody; gives its id."""
    (made,) = submit(place, viewer, [(path.name, path.read_bytes())])
    with place.store.read() as connection:
        job = jobs.job_of(connection, made)
    finish(place, job, _read(path, seller), told)
    with place.store.read() as connection:
        return str(jobs.call_of(connection, made))


CAST: Mapping[str, tuple[tuple[Role, ...], str]] = {
    "Vera Blom": ((Role.ADMIN,), ""),
    "Jonas Brandt": ((Role.SELLER,), "Northlake"),
    "Ines Moreau": ((Role.LEADER,), "Northlake"),
    "Noor Haddad": ((Role.COACH,), "Northlake"),
    "Otto Lindqvist": ((Role.SELLER,), "Elsewhere"),
}


@lru_cache(maxsize=1)
def _hash() -> str:
    return access.password_hash(PASSWORD)


def people_of_the_cast(place: Place) -> dict[str, Viewer]:
    """Make accounts for the cast: all have the same password, and an address at example.org."""
    found = {}
    with place.store.write() as connection:
        (first,) = accounts.accounts(connection)
        for name, (roles, team) in CAST.items():
            who = people.add_person(connection, name=name, email=mail(name), now=place.now(),
                                    side="seller")  # fmt: skip
            accounts.add_account(connection, who, roles, place.now())
            accounts.set_password(connection, who, _hash())
            if team:
                people.put_in_team(connection, who, people.team_named(connection, team))
            account = accounts.account_of(connection, who)
            assert account
            found[name] = viewer_of(account, alone=False)
        accounts.drop_account(connection, first.person)
    return found


def mail(name: str) -> str:
    """Give the address somebody of the cast signs in with."""
    return name.casefold().replace(" ", ".") + "@example.org"


class Browser(TestClient):
    """A browser: keeps its cookie, and sends the word of its session with every form."""

    def fill(self, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """Send a form as a page of ours would."""
        return self.post(path, data={"csrf": self.word(), **(data or {})}, **more)

    def word(self) -> str:
        """Give the word this session's forms must bring."""
        signed = access.signed_in(self.place, self.cookies.get("doors") or "")
        return signed.csrf if signed else ""

    place: Place


@contextmanager
def browser(place: Place, name: str | None = None, *, demo: bool = False) -> Iterator[Browser]:
    """Open a browser: signed in as one of the cast, or by the printed link where one is alone."""
    with Browser(build_app(place, demo=demo), base_url="http://127.0.0.1:8777",
                 follow_redirects=False) as made:  # fmt: skip
        made.place = place
        if name is None:
            made.get(f"/enter/{access.house_key(place)}")
        else:
            made.post("/login", data={"email": mail(name), "password": PASSWORD})
        yield made
