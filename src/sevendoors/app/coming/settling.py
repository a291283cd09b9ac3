"""Calls in which it was open or only guessed who sold, settled by what was said of another call."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.coming.importing import known_sides
from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.guess import GUESSED
from sevendoors.app.reading.keeping import as_text, keep_review, kept_talk, meet
from sevendoors.app.reading.reading_in import Known, settle
from sevendoors.app.reading.reviewing import review_conversation
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.errors import AwayError, DoorsError
from sevendoors.core.people import Scope, Viewer
from sevendoors.store import calls, lists

LOOKED_THROUGH, MOST = 40, 500
AT_ONCE = 3  # so many are read before the page is answered; the rest is read in the background


def settle_others(place: Place, viewer: Viewer, most: int = AT_ONCE) -> int:
    """Settle and read some of a viewer's calls that an answer of theirs made clear.

    Those in which it was open who sold, and those in which we had guessed otherwise. Gives how many.
    """
    with place.store.read() as connection:
        names = _unclear(connection, rights.own_scope(viewer), LOOKED_THROUGH)
    return _settled(place, names, most=most, stop=lambda: False)


def settle_asked(place: Place, stop: Callable[[], bool] = lambda: False) -> int:
    """Settle and read every call that answers made clear; gives how many."""
    with place.store.read() as connection:
        names = _unclear(connection, None, MOST)
    return _settled(place, names, most=len(names), stop=stop)


def _unclear(connection: Connection, scope: Scope | None, most: int) -> tuple[str, ...]:
    return (
        *lists.contradicted(connection, scope, limit=most),
        *lists.asked(connection, scope, limit=most),
    )


def _settled(place: Place, names: Iterable[str], *, most: int, stop: Callable[[], bool]) -> int:
    with place.store.read() as connection:
        known = known_sides(connection)
    count = 0
    for name in names:
        if count >= most or stop():
            break
        count += _settle_one(place, name, known)
    return count


def _settle_one(place: Place, name: str, known: Known) -> bool:
    """Settle one call if it can be; whoever changed it meanwhile is right."""
    with place.store.read() as connection:
        line = calls.call_line(connection, name)
        if line is None:
            return False
        data, _ = calls.talk_of(connection, name)
    before = kept_talk(data)
    sides = settle(_without_guesses(before), known)
    talk = sides.conversation
    if not sides.settled or (line.state == "reviewed" and _sides(talk) == _sides(before)):
        return False
    try:
        review = review_conversation(talk)
        with place.store.write() as connection:
            calls.change_call(connection, name, {}, line.version)
            calls.set_conversation(connection, name, as_text(to_json(talk)))
            calls.set_people(connection, name, meet(place, connection, talk))
            keep_review(place, connection, review, silent=line.state == "asked")
    except AwayError:
        raise
    except DoorsError:
        return False
    return True


def _sides(talk: Conversation) -> list[Side]:
    return [person.side for person in talk.participants]


def _without_guesses(talk: Conversation) -> Conversation:
    people = tuple(
        replace(p, side=Side.UNKNOWN, side_decided_by="")
        if p.side_decided_by.startswith(GUESSED)
        else p
        for p in talk.participants
    )
    return replace(talk, participants=people)
