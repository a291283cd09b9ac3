"""Practice talks that are kept: begun, gone on with, taken back, ended, laid open, tried again."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from sevendoors.app.base.place import Place
from sevendoors.app.practice.dueling import limited
from sevendoors.app.practice.playing import YOU, Talk, buyer_of, ear_of, open_talk, say
from sevendoors.core.chat import Chat
from sevendoors.core.errors import ClashError, DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.practice import Buyer, Door, Mind, Step
from sevendoors.practice.debrief import Debrief, debrief
from sevendoors.practice.rules import MOST_TRUST
from sevendoors.store import practice
from sevendoors.store.practice import TalkLine

PRACTICE, DUEL, ASSESSMENT = "practice", "duel", "assessment"
SHIFTS = {1: "gentler", 0: "as written", -1: "harder"}
CLOCK_MINUTES = 10
NOTEBOOK_LINES, LONGEST_NOTE = 3, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """What is written down of a talk after every turn."""

    mind: Mind
    steps: tuple[Step, ...]
    notebook: tuple[str, ...]
    hints: tuple[str, ...]
    retakes: int
    notes: tuple[str, ...]
    shift: int = 0
    minutes: int = 0


_SAVED = TypeAdapter(_Saved)


def _state(talk: Talk) -> str:
    held = _Saved(mind=talk.mind, steps=talk.steps, notebook=talk.notebook, hints=talk.hints,
                  retakes=talk.retakes, notes=talk.notes, shift=talk.shift,
                  minutes=talk.minutes)  # fmt: skip
    return _SAVED.dump_json(held).decode()


def shifted(buyer: Buyer, shift: int) -> Buyer:
    """Give a buyer who begins with more trust and patience, or less; all else stays hers."""
    trust = max(0, min(MOST_TRUST, buyer.trust + shift))
    return replace(buyer, trust=trust, patience=max(1, buyer.patience + shift))


def doors_of(line: TalkLine) -> dict[str, Door]:
    """Say which facts came out in a kept talk, without reading its buyer."""
    return dict(_SAVED.validate_json(line.state).mind.doors)


def read_talk(place: Place, line: TalkLine) -> Talk:
    """Read a kept talk with its buyer."""
    held = _SAVED.validate_json(line.state)
    buyer = shifted(buyer_of(line.buyer, line.seed, place), held.shift)
    return Talk(
        id=line.id,
        version=line.version,
        buyer=buyer,
        seed=line.seed,
        player=line.player,
        purpose=line.purpose,
        mind=_fitting(held.mind, buyer),
        steps=held.steps,
        notebook=held.notebook,
        hints=held.hints,
        retakes=held.retakes,
        ended=line.ended,
        retry_of=line.retry_of,
        notes=held.notes,
        started=line.started,
        shift=held.shift,
        minutes=held.minutes,
    )


def _fitting(mind: Mind, buyer: Buyer) -> Mind:
    """Fit a kept mind to her file, which may have been written anew since."""
    known, chances = {fact.key for fact in buyer.facts}, len(buyer.chances)
    return replace(
        mind,
        doors={key: mind.doors.get(key, Door.CLOSED) for key in (fact.key for fact in buyer.facts)},
        given=tuple(number for number in mind.given if number < chances),
        pending=mind.pending if mind.pending is not None and mind.pending < chances else None,
        last_fact=mind.last_fact if mind.last_fact in known else "",
        last_hint=mind.last_hint if mind.last_hint in known else "",
    )


def start(
    place: Place, viewer: Viewer, key: str, *, seed: str = "", purpose: str = PRACTICE,
    shift: int = 0, minutes: int = 0,
) -> Talk:  # fmt: skip
    """Begin a talk with a buyer and keep it. Sealed buyers are for the assessment alone."""
    seed = seed or secrets.token_hex(4)
    buyer = buyer_of(key, seed, place)
    if buyer.sealed and purpose != ASSESSMENT:
        raise DoorsError(f"{buyer.name} is kept for the assessment.", fix="Choose somebody else.")
    if purpose == ASSESSMENT and not buyer.sealed:
        raise DoorsError(f"{buyer.name} is no part of the assessment.", fix="Choose one who is.")
    if shift not in SHIFTS or not 0 <= minutes <= CLOCK_MINUTES:
        raise DoorsError("There is no such way to begin.", fix="Choose one on the page.")
    talk = open_talk(shifted(buyer, shift), seed)
    return keep_talk(place, viewer, replace(talk, purpose=purpose, shift=shift, minutes=minutes))


def keep_talk(place: Place, viewer: Viewer, talk: Talk) -> Talk:
    """Keep a new talk. Raises DoorsError for a second talk with a buyer of the assessment."""
    now = place.now()
    ended = talk.ended or (now if talk.over else None)
    with place.store.write() as connection:
        if talk.purpose == ASSESSMENT and practice.talks(
            connection, viewer.person, buyer=talk.buyer.key, purpose=ASSESSMENT
        ):
            raise DoorsError(
                f"You had your talk with {talk.buyer.name}.", fix="In an assessment there is one."
            )
        made = practice.add_talk(
            connection, person_id=viewer.person, buyer=talk.buyer.key, seed=talk.seed,
            player=talk.player, purpose=talk.purpose, started=now, ended=ended,
            state=_state(talk), retry_of=talk.retry_of,
        )  # fmt: skip
    return replace(talk, id=made, ended=ended, started=now)


def talk_of(place: Place, viewer: Viewer, which: int) -> Talk:
    """Give one of the viewer's own talks. Raises GoneError for any other."""
    with place.store.read() as connection:
        line = practice.talk_of(connection, viewer.person, which)
    if line is None:
        raise GoneError
    return read_talk(place, line)


