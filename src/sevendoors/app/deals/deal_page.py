"""A deal over its calls: what is open, what was picked up later, what was promised; kept up to date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS, outcome
from sevendoors.app.calls.call_reading import limited
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.reading.keeping import kept_review
from sevendoors.app.reading.preparing import STATE_WORDS, prepared
from sevendoors.app.reading.review_in import review_from_json
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import CallLine, DealLine, PromiseLine
from sevendoors.core.moment import Quote
from sevendoors.core.people import Viewer
from sevendoors.core.prepared import Prepared, TrackedPromise
from sevendoors.core.review import Review
from sevendoors.measure.picked_up import picked_up
from sevendoors.store import calls, deals, promises, tallies
from sevendoors.store.calls import CallFilter

MOST_CALLS = 200
_HEAVIEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Words with the call they were said in; moment: where they stand on its page."""

    text: str
    call: str
    day: str
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """A chance still open: its words, what became of it so far, and a way in."""

    spot: Spot
    kind: str
    outcome: str
    came_back: bool
    opener: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedRow:
    """A chance that went by and was taken later: both quotes. when: "next call" or how many later."""

    first: Spot
    kind: str
    outcome: str
    when: str
    again: Spot | None
    words: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """What matters to the buyers, and how it changed."""

    spot: Spot
    change: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A promise with what became of it; id: to tick it, None where it is not kept by itself."""

    spot: Spot
    owner: str
    due: str
    state: str
    sign: str
    id: int | None
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalRow:
    """Another supplier the buyers named, and what was answered."""

    name: str
    spot: Spot
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call of the deal with the counts of what may be seen of it."""

    line: CallLine
    given: int
    taken: int
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPage:
    """All that the page of a deal shows; open_rest: what is open beyond the heaviest."""

    line: DealLine
    buyers: tuple[str, ...]
    calls: tuple[CallRow, ...]
    open: tuple[OpenRow, ...]
    open_rest: tuple[OpenRow, ...]
    picked: tuple[PickedRow, ...]
    priorities: tuple[PriorityRow, ...]
    promises: tuple[PromiseRow, ...]
    rivals: tuple[RivalRow, ...]


def deal_page(place: Place, viewer: Viewer, which: int) -> DealPage:
    """Show a deal by those of its calls that somebody may see. Raises GoneError without any."""
    scope = rights.scope(viewer)
    with place.store.read() as connection:
        line = next(iter(deals.deals(connection, scope, which=which)), None)
        if line is None:
            raise GoneError
        found, _ = calls.find_calls(connection, scope, CallFilter(deal=which), limit=MOST_CALLS)
        lines = found[::-1]
        held = [(one.id, one.title, one.started or one.imported) for one in lines]
        reviews = reviews_of(connection, viewer, held)
        ticks = promises.promises(connection, scope, calls=[one.id for one in lines], limit=10_000)
        seen = tallies.sellers_seen(connection, scope, [one.id for one in lines])
    looked_over(place, viewer, seen)
    return _laid_out(line, lines, reviews, ticks, place.today())


def reviews_of(
    connection: Connection, viewer: Viewer, held: Sequence[tuple[str, str, str]]
) -> Mapping[str, Review]:
    """Give the review of each call that has one, limited to what may be seen of it.

    held: (id, title, day) in the order wanted.
    """
    names = [name for name, _, _ in held]
    talks = calls.talks_of(connection, names)
    known = tallies.answers_seen(connection, rights.scope(viewer), names)
    found: dict[str, Review] = {}
    for name, title, day in held:
        told, kept = talks[name]
        if kept is None:
            continue
        review = limited(review_from_json(kept_review(kept, told)), known.get(name, frozenset()))
        # The day on the page counts, not the one in the file: somebody may have put it right.
        talk = replace(review.conversation, title=title, started_at=day)
        found[name] = replace(review, conversation=talk)
    return found


