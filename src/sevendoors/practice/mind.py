"""A buyer's mind: what she opens, to whom, and why; no chance of its own, so every step can be read.

The same seller's lines and the same seed give the same talk. Trust and patience move only by
`rules.RULES`, each on conduct that the codebook names. A goodbye of the seller's ends the talk at
once; what she would still have given was then not given.
"""

from dataclasses import replace
from random import Random

from sevendoors.core.codes import Grade
from sevendoors.core.practice import (
    FEW,
    Asks,
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
from sevendoors.practice.saying_back import NEAR, parrots, plain, said_so_far
from sevendoors.practice.telling import Telling

# From here, and so much nearer to another fact than to what lies behind it, a question is not about
# the chance.
ELSEWHERE, CLEARLY = 0.5, 0.12
SHORT = 12  # fewer words than these beside a stock phrase tell her nothing


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
    graded = _about(buyer, mind, heard, graded, ear) if open_chance else None
    ledger = Ledger(mind.trust, mind.patience, buyer.patience, rose=mind.rose)
    _weigh(buyer, mind, heard, graded, ear, ledger)
    telling = Telling(buyer, mind, heard, graded, ear, ledger, Random(f"{seed}/{turn}"))
    say, occasion = telling.reply()
    number = None if occasion == "bye" else _chance(buyer, mind, turn, beside=heard.beside)
    over = _over(buyer, mind, turn, occasion, ledger.patience, chance=number is not None)
    if over and occasion != "bye":
        occasion = "bye" if turn >= buyer.turns else "leave"
        say = (*say, telling.line(occasion))
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


def _about(
    buyer: Buyer, mind: Mind, heard: Heard, graded: Graded | None, ear: Ear
) -> Graded | None:
    """Believe the grade of an answer, unless it was said before or is clearly about something else."""
    if graded is None or (graded.grade or 0) < Grade.TAKEN:
        return graded
    if plain(heard.text) in mind.lines:
        return replace(graded, grade=Grade.NOTED, why="You had said the same words before.")
    if _fits_anybody(buyer, mind, heard, ear):
        return replace(graded, grade=Grade.NOTED, why="Your words would have fitted any buyer.")
    away = _elsewhere(buyer, mind, heard, ear)
    if not away:
        return graded
    grade = Grade.NOTED if heard.reflects else Grade.MISSED
    return replace(graded, grade=grade, why=f"You asked about something else: “{away}”")


def _fits_anybody(buyer: Buyer, mind: Mind, heard: Heard, ear: Ear) -> bool:
    """A bare "Tell me more", or a stock phrase with nothing of hers in it, names nothing she said."""
    if heard.bare:
        return True
    named = ear.shares(heard.text, " ".join(buyer.chances[mind.pending or 0].says))
    more = all(one.asks is Asks.MORE for one in heard.questions)
    return heard.stock and more and not named and len(heard.told.split()) < SHORT


def _elsewhere(buyer: Buyer, mind: Mind, heard: Heard, ear: Ear) -> str:
    """Give the words that leave her chance lying: about another thing, no word of the chance in them."""
    chance = buyer.chances[mind.pending or 0]
    asked = [one.text for one in heard.questions if one.asks is Asks.FACT]
    asked += [heard.put] if heard.put else []
    if not chance.opens or ear.shares(heard.text, " ".join(chance.says)):
        return ""
    if any(one.asks is Asks.MORE for one in heard.questions):
        other = _goes_back(buyer, mind, heard, ear)
        return heard.told if other else ""
    for one in asked:
        scores = ear.scores(one)
        best = max(scores.values())
        if best < ELSEWHERE or scores[chance.opens] >= best - CLEARLY:
            return ""
    return asked[0] if asked else ""


def _goes_back(buyer: Buyer, mind: Mind, heard: Heard, ear: Ear) -> bool:
    """Say whether "how so?" is put to something else she had said, by the words beside it."""
    if len(heard.told.split()) < FEW:
        return False
    chance = max(ear.near(heard.told, one) for one in buyer.chances[mind.pending or 0].says)
    others = (one for one in said_so_far(buyer, mind) if ear.near(heard.told, one) >= NEAR)
    return any(ear.near(heard.told, one) > chance for one in others)


def _weigh(
    buyer: Buyer, mind: Mind, heard: Heard, graded: Graded | None, ear: Ear, ledger: Ledger
) -> None:
    """Move trust and patience by what the seller did, before she answers."""
    if mind.pending is not None:
        for rule in by_grade(buyer.chances[mind.pending], graded):
            ledger.by(rule)
    took = graded is not None and (graded.grade or 0) >= Grade.TAKEN
    for rule in by_conduct(heard, may_tell=took or _knows_a_problem(buyer, mind)):
        ledger.by(rule)
    if mind.pending is None and heard.reflects and _says_back(buyer, mind, heard, ear):
        ledger.by(SAID_BACK)


def _knows_a_problem(buyer: Buyer, mind: Mind) -> bool:
    return any(
        buyer.fact(key).layer is not Layer.SURFACE and door is not Door.CLOSED
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


def _over(
    buyer: Buyer, mind: Mind, turn: int, occasion: str, patience: int, *, chance: bool
) -> bool:
    """Say whether the talk is over: time, a goodbye, or no patience left; her chances come first."""
    given = len(mind.given) == len(buyer.chances) and not chance
    return occasion == "bye" or turn >= buyer.turns or (patience <= 0 and given)
