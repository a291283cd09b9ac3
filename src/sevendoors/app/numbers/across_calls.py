"""What shows only over several calls of one's own: recall, stock lines, promises; each with its quotes.

How often each is read wrongly was tried on planted cases, and is said beside it.
"""

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.deals.deal_page import reviews_of
from sevendoors.app.reading.preparing import STATE_WORDS, prepared
from sevendoors.core.codes import Move
from sevendoors.core.conversation import Side
from sevendoors.core.kept import CallLine
from sevendoors.core.people import Viewer
from sevendoors.core.review import Review
from sevendoors.core.score import Score
from sevendoors.measure.text import clauses
from sevendoors.store import calls
from sevendoors.store.calls import CallFilter
from sevendoors.store.deal_calls import read_calls
from sevendoors.store.opening import Store
from sevendoors.store.opportunities import Group
from sevendoors.track.across import (
    Line,
    Planted,
    Recalled,
    Stock,
    error_words,
    promises_kept,
    recalled,
    stock_lines,
)

MOST_CALLS = 60
WHAT = ("recall", "stock", "promises")
ERRORS = Path(__file__).parents[2] / "track" / "across.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise of one's own with its words, the call it was made in, and what became of it."""

    call: str
    day: str
    text: str
    state: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """What was found over the latest calls somebody sold in, and how far each of it is to be trusted.

    calls: so many were looked at. titles: of these calls. kept: share of promises kept, of those
    that can be told. errors: for each of the three, how often it is read wrongly, in words.
    """

    calls: int
    titles: Mapping[str, str]
    recalled: tuple[Recalled, ...]
    stock: tuple[Stock, ...]
    promises: tuple[Promised, ...]
    kept: Score
    errors: Mapping[str, str]

    @property
    def any(self) -> bool:
        """Say whether anything was found."""
        return bool(self.recalled or self.stock or self.promises)


_HELD: WeakKeyDictionary[Store, dict[int, tuple[Hashable, Across]]] = WeakKeyDictionary()
_MOST_HELD = 100
_LOCK = Lock()


def across_calls(place: Place, viewer: Viewer) -> Across:
    """Look over somebody's own latest calls; only theirs. Kept until one of them changes."""
    with place.store.read() as connection:
        lines, _ = calls.find_calls(
            connection, rights.own_scope(viewer),
            CallFilter(who=viewer.person, state="reviewed"), limit=MOST_CALLS,
        )  # fmt: skip
        oldest_first = lines[::-1]
        met = _met(connection, [one.id for one in oldest_first])
        read = read_calls(connection, Group(person=viewer.person))
        lined = [(one.id, one.version, read.get(one.id), one.deal, one.title) for one in lines]
        key = (place.today(), tuple(lined), tuple(met.items()))
        with _LOCK:
            kept = _HELD.setdefault(place.store, {}).get(viewer.person)
        if kept is not None and kept[0] == key:
            return kept[1]
        held = [(one.id, one.title, one.started or one.imported) for one in oldest_first]
        reviews = reviews_of(connection, viewer, held)
    found = _looked_over(viewer, oldest_first, reviews, met, date.fromisoformat(key[0]))
    with _LOCK:
        mine = _HELD[place.store]
        if len(mine) >= _MOST_HELD:
            mine.clear()
        mine[viewer.person] = (key, found)
    return found


def _looked_over(
    viewer: Viewer, oldest_first: Sequence[CallLine], reviews: Mapping[str, Review], met: "_Met",
    today: date,
) -> Across:  # fmt: skip
    said = [
        line
        for one in oldest_first
        if one.id in reviews
        for line in _lines(one, reviews[one.id], met, viewer.person)
    ]
    promises = tuple(_promises(oldest_first, reviews, met, viewer.person, today))
    return Across(
        calls=len(reviews), titles={one.id: one.title for one in oldest_first},
        recalled=recalled(said)[::-1], stock=stock_lines(said)[::-1], promises=promises[::-1],
        kept=promises_kept([one.state for one in promises]),
        errors={what: error_words(measured(), what) for what in WHAT},
    )  # fmt: skip


@lru_cache(maxsize=1)
def measured() -> Mapping[str, Planted]:
    """Read how the three did on planted cases; nothing where that was not tried."""
    told = json.loads(ERRORS.read_text("utf-8")) if ERRORS.exists() else {}
    return {what: Planted(**told[what]) for what in WHAT if what in told}


_Met = Mapping[tuple[str, str], int]


def _met(connection: Connection, names: Sequence[str]) -> _Met:
    return {(a.call, a.participant): a.person for a in calls.people_of(connection, names)}


def _lines(one: CallLine, review: Review, met: _Met, me: int) -> Iterator[Line]:
    """Give what the buyer said and what this seller said, sentence by sentence."""
    talk = review.conversation
    buyer = next((met.get((one.id, p.id)) for p in talk.participants if p.side is Side.BUYER), None)
    backs = {
        (seen.quote.turn, seen.quote.text)
        for moment in review.moments
        for seen in moment.answer.moves
        if seen.move is Move.RECALL
    }
    for turn in talk.turns:
        side = talk.side(turn.participant)
        mine = met.get((one.id, turn.participant or "")) == me
        if side is not Side.BUYER and not (side is Side.SELLER and mine):
            continue
        for clause in clauses(turn.text):
            yield Line(
                call=one.id, day=(one.started or one.imported)[:10], deal=one.deal,
                seller=me if side is Side.SELLER else None, buyer=buyer, text=clause.text,
                recalls=any(t == turn.index and q in clause.text for t, q in backs),
            )  # fmt: skip


def _promises(
    lines: Sequence[CallLine], reviews: Mapping[str, Review], met: _Met, me: int, today: date
) -> Iterator[Promised]:
    """Follow this seller's promises from call to call of each deal."""
    days = {one.id: (one.started or one.imported)[:10] for one in lines}
    of_deal: dict[int, list[Review]] = {}
    for one in lines:
        if one.deal is not None and one.id in reviews:
            of_deal.setdefault(one.deal, []).append(reviews[one.id])
    for told in of_deal.values():
        for promise in prepared(told, today=today).promises:
            talk = told[promise.call].conversation
            speaker = talk.turns[promise.promise.quote.turn].participant
            if met.get((talk.id, speaker or "")) == me:
                yield Promised(
                    call=talk.id, day=days[talk.id], text=promise.promise.quote.text,
                    state=STATE_WORDS[promise.state], sign=promise.sign.text if promise.sign else "",
                )  # fmt: skip