def _laid_out(
    line: DealLine, lines: Sequence[CallLine], reviews: Mapping[str, Review],
    ticks: Sequence[PromiseLine], today: str,
) -> DealPage:  # fmt: skip
    held = [one for one in lines if one.id in reviews]
    told = list(reviews.values())
    ready = prepared(told, today=date.fromisoformat(today), most_open=None)
    spots = _Spots(held)
    every = tuple(
        OpenRow(
            spot=spots.at(o.call, o.moment.chance.quote, o.moment.id),
            kind=CHANCE_WORDS[o.moment.chance.code],
            outcome=outcome(o.moment),
            came_back=o.came_back,
            opener=o.opener,
        )
        for o in ready.open
    )
    return DealPage(
        line=line,
        buyers=ready.buyers,
        calls=tuple(_call_row(one, reviews.get(one.id)) for one in lines),
        open=every[:_HEAVIEST],
        open_rest=every[_HEAVIEST:],
        picked=_picked(told, spots),
        priorities=_priorities(ready, spots),
        promises=_promises(ready, spots, ticks),
        rivals=tuple(
            RivalRow(
                name=c.competitor.name,
                spot=spots.at(c.call, c.competitor.quote),
                answer=_flat(c.competitor.answer) if c.competitor.answer else "",
            )
            for c in ready.competitors
        ),
    )


def _call_row(line: CallLine, review: Review | None) -> CallRow:
    if review is None:
        return CallRow(line=line, given=0, taken=0, waiting=True)
    return CallRow(line=line, given=review.given, taken=review.taken, waiting=False)


class _Spots:
    """Finds the call and the day for a quote of the n-th call."""

    def __init__(self, lines: Sequence[CallLine]) -> None:
        """Take the calls, oldest first."""
        self._lines = lines

    def at(self, call: int, quote: Quote, moment: str = "") -> Spot:
        """Give the words with their place."""
        return self.said(call, _flat(quote), moment)

    def said(self, call: int, text: str, moment: str = "") -> Spot:
        """Give words that are put together with their place."""
        line = self._lines[call]
        return Spot(text=text, call=line.id, day=line.started or line.imported, moment=moment)


def _flat(quote: Quote) -> str:
    return " ".join(quote.text.split())


_LATER = {1: "next call", 2: "two calls later", 3: "three calls later"}


def _picked(told: Sequence[Review], spots: _Spots) -> tuple[PickedRow, ...]:
    return tuple(
        PickedRow(
            first=spots.at(p.call, p.moment.chance.quote, p.moment.id),
            kind=CHANCE_WORDS[p.moment.chance.code],
            outcome=outcome(p.moment),
            when=_LATER.get(p.later - p.call, f"{p.later - p.call} calls later"),
            again=spots.at(p.later, p.again.chance.quote, p.again.id) if p.again else None,
            words=spots.said(p.later, " ".join(map(_flat, p.words)), p.again.id if p.again else ""),
        )
        for p in picked_up(told)
    )


def _priorities(ready: Prepared, spots: _Spots) -> tuple[PriorityRow, ...]:
    return tuple(
        PriorityRow(
            spot=spots.at(p.call, p.quote),
            change="" if p.change == "same" else p.change,
            before=_flat(p.before) if p.before and p.change == "changed" else "",
        )
        for p in ready.priorities
    )


def _promises(
    ready: Prepared, spots: _Spots, ticks: Sequence[PromiseLine]
) -> tuple[PromiseRow, ...]:
    known = {(one.call, one.turn, one.quote): one for one in ticks}
    urgent = list(STATE_WORDS)
    rows = []
    for one in sorted(ready.promises, key=lambda p: urgent.index(p.state)):
        spot = spots.at(one.call, one.promise.quote)
        quote = one.promise.quote
        rows.append(_promise(one, spot, known.get((spot.call, quote.turn, quote.text))))
    return tuple(sorted(rows, key=lambda row: row.done))


def _promise(one: TrackedPromise, spot: Spot, tick: PromiseLine | None) -> PromiseRow:
    promise = one.promise
    return PromiseRow(
        spot=spot,
        owner=promise.owner or f"the {promise.side}",
        due=promise.due_on or promise.due or "",
        state=STATE_WORDS[one.state],
        sign=_flat(one.sign) if one.sign else "",
        id=tick.id if tick else None,
        done=bool(tick and tick.done),
    )
