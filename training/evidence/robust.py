"""Whether grades hold where they should, and whether tricks pay; on the tests' own graded answers."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn
from sevendoors.core.moment import Chance, Quote
from sevendoors.core.protocols import Encoder
from sevendoors.measure.finder import DoorsFinder
from training.evidence.changes import FAIR, TRICKS
from training.evidence.stats import exact

GRADED = Path(__file__).parent.parent.parent / "tests" / "measure" / "graded.jsonl"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a buyer said, the kind of chance it is, and what the seller answered."""

    code: str
    buyer: str
    reply: str


def exchanges() -> list[Exchange]:
    """Give the graded answers that ship with the tests."""
    found = [json.loads(line) for line in GRADED.read_text("utf-8").splitlines()]
    return [Exchange(row["code"], row["buyer"], row["reply"]) for row in found]


def grade(encoder: Encoder, one: Exchange) -> int | None:
    """Grade one answer as a review would, its chance given."""
    turns = tuple(
        Turn(index=i, run=i, participant=who, text=text)
        for i, (who, text) in enumerate((("b", one.buyer), ("s", one.reply)))
    )
    talk = Conversation(
        id="0" * 16,
        source="test",
        capabilities=Capabilities(),
        participants=(
            Participant(id="b", name="Marta", side=Side.BUYER),
            Participant(id="s", name="Jonas", side=Side.SELLER),
        ),
        turns=turns,
    )
    quote = Quote(conversation=talk, turn=0, start=0, end=len(one.buyer))
    chance = Chance(code=Cue(one.code), p=0.9, intensity=2, quote=quote, buyer="b")
    (moment,) = DoorsFinder(encoder, lambda _c, _e: (chance,)).find(talk, codebook_in_use())
    return None if moment.answer.grade is None else int(moment.answer.grade)


def low(encoder: Encoder, found: Sequence[Exchange]) -> list[Exchange]:
    """Give the answers that are not taken as they stand: no other can be lifted."""
    return [one for one in found if (told := grade(encoder, one)) is not None and told < 2]


def paid(encoder: Encoder, trick: str, found: Sequence[Exchange]) -> list[str]:
    """Give the answers that were not taken and are taken after a trick."""
    change = TRICKS[trick]
    lifted = []
    for one in found:
        before = grade(encoder, one)
        after = grade(encoder, Exchange(one.code, one.buyer, change(one.buyer, one.reply)))
        if before is not None and before < 2 <= (after or 0):
            lifted.append(one.reply)
    return lifted


def moved(encoder: Encoder, kind: str, found: Sequence[Exchange]) -> tuple[int, int, int]:
    """Give how many answers a change touched, how many moved a grade, and how many over taken."""
    change = FAIR[kind]
    touched = any_move = over = 0
    for one in found:
        other = Exchange(one.code, change(one.buyer), change(one.reply))
        if other == one:
            continue
        before, after = grade(encoder, one), grade(encoder, other)
        touched += 1
        any_move += before != after
        over += ((before or 0) >= 2) != ((after or 0) >= 2)
    return touched, any_move, over


def lines(encoder: Encoder) -> Iterator[str]:
    """Give the table lines for the evidence page."""
    found = exchanges()
    for kind in FAIR:
        touched, any_move, over = moved(encoder, kind, found)
        yield (
            f"| {kind} | {touched} | {any_move} moved a grade | "
            f"{over} crossed taken{_share(over, touched)} |"
        )
    below = low(encoder, found)
    for trick in TRICKS:
        n = len(paid(encoder, trick, below))
        yield f"| trick: {trick} | {len(below)} | | {n} lifted to taken{_share(n, len(below))} |"


def _share(hits: int, n: int) -> str:
    """Write a share with its exact interval: nought of a few says little."""
    if not n:
        return ""
    least, most = exact(hits, n)
    return f" ({hits / n:.1%}, {least:.1%} to {most:.1%})"
