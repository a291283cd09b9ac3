"""The assessment: sealed buyers, one talk with each, no hints and no second try; counts alone."""

from dataclasses import dataclass

from sevendoors.app.dueling import Score, score
from sevendoors.app.place import Place
from sevendoors.app.playing import Talk
from sevendoors.app.practise_page import BuyerCard, buyer_cards
from sevendoors.app.talking import ASSESSMENT, own_talks, read_talk, start
from sevendoors.core.people import Viewer

WHOLE = 8  # talks that make up an assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One sealed buyer: not met yet (talk None), a talk that goes on, or what came of it."""

    buyer: BuyerCard
    talk: int | None = None
    score: Score | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All of it: the stations, how many are done, and sums of counts over those."""

    stations: tuple[Station, ...]
    done: int
    needs: tuple[int, int]
    doors: tuple[int, int]
    taken: tuple[int, int]


def assessment(place: Place, viewer: Viewer) -> Assessment:
    """Give where somebody stands in the assessment."""
    had = {line.buyer: line for line in reversed(own_talks(place, viewer, purpose=ASSESSMENT))}
    stations = []
    for card in buyer_cards(place, sealed=True)[:WHOLE]:
        line = had.get(card.key)
        reached = score(read_talk(place, line)) if line and line.ended else None
        stations.append(Station(buyer=card, talk=line.id if line else None, score=reached))
    scores = [one.score for one in stations if one.score]
    return Assessment(
        stations=tuple(stations),
        done=len(scores),
        needs=_sum([one.needs for one in scores]),
        doors=_sum([one.doors for one in scores]),
        taken=_sum([one.taken for one in scores]),
    )


def _sum(counts: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(some for some, _ in counts), sum(n for _, n in counts)


def begin(place: Place, viewer: Viewer, key: str) -> Talk:
    """Begin the one talk with a sealed buyer."""
    return start(place, viewer, key, purpose=ASSESSMENT)
