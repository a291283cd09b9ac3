"""Reads kept calls anew when the engine or the codebook changed; what people said stays."""

from collections.abc import Callable

from sevendoors.app.base.engine import codebook_in_use, shipped_finder
from sevendoors.app.base.place import Place
from sevendoors.app.reading.keeping import keep_review, kept_talk
from sevendoors.app.reading.reviewing import review_conversation
from sevendoors.core.kept import Change
from sevendoors.store import calls


def engine_now() -> tuple[str, str]:
    """Name the engine and the codebook that would read a call now."""
    finder = shipped_finder()
    return f"{finder.name} {finder.version}", codebook_in_use().version


def behind(place: Place) -> tuple[str, ...]:
    """List the calls that another engine or codebook has read."""
    with place.store.read() as connection:
        return calls.calls_behind(connection, *engine_now())


def read_anew(
    place: Place,
    names: tuple[str, ...],
    told: Callable[[str, Change], None] = lambda _name, _change: None,
) -> int:
    """Read these calls anew; agreement, disputes, comments and history stay with their moments.

    Gives how many moments changed.
    """
    count = 0
    for name in names:
        with place.store.read() as connection:
            data, _ = calls.talk_of(connection, name)
        review = review_conversation(kept_talk(data))
        with place.store.write() as connection:
            change = keep_review(place, connection, review)
        count += len(change.rows)
        told(name, change)
    return count