def _at(
    place: Place, viewer: Viewer, which: int, version: int | None, notebook: Sequence[str] | None
) -> Talk:
    """Take up a talk where a window left it, with what was written into the notebook meanwhile."""
    talk = talk_of(place, viewer, which)
    if version is not None and version != talk.version:
        raise ClashError(
            "This talk went on in another window; nothing was overwritten.",
            fix="Look at where it stands, then say it again.",
        )
    if notebook is None or talk.over:
        return talk
    kept = tuple(" ".join(line.split())[:LONGEST_NOTE] for line in notebook[:NOTEBOOK_LINES])
    return replace(talk, notebook=kept)


def go_on(
    place: Place, viewer: Viewer, which: int, line: str, *, version: int | None = None,
    chat: Chat | None = None, notebook: Sequence[str] | None = None,
) -> Talk:  # fmt: skip
    """Say a line in a talk and keep what she answered; the end of the talk is kept too.

    In a duel a line is cut as the machine's is. Raises ClashError where another window was quicker.
    """
    talk = _at(place, viewer, which, version, notebook)
    return _again(place, say(talk, limited(line) if talk.purpose == DUEL else line, chat))


def _again(place: Place, talk: Talk) -> Talk:
    ended = talk.ended or (place.now() if talk.mind.over else None)
    with place.store.write() as connection:
        practice.set_talk(connection, talk.id, talk.version, state=_state(talk), ended=ended)
    return replace(talk, version=talk.version + 1, ended=ended)


def note_down(
    place: Place, viewer: Viewer, which: int, lines: Sequence[str], *, version: int | None = None
) -> Talk:
    """Keep what the viewer wrote about what matters to this buyer: three lines at most."""
    talk = _at(place, viewer, which, version, lines)
    if talk.over:
        raise DoorsError("The talk has ended; the notebook is closed.", fix="Look at the debrief.")
    return _again(place, talk)


def take_back(
    place: Place, viewer: Viewer, which: int, *, version: int | None = None,
    notebook: Sequence[str] | None = None,
) -> Talk:  # fmt: skip
    """Take the last line back, as if it had not been said; that it was taken back is kept."""
    talk = _helped(_at(place, viewer, which, version, notebook))
    if talk.over or len(talk.steps) < 2:
        raise DoorsError("There is no line to take back.", fix="Say one first.")
    shorter = replayed(talk, [step.seller for step in talk.steps[1:-1]])
    return _again(place, replace(shorter, retakes=talk.retakes + 1))


