"""What a leader or coach sees of a team at all: the numbers, who may be named, and who is in it."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.numbers.tracking import Numbers, team_numbers
from sevendoors.app.team.assigning import named
from sevendoors.core.people import Person, Role, Viewer
from sevendoors.store.opening import Store
from sevendoors.track.opportunities import Ledger

# The numbers a viewer was last shown, and when: the same ones are written down once a day.
_LOGGED: WeakKeyDictionary[Store, dict[Viewer, tuple[Ledger, str]]] = WeakKeyDictionary()

# The last answers that take long to work out, by viewer (in this team, with these roles) and
# question, with the day (ISO).
_ANSWERS: WeakKeyDictionary[Store, dict[tuple[Viewer, str], tuple[str, str]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A team as one viewer may see it.

    members: its sellers by name, without the viewer. shown: those of them who let a chance be seen.
    sums: whether the viewer may see sums of the team at all. alone: the only person here.
    """

    numbers: Numbers
    members: tuple[Person, ...]
    shown: tuple[Person, ...]
    sums: bool
    alone: bool
    viewer: int

    def others_in(self, sellers: frozenset[int]) -> int:
        """Count sellers beside the viewer, who knows their own part."""
        return len(sellers if self.alone else sellers - {self.viewer})


def team_seen(place: Place, viewer: Viewer) -> Seen:
    """Give a team as the viewer may see it. Raises GoneError for others than its leader and coach."""
    numbers = team_numbers(place, viewer)
    with place.store.read() as connection:
        return seen_of(connection, viewer, numbers)


def seen_of(connection: Connection, viewer: Viewer, numbers: Numbers) -> Seen:
    """Say who stands on the pages of a team."""
    members = named(connection, viewer)
    return Seen(
        numbers=numbers,
        members=members,
        shown=tuple(one for one in members if one.id in numbers.told),
        sums=viewer.alone or Role.LEADER in viewer.roles,
        alone=viewer.alone,
        viewer=viewer.person,
    )


def looked_at(place: Place, viewer: Viewer, seen: Seen) -> None:
    """Write down that numbers of these sellers were looked at, and of which calls."""
    rows, last = seen.numbers.rows, _LOGGED.setdefault(place.store, {})
    before = last.get(viewer)
    if before is not None and before[0] is rows and before[1] == place.today():
        return
    named_here = rows.only(np.isin(rows.seller, [one.id for one in seen.shown]))
    pairs = np.unique(np.stack([named_here.call, named_here.seller], axis=1), axis=0)
    looked_over(place, viewer, {(rows.calls[call][0], who) for call, who in pairs.tolist()})
    last[viewer] = (rows, place.today())


def enough(seen: Seen, sellers: frozenset[int]) -> bool:
    """Say whether a sum over these sellers speaks of enough people."""
    return seen.others_in(sellers) >= rights.FEWEST_IN_SUMS


def remember(place: Place, viewer: Viewer, question: str, answer: str) -> None:
    """Keep an answer that took long, so that the team's page can say it at once."""
    _ANSWERS.setdefault(place.store, {})[viewer, question] = (answer, place.today())


def last_answer(place: Place, viewer: Viewer, question: str) -> str:
    """Give what a viewer was last answered today, or "" where it was not asked today."""
    answer, day = _ANSWERS.get(place.store, {}).get((viewer, question), ("", ""))
    return f"When last looked at: {answer}" if answer and day == place.today() else ""
