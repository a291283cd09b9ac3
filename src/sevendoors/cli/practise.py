"""doors practise: two minutes of drills, or a whole talk with a buyer, in the terminal."""

from typing import TYPE_CHECKING

import typer

from sevendoors.core.errors import DoorsError

if TYPE_CHECKING:
    from sevendoors.app.base.place import Place
    from sevendoors.app.practice.drilling import Shown
    from sevendoors.core.people import Viewer

BUYER = typer.Argument(None, help="A buyer to talk with; without one, today's drills.")


def practise(
    buyer: str | None = BUYER,
    list_: bool = typer.Option(False, "--list", help="List the buyers, and talks that go on."),
    again: int | None = typer.Option(None, "--again", help="Your last talk, anew from a turn."),
    new: bool = typer.Option(False, "--new", help="Begin anew, though a talk waits to go on."),
    mail: bool = typer.Option(False, "--mail", help="Send what is due by e-mail (for cron)."),
    email: str = typer.Option("", "--as", help="For whom, where several people have accounts."),
) -> None:
    """Practise: today's drills, or a talk with a buyer that goes on where you left it."""
    from sevendoors.app.base.place import open_place
    from sevendoors.app.coming.bringing_here import acting

    if buyer is None and (again is not None or new):
        raise DoorsError("This needs a buyer.", fix="doors practise --list names them.")
    place = open_place()
    try:
        viewer = acting(place, email)
        if mail:
            _mail(place, viewer)
        elif list_:
            _list(place, viewer)
        elif buyer is not None:
            _talk(place, viewer, buyer, again, new=new)
        else:
            _drills(place, viewer)
    finally:
        place.store.close()


def _mail(place: "Place", viewer: "Viewer") -> None:
    from sevendoors.app.practice.mailing import mail_due

    number = mail_due(place, viewer)
    typer.echo(
        f"Sent: {number} due today." if number else "Nothing is due today; no mail was sent."
    )


def _list(place: "Place", viewer: "Viewer") -> None:
    from sevendoors.app.practice.practise_page import practise_page
    from sevendoors.cli.at_terminal import say

    page = practise_page(place, viewer)
    for row in page.open_talks:
        say(f"A talk with {row.buyer} goes on.")
    for card in page.buyers:
        say()
        if card.wrong:
            say(f"{card.key}: {card.wrong}")
            continue
        say(f"{card.name}, {card.role} at {card.company} ({card.kind}): doors practise {card.key}")
        say(card.situation, indent="  ")
    say()
    say(f"Drills due today: {len(page.drills)}.")


def chosen(place: "Place", name: str) -> str:
    """Find a buyer by key or the beginning of it. Raises DoorsError for none, or more than one."""
    from sevendoors.app.practice.practise_page import buyer_cards

    keys = [card.key for card in buyer_cards(place)]
    wanted = name.casefold().replace(" ", "-")
    found = [key for key in keys if key == wanted] or [
        key for key in keys if key.startswith(wanted)
    ]
    if len(found) != 1 or not wanted:
        names = ", ".join(found or keys)
        what = "Several buyers begin so." if found else f'There is no buyer "{name}" to choose.'
        raise DoorsError(what, fix=f"Choose one of: {names}.")
    return found[0]


def _talk(place: "Place", viewer: "Viewer", name: str, again: int | None, *, new: bool) -> None:
    from sevendoors.app.practice import talking
    from sevendoors.app.practice.debrief_page import LOOK, debrief_page
    from sevendoors.cli.at_terminal import say
    from sevendoors.cli.show_debrief import show_debrief
    from sevendoors.cli.talk_here import Here

    key = chosen(place, name)
    mine = talking.own_talks(place, viewer, buyer=key, purpose=talking.PRACTICE)
    waiting = [line for line in mine if line.ended is None]
    if again is not None:
        ended = [line for line in mine if line.ended is not None]
        if not ended:
            raise DoorsError("You had no talk with this buyer yet.", fix=f"doors practise {key}")
        talk = talking.try_again(place, viewer, ended[0].id, again)
    elif waiting and not new:
        talk = talking.talk_of(place, viewer, waiting[0].id)
    else:
        brief(place, key)
        talk = talking.start(place, viewer, key)
    here = Here(place, viewer, talk)
    if not here.run():
        say(f"Kept. Go on with: doors practise {key}")
        return
    found = debrief_page(place, viewer, here.talk.id)
    show_debrief(found)
    look = next((one.turn for one in found.moments if one.title == LOOK), None)
    if look is not None:
        _bring_back(place, viewer, here.talk.id, look)


def _bring_back(place: "Place", viewer: "Viewer", which: int, turn: int) -> None:
    """Offer to make a drill of the line to look at."""
    from sevendoors.app.practice.drilling import card_for_line
    from sevendoors.cli.at_terminal import ask, say

    say()
    if (ask("Bring this line back as a drill? (y, or Enter) ") or "").casefold() in ("y", "yes"):
        card_for_line(place, viewer, which, turn)
        say("It is among your drills now: doors practise")


def brief(place: "Place", key: str) -> None:
    """Print what to know before a talk; never what matters to the buyer."""
    from sevendoors.app.practice.practise_page import briefing
    from sevendoors.cli.at_terminal import say

    card = briefing(place, key)
    say(f"{card.name}, {card.role} at {card.company}. You sell {card.sells}.")
    say(card.situation)
    say(f"Your aim: {card.aim}")
    say()


def _drills(place: "Place", viewer: "Viewer") -> None:
    from sevendoors.app.practice import drilling
    from sevendoors.cli.at_terminal import say

    drilling.refresh(place, viewer)
    due = drilling.today(place, viewer)
    if not due:
        say("Nothing is due today. A buyer to talk with: doors practise --list")
        return
    for number, shown in enumerate(due, 1):
        say(f"Drill {number} of {len(due)}. Practice; the first answer counts.")
        if not _drill(place, viewer, shown):
            say("The rest waits.")
            return
        say()
    say("That was all for today.")


def _drill(place: "Place", viewer: "Viewer", shown: "Shown") -> bool:
    """Put one card to somebody; tries after the first are practice. False where they left."""
    from sevendoors.app.base.words import CHANCE_WORDS, GRADE_WORDS
    from sevendoors.app.practice import drilling
    from sevendoors.cli.at_terminal import ask, say, says

    scene, counted = shown.scene, False
    if scene.before:
        says("You" if shown.call else "The seller", scene.before)
    says(scene.buyer, scene.said)
    while True:
        reply = ask("You: " if not counted else "Again (Enter goes on): ")
        if reply is None:
            return False
        if not reply:
            return True
        result = drilling.attempt(place, viewer, shown.card, scene.variant, reply)
        graded = result.graded
        word = "no answer possible" if graded.grade is None else GRADE_WORDS[graded.grade]
        say(f"{word}: {graded.why}", indent="  ")
        if graded.better:
            lead = "Ask yourself" if graded.better_is_question else "Another way"
            say(f"{lead}: {graded.better}", indent="  ")
        if result.counted:
            when = "rests now" if result.rested else f"comes back on {result.due[:10]}"
            say(f"It was {CHANCE_WORDS[scene.kind]}; this card {when}.", indent="  ")
        else:
            say("A retry: practice, not proof.", indent="  ")
        counted = True
