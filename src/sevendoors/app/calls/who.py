"""Who is who in a call: the answer settles the sides, and everything is read anew from it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.guess import GUESSED
from sevendoors.app.reading.keeping import as_text, keep_review, kept_talk, meet
from sevendoors.app.reading.reviewing import check_reviewable, review_conversation
from sevendoors.app.reading.sides import merge_people
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.errors import DoorsError
from sevendoors.core.kept import Change
from sevendoors.core.people import Viewer
from sevendoors.store import calls, ends, people
from sevendoors.store.people_seen import person_seen


def say_who(
    place: Place,
    viewer: Viewer,
    name: str,
    sides: Mapping[str, str],
    *,
    me: str | None = None,
    version: int | None = None,
) -> Change | None:
    """Settle the sides of a call by hand and review it.

    sides: participant id to seller, buyer or unknown. me: the participant who is the viewer.
    Raises DoorsError without a seller or a buyer, ClashError where somebody was quicker.
    """
    wrong = set(sides.values()) - {side.value for side in Side}
    if wrong:
        raise DoorsError("A side is seller, buyer or unknown.", fix="Choose one of the three.")
    if not {Side.SELLER, Side.BUYER} <= set(sides.values()):
        raise DoorsError(
            "A call has somebody who sold and somebody who bought.", fix="Choose one of each."
        )

    def placed(talk: Conversation) -> Conversation:
        people_ = [
            replace(p, side=Side(sides[p.id]), side_decided_by="you") if p.id in sides else p
            for p in talk.participants
        ]
        return replace(talk, participants=tuple(people_))

    return _anew(place, viewer, name, placed, me=me, version=version)


def swap_sides(
    place: Place, viewer: Viewer, name: str, version: int | None = None
) -> Change | None:
    """Exchange sellers and buyers of a call, and read it anew."""
    other = {Side.SELLER: Side.BUYER, Side.BUYER: Side.SELLER}

    def swapped(talk: Conversation) -> Conversation:
        people_ = [
            replace(p, side=other.get(p.side, p.side), side_decided_by="you")
            for p in talk.participants
        ]
        return replace(talk, participants=tuple(people_))

    return _anew(place, viewer, name, swapped, version=version)


def merge_in_call(
    place: Place, viewer: Viewer, name: str, keep: str, drop: str, version: int | None = None
) -> Change | None:
    """Make two names of one call one person (participant ids), and read it anew.

    While it is open who sold, it stays open.
    """

    def merged(talk: Conversation) -> Conversation:
        return merge_people(talk, keep, drop)

    return _anew(place, viewer, name, merged, version=version)


def _anew(
    place: Place,
    viewer: Viewer,
    name: str,
    change: Callable[[Conversation], Conversation],
    *,
    me: str | None = None,
    version: int | None = None,
) -> Change | None:
    """Change a conversation and read it anew; reading is done before anything is written.

    Gives what changed, or None where it stays open who sold, or was open until now.
    """
    with place.store.read() as connection:
        # Who was let see a call does not say who sold in it.
        rights.must(calls.may_see(connection, rights.own_scope(viewer), name) == "whole")
        data, before = calls.talk_of(connection, name)
    old = kept_talk(data)
    talk = change(old)
    check_reviewable(talk)
    settled = before is not None or {Side.SELLER, Side.BUYER} <= _told(talk)
    review = review_conversation(talk) if settled else None
    with place.store.write() as connection:
        calls.change_call(connection, name, {}, version)
        calls.set_conversation(connection, name, as_text(to_json(talk)))
        if me is not None:
            _is_me(connection, viewer, talk, me)
        calls.set_people(connection, name, meet(place, connection, talk))
        if review is None:
            return None
        made = keep_review(place, connection, review, silent=before is None)
        return None if before is None else made


def _told(talk: Conversation) -> set[Side]:
    """Give the sides that somebody's word stands for, rather than a guess."""
    return {p.side for p in talk.participants if not p.side_decided_by.startswith(GUESSED)}


def _is_me(connection: Connection, viewer: Viewer, talk: Conversation, me: str) -> None:
    """Remember that this participant is who is looking, here and in calls to come.

    Somebody who signs in, or was met in calls out of the viewer's sight, is not taken over: then
    it holds for this call alone.
    """
    one = talk.participant(me)
    if one is None:
        raise DoorsError("Nobody of that name takes part in this call.", fix="Look at the list.")
    keys = people.keys_of(one.name, one.email)
    there = calls.people_of(connection, [talk.id])
    old = {a.participant: a.person for a in there}.get(me) or people.known_as(connection, keys)
    if old is not None and old != viewer.person:
        if _met_here_alone(connection, viewer, old):
            people.merge(connection, viewer.person, old)
        else:
            mine = [replace(a, person=viewer.person) if a.participant == me else a for a in there]
            calls.set_people(connection, talk.id, mine)
    people.learn(connection, viewer.person, keys)
    if viewer.name == "You":
        people.rename(connection, viewer.person, one.name)


def _met_here_alone(connection: Connection, viewer: Viewer, who: int) -> bool:
    every = people.person_of(connection, who)
    mine = person_seen(connection, rights.own_scope(viewer), (None, False), who)
    names = ends.calls_with(connection, who)
    return every is not None and not every.signs_in and len(names) == (mine.calls if mine else 0)
