"""Writes down whose moments somebody looked at, once a day and call."""

from collections.abc import Iterable

from sevendoors.app.base.place import Place
from sevendoors.app.calls.call_reading import LOOKED
from sevendoors.core.people import Viewer
from sevendoors.store import log


def looked_over(place: Place, viewer: Viewer, seen: Iterable[tuple[str, int | None]]) -> None:
    """Write down whose moments were shown, in which calls; one's own and nobody's are left out."""
    if viewer.alone:
        return
    pairs = {(call, who) for call, who in seen if who is not None and who != viewer.person}
    if not pairs:
        return
    with place.store.read() as connection:
        fresh = pairs - log.pairs_noted_since(
            connection, who=viewer.person, what=LOOKED, calls={call for call, _ in pairs},
            since=place.today(),
        )  # fmt: skip
    if not fresh:
        return
    with place.store.write() as connection:
        log.note_all(connection, at=place.now(), who=viewer.person, what=LOOKED, pairs=fresh)
