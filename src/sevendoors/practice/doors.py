"""What stands open in a buyer in one turn, what she may tell by her rules, and in which words."""

from collections.abc import Sequence
from random import Random

from sevendoors.core.practice import Buyer, BuyerFact, Door, Ear, Graded, Heard, Mind
from sevendoors.practice.rules import ASKED_ON, Ledger

FOLLOWS = 0.35  # so much of a question must be about what follows


class Doors:
    """Her doors through one turn; nothing of it outlives the turn.

    graded: what became of her pending chance. Afterwards doors, opened, hinted, used and last say
    what changed.
    """

    def __init__(
        self, buyer: Buyer, mind: Mind, heard: Heard, graded: Graded | None, ear: Ear,
        ledger: Ledger, dice: Random,
    ) -> None:  # fmt: skip
        """Take everything the turn rests on."""
        self._buyer, self._mind, self._heard = buyer, mind, heard
        self._grade = graded.grade if graded else None
        self._ear, self._ledger, self._dice = ear, ledger, dice
        self._chance = None if mind.pending is None else buyer.chances[mind.pending]
        self.doors = dict(mind.doors)
        self.used = list(mind.used)
        self.last, self.hint = mind.last_fact, ""
        self.opened: list[str] = []
        self.hinted: list[str] = []
        self.due, self.kept = "", False

    def _tell(self, wanted: Sequence[BuyerFact], room: int) -> list[str]:
        """Tell what she lets out; where that is nothing, let one thing be guessed."""
        said: list[str] = []
        self.kept = self.kept or any(fact.key == self.due for fact in wanted)
        wanted = [fact for fact in wanted if fact.key != self.due]
        for fact in wanted:
            if len(said) < room and self._lets(fact):
                if self.last and self.last in fact.after:
                    self._ledger.by(ASKED_ON)
                said.append(self._open(fact))
        return said or next((line for line in map(self._hint, wanted) if line), [])

    def _lets(self, fact: BuyerFact) -> bool:
        """A fact comes out at enough trust when what it rests on is out, or a chance spoke of it."""
        return self._reached(fact) and self._ledger.trust >= fact.trust

    def _reached(self, fact: BuyerFact) -> bool:
        known = all(self.doors[key] is Door.OPEN for key in fact.after)
        spoken = any(self._buyer.chances[number].opens == fact.key for number in self._mind.given)
        return known or spoken

    def _open(self, fact: BuyerFact) -> str:
        self.doors[fact.key] = Door.OPEN
        self.last = fact.key
        self.opened.append(fact.key)
        return self.way(fact.says)

    def _hint(self, fact: BuyerFact) -> list[str]:
        """Let a fact be guessed; once every way to do so was used, she says no more about it."""
        left = [way for way in fact.hints if way not in self.used]
        if not left:
            return []
        if self.doors[fact.key] is Door.CLOSED:
            self.doors[fact.key] = Door.HALF
            self.hinted.append(fact.key)
        self.hint = fact.key
        return [self.way(left)]

    def _next(self, key: str, question: str = "") -> BuyerFact | None:
        """Find the fact that follows on another: one she would tell now before one she would not.

        question: what was asked, where it named something; what it does not ask for does not follow.
        """
        near = self._ear.scores(question) if question else {}
        after = [
            fact
            for fact in self._buyer.facts
            if key and key in fact.after and self.doors[fact.key] is not Door.OPEN
            and near.get(fact.key, 1.0) >= FOLLOWS
        ]  # fmt: skip
        return next((fact for fact in after if self._lets(fact)), after[0] if after else None)

    def line(self, occasion: str) -> str:
        """Say a line for an occasion."""
        return self.way(self._buyer.lines[occasion])

    def way(self, ways: Sequence[str]) -> str:
        """Pick a way she has not said yet, else the one said longest ago."""
        unused = [way for way in ways if way not in self.used]
        way = self._dice.choice(unused) if unused else min(ways, key=self.used.index)
        if way in self.used:
            self.used.remove(way)
        self.used.append(way)
        return way
