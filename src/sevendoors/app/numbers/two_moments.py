"""One moment to keep and one to look at, of what may be seen of a seller."""

from sqlalchemy import Connection

from sevendoors.app.calls.moment_cards import choose
from sevendoors.core.codes import Grade
from sevendoors.core.people import Scope
from sevendoors.store import tallies
from sevendoors.store.tallies import Narrowed, Placed

_HIGH, _LOW = (Grade.TAKEN, Grade.OPENED), (Grade.MISSED, Grade.NOTED)


def two_moments(
    connection: Connection, scope: Scope, who: int, since: str = ""
) -> tuple[Placed | None, Placed | None]:
    """Choose one moment to keep and one to look at from what may be seen of a seller."""
    high = tallies.likeliest(connection, scope, Narrowed(seller=who, grades=_HIGH), since=since)
    low = tallies.likeliest(connection, scope, Narrowed(seller=who, grades=_LOW), since=since)
    return choose(high, opened_first=True), choose(low)
