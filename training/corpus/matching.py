"""Which chance of one annotator is which of the other's: same turn, same code, nearest words."""

from collections.abc import Iterator, Sequence

from training.corpus.calls import Call
from training.corpus.labels import Labelled

Match = tuple[Labelled | None, Labelled | None]


def matched(call: Call, left: Sequence[Labelled], right: Sequence[Labelled]) -> Iterator[Match]:
    """Give each chance with its twin or None, in the order spoken; each is used once."""
    rest = list(right)
    found: list[Match] = []
    for one in left:
        near = [two for two in rest if two.turn == one.turn and two.code is one.code]
        twin = max(near, key=lambda two: _shared(call, one, two), default=None)
        if twin is not None:
            rest.remove(twin)
        found.append((one, twin))
    found += [(None, two) for two in rest]
    yield from sorted(found, key=_place)


def _place(match: Match) -> tuple[int, str]:
    one = match[0] or match[1]
    assert one is not None
    return one.turn, str(one.code)


def _shared(call: Call, one: Labelled, two: Labelled) -> float:
    """Characters both quotes cover, or minus the gap between them."""
    text = call.turn(one.turn).text
    a, b = text.find(one.quote), text.find(two.quote)
    return min(a + len(one.quote), b + len(two.quote)) - max(a, b)
