"""After a practice talk: what truly mattered, which doors opened by which sentence, two moments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sevendoors.core.codes import Cue, Grade
from sevendoors.core.practice import Buyer, BuyerFact, Door, Graded, Likeness, Step

FOUND, NEARLY = 0.55, 0.42  # likeness of what you wrote to what mattered


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that truly mattered: its rank, her truth, how far it came out, and what you wrote.

    wrote: your line that comes nearest, with found "found", "half" or "not".
    """

    rank: int
    truth: str
    door: Door
    wrote: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorLine:
    """One hidden fact: how far it came out, at which turn, and the sentence that moved it."""

    key: str
    layer: str
    door: Door
    turn: int | None
    by: str
    her: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One chance she gave in the talk, with your answer and what became of it."""

    turn: int
    kind: Cue
    chance: str
    reply: str
    graded: Graded


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """All of it, in the order one reads it.

    recall: needs you wrote of all there were. precision: of what you wrote, how much was a need.
    best, look: one moment to keep and one to try again, by number of the chance's turn.
    """

    needs: tuple[Need, ...]
    recall: tuple[int, int]
    precision: tuple[int, int]
    doors: tuple[DoorLine, ...]
    spots: tuple[Spot, ...]
    best: Spot | None
    look: Spot | None
    words: int
    turns: int


def debrief(
    buyer: Buyer, steps: Sequence[Step], notebook: Sequence[str], like: Likeness
) -> Debrief:
    """Lay a talk open once it is over. notebook: what you wrote about what matters to her."""
    wrote = [line.strip() for line in notebook if line.strip()]
    needs = tuple(_need(fact, steps, wrote, like) for fact in buyer.needs())
    right = sum(_best(line, [n.truth for n in needs], like) >= FOUND for line in wrote)
    spots = tuple(_spots(steps))
    graded = [s for s in spots if s.graded.grade is not None]
    best = max(
        graded, key=lambda s: (s.graded.grade or 0, _weight(buyer, s), -s.turn), default=None
    )
    worst = min(
        graded, key=lambda s: (s.graded.grade or 0, -_weight(buyer, s), s.turn), default=None
    )
    return Debrief(
        needs=needs,
        recall=(sum(n.found == "found" for n in needs), len(needs)),
        precision=(right, len(wrote)),
        doors=tuple(_doors(buyer, steps)),
        spots=spots,
        best=best if best and (best.graded.grade or 0) >= Grade.TAKEN else None,
        look=worst if worst and (worst.graded.grade or 0) < Grade.TAKEN else None,
        words=sum(len(step.seller.split()) for step in steps),
        turns=sum(bool(step.seller) for step in steps),
    )


def _weight(buyer: Buyer, spot: Spot) -> int:
    """Say how much hung on a chance: what truly matters lay behind it, or it was more than a remark."""
    opens = {chance.opens for chance in buyer.chances if spot.chance in chance.says}
    return 2 * any(fact.key in opens for fact in buyer.needs()) + (spot.kind is not Cue.PERSONAL)


def _need(fact: BuyerFact, steps: Sequence[Step], wrote: Sequence[str], like: Likeness) -> Need:
    texts = [fact.truth, *fact.says]
    scored = [(max(like(line, text) for text in texts), line) for line in wrote]
    score, line = max(scored, default=(0.0, ""))
    found = "found" if score >= FOUND else "half" if score >= NEARLY else "not"
    return Need(
        rank=fact.need or 0,
        truth=fact.truth,
        door=_state(fact.key, steps),
        wrote=line if found != "not" else "",
        found=found,
    )


def _best(line: str, texts: Sequence[str], like: Likeness) -> float:
    return max((like(line, text) for text in texts), default=0.0)


def _state(key: str, steps: Sequence[Step]) -> Door:
    if any(key in step.opened for step in steps):
        return Door.OPEN
    return Door.HALF if any(key in step.hinted for step in steps) else Door.CLOSED


def _doors(buyer: Buyer, steps: Sequence[Step]) -> list[DoorLine]:
    rows = []
    for fact in buyer.facts:
        state = _state(fact.key, steps)
        moved = next(
            (s for s in steps if fact.key in (s.opened if state is Door.OPEN else s.hinted)), None
        )
        shut = _shut_by(buyer, fact, steps) if state is not Door.OPEN else None
        by = moved.seller if moved else shut.seller if shut else ""
        rows.append(
            DoorLine(
                key=fact.key,
                layer=str(fact.layer),
                door=state,
                turn=moved.turn if moved else shut.turn if shut else None,
                by=by,
                her=" ".join(moved.say) if moved else "",
            )
        )
    return rows


def _shut_by(buyer: Buyer, fact: BuyerFact, steps: Sequence[Step]) -> Step | None:
    """Find the answer that left a door shut: the one to the chance that would have opened it."""
    words = {way for chance in buyer.chances if chance.opens == fact.key for way in chance.says}
    for gave, answer in _answered(steps):
        if gave.chance in words and answer.graded and (answer.graded.grade or 0) < Grade.TAKEN:
            return answer
    return None


def _spots(steps: Sequence[Step]) -> list[Spot]:
    return [
        Spot(turn=answer.turn, kind=gave.chance_kind, chance=gave.chance, reply=answer.seller,
             graded=answer.graded)
        for gave, answer in _answered(steps)
        if gave.chance_kind is not None and answer.graded is not None
    ]  # fmt: skip


def chance_answered(steps: Sequence[Step], turn: int) -> Step | None:
    """Give the step whose chance the seller's line of a turn answers; None where it answers none."""
    return next((gave for gave, answer in _answered(steps) if answer.turn == turn), None)


def _answered(steps: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Pair each graded answer with the step whose chance it answers; turns beside lie between."""
    gave: Step | None = None
    for step in steps:
        if gave is not None and step.graded is not None:
            yield gave, step
        gave = step if step.chance else gave
