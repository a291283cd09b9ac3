"""Carries a deal from call to call: what is open, what changed, what was promised and kept."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sevendoors.core.codes import Grade
from sevendoors.core.conversation import Side
from sevendoors.core.moment import Moment, Quote
from sevendoors.core.prepared import (
    NamedCompetitor,
    OpenChance,
    Prepared,
    TrackedPriority,
    TrackedPromise,
)
from sevendoors.core.review import Priority, Promise, PromiseState, Review
from sevendoors.measure.findings import weight
from sevendoors.measure.same_thing import about, returned_to, twin
from sevendoors.measure.text import clauses, stem, stems

_KEPT = re.compile(
    r"\b(got (it|the|your|that)|i got|received|it arrived|arrived|it reached|reached (you|me)|it did|thank you for "
    r"(sending|the)|thanks for (sending|the)|you sent|i've sent|i have sent|i sent|here is|it's loaded|as promised)\b",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"\b(never (got|received|came|arrived)|didn't (send|get|receive|arrive)|still (waiting|don't have|missing)|"
    r"haven't (got|received|sent|seen)|did not send)\b",
    re.IGNORECASE,
)
# Words of a promise that do not say what was promised.
_NOT_A_THING = frozenset(
    stem(word)
    for word in "send call week month monday tuesday wednesday thursday friday tomorrow today promised "
    "signed end invite".split()
)
MOST_OPEN = 8


def prepare(
    reviews: Sequence[Review], today: date | None = None, most_open: int | None = MOST_OPEN
) -> Prepared:
    """Lay the calls of one deal beside each other, oldest first where the files have dates.

    today: for promises that fall due; None judges by the later calls alone. most_open: so many of
    the chances still open, the heaviest; None gives all.
    """
    dated = all(review.conversation.started_at for review in reviews)
    calls = sorted(reviews, key=lambda r: r.conversation.started_at or "") if dated else reviews
    # Somebody who speaks in another call of the deal is no supplier.
    met = {
        part.casefold()
        for review in reviews
        for person in review.conversation.participants
        for part in person.name.split()
    }
    return Prepared(
        titles=tuple(r.conversation.title or f"Call {n}" for n, r in enumerate(calls, 1)),
        buyers=_buyers(calls),
        open=tuple(_open(calls))[:most_open],
        priorities=tuple(_priorities(calls)),
        promises=tuple(
            _tracked(promise, place, calls, today)
            for place, call in enumerate(calls)
            for promise in call.notes.promises
        ),
        competitors=tuple(
            NamedCompetitor(competitor=c, call=place)
            for place, call in enumerate(calls)
            for c in call.notes.competitors
            if c.name.split()[0].casefold() not in met
        ),
    )


def _buyers(calls: Sequence[Review]) -> tuple[str, ...]:
    names = (
        p.name for call in calls for p in call.conversation.participants if p.side is Side.BUYER
    )
    return tuple(dict.fromkeys(names))


def _open(calls: Sequence[Review]) -> list[OpenChance]:
    found: list[tuple[float, OpenChance]] = []
    for place, call in enumerate(calls):
        for moment in call.moments:
            grade = moment.answer.grade
            if grade is None or grade >= Grade.TAKEN or _taken_later(moment, place, calls):
                continue
            later = [m for c in calls[place + 1 :] for m in c.moments if twin(moment, m)]
            if later:
                continue  # Raised again later: that later chance stands for it, marked came back.
            back = moment.chance.came_back or any(
                twin(m, moment) for c in calls[:place] for m in c.moments
            )
            heavy = weight(moment) + (0.5 if back else 0.0) + 0.02 * place
            found.append(
                (heavy, OpenChance(moment=moment, call=place, came_back=back, opener=moment.better))
            )
    found.sort(key=lambda pair: -pair[0])
    return [chance for _, chance in found]


def _taken_later(moment: Moment, place: int, calls: Sequence[Review]) -> bool:
    """A later call took the same thing, or the seller came back to it of their own accord."""
    for call in calls[place:]:
        later = [m for m in call.moments if m is not moment and twin(moment, m)]
        if any((m.answer.grade or 0) >= Grade.TAKEN for m in later):
            return True
    return any(returned_to(moment, call) is not None for call in calls[place + 1 :])


def _priorities(calls: Sequence[Review]) -> Iterator[TrackedPriority]:
    """Newest first: what the last call put first, each with what it was before."""
    told: list[tuple[int, Priority]] = []
    for place in range(len(calls) - 1, -1, -1):
        for priority in calls[place].notes.priorities:
            newer = [
                (n, p) for n, p in told if n > place and about(p.quote.text, priority.quote.text)
            ]
            if not newer:
                told.append((place, priority))
    for place, priority in told:
        earlier = [
            p
            for call in calls[:place]
            for p in call.notes.priorities
            if about(p.quote.text, priority.quote.text)
        ]
        before = earlier[-1].quote if earlier else None
        yield TrackedPriority(
            quote=priority.quote, call=place, change=_change(place, before, priority, len(calls)),
            before=before,
        )  # fmt: skip


def _change(place: int, before: Quote | None, priority: Priority, calls: int) -> str:
    if before is not None:
        moved = _dates(before.text) != _dates(priority.quote.text)
        return "changed" if moved else "same"
    if calls > 1 and place < calls - 1:
        return "not heard again"
    return "new" if place > 0 else "same"


def _dates(text: str) -> frozenset[str]:
    return frozenset(
        re.findall(
            r"\b(?:january|february|march|april|may|june|july|august|september|october|november|"
            r"december|monday|tuesday|wednesday|thursday|friday|\d+|next year|this year)\b",
            text.casefold(),
        )
    )


def _tracked(
    promise: Promise, place: int, calls: Sequence[Review], today: date | None
) -> TrackedPromise:
    broken, kept = None, None
    for call in calls[place + 1 :]:
        for quote in _signs(promise, call):
            if _BROKEN.search(quote.text):
                broken = broken or quote
            elif kept is None:
                kept = quote
    state = PromiseState.UNKNOWN
    if broken is not None and (kept is None or kept.turn <= broken.turn):
        state = PromiseState.OVERDUE
    elif kept is not None:
        state = PromiseState.KEPT
    elif promise.due_on and today is not None and promise.due_on < today.isoformat():
        state = PromiseState.OVERDUE
    elif place == len(calls) - 1:
        state = PromiseState.OPEN
    sign = broken if state is PromiseState.OVERDUE else kept
    return TrackedPromise(promise=promise, call=place, state=state, sign=sign)


def _signs(promise: Promise, call: Review) -> Iterator[Quote]:
    own = stems(promise.what) - _NOT_A_THING
    for turn in call.conversation.turns:
        for clause in clauses(turn.text):
            said = _BROKEN.search(clause.text) or _KEPT.search(clause.text)
            if said and own & stems(turn.text):
                yield Quote(
                    conversation=call.conversation,
                    turn=turn.index,
                    start=clause.start,
                    end=clause.end,
                )
