"""How far sellers differ in the hard basics: a next step named, a day named, the budget asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.numbers.sums import people_in, summable
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.measure.basics import asks_budget
from sevendoors.store import basics, calls
from sevendoors.store.basics import SoldCall
from sevendoors.store.opening import Store
from sevendoors.store.tallies import Tally
from sevendoors.track.opportunities import Ints
from sevendoors.track.pooling import pool
from sevendoors.track.small_model import FEWEST_SELLERS

CALLS_EACH = 20  # the latest so many of each seller are looked at
BAND = 0.80
_AT_ONCE = 200
BASICS = (
    ("step", "A next step was named", "You said what you would do after the call."),
    ("date", "It got a day", "You said by when, so that it can be looked up."),
    ("budget", "The budget was asked for", "You asked what may be spent."),
)
# Whether a call's seller asked for the budget, by call and version: words are read once.
_ASKED: WeakKeyDictionary[Store, dict[tuple[str, int], bool]] = WeakKeyDictionary()
_LOCK = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Basic:
    """One basic over a team: in how many calls it was done, and how far sellers differ in it.

    people: whose calls they are. spread: one deviation between sellers, as a share, with its 80 %
    band; Unscored under eight sellers.
    """

    key: str
    title: str
    conduct: str
    hits: int
    n: int
    people: int
    spread: Score


def basics_of_team(place: Place, viewer: Viewer) -> tuple[Basic, ...]:
    """Give the hard basics over a team; nothing where fewer than five people would be spoken of."""
    rights.must(rights.may_see_team(viewer))
    with place.store.read() as connection:
        every = basics.latest_sold(connection, team=viewer.team, everybody=viewer.alone,
                                   each=CALLS_EACH)  # fmt: skip
        seen = basics.latest_sold(connection, team=viewer.team, everybody=viewer.alone,
                                  each=CALLS_EACH, scope=rights.scope(viewer))  # fmt: skip
        told = basics.promised(connection, {one.call for one in every})
    known = _tallies(seen)
    spoken = summable(_tallies(every), known, viewer.person)
    if not rights.may_see_sums(viewer, viewer.team, people_in(spoken, known, viewer.person)):
        return ()
    asked = _asked(place, every)
    done = {
        "step": {one: told.get(one.call, (0, 0))[0] > 0 for one in every},
        "date": {one: told.get(one.call, (0, 0))[1] > 0 for one in every},
        "budget": {one: asked[one.call] for one in every if one.call in asked},
    }
    return tuple(_basic(row, done[row[0]]) for row in BASICS)


def _tallies(sold: Sequence[SoldCall]) -> tuple[Tally, ...]:
    """Write calls as counts, so that the rule for sums can be asked."""
    return tuple(
        Tally(seller=one.seller, call=one.call, day="", code="call", grade=0, n=1) for one in sold
    )


def _asked(place: Place, sold: Sequence[SoldCall]) -> dict[str, bool]:
    """Say for each call whether the budget was asked for; what has no words is left out."""
    with _LOCK:
        held = _ASKED.setdefault(place.store, {})
        names = {(one.call, one.version) for one in sold}
        new = sorted(names - held.keys())
        with place.store.read() as connection:
            for start in range(0, len(new), _AT_ONCE):
                some = dict(new[start : start + _AT_ONCE])
                for name, (talk, _) in calls.talks_of(connection, list(some)).items():
                    held[name, some[name]] = asks_budget(_said_by_sellers(talk))
        for gone in held.keys() - names if len(held) > 4 * len(names) + 1_000 else ():
            del held[gone]
        return {name: held[name, version] for name, version in names if (name, version) in held}


def _said_by_sellers(talk: dict[str, list[dict[str, str]]]) -> list[str]:
    sells = {one["id"] for one in talk["participants"] if one.get("side") == "seller"}
    return [turn["text"] for turn in talk["turns"] if turn.get("participant") in sells]


def _basic(row: tuple[str, str, str], done: dict[SoldCall, bool]) -> Basic:
    sellers = sorted({one.seller for one in done})
    hits = np.array([sum(did for one, did in done.items() if one.seller == who) for who in sellers])
    n = np.array([sum(one.seller == who for one in done) for who in sellers])
    return Basic(key=row[0], title=row[1], conduct=row[2], hits=int(hits.sum()), n=int(n.sum()),
                 people=len(sellers), spread=_spread(hits, n))  # fmt: skip


def _spread(hits: Ints, n: Ints) -> Score:
    if len(n) < FEWEST_SELLERS:
        more = FEWEST_SELLERS - len(n)
        return Unscored(reason=f"{len(n)} sellers so far, {more} more before a spread is known")
    # Never quite 0 or 1, where chance would have no room.
    level = (hits.sum() + 0.5) / (n.sum() + 1)
    found = pool(hits / n, level * (1 - level) / n)
    low, high = found.spread_band(BAND)
    value = min(max(found.spread, low), high)
    return Estimate(value=value, low=low, high=high, n=int(n.sum()))
