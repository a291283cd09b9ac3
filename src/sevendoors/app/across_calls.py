"""What shows only over several calls of one's own: recall, stock lines, promises; each with its quotes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from sevendoors.app import rights
from sevendoors.app.deal_page import reviews_of
from sevendoors.app.place import Place
from sevendoors.app.preparing import prepared
from sevendoors.core.codes import Move
from sevendoors.core.conversation import Side
from sevendoors.core.kept import CallLine
from sevendoors.core.people import Viewer
from sevendoors.core.prepared import TrackedPromise
from sevendoors.core.review import Review
from sevendoors.core.score import Score
from sevendoors.measure.text import clauses
from sevendoors.store import calls
from sevendoors.store.calls import CallFilter
from sevendoors.track.across import (
    NOT_MEASURED,
    Line,
    Recalled,
    Stock,
    promises_kept,
    recalled,
    stock_lines,
)

MOST_CALLS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """What was found over the latest calls somebody sold in, and that its errors are not known.

    calls: so many were looked at. kept: share of promises kept, of those that can be told.
    """

    calls: int
    recalled: tuple[Recalled, ...]
    stock: tuple[Stock, ...]
    promises: tuple[TrackedPromise, ...]
    kept: Score
    note: str = NOT_MEASURED


def across_calls(place: Place, viewer: Viewer) -> Across:
    """Look over somebody's own latest calls; only theirs."""
    with place.store.read() as connection:
        lines, _ = calls.find_calls(
            connection, rights.own_scope(viewer),
            CallFilter(who=viewer.person, state="reviewed"), limit=MOST_CALLS,
        )  # fmt: skip
        oldest_first = lines[::-1]
        held = [(one.id, one.title, one.started or one.imported) for one in oldest_first]
        reviews = reviews_of(connection, viewer, held)
        met = _met(connection, [one.id for one in oldest_first])
    said = [
        line
        for one in oldest_first
        if one.id in reviews
        for line in _lines(one, reviews[one.id], met, viewer.person)
    ]
    today = date.fromisoformat(place.today())
    promises = tuple(_promises(oldest_first, reviews, met, viewer.person, today))
    return Across(
        calls=len(reviews), recalled=recalled(said), stock=stock_lines(said), promises=promises,
        kept=promises_kept([str(one.state) for one in promises]),
    )  # fmt: skip


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
) -> Iterator[TrackedPromise]:
    """Follow this seller's promises from call to call of each deal."""
    of_deal: dict[int, list[Review]] = {}
    for one in lines:
        if one.deal is not None and one.id in reviews:
            of_deal.setdefault(one.deal, []).append(reviews[one.id])
    for told in of_deal.values():
        for promise in prepared(told, today=today).promises:
            talk = told[promise.call].conversation
            speaker = talk.turns[promise.promise.quote.turn].participant
            if met.get((talk.id, speaker or "")) == me:
                yield promise
