"""How a buyer's trust and patience move: by named conduct alone, each move written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sevendoors.core.codes import Cue, Grade
from sevendoors.core.practice import Asks, BuyerChance, Graded, Heard, Question, Reason

MOST_TRUST = 10
MOST_GAIN = 2  # in one turn
SLOW_FROM = 5  # from here a turn that brought trust is followed by one that brings none
MORE_PATIENCE = 2  # so much above her own measure at most
MANY_QUESTIONS = 2
_HARD = (Cue.CONCERN, Cue.DOUBT, Cue.ASK, Cue.PRIORITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How trust and patience move by one thing the seller did."""

    trust: int
    patience: int


OPENED, TOOK, NOTED = "opened a door", "took a chance", "noted a chance"
PASSED = "walked past a worry, doubt, question or priority"
PASSED_LIGHT = "walked past a loose or personal remark"
WENT_BACK = "went back to something she had said"
SAID_BACK, ASKED_ON = "said back what she said", "asked about what she just said"
AGAIN = "asked the same again"
RULES: dict[str, Rule] = {
    OPENED: Rule(trust=2, patience=1),
    TOOK: Rule(trust=1, patience=0),
    NOTED: Rule(trust=0, patience=0),
    PASSED: Rule(trust=-1, patience=-1),
    PASSED_LIGHT: Rule(trust=0, patience=0),
    WENT_BACK: Rule(trust=0, patience=0),
    SAID_BACK: Rule(trust=1, patience=0),
    ASKED_ON: Rule(trust=1, patience=0),
    "pitched before knowing a problem": Rule(trust=-1, patience=-1),
    "pushed": Rule(trust=-1, patience=-1),
    "used a stock phrase": Rule(trust=-1, patience=0),
    AGAIN: Rule(trust=0, patience=-1),
    "asked many things at once": Rule(trust=0, patience=-1),
    "said something rude": Rule(trust=-3, patience=-2),
    "said nothing": Rule(trust=0, patience=-1),
    "gave orders": Rule(trust=-1, patience=-1),
}


class Ledger:
    """Trust and patience through one turn, with every move; the moves add up to the change."""

    def __init__(self, trust: int, patience: int, measure: int, *, rose: bool = False) -> None:
        """Begin where the last turn ended. measure: her own measure of patience.

        rose: whether trust rose in the turn before.
        """
        self.trust, self.patience = trust, patience
        self._begun = trust
        self._most_gain = 0 if rose and trust >= SLOW_FROM else MOST_GAIN
        self._most_patience = max(measure + MORE_PATIENCE, patience)
        self._gained = 0
        self.reasons: list[Reason] = []

    def by(self, rule: str) -> None:
        """Move by one rule; what a limit cuts off is not moved and not written down."""
        moved = RULES[rule]
        trust = max(0, min(MOST_TRUST, self.trust + self._most(moved.trust)))
        patience = max(0, min(self._most_patience, self.patience + moved.patience))
        reason = Reason(rule=rule, trust=trust - self.trust, patience=patience - self.patience)
        self._gained += max(0, reason.trust)
        self.trust, self.patience = trust, patience
        self.reasons.append(reason)

    @property
    def rose(self) -> bool:
        """Say whether trust is higher than at the start of the turn."""
        return self.trust > self._begun

    def _most(self, gain: int) -> int:
        return gain if gain <= 0 else max(0, min(gain, self._most_gain - self._gained))


def by_grade(chance: BuyerChance, graded: Graded | None, *, back: bool = False) -> Iterator[str]:
    """Name the rule for what became of a chance; none where no answer was possible.

    back: whether the seller went back to something else she had said; that is listening, too.
    """
    if graded is None or graded.grade is None:
        return
    if back and graded.grade < Grade.NOTED:
        yield WENT_BACK
        return
    named = {Grade.OPENED: OPENED, Grade.TAKEN: TOOK, Grade.NOTED: NOTED}
    yield named.get(graded.grade, PASSED if chance.kind in _HARD else PASSED_LIGHT)


def by_conduct(heard: Heard, *, may_tell: bool) -> Iterator[str]:
    """Name the rules for how a turn was said. may_tell: a problem is known, or a chance was taken."""
    if heard.rude:
        yield "said something rude"
    if heard.orders:
        yield "gave orders"
    if not heard.words:
        yield "said nothing"
    if heard.stock:
        yield "used a stock phrase"
    if heard.pushes:
        yield "pushed"
    elif heard.pitches and not may_tell:
        yield "pitched before knowing a problem"
    if _asked_for(heard.questions) > MANY_QUESTIONS:
        yield "asked many things at once"


def _asked_for(questions: Sequence[Question]) -> int:
    return sum(one.asks is not Asks.CHECK for one in questions)
