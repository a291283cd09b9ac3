"""A late take: the seller comes back, unasked, to something the buyer said before."""

from collections.abc import Iterator, Mapping, Sequence

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Conversation, Run, Side
from sevendoors.measure.answers.content import stems
from sevendoors.measure.answers.evidence import SHOWN, Evidence
from sevendoors.measure.answers.phrases_high import RECALL

ENOUGH = 2.5
WITH_MARK = 1.0
STARTED = 1.0


def shared(own: Mapping[str, float], said: frozenset[str]) -> float:
    """Add up the very words two texts share; kindred words are no memory."""
    return sum(worth for word, worth in own.items() if word in said)


def returns(
    conversation: Conversation,
    own: Mapping[str, float],
    runs: Sequence[Run],
    after: int,
    words: Mapping[int, frozenset[str]],
) -> Iterator[Run]:
    """Give the seller's later runs that come back to a topic which no buyer has just raised.

    after: index of the last turn of the answer on time. words: stems of every run, by run index.
    """
    for place, run in enumerate(runs):
        if run.turns[0].index <= after or conversation.side(run.participant) is not Side.SELLER:
            continue
        worth = shared(own, words[run.index])
        if worth < WITH_MARK:
            continue
        if worth < ENOUGH and not RECALL.search(run.text.lower()):
            continue
        before = [r for r in runs[max(0, place - 2) : place] if r.turns[0].index > after]
        if any(
            conversation.side(r.participant) is not Side.SELLER
            and shared(own, words[r.index]) >= STARTED
            for r in before
        ):
            continue
        yield run


def run_words(runs: Sequence[Run]) -> dict[int, frozenset[str]]:
    """Read the stems of every run once."""
    return {run.index: frozenset(stems(run.text)) for run in runs}


def is_take(found: Evidence) -> bool:
    """A return counts where the sentence itself is about the buyer's point."""
    places = (*found.reflects, *found.questions, *found.plans, *found.promises)
    if found.heard.code in (Cue.ASK, Cue.DOUBT):
        places = (*places, *found.having("straight", "proof"))
    return any(shared_part(found, i) >= SHOWN for i in places)


def shared_part(found: Evidence, place: int) -> float:
    """Say how many of the buyer's very words one sentence holds."""
    return shared(found.heard.own, frozenset(found.parts[place].stems))