def _helped(talk: Talk) -> Talk:
    """Let only a practice talk have help; a duel and an assessment are one try each."""
    if talk.purpose != PRACTICE:
        raise DoorsError(
            f"In {'a duel' if talk.purpose == DUEL else 'an assessment'} there are no hints, and "
            "nothing is taken back.",
            fix="Go on from here.",
        )
    return talk


def replayed(talk: Talk, lines: Sequence[str]) -> Talk:
    """Play the same talk again up to some of its lines; what she said to them stays as she said it."""
    fresh = open_talk(talk.buyer, talk.seed, talk.player)
    for line, told in zip(lines, talk.steps[1:], strict=False):
        fresh = say(fresh, line)
        last = replace(fresh.steps[-1], said=told.said)
        fresh = replace(fresh, steps=(*fresh.steps[:-1], last))
    return replace(talk, mind=fresh.mind, steps=fresh.steps)


def hint(
    place: Place, viewer: Viewer, which: int, *, version: int | None = None,
    notebook: Sequence[str] | None = None,
) -> tuple[Talk, str]:  # fmt: skip
    """Give a hint about what to do next, in conduct and never with what is hidden; it is logged."""
    talk = _helped(_at(place, viewer, which, version, notebook))
    if talk.over:
        raise DoorsError("The talk has ended.", fix="Look at the debrief.")
    told = _hint(talk)
    return _again(place, replace(talk, hints=(*talk.hints, told))), told


def _hint(talk: Talk) -> str:
    last, name = talk.steps[-1], talk.buyer.name.split()[0]
    if last.chance:
        return (
            f"{name} just gave you a chance: “{last.chance}” Say what you heard, or ask about it."
        )
    half = {key for key, door in talk.mind.doors.items() if door is Door.HALF}
    said = next((step for step in reversed(talk.steps) if set(step.hinted) & half), None)
    if said:
        return f"Something lay behind this: “{' '.join(said.say)}” Go back to it."
    if last.opened:
        return f"Stay with what {name} just told you: ask what follows from it."
    return f"Ask {name} an open question about the work before you tell anything."


def end(
    place: Place, viewer: Viewer, which: int, *, version: int | None = None,
    notebook: Sequence[str] | None = None,
) -> Talk:  # fmt: skip
    """End a talk by one's own choice."""
    talk = talk_of(place, viewer, which)
    if talk.over:
        return talk
    return _again(place, replace(_at(place, viewer, which, version, notebook), ended=place.now()))


def laid_open(talk: Talk) -> Debrief:
    """Lay a talk open. Raises DoorsError while it goes on."""
    if not talk.over:
        raise DoorsError("The talk still goes on.", fix="End it first; then all is laid open.")
    ear = ear_of(talk.buyer)

    def like(left: str, right: str) -> float:
        # By sense alone almost any note comes near to almost any need; her ear weighs words too.
        return ear.near(left, right)

    return debrief(talk.buyer, talk.steps, talk.notebook, like)


def try_again(place: Place, viewer: Viewer, which: int, turn: int) -> Talk:
    """Branch off from just before one of the viewer's lines, to say something else there.

    The branch is a retry and says so; it never counts as a first talk. An assessment has none.
    """
    talk = talk_of(place, viewer, which)
    if talk.purpose == ASSESSMENT:
        raise DoorsError("In an assessment nothing is tried again.", fix="Practise with another.")
    if not talk.over or not 1 <= turn < len(talk.steps):
        raise DoorsError("There is no such line in this talk.", fix="Choose one of your lines.")
    branch = replayed(talk, [step.seller for step in talk.steps[1:turn]])
    fresh = replace(branch, id=0, version=1, retry_of=talk.id, ended=None, purpose=PRACTICE,
                    hints=(), retakes=0, notes=(), notebook=())  # fmt: skip
    return keep_talk(place, viewer, fresh)


def own_talks(
    place: Place, viewer: Viewer, *, buyer: str | None = None, ended: bool | None = None,
    purpose: str | None = None, limit: int = 50,
) -> tuple[TalkLine, ...]:  # fmt: skip
    """List the talks the viewer sold in, newest first."""
    with place.store.read() as connection:
        return practice.talks(connection, viewer.person, buyer=buyer, ended=ended, player=YOU,
                              purpose=purpose, limit=limit)  # fmt: skip
