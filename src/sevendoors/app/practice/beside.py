"""The same buyer, other sellers: what the script, a model and you reached, kept beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sevendoors.app.base.place import Place
from sevendoors.app.practice.dueling import Score, machine_talk, score
from sevendoors.app.practice.playing import YOU, Talk
from sevendoors.app.practice.talking import ASSESSMENT, keep_talk, own_talks, read_talk, talk_of
from sevendoors.core.chat import Chat, ChatError
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.practice.script_seller import NAME as SCRIPT
from sevendoors.store import practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """One seller beside others: who, when, and counts. broke_off: a model that stopped answering."""

    who: str
    day: str
    score: Score
    broke_off: bool = False


def machines(place: Place, viewer: Viewer, talk: Talk) -> tuple[Talk, ...]:
    """Give the talks that machines had with the very same buyer, the script first."""
    with place.store.read() as connection:
        lines = practice.talks(connection, viewer.person, buyer=talk.buyer.key, seed=talk.seed)
    kept: dict[str, Talk] = {}
    for line in lines:
        if line.player != YOU:
            found = read_talk(place, line)
            if found.shift == talk.shift:
                kept[found.player] = found
    return tuple(sorted(kept.values(), key=lambda one: (one.player != SCRIPT, one.id)))


def let_play(place: Place, viewer: Viewer, which: int, chat: Chat | None = None) -> Talk:
    """Let the script, or a model, sell to the same buyer; played once, then kept.

    Raises DoorsError before your own talk has ended, in an assessment, and where the model is silent.
    """
    talk = talk_of(place, viewer, which)
    if not talk.over:
        raise DoorsError("Your own talk still goes on.", fix="End it first.")
    if talk.purpose == ASSESSMENT:
        raise GoneError
    name = chat.name if chat else SCRIPT
    for known in machines(place, viewer, talk):
        if known.player == name:
            return known
    try:
        played = machine_talk(talk.buyer, talk.seed, chat)
    except ChatError as fault:
        raise DoorsError(f"{name} did not answer ({fault}).", fix="Try again later.") from fault
    kept = replace(played, shift=talk.shift, purpose=talk.purpose, ended=place.now())
    return keep_talk(place, viewer, kept)


def last_time(place: Place, viewer: Viewer, talk: Talk) -> Talk | None:
    """Give the viewer's talk with this buyer before this one, retries apart; None for a first talk."""
    earlier = [
        line
        for line in own_talks(place, viewer, buyer=talk.buyer.key, ended=True)
        if line.id < talk.id and line.retry_of is None
    ]
    return read_talk(place, earlier[0]) if earlier else None


def sellers(place: Place, viewer: Viewer, talk: Talk) -> Sequence[Seller]:
    """Count what each seller reached: you, the machines, you last time."""
    before = last_time(place, viewer, talk)
    rows = [("You", talk), *((one.player, one) for one in machines(place, viewer, talk))]
    rows += [("You, last time", before)] if before else []
    return [
        Seller(who=who, day=one.started, score=score(one),
               broke_off=one.player != YOU and not one.mind.over)
        for who, one in rows
    ]  # fmt: skip
