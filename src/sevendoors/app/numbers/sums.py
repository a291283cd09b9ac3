"""Sums over a team that speak of five people or more, also after all that can be subtracted."""

from collections.abc import Sequence

from sqlalchemy import Connection

from sevendoors.app.base.rights import FEWEST_IN_SUMS, scope
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored
from sevendoors.store import tallies
from sevendoors.store.tallies import Tally

_ALONE = "Fewer than five sellers were heard here, so nothing is said of them together."
_TEAM = (
    "A sum over this team would speak of fewer than five sellers besides those whose calls you read "
    "one by one, so nothing is said of them together."
)


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


def as_on_the_pages(rows: Sequence[Tally], seen: Sequence[Tally]) -> tuple[Tally, ...]:
    """Keep of a team's chances those that its pages count: what is seen, and who shows nothing.

    What somebody kept back beside what they released is in neither; in one of two sums it would be
    the difference between them. Who shows nothing goes in where they are enough for a sum.
    """
    told = {row.seller for row in seen}
    rest = [row for row in rows if row.seller not in told]
    if len({row.seller for row in rest}) < FEWEST_IN_SUMS:
        return tuple(seen)
    return (*seen, *rest)


def people_in_team(connection: Connection, viewer: Viewer) -> int:
    """Say how many people a sum over all chances of the viewer's team speaks of to the viewer."""
    if viewer.team is None:
        return 0
    every = tallies.team_sums(connection, viewer.team)
    seen = tallies.team_sums(connection, viewer.team, scope(viewer))
    return people_in(every, seen, viewer.person)


def too_few(viewer: Viewer) -> Unscored:
    """Say why nothing is summed for somebody."""
    return Unscored(reason=_ALONE if viewer.alone else _TEAM)
