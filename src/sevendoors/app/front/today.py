"""Today: one thing to keep, one to change, promises that fall due, and calls to look at."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS, when
from sevendoors.app.calls.call_list import CallRow, call_rows
from sevendoors.app.calls.call_reading import OpenCall, read_call
from sevendoors.app.practice import drilling
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import PromiseLine
from sevendoors.core.moment import Moment
from sevendoors.core.people import Role, Scope, Viewer
from sevendoors.core.review import Finding
from sevendoors.measure.findings import first_name
from sevendoors.store import calls, lists, log, promises
from sevendoors.store.calls import CallFilter
from sevendoors.store.lists import ReleasedLine

SOON_DAYS = 7
OLD_DAYS = 30
MOST_SHOWN = 5
MOST_DONE_WITH = 100
_LOOKED_THROUGH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding with its words: what the buyer said, what you said, and where it stands."""

    kind: str
    headline: str
    call: str
    title: str
    day: str
    moment: str
    when: str
    chance: str
    buyer: str
    quote: str
    answers: tuple[str, ...]
    better: str
    is_question: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Promises in one's own calls: what is late, what is soon, what is long past, what has no day."""

    late: tuple[PromiseLine, ...] = ()
    soon: tuple[PromiseLine, ...] = ()
    long_past: tuple[PromiseLine, ...] = ()
    undated: tuple[PromiseLine, ...] = ()

    @property
    def any(self) -> bool:
        """Say whether there is one."""
        return bool(self.late or self.soon or self.long_past or self.undated)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """Everything Today shows.

    bare: nothing is here yet. sells: the viewer sells, or is the only one here. asked, fresh: calls
    in which it is open who sold, and those not looked at yet, each with how many there are in all.
    drills: how many are due today, three at most.
    """

    bare: bool
    sells: bool
    cards: tuple[Card, ...]
    due: Due
    asked: tuple[CallRow, ...]
    asked_in_all: int
    fresh: tuple[CallRow, ...]
    fresh_in_all: int
    released: tuple[ReleasedLine, ...]
    looks: bool
    drills: int = 0


def today(place: Place, viewer: Viewer) -> TodayPage:
    """Gather what somebody's day begins with."""
    own = rights.own_scope(viewer)
    with place.store.read() as connection:
        some = calls.find_calls(connection, own, CallFilter(), limit=1)[1]
        asked = lists.asked(connection, own)
        fresh, fresh_in_all = lists.not_looked_at(connection, own, limit=3)
        released = lists.released_to(connection, rights.scope(viewer), limit=MOST_SHOWN)
        cards = _cards(connection, viewer, own) if some else ()
        due = _due(connection, place, own) if some else Due()
    rows = {row.line.id: row for row in call_rows(place, viewer, (*asked[:3], *fresh))}
    return TodayPage(
        bare=not some and not released,
        sells=viewer.alone or Role.SELLER in viewer.roles,
        cards=cards,
        due=due,
        asked=tuple(rows[name] for name in asked[:3] if name in rows),
        asked_in_all=len(asked),
        fresh=tuple(rows[name] for name in fresh if name in rows),
        fresh_in_all=fresh_in_all,
        released=released,
        looks=bool(rights.scope(viewer).audiences),
        drills=drilling.how_many(place, viewer),
    )


def _cards(connection: Connection, viewer: Viewer, own: Scope) -> tuple[Card, ...]:
    """Give the findings of the newest call looked at that somebody is not done with."""
    done = set(_done_with(connection, viewer))
    newest = lists.looked_at(connection, own, limit=_LOOKED_THROUGH)
    found_in = lists.findings_of(connection, newest)
    for name in newest:
        if found_in.get(name, frozenset()) <= done:
            continue  # nothing was found in it that is not put away
        call = read_call(connection, viewer, name)
        if call.review is None:
            continue
        moments = {m.id: m for m in call.review.moments}
        found = tuple(
            _card(call, finding, moments[finding.moment])
            for finding in call.review.findings
            if finding.moment not in done and finding.moment in moments
        )
        if found:
            return found
    return ()


def _card(call: OpenCall, finding: Finding, moment: Moment) -> Card:
    buyer = call.talk.participant(moment.chance.buyer)
    return Card(
        kind=finding.kind,
        headline=finding.headline,
        call=call.line.id,
        title=call.line.title,
        day=call.line.started or call.line.imported,
        moment=moment.id,
        when=when(call.talk, moment.chance.quote.turn),
        chance=CHANCE_WORDS[moment.chance.code],
        buyer=first_name(buyer.name) if buyer else "The buyer",
        quote=moment.chance.quote.text,
        answers=tuple(quote.text for quote in moment.answer.quotes[:2]),
        better=moment.better if finding.kind == "change" else "",
        is_question=moment.better_is_question,
    )


def _due(connection: Connection, place: Place, own: Scope) -> Due:
    """Sort the promises of one's own calls by when they fall due."""
    day = place.today()
    ahead = (date.fromisoformat(day) + timedelta(days=SOON_DAYS)).isoformat()
    old = (date.fromisoformat(day) - timedelta(days=OLD_DAYS)).isoformat()
    dated = promises.promises(connection, own, due_by=ahead, done_since=day, limit=200)
    last, _ = calls.find_calls(connection, own, CallFilter(state="reviewed"), limit=1)
    names = [line.id for line in last]
    undated = promises.promises(connection, own, calls=names, done_since=day)
    return Due(
        late=tuple(p for p in dated if old <= (p.due or "") < day),
        soon=tuple(p for p in dated if (p.due or "") >= day),
        long_past=tuple(p for p in dated if (p.due or "") < old),
        undated=tuple(p for p in undated if p.due is None),
    )


def tick_promise(place: Place, viewer: Viewer, which: int, *, done: bool) -> None:
    """Tick a promise of one's own calls as kept, or take the tick back. Raises GoneError."""
    with place.store.write() as connection:
        at = place.now() if done else None
        if not promises.tick(connection, rights.own_scope(viewer), which, at):
            raise GoneError


def done_with(place: Place, viewer: Viewer, moment: str) -> None:
    """Put a finding away, so that the next one comes up."""
    with place.store.write() as connection:
        kept = [one for one in _done_with(connection, viewer) if one != moment]
        text = json.dumps([*kept, moment[:40]][-MOST_DONE_WITH:])
        log.set_setting(connection, _key(viewer), text)


def _done_with(connection: Connection, viewer: Viewer) -> list[str]:
    kept: list[str] = json.loads(log.get_setting(connection, _key(viewer)) or "[]")
    return kept


def _key(viewer: Viewer) -> str:
    return f"today:{viewer.person}"
