"""Letting others see: a seller shows a call, or one moment of it, and takes it back."""

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.call_reading import read_call
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import Release
from sevendoors.core.people import Audience, Viewer
from sevendoors.store import log, moments

NOBODY = "nobody"


def let_see(
    place: Place, viewer: Viewer, name: str, audience: str, moment: str | None = None
) -> None:
    """Let others see a whole call of one's own, or one moment of it; nobody takes it back.

    audience: coach, leader (coach and leader) or nobody. Raises DoorsError for any other.
    """
    if audience not in (NOBODY, *Audience):
        raise DoorsError("It is not clear who may see this.", fix="Choose coach, leader or nobody.")
    with place.store.write() as connection:
        if moment is not None:
            seen = moments.moment_of(connection, rights.scope(viewer), moment)
            if seen is None or seen.call != name:
                raise GoneError
            rights.must(rights.may_release(viewer, seen.seller))
        call = read_call(connection, viewer, name)
        rights.must(viewer.person in call.sellers and rights.may_release(viewer, viewer.person))
        moments.drop_releases(connection, viewer.person, name, moment, whole_only=moment is None)
        if audience != NOBODY:
            moments.add_release(
                connection,
                Release(id=0, seller=viewer.person, call=name, moment=moment, audience=audience,
                        at=place.now()),
            )  # fmt: skip
        log.note(connection, at=place.now(), who=viewer.person, what=_told(audience, moment),
                 about=viewer.person, call=name)  # fmt: skip


def _told(audience: str, moment: str | None) -> str:
    thing = "a call" if moment is None else "a moment"
    shown = {Audience.COACH: "showed the coach", Audience.LEADER: "showed coach and leader"}
    return f"{shown[Audience(audience)]} {thing}" if audience != NOBODY else f"took back {thing}"


def take_all_back(place: Place, viewer: Viewer, name: str) -> int:
    """Take back everything one let others see of a call; gives how many things that were."""
    with place.store.write() as connection:
        read_call(connection, viewer, name)
        count = moments.drop_releases(connection, viewer.person, name)
        log.note(connection, at=place.now(), who=viewer.person, what="took back a call",
                 about=viewer.person, call=name)  # fmt: skip
    return count
