"""What the page for a talk looks back on and ahead to: what was agreed last, what to practise next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS
from sevendoors.app.practice.playing import buyer_of
from sevendoors.app.practice.practise_page import buyer_cards
from sevendoors.app.team.assigning import Agreed
from sevendoors.core.codes import Cue

MOST_AGREED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What to practise next: the kind of chance in words, and a buyer who often gives it, if any."""

    kind: str
    buyer: str
    company: str
    gives: int


def proposal(place: Place, kind: Cue) -> Proposal:
    """Propose drills of a kind of chance, and the buyer who gives it most often in a talk."""
    best = Proposal(kind=CHANCE_WORDS[kind], buyer="", company="", gives=0)
    for one in buyer_cards(place):
        if one.wrong:
            continue
        gives = Counter(chance.kind for chance in buyer_of(one.key, "", place).chances)[kind]
        if gives > best.gives:
            best = Proposal(kind=best.kind, buyer=one.name, company=one.company, gives=gives)
    return best


def last_agreed(agreed: Sequence[Agreed]) -> tuple[Agreed, ...]:
    """Keep what was agreed at the last talk, and what is still open from before, the last first."""
    begun = [one for one in agreed if one.open_on]
    last = max((one.day for one in begun), default="")
    told = [one for one in begun if one.day == last or one.done is None]
    return tuple(reversed(told[-MOST_AGREED:]))
