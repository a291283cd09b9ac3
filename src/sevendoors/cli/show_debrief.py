"""A debrief in the terminal, in the order of the page: needs, doors, two moments, other sellers."""

from collections.abc import Sequence

from sevendoors.app.practice.beside import Seller
from sevendoors.app.practice.debrief_page import FOUND_WORDS, DebriefPage, MapDoor, Moment
from sevendoors.app.practice.dueling import Score
from sevendoors.cli.at_terminal import say, title
from sevendoors.core.counting import number_of
from sevendoors.core.practice import Door

_SIGNS = {"missed": "○", "noted": "◐", "taken": "●", "opened": "◉", "no answer possible": "–"}
_DOORS = {Door.OPEN: "came out", Door.HALF: "was hinted at", Door.CLOSED: "did not come out"}


def show_debrief(found: DebriefPage) -> None:
    """Print what lay behind a talk."""
    talk, told = found.talk, found.told
    name = talk.buyer.name.split()[0]
    title("What lay behind it")
    if found.nth == "retry":
        say("A retry: practice, not proof.")
    some, every = found.came_out
    say(
        f"{some} of {every} things that truly matter to {name} came out in {number_of(told.turns, 'turn')}."
    )
    if talk.hints or talk.retakes:
        say(f"Hints you took: {len(talk.hints)}. Lines you took back: {talk.retakes}.")
    if found.left:
        say(f"{name} ended the talk before everything was said. What had used up the patience: {_used(found.left)}.")  # fmt: skip
    _needs(found)
    _doors(found)
    for moment in found.moments:
        title(f"{moment.title}: {moment.kind}")
        show_moment(name, moment)
        again = f"doors practise {talk.buyer.key} --again {moment.turn}"
        say(f"Try again from this very line: {again}", indent="  ")
    title("Same buyer, other sellers")
    show_sellers(found.beside)


def _needs(found: DebriefPage) -> None:
    told = found.told
    if found.wrote:
        right, wrote = told.precision
        say(f"Your notes had {told.recall[0]} of the {told.recall[1]}; of the {wrote} you wrote, {right} named one.")  # fmt: skip
    else:
        say("You wrote no notes in this talk.")
    for need in told.needs:
        say()
        say(f"{need.rank}. {need.truth}")
        say(f"{_DOORS[need.door]}; {FOUND_WORDS[need.found]}", indent="   ")
        if need.wrote:
            say(f"You wrote: “{need.wrote}”", indent="   ")


def _doors(found: DebriefPage) -> None:
    title("The doors")
    if not found.doors:
        say("No hidden door moved in this talk.")
    for door in found.doors:
        _door(found.talk.buyer.name.split()[0], door)
    for words, number in found.untouched:
        doors = "door that hides" if number == 1 else "doors that hide"
        say(f"Not touched in this talk: {number} {doors} {words}.")


def _door(name: str, door: MapDoor) -> None:
    say(f"Turn {door.turn}. {door.layer[0].upper()}{door.layer[1:]}: {door.state}.")
    if door.by:
        say(f"You: “{door.by}”", indent="  ")
    if door.her:
        say(f"{name}: “{door.her}”", indent="  ")


def show_moment(name: str, moment: Moment) -> None:
    """Print one chance: her words, yours, what became of it and why, and another way."""
    say(f"{name}: “{moment.chance}”", indent="  ")
    say(f"You: “{moment.reply}”", indent="  ")
    say(f"{_SIGNS[moment.outcome]} {moment.outcome}: {moment.why}", indent="  ")
    if moment.better:
        lead = "Ask yourself" if moment.is_question else "Another way"
        say(f"{lead}: {moment.better}", indent="  ")


def show_sellers(sellers: Sequence[Seller]) -> None:
    """Print what each seller reached, one paragraph each: it fits every width."""
    for seller in sellers:
        broke = " It broke off before the end." if seller.broke_off else ""
        say(f"{seller.who}: {counts(seller.score)}{broke}")


def counts(score: Score) -> str:
    """Write what one seller reached: counts alone, each with what it is of."""
    return (
        f"{score.needs[0]} of {score.needs[1]} needs came out, {score.doors[0]} of {score.doors[1]} "
        f"hidden doors opened, {score.taken[0]} of {score.taken[1]} chances taken, "
        f"{number_of(score.promises, 'promise')}, {number_of(score.words, 'word')} in {number_of(score.turns, 'turn')}."
    )


def _used(left: Sequence[tuple[str, int]]) -> str:
    """Name what had used patience up, with how often where it was more than once."""
    return ", ".join(f"you {rule}" + (f" ({n} times)" if n > 1 else "") for rule, n in left)
