"""Moments as a person reads them: what was said, what was answered, and the way to the call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sevendoors.app.base.words import CHANCE_WORDS, GRADE_WORDS
from sevendoors.core.codes import Cue, Grade
from sevendoors.measure.findings import LEAST_SURE, heaviness, sure_of
from sevendoors.store.tallies import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One moment: its words, what became of it, and where it stands.

    better: another way, or a question to ask oneself where asks says so.
    """

    id: str
    call: str
    call_title: str
    day: str
    kind: str
    outcome: str
    quote: str
    answer: str
    why: str
    better: str
    asks: bool
    weak: bool
    seller: int | None


def card(placed: Placed) -> Card:
    """Lay out one kept moment."""
    one, data = placed.moment, placed.moment.data
    return Card(
        id=one.id,
        call=one.call,
        call_title=placed.title,
        day=placed.day,
        kind=CHANCE_WORDS[Cue(one.code)],
        outcome=GRADE_WORDS[Grade(one.grade or 0)],
        quote=_flat(one.quote),
        answer=_flat(" ".join(said["quote"] for said in data["answer"]["quotes"])),
        why=data["why"],
        better=data["better"],
        asks=bool(data["better_is_question"]),
        weak=bool(data["weak"]),
        seller=one.seller,
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def choose(found: Sequence[Placed], *, opened_first: bool = False) -> Placed | None:
    """Choose the weightiest of what is seen surely; None where nothing is there.

    opened_first: what was opened comes before what was taken.
    """
    if not found:
        return None
    best = max((p.moment.grade or 0) for p in found) if opened_first else 0
    sure = [p for p in found if _sure(p) >= LEAST_SURE and (p.moment.grade or 0) >= best]
    by: Callable[[Placed], float] = _heavy if sure else _sure
    return max(sure or found, key=lambda placed: (by(placed), placed.moment.id))


def _sure(placed: Placed) -> float:
    data = placed.moment.data
    return sure_of(placed.moment.p, placed.moment.grade or 0, data["answer"]["grade_p"])


def _heavy(placed: Placed) -> float:
    cue = placed.moment.data["cue"]
    return heaviness(Cue(placed.moment.code), cue["intensity"], placed.moment.p,
                     came_back=cue["came_back"])  # fmt: skip
