"""An invented team of twenty-four with nine months of calls, so that a leader's page can be seen."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.demo.demo_big_life import choose_month, live
from sevendoors.app.demo.demo_big_reviews import Reading, review_of
from sevendoors.app.demo.demo_big_team import Team, make_team, seller_names
from sevendoors.app.demo.demo_big_truth import Size, Truth, draw
from sevendoors.app.demo.demo_big_words import speak
from sevendoors.app.reading.json_out import review_json
from sevendoors.app.reading.keeping import as_text
from sevendoors.core.codebook import Codebook
from sevendoors.core.review import Review
from sevendoors.store import bulk

__all__ = ["Size", "fill_big"]
Rows = dict[str, list[dict[str, Any]]]
_CALLS_AT_ONCE = 200
_HOURS = ("08:30", "09:30", "10:30", "11:15", "13:00", "14:00", "15:00", "16:00")
# By which engine and codebook the calls were read, from which part of the time on.
_READ_BY: tuple[tuple[float, Reading], ...] = (
    (0.0, (("invented", "1"), "0.9.0")),
    (0.35, (("invented", "2"), "0.9.0")),
    (0.7, (("invented", "2"), "1.0.0")),
)
_KINDS = (("first call", "discovery"), ("demo", "demo"), ("terms", "negotiation"))
_BETWEEN = (("demo", "demo"), ("the technical questions", "technical"), ("the price", "pricing"), ("what the others say", "technical"),
            ("the plan with dates", "technical"), ("a second look at the price", "pricing"))  # fmt: skip


def fill_big(
    place: Place, told: Callable[[int, int], None] = lambda _done, _all: None, size: Size | None = None
) -> None:  # fmt: skip
    """Fill an empty place; told hears how many calls of all are kept."""
    size = size or Size()
    truth = draw(size)
    team = make_team(place, truth, size)
    dice, book = Random(size.seed), codebook_in_use()
    slots: dict[tuple[int, date], int] = {}
    by_call = _by_call(truth)
    for base in range(0, size.calls, _CALLS_AT_ONCE):
        numbers = range(base, min(base + _CALLS_AT_ONCE, size.calls))
        rows: Rows = {name: [] for name in ("call", "talk", "attendance", "moment", "promise", "deal_link")}  # fmt: skip
        words: dict[str, str] = {}
        for number in numbers:
            _call(team, number, by_call[number], dice, book, slots, rows, words)
        with place.store.write() as connection:
            bulk.add_rows(connection, rows)
            bulk.add_words(connection, words)
        told(numbers[-1] + 1, size.calls)
    with place.store.write() as connection:
        live(place, connection, team, dice)
    choose_month(place, team)


def _by_call(truth: Truth) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in truth.deal]
    for place, call in enumerate(truth.call.tolist()):
        found[call].append(place)
    return found


def _call(
    team: Team, number: int, chances: Sequence[int], dice: Random, book: Codebook,
    slots: dict[tuple[int, date], int], rows: Rows, words: dict[str, str],
) -> None:  # fmt: skip
    truth = team.truth
    deal = int(truth.deal[number])
    owner, at = int(truth.owner[deal]), team.houses[deal]
    day = team.day(int(truth.day[number]))
    slot = slots[owner, day] = slots.get((owner, day), -1) + 1
    title, kind = _KINDS[int(truth.phase[number])]
    if truth.phase[number] == 1:
        title, kind = _BETWEEN[(at.held - 1) % len(_BETWEEN)]
    seller = seller_names(team.size.sellers)[owner]
    spoken = speak(dice, seller, at, day, [(int(truth.code[c]), int(truth.grade[c])) for c in chances],
                   f"{team.size.seed:04x}{number:012x}")  # fmt: skip
    part = truth.day[number] / team.size.days
    reading = next(read for start, read in reversed(_READ_BY) if part >= start)
    review = review_of(spoken, truth.p[chances].round(4).tolist(), truth.plain[chances].tolist(),
                       book, reading)  # fmt: skip
    started = f"{day.isoformat()}T{_HOURS[slot % len(_HOURS)]}:00Z"
    _kept(team, deal, review, title=f"{at.name}: {title}", kind=kind, started=started, rows=rows)
    words[review.conversation.id] = "\n".join(t.text for t in review.conversation.turns)
    if spoken.promised:
        _promised(review, spoken.promised[2], day, team.day(team.size.days), dice, rows)


def _kept(
    team: Team, deal: int, review: Review, *, title: str, kind: str, started: str, rows: Rows
) -> None:
    talk, data = review.conversation, review_json(review)
    rows["call"].append({
        "id": talk.id, "title": title, "source": talk.source, "kind": kind, "started": started,
        "imported": started, "day": started, "state": "reviewed", "given": review.given,
        "taken": review.taken, "turns": len(talk.turns), "deal_id": team.deals[deal],
        "imported_by": team.sellers[int(team.truth.owner[deal])], "consent": "told and agreed",
        "engine": " ".join(review.engine), "codebook": review.codebook_version,
    })  # fmt: skip
    told = as_text({**data["conversation"], "title": title, "started_at": started})
    rows["talk"].append({"call_id": talk.id, "conversation": told,
                         "review": as_text({**data, "conversation": None})})  # fmt: skip
    rows["deal_link"].append({"call_id": talk.id, "deal_id": team.deals[deal], "how": "name",
                              "at": started})  # fmt: skip
    seller = team.sellers[int(team.truth.owner[deal])]
    for one in talk.participants:
        who = seller if one.id == "s1" else team.buyers[one.name]
        rows["attendance"].append({"call_id": talk.id, "participant": one.id, "person_id": who,
                                   "written": one.name, "side": str(one.side)})  # fmt: skip
    for place, (moment, told_) in enumerate(zip(review.moments, data["moments"], strict=True)):
        rows["moment"].append({
            "id": moment.id, "call_id": talk.id, "place": place, "turn": moment.chance.quote.turn,
            "code": str(moment.chance.code), "grade": int(moment.answer.grade or 0),
            "p": moment.chance.p, "late": 0, "seller_id": seller,
            "quote": moment.chance.quote.text, "data": as_text(told_), "gone": None,
        })  # fmt: skip


def _promised(
    review: Review, named: date | None, held: date, today: date, dice: Random, rows: Rows
) -> None:
    promise, due = review.notes.promises[0], named or held + timedelta(days=7)
    kept = due < today and (dice.random() < 0.9 or due < today - timedelta(days=25))
    rows["promise"].append({
        "call_id": review.conversation.id, "side": str(promise.side), "owner": promise.owner,
        "quote": promise.quote.text, "turn": promise.quote.turn,
        "due": named.isoformat() if named else None,
        "done": f"{due.isoformat()}T15:00:00.000000Z" if kept else None,
    })  # fmt: skip
