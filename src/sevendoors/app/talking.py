"""Practice talks that are kept: begun, gone on with, taken back, ended, laid open, tried again."""

import secrets
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from sevendoors.app.place import Place
from sevendoors.app.playing import Talk, buyer_of, likeness, open_talk, say
from sevendoors.core.chat import Chat
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.practice import Door, Mind, Step
from sevendoors.practice.debrief import Debrief, debrief
from sevendoors.store import practice
from sevendoors.store.practice import TalkLine


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """What is written down of a talk after every turn."""

    mind: Mind
    steps: tuple[Step, ...]
    notebook: tuple[str, ...]
    hints: tuple[str, ...]
    retakes: int
    notes: tuple[str, ...]


_SAVED = TypeAdapter(_Saved)
NOTEBOOK_LINES, LONGEST_NOTE = 3, 300


def _state(talk: Talk) -> str:
    held = _Saved(mind=talk.mind, steps=talk.steps, notebook=talk.notebook, hints=talk.hints,
                  retakes=talk.retakes, notes=talk.notes)  # fmt: skip
    return _SAVED.dump_json(held).decode()


def _talk(place: Place, line: TalkLine) -> Talk:
    held = _SAVED.validate_json(line.state)
    return Talk(
        id=line.id,
        version=line.version,
        buyer=buyer_of(line.buyer, line.seed, place),
        seed=line.seed,
        player=line.player,
        purpose=line.purpose,
        mind=held.mind,
        steps=held.steps,
        notebook=held.notebook,
        hints=held.hints,
        retakes=held.retakes,
        ended=line.ended,
        retry_of=line.retry_of,
        notes=held.notes,
    )


def start(
    place: Place, viewer: Viewer, key: str, *, seed: str = "", purpose: str = "practice"
) -> Talk:
    """Begin a talk with a buyer and keep it."""
    seed = seed or secrets.token_hex(4)
    return _kept(
        place, viewer, replace(open_talk(buyer_of(key, seed, place), seed), purpose=purpose)
    )


def _kept(place: Place, viewer: Viewer, talk: Talk) -> Talk:
    with place.store.write() as connection:
        made = practice.add_talk(
            connection, person_id=viewer.person, buyer=talk.buyer.key, seed=talk.seed,
            player=talk.player, purpose=talk.purpose, started=place.now(),
            ended=place.now() if talk.over else None, state=_state(talk), retry_of=talk.retry_of,
        )  # fmt: skip
    return replace(talk, id=made)


def talk_of(place: Place, viewer: Viewer, which: int) -> Talk:
    """Give one of the viewer's own talks. Raises GoneError for any other."""
    with place.store.read() as connection:
        line = practice.talk_of(connection, viewer.person, which)
    if line is None:
        raise GoneError
    return _talk(place, line)


def go_on(
    place: Place, viewer: Viewer, which: int, line: str, *, version: int | None = None,
    chat: Chat | None = None,
) -> Talk:  # fmt: skip
    """Say a line in a talk and keep what she answered; the end of the talk is kept too."""
    talk = talk_of(place, viewer, which)
    at = version if version is not None else talk.version
    talk = say(talk, line, chat)
    return _again(place, talk, at)


def _again(place: Place, talk: Talk, version: int) -> Talk:
    ended = talk.ended or (place.now() if talk.mind.over else None)
    with place.store.write() as connection:
        practice.set_talk(connection, talk.id, version, state=_state(talk), ended=ended)
    return replace(talk, version=version + 1, ended=ended)


def note_down(place: Place, viewer: Viewer, which: int, lines: list[str]) -> Talk:
    """Keep what the viewer wrote about what matters to this buyer: three lines at most."""
    talk = talk_of(place, viewer, which)
    if talk.over:
        raise DoorsError("The talk has ended; the notebook is closed.", fix="Look at the debrief.")
    kept = tuple(" ".join(line.split())[:LONGEST_NOTE] for line in lines[:NOTEBOOK_LINES])
    return _again(place, replace(talk, notebook=kept), talk.version)


def take_back(place: Place, viewer: Viewer, which: int) -> Talk:
    """Take the last line back, as if it had not been said; that it was taken back is kept."""
    talk = talk_of(place, viewer, which)
    if talk.over or len(talk.steps) < 2:
        raise DoorsError("There is no line to take back.", fix="Say one first.")
    shorter = replayed(talk, [step.seller for step in talk.steps[1:-1]])
    return _again(place, replace(shorter, retakes=talk.retakes + 1), talk.version)


def replayed(talk: Talk, lines: list[str]) -> Talk:
    """Play the same talk again up to some of its lines: the same seed gives the same words."""
    fresh = open_talk(talk.buyer, talk.seed, talk.player)
    for line in lines:
        fresh = say(fresh, line)
    return replace(fresh, id=talk.id, version=talk.version, notebook=talk.notebook,
                   hints=talk.hints, retakes=talk.retakes, notes=talk.notes,
                   purpose=talk.purpose, retry_of=talk.retry_of)  # fmt: skip


def hint(place: Place, viewer: Viewer, which: int) -> tuple[Talk, str]:
    """Give a hint about what to do next, in conduct and never with what is hidden; it is logged."""
    talk = talk_of(place, viewer, which)
    if talk.over:
        raise DoorsError("The talk has ended.", fix="Look at the debrief.")
    told = _hint(talk)
    return _again(place, replace(talk, hints=(*talk.hints, told)), talk.version), told


def _hint(talk: Talk) -> str:
    last = talk.steps[-1]
    if last.chance:
        return f"She just gave you a chance: “{last.chance}” Say what you heard, or ask about it."
    half = [key for key, door in talk.mind.doors.items() if door is Door.HALF]
    if half:
        said = next((s for s in reversed(talk.steps) if set(s.hinted) & set(half)), None)
        if said:
            return f"Something lay behind this: “{' '.join(said.say)}” Go back to it."
    if last.opened:
        return "Stay with what she just told you: ask what follows from it for her."
    return "Ask an open question about her work before you tell anything."


def end(place: Place, viewer: Viewer, which: int) -> Talk:
    """End a talk by one's own choice."""
    talk = talk_of(place, viewer, which)
    return talk if talk.over else _again(place, replace(talk, ended=place.now()), talk.version)


def laid_open(talk: Talk) -> Debrief:
    """Lay a talk open. Raises DoorsError while it goes on."""
    if not talk.over:
        raise DoorsError("The talk still goes on.", fix="End it first; then all is laid open.")
    return debrief(talk.buyer, talk.steps, talk.notebook, likeness())


def try_again(place: Place, viewer: Viewer, which: int, turn: int) -> Talk:
    """Branch off from just before one of the viewer's lines, to say something else there.

    The branch is a retry and says so; it never counts as a first talk.
    """
    talk = talk_of(place, viewer, which)
    if not talk.over or not 1 <= turn < len(talk.steps):
        raise DoorsError("There is no such line in this talk.", fix="Choose one of your lines.")
    lines = [step.seller for step in talk.steps[1:turn]]
    branch = replayed(replace(talk, hints=(), retakes=0, notes=()), lines)
    return _kept(place, viewer, replace(branch, id=0, version=1, retry_of=talk.id, ended=None))


def own_talks(
    place: Place, viewer: Viewer, *, buyer: str | None = None, ended: bool | None = None
) -> tuple[TalkLine, ...]:
    """List the viewer's talks, newest first."""
    with place.store.read() as connection:
        return practice.talks(connection, viewer.person, buyer=buyer, ended=ended)
