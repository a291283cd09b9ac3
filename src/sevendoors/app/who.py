"""Who is who in a call: the answer settles the sides, and everything is read anew from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from sevendoors.app import rights
from sevendoors.app.export import to_json
from sevendoors.app.keeping import as_text, keep_review, kept_talk, meet
from sevendoors.app.place import Place
from sevendoors.app.reviewing import review_conversation
from sevendoors.app.sides import merge_people
from sevendoors.core.conversation import Conversation, Kind, Side
from sevendoors.core.errors import DoorsError
from sevendoors.core.kept import Change
from sevendoors.core.people import Viewer
from sevendoors.store import calls, people


def say_who(
    place: Place,
    viewer: Viewer,
    name: str,
    sides: Mapping[str, str],
    *,
    me: str | None = None,
    version: int | None = None,
) -> Change:
    """Settle the sides of a call by hand and review it.

    sides: participant id to seller, buyer or unknown. me: the participant who is the viewer.
    Raises DoorsError without a seller or a buyer, ClashError where somebody was quicker.
    """
    wrong = set(sides.values()) - {side.value for side in Side}
    if wrong:
        raise DoorsError("A side is seller, buyer or unknown.", fix="Choose one of the three.")

    def placed(talk: Conversation) -> Conversation:
        people_ = [
            replace(p, side=Side(sides[p.id]), side_decided_by="you") if p.id in sides else p
            for p in talk.participants
        ]
        return replace(talk, participants=tuple(people_))

    return _anew(place, viewer, name, placed, me=me, version=version)


def swap_sides(place: Place, viewer: Viewer, name: str, version: int | None = None) -> Change:
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
) -> Change:
    """Make two names of one call one person (participant ids), and read it anew."""

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
) -> Change:
    """Change a conversation and read it anew; reading is done before anything is written."""
    with place.store.read() as connection:
        rights.must(calls.may_see(connection, rights.scope(viewer), name) == "whole")
        data, _ = calls.talk_of(connection, name)
    talk = change(kept_talk(data))
    review = review_conversation(talk)
    with place.store.write() as connection:
        calls.change_call(connection, name, {}, version)
        calls.set_conversation(connection, name, as_text(to_json(talk)))
        if me is not None:
            _is_me(connection, viewer, talk, me)
        calls.set_people(connection, name, meet(place, connection, talk))
        return keep_review(place, connection, review)


def _is_me(connection: Connection, viewer: Viewer, talk: Conversation, me: str) -> None:
    """Remember that this participant is who is looking, here and in calls to come."""
    one = talk.participant(me)
    if one is None:
        raise DoorsError("Nobody of that name takes part in this call.", fix="Look at the list.")
    keys = people.keys_of(one.name, one.email)
    met = {a.participant: a.person for a in calls.people_of(connection, [talk.id])}
    old = met.get(me) or people.known_as(connection, keys)
    if old is not None and old != viewer.person:
        people.merge(connection, viewer.person, old)
    people.learn(connection, viewer.person, keys)
    if viewer.name == "You":
        people.rename(connection, viewer.person, one.name)


def speakers(talk: Conversation) -> Sequence[tuple[str, str, str, int, str]]:
    """List who speaks: id, name, side, how many turns, and their first longer words."""
    rows = []
    for one in talk.participants:
        said = [t.text for t in talk.turns if t.participant == one.id and t.text.strip()]
        if said and one.kind in (Kind.PERSON, Kind.DIAL_IN):
            longest = max(said[:12], key=len)
            rows.append((one.id, one.name, str(one.side), len(said), longest))
    return rows
