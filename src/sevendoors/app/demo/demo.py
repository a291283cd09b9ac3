"""A fictional team with sixty calls, so that every page can be seen; ships with the program."""

import os
import secrets
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Connection

from sevendoors.app.base.invented import mark_invented
from sevendoors.app.base.place import Place
from sevendoors.app.coming.importing import finish
from sevendoors.app.people.access import password_hash
from sevendoors.app.reading.keeping import Told
from sevendoors.app.reading.reading_in import Known, read_in
from sevendoors.core.codes import Grade
from sevendoors.core.kept import Guess, Mark, Release
from sevendoors.core.people import Role
from sevendoors.store import accounts, calls, deals, jobs, moments, people

FOLDER = Path(__file__).parents[2] / "examples" / "team"
TEAM, OTHER_TEAM = "Northlake, food and drink", "Northlake, paper"
LEADER, COACH, STRANGER, ADMIN = "Ines Moreau", "Noor Haddad", "Otto Lindqvist", "Vera Blom"
_KEPT_FROM = 2  # of each seller's calls, this many are released to the leader


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCall:
    """One invented call with what its seller noted about it."""

    path: Path
    seller: str
    title: str
    day: str
    kind: str
    deal: str
    buyers: tuple[str, ...]


def demo_calls() -> tuple[DemoCall, ...]:
    """List the invented calls, oldest first."""
    return tuple(sorted(_calls(), key=lambda call: (call.day, call.title)))


def _calls() -> Iterator[DemoCall]:
    for folder in sorted(FOLDER.iterdir()):
        if not (folder / "calls.toml").exists():
            continue
        for row in tomllib.loads((folder / "calls.toml").read_text("utf-8"))["call"]:
            path = folder / row["file"]
            yield DemoCall(
                path=path,
                seller=_seller(path, row["buyers"]),
                title=row["title"],
                day=f"{row['date']}:00Z",
                kind=row["kind"],
                deal=row["deal"],
                buyers=tuple(row["buyers"]),
            )


def _seller(path: Path, buyers: list[str]) -> str:
    lines = path.read_text("utf-8").splitlines()
    names = (line.split("] ", 1)[1].split(": ", 1)[0] for line in lines)
    return next(name for name in names if name not in buyers)


@lru_cache(maxsize=4)
def demo_people(place: Place) -> tuple[tuple[int, str, str], ...]:
    """List as whom the invented team can be looked at: (id, name, roles)."""
    with place.store.read() as connection:
        every = accounts.accounts(connection)
    shown = (LEADER, COACH, "Jonas Brandt", "Aisha Rahman", "Tom Keller", STRANGER, ADMIN)
    rows = [(a.person, a.name, ", ".join(sorted(a.roles))) for a in every if a.name in shown]
    return tuple(sorted(rows, key=lambda row: shown.index(row[1])))


def is_filled(place: Place) -> bool:
    """Say whether the invented team is here already."""
    with place.store.read() as connection:
        return accounts.count_accounts(connection) > 1


def fill(place: Place, told: Callable[[int, int], None] = lambda _done, _all: None) -> None:
    """Fill an empty place with the invented team; told hears how many calls of all are read."""
    every = demo_calls()
    owners = add_people(place, sorted({call.seller for call in every}))
    _deals(place)
    inputs = [[(call.path.name, call.path.read_bytes())] for call in every]
    known = [Known(sides={}, sellers=(call.seller.casefold(),), started=call.day) for call in every]
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        for number, (call, read) in enumerate(
            zip(every, pool.map(read_in, inputs, known), strict=True)
        ):
            owner = owners[call.seller]
            sha = place.files.keep(inputs[number][0][1])
            with place.store.write() as connection:
                made = jobs.add_job(connection, name=call.path.name, files=[(sha, call.path.name)],
                                    owner=owner, now=call.day)  # fmt: skip
                job = jobs.job_of(connection, made)
                deal = deals.deal_named(connection, call.deal)
            finish(place, job, read, Told(title=call.title, kind=call.kind, deal=deal,
                                          started=call.day, consent="told and agreed"))  # fmt: skip
            told(number + 1, len(every))
    _life(place, owners)


def add_people(place: Place, sellers: list[str]) -> dict[str, int]:
    """Make the accounts; their passwords are random, since the demo is looked at without any.

    From here on all that is taken out says that it is invented, also where filling breaks off.
    """
    told = password_hash(secrets.token_urlsafe(24))
    roles = dict.fromkeys((*sellers, STRANGER), (Role.SELLER,))
    every = {**roles, LEADER: (Role.LEADER,), COACH: (Role.COACH,), ADMIN: (Role.ADMIN,)}
    found: dict[str, int] = {}
    with place.store.write() as connection:
        mark_invented(connection)
        now = place.now()
        teams = {name: people.team_named(connection, name) for name in (TEAM, OTHER_TEAM)}
        (first,) = accounts.accounts(connection)
        for name, given in every.items():
            mail = f"{name.casefold().replace(' ', '.').replace('é', 'e')}@northlake.example"
            who = people.add_person(
                connection, name=name, email=mail, now=now, side="seller",
                team_id=None if name == ADMIN else teams[OTHER_TEAM if name == STRANGER else TEAM],
            )  # fmt: skip
            accounts.add_account(connection, who, given, now)
            accounts.set_password(connection, who, told)
            found[name] = who
        accounts.drop_account(connection, first.person)
    return found


def _deals(place: Place) -> None:
    with place.store.write() as connection:
        for folder in sorted(FOLDER.iterdir()):
            if not (folder / "calls.toml").exists():
                continue
            for row in tomllib.loads((folder / "calls.toml").read_text("utf-8"))["deal"]:
                deals.change_deal(
                    connection,
                    deals.deal_named(connection, row["name"]),
                    stage=row["stage"],
                    amount=float(row["amount"]),
                    closed_on=row.get("closed"),
                    competitor=row.get("competitor"),
                    organisation=row["name"],
                )


def _life(place: Place, owners: dict[str, int]) -> None:
    """Let people have guessed, agreed, objected and released, so that no page is bare."""
    with place.store.write() as connection:
        now = place.now()
        for name, who in sorted(owners.items()):
            if name in (LEADER, COACH, STRANGER, ADMIN):
                continue
            for number, (call, given, taken) in enumerate(calls.sold_by(connection, who)):
                if number % 2 == 0:
                    moments.set_guess(connection, Guess(call=call, person=who, at=now,
                                                        taken=min(given, taken + 1 + number % 3)))  # fmt: skip
                if number < _KEPT_FROM and name != "Luis Ferreira":
                    moments.add_release(connection, Release(id=0, seller=who, call=call, moment=None,
                                                            audience="leader", at=now))  # fmt: skip
                    _talked_about(connection, call, who, owners[LEADER], now)


def _talked_about(connection: Connection, call: str, who: int, leader: int, now: str) -> None:
    seen = moments.moments_of(connection, call, None)
    opened = next((m for m in seen if m.grade == Grade.OPENED), None)
    missed = next((m for m in seen if m.grade == Grade.MISSED), None)
    if opened:
        moments.add_mark(
            connection,
            Mark(
                id=0,
                call=call,
                moment=opened.id,
                author=leader,
                author_name="",
                kind="comment",
                grade=None,
                text="This is the question I would keep.",
                visible="all",
                at=now,
            ),
        )
    if missed:
        moments.add_mark(connection, Mark(
            id=0, call=call, moment=missed.id, author=who, author_name="", kind="dispute",
            grade=int(Grade.NOTED), text="I came back to it in the mail that evening.",
            visible="all", at=now))  # fmt: skip
