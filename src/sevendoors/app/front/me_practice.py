"""The latest practice beside a machine with the very same buyer: counts alone, and set apart from calls."""

from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sevendoors.app.base.place import Place
from sevendoors.app.practice.beside import Seller, sellers
from sevendoors.app.practice.playing import YOU
from sevendoors.app.practice.talking import ASSESSMENT, DUEL, read_talk
from sevendoors.core.people import Viewer
from sevendoors.store import practice
from sevendoors.store.opening import Store
from sevendoors.store.practice import TalkLine

_MOST_TALKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """One practice talk with what each seller reached. duel: it was held to be laid beside a machine."""

    talk: int
    duel: bool
    buyer: str
    day: str
    sellers: tuple[Seller, ...]


_HELD: WeakKeyDictionary[Store, dict[int, tuple[tuple[int, ...], Latest]]] = WeakKeyDictionary()
_LOCK = Lock()


def latest_beside(place: Place, viewer: Viewer) -> Latest | None:
    """Give the viewer's newest ended talk with a buyer to whom a machine sold too; None without one.

    An assessment is never in it. A talk that has ended does not change, so its counts are kept.
    """
    with place.store.read() as connection:
        lines = practice.talks(connection, viewer.person, limit=_MOST_TALKS)
    played = [line for line in lines if line.player != YOU]
    own = next((one for one in lines if _counts(one) and _met(one, played)), None)
    if own is None:
        return None
    key = (own.id, own.version, *(line.id for line in _met(own, played)))
    with _LOCK:
        kept = _HELD.setdefault(place.store, {}).get(viewer.person)
    if kept is not None and kept[0] == key:
        return kept[1]
    talk = read_talk(place, own)
    beside = tuple(one for one in sellers(place, viewer, talk) if one.who != "You, last time")
    found = Latest(talk=own.id, duel=own.purpose == DUEL, buyer=talk.buyer.name,
                   day=own.ended or own.started, sellers=beside)  # fmt: skip
    with _LOCK:
        _HELD[place.store][viewer.person] = (key, found)
    return found


def _counts(line: TalkLine) -> bool:
    return line.player == YOU and line.ended is not None and line.purpose != ASSESSMENT


def _met(own: TalkLine, played: list[TalkLine]) -> list[TalkLine]:
    return [one for one in played if (one.buyer, one.seed) == (own.buyer, own.seed)]
