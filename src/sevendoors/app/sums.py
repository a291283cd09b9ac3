"""Sums over a team that speak of five people or more, also after all that can be subtracted."""

from collections.abc import Sequence

from sevendoors.app.rights import FEWEST_IN_SUMS
from sevendoors.store.tallies import Tally


def people_in(rows: Sequence[Tally], seen: Sequence[Tally], me: int) -> int:
    """Say how many people a sum speaks of to somebody who knows their own part and what they see.

    Whoever knows the sum and four of five parts knows the fifth; so people are counted whose part
    is not seen in full, or all others where every part is.
    """
    every, known = _by_seller(rows), _by_seller(seen)
    others = {who for who in every if who != me}
    hidden = {who for who in others if known.get(who, 0) < every[who]}
    return len(hidden or others)


def _by_seller(rows: Sequence[Tally]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        found[row.seller] = found.get(row.seller, 0) + row.n
    return found


def summable(rows: Sequence[Tally], seen: Sequence[Tally], me: int) -> tuple[Tally, ...]:
    """Keep the kinds of chance that enough people were given, so that each of them may be summed.

    Skills share kinds; a kind with few people would come out by taking one skill from another.
    """
    kept: list[Tally] = []
    for code in sorted({row.code for row in rows}):
        here = [row for row in rows if row.code == code]
        known = [row for row in seen if row.code == code]
        if people_in(here, known, me) >= FEWEST_IN_SUMS:
            kept += here
    return tuple(kept)
