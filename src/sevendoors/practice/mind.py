"""A buyer's mind: what she opens, to whom, and why; no chance of its own, so every step can be read.

The same seller's lines and the same seed give the same talk. Trust and patience move only by
`rules.RULES`, each on conduct that the codebook names. A goodbye of the seller's ends the talk at
once, and so does she, where her patience is gone; what she would still have given was then not given.
"""

from dataclasses import replace
from random import Random

from sevendoors.core.codes import Grade
from sevendoors.core.practice import (
    Buyer,
    Door,
    Ear,
    Graded,
    Heard,
    Layer,
    Mind,
    Step,
)
from sevendoors.practice.rules import SAID_BACK, Ledger, by_conduct, by_grade
from sevendoors.practice.saying_back import NEAR, parrots, plain
from sevendoors.practice.taking import goes_back, weighed
from sevendoors.practice.telling import Telling


def begin(buyer: Buyer) -> Mind:
    """Give the mind at the start of a talk."""
    doors = {fact.key: Door.CLOSED for fact in buyer.facts}
    return Mind(trust=buyer.trust, patience=buyer.patience, doors=doors)


def first_step(buyer: Buyer, seed: str) -> Step:
    """Give her first words, before the seller has said anything."""
    line = Random(f"{seed}/0").choice(buyer.lines["open"])
    return Step(turn=0, seller="", say=(line,), occasion="open")


def answer(
    buyer: Buyer, mind: Mind, heard: Heard, graded: Graded | None, ear: Ear, seed: str
) -> tuple[Mind, Step]:
    """Decide what she says next, what opens, and how trust and patience move.

    graded: what became of her pending chance, None where there is none. Returns the new mind and
    the step with its whole ledger. A turn beside the talk leaves the chance pending.
    """
    turn = mind.turn + 1
    open_chance = mind.pending is not None and not heard.beside
    graded = weighed(buyer, mind, heard, graded, ear) if open_chance else None
    ledger = Ledger(mind.trust, mind.patience, buyer.patience, rose=mind.rose)
    _weigh(buyer, mind, heard, graded, ear, ledger)
    due = _chance(buyer, mind, turn, beside=heard.beside)
    telling = Telling(buyer, mind, heard, graded, ear, ledger, Random(f"{seed}/{turn}"))
    telling.due = "" if _leaves(buyer, mind, ledger) else _brings_up(buyer, due, heard, ear)
    say, occasion = telling.reply()
    ends = occasion == "bye" or _leaves(buyer, mind, ledger)
    number = None if ends else due
    over = ends or _over(buyer, mind, turn, ledger, chance=number is not None)
    if over and occasion != "bye":
        kept = () if occasion in ("more", "short") else say  # nobody says "Go on" and goes
        occasion = "bye" if turn >= buyer.turns else "leave"
        say = (*kept, telling.line(occasion))
    step = Step(
        turn=turn,
        seller=heard.text,
        say=say,
        occasion=occasion,
        chance="" if number is None else telling.way(buyer.chances[number].says),
        chance_kind=None if number is None else buyer.chances[number].kind,
        opened=tuple(telling.opened),
        hinted=tuple(telling.hinted),
        graded=graded,
        reasons=tuple(ledger.reasons),
        over=over,
    )
    return _after(mind, heard, step, telling, ledger, number), step


def _after(
    mind: Mind, heard: Heard, step: Step, telling: Telling, ledger: Ledger, number: int | None
) -> Mind:
    """Give the mind after a turn. number: the chance she gave in it."""
    pending = mind.pending if number is None and heard.beside else number
    return replace(
        mind,
        turn=step.turn,
        trust=ledger.trust,
        patience=ledger.patience,
        doors=telling.doors,
        given=mind.given if number is None else (*mind.given, number),
        pending=pending,
        last_fact=telling.last,
        last_hint=telling.hint or (mind.last_hint if heard.beside else ""),
        used=tuple(telling.used),
        asked=(*mind.asked, *(one.text for one in heard.questions)),
        lines=(*mind.lines, plain(heard.text)),
        bare=heard.bare,
        rose=ledger.rose,
        over=step.over,
    )


def _weigh(
    buyer: Buyer, mind: Mind, heard: Heard, graded: Graded | None, ear: Ear, ledger: Ledger
) -> None:
    """Move trust and patience by what the seller did, before she answers."""
    if mind.pending is not None:
        back = goes_back(buyer, mind, heard, ear)
        for rule in by_grade(buyer.chances[mind.pending], graded, back=back):
            ledger.by(rule)
    took = graded is not None and (graded.grade or 0) >= Grade.TAKEN
    for rule in by_conduct(heard, may_tell=took or _knows_a_problem(buyer, mind)):
        ledger.by(rule)
    if mind.pending is None and heard.reflects and _says_back(buyer, mind, heard, ear):
        ledger.by(SAID_BACK)


def _knows_a_problem(buyer: Buyer, mind: Mind) -> bool:
    return any(
        buyer.fact(key).layer is not Layer.SURFACE and door is Door.OPEN
        for key, door in mind.doors.items()
    )


def _says_back(buyer: Buyer, mind: Mind, heard: Heard, ear: Ear) -> bool:
    """Say whether the seller put what she told last into words of his own."""
    if not mind.last_fact or parrots(buyer, mind, heard.told):
        return False
    return any(ear.near(heard.told, one) >= NEAR for one in buyer.fact(mind.last_fact).says)


def _chance(buyer: Buyer, mind: Mind, turn: int, *, beside: bool) -> int | None:
    """Give the chance due by now, one a turn, the same ones in the same order for every seller.

    Beside the talk none is given, as long as enough turns are left for those to come.
    """
    left = [number for number in range(len(buyer.chances)) if number not in mind.given]
    if not left or turn >= buyer.turns:
        return None
    if len(left) >= buyer.turns - turn:
        return left[0]
    return left[0] if buyer.chances[left[0]].turn <= turn and not beside else None


def _brings_up(buyer: Buyer, due: int | None, heard: Heard, ear: Ear) -> str:
    """Give the fact she is about to bring up herself, where the seller's words name what she will say."""
    if due is None or not ear.shares(heard.text, " ".join(buyer.chances[due].says)):
        return ""
    return buyer.chances[due].opens


def _leaves(buyer: Buyer, mind: Mind, ledger: Ledger) -> bool:
    """Say whether her patience is gone for good: one turn had been left to mend it, and it was not.

    She hears out half of her chances in any case; in the assessment she hears out all of them, so
    that everybody is given the same. A turn that earned trust keeps her.
    """
    half = 2 * len(mind.given) >= len(buyer.chances)
    return not buyer.sealed and half and mind.patience <= 0 and _spent(ledger)


def _spent(ledger: Ledger) -> bool:
    return ledger.patience <= 0 and not ledger.rose


def _over(buyer: Buyer, mind: Mind, turn: int, ledger: Ledger, *, chance: bool) -> bool:
    """Say whether the talk is over: out of time, or all given and no patience left."""
    given = len(mind.given) == len(buyer.chances) and not chance
    return turn >= buyer.turns or (given and _spent(ledger))
