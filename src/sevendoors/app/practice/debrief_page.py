"""After a practice talk: what mattered, which doors opened by which sentence, two moments to look at."""

from collections import Counter
from dataclasses import dataclass

from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS, GRADE_WORDS
from sevendoors.app.practice.beside import Seller, last_time, machines, sellers
from sevendoors.app.practice.playing import Talk
from sevendoors.app.practice.talking import ASSESSMENT, laid_open, talk_of
from sevendoors.core.people import Viewer
from sevendoors.core.practice import Door, Layer
from sevendoors.practice.debrief import Debrief, DoorLine, Spot

LAYER_WORDS = {
    Layer.PROBLEM: "a problem",
    Layer.CONSEQUENCE: "what follows from it",
    Layer.STAKE: "what is at stake",
}
DOOR_WORDS = {Door.OPEN: "opened", Door.HALF: "half open", Door.CLOSED: "stayed closed"}
LOOK = "One to look at"
FOUND_WORDS = {"found": "you wrote it down", "half": "you wrote part of it", "not": "not in your notes"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDoor:
    """One hidden fact on the map: in which turn it moved, how far, and the two sentences around it."""

    number: int
    turn: int
    layer: str
    lane: int
    state: str
    by: str
    her: str
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One chance of the talk with the answer, in words; turn: where to try again from."""

    title: str
    turn: int
    kind: str
    chance: str
    reply: str
    outcome: str
    why: str
    better: str
    is_question: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefPage:
    """Everything a debrief shows.

    wrote: the notes; besides: those that named nothing of what mattered.
    nth: "first" for a first talk with this buyer, "again" for a later one, "retry" for a branch.
    script_missing: whether the script has not played this buyer yet.
    left: what had cost patience, each with how often, where she ended the talk before all was said.
    """

    talk: Talk
    told: Debrief
    nth: str
    wrote: tuple[str, ...]
    besides: tuple[str, ...]
    came_out: tuple[int, int]
    doors: tuple[MapDoor, ...]
    untouched: tuple[tuple[str, int], ...]
    moments: tuple[Moment, ...]
    spots: tuple[Moment, ...]
    beside: tuple[Seller, ...]
    script_missing: bool
    left: tuple[tuple[str, int], ...] = ()


def debrief_page(place: Place, viewer: Viewer, which: int) -> DebriefPage:
    """Lay one of the viewer's own ended talks open. Raises DoorsError while it goes on."""
    talk = talk_of(place, viewer, which)
    told = laid_open(talk)
    hidden = [door for door in told.doors if door.layer != Layer.SURFACE]
    sealed = talk.purpose == ASSESSMENT
    wrote = tuple(line for line in talk.notebook if line.strip())
    return DebriefPage(
        talk=talk,
        told=told,
        nth=_nth(place, viewer, talk),
        wrote=wrote,
        besides=tuple(line for line in wrote if line not in {need.wrote for need in told.needs}),
        came_out=(sum(need.door is Door.OPEN for need in told.needs), len(told.needs)),
        doors=() if sealed else _map(hidden, talk),
        untouched=() if sealed else _untouched(hidden),
        moments=() if sealed else _two(told),
        spots=tuple(_moment("", spot) for spot in told.spots),
        beside=tuple(sellers(place, viewer, talk)),
        script_missing=not sealed and not machines(place, viewer, talk),
        left=_left(talk),
    )


def _left(talk: Talk) -> tuple[tuple[str, int], ...]:
    """Count what had cost patience, where she went while she still had something to bring up."""
    went = talk.steps[-1].occasion == "leave" and len(talk.mind.given) < len(talk.buyer.chances)
    cost = Counter(
        reason.rule for step in talk.steps for reason in step.reasons if reason.patience < 0
    )
    return tuple(cost.most_common()) if went else ()


def _nth(place: Place, viewer: Viewer, talk: Talk) -> str:
    if talk.retry_of is not None:
        return "retry"
    return "again" if last_time(place, viewer, talk) else "first"


def _map(hidden: list[DoorLine], talk: Talk) -> tuple[MapDoor, ...]:
    """Put the doors that moved, or were shut by a sentence, in the order of the talk."""
    lanes = list(LAYER_WORDS)
    moved = sorted((door for door in hidden if door.turn is not None), key=lambda d: d.turn or 0)
    last = max(len(talk.steps) - 1, 1)
    return tuple(
        MapDoor(
            number=number,
            turn=door.turn or 0,
            layer=LAYER_WORDS[Layer(door.layer)],
            lane=lanes.index(Layer(door.layer)),
            state=DOOR_WORDS[door.door],
            by=door.by,
            her=door.her,
            x=round(100 * (door.turn or 0) / last, 1),
        )
        for number, door in enumerate(moved, 1)
    )


def _untouched(hidden: list[DoorLine]) -> tuple[tuple[str, int], ...]:
    """Count the doors that nobody came to, by how deep they lie."""
    count = Counter(Layer(door.layer) for door in hidden if door.turn is None)
    return tuple((words, count[layer]) for layer, words in LAYER_WORDS.items() if count[layer])


def _two(told: Debrief) -> tuple[Moment, ...]:
    pairs = (("One to keep", told.best), (LOOK, told.look))
    return tuple(_moment(title, spot) for title, spot in pairs if spot is not None)


def _moment(title: str, spot: Spot) -> Moment:
    grade = spot.graded.grade
    return Moment(
        title=title,
        turn=spot.turn,
        kind=CHANCE_WORDS[spot.kind],
        chance=spot.chance,
        reply=spot.reply,
        outcome="no answer possible" if grade is None else GRADE_WORDS[grade],
        why=spot.graded.why,
        better=spot.graded.better,
        is_question=spot.graded.better_is_question,
    )
