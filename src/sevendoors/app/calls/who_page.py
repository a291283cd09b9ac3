"""What the page "who is who" shows of a call: its speakers, each with a line, and our guess."""

import re
from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.reading.guess import GUESSED
from sevendoors.app.reading.keeping import kept_talk
from sevendoors.core.conversation import Conversation, Kind, Participant
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import CallLine
from sevendoors.core.people import Role, Viewer
from sevendoors.store import calls

_P = re.compile(r"\((\d(?:\.\d+)?)\)")
_LONGEST = 180
# Why somebody sits on a side, as it is written in a conversation, in words.
_WHY = {
    "remembered": "as in an earlier call",
    "e-mail domain": "by the e-mail address",
    "company in the name": "by the company in the name",
    "the only other person": "the only other person",
    "the rest": "since somebody else sold",
    "you": "as was said before",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks in a call: how often, an example, the side they sit on and why."""

    id: str
    name: str
    side: str
    why: str
    turns: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    """A call with its speakers. me: the speaker who is the viewer, as far as known.

    asks_me: the viewer sells, so it is asked which of them they are.
    """

    line: CallLine
    speakers: tuple[Speaker, ...]
    asks_me: bool
    me: str

    @property
    def open(self) -> bool:
        """Say whether it is not known yet who sold."""
        return self.line.state == "asked"


def who_page(place: Place, viewer: Viewer, name: str) -> WhoPage:
    """Show who is who in one's own call. Raises GoneError where it is not one's own."""
    with place.store.read() as connection:
        rights.must(calls.may_see(connection, rights.own_scope(viewer), name) == "whole")
        line = calls.call_line(connection, name)
        if line is None:
            raise GoneError
        there = calls.people_of(connection, [name])
        data, _ = calls.talk_of(connection, name)
    talk = kept_talk(data)
    people = speakers(talk)
    mine = {a.participant for a in there if a.person == viewer.person}
    named = {s.id for s in people if s.name.casefold() == viewer.name.casefold()}
    return WhoPage(
        line=line,
        speakers=people,
        asks_me=Role.SELLER in viewer.roles,
        me=next(iter(sorted(mine or named)), ""),
    )


def speakers(talk: Conversation) -> tuple[Speaker, ...]:
    """List who speaks in a call, in its own order."""
    found = []
    for one in talk.participants:
        said = [t.text for t in talk.turns if t.participant == one.id and t.text.strip()]
        if said and one.kind in (Kind.PERSON, Kind.DIAL_IN):
            found.append(
                Speaker(
                    id=one.id,
                    name=one.name,
                    side=str(one.side),
                    why=_why(one),
                    turns=len(said),
                    example=_example(said),
                )
            )
    return tuple(found)


def _why(one: Participant) -> str:
    if not one.side_decided_by.startswith(GUESSED):
        return _WHY.get(one.side_decided_by, "")
    p = _P.search(one.side_decided_by)
    return f"our guess, {min(99, round(float(p[1]) * 100))} %" if p else "our guess"


def _example(said: list[str]) -> str:
    """Give a line by which somebody is recognised: the longest of the first, cut where too long."""
    text = " ".join(max(said[:12], key=len).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
