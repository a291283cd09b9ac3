"""doors duel BUYER: the same buyer, you and a machine, counted alike, whoever wins."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sevendoors.core.errors import DoorsError

if TYPE_CHECKING:
    from sevendoors.app.base.place import Place
    from sevendoors.app.practice.playing import Talk
    from sevendoors.core.people import Viewer

BUYER = typer.Argument(..., help="The buyer whom both talk with; doors practise --list.")


def duel(
    buyer: str = BUYER,
    blind: Path | None = typer.Option(
        None, "--blind", help="Write a page to share: two sellers without names."
    ),
    script_only: bool = typer.Option(
        False, "--script-only", help="Let the script play a language model; you look on."
    ),
    email: str = typer.Option("", "--as", help="For whom, where several people have accounts."),
) -> None:
    """Sell to a buyer, then see what the script, or a language model, reached with the same one."""
    from sevendoors.app.base.place import open_place
    from sevendoors.app.coming.bringing_here import acting
    from sevendoors.cli.practise import chosen

    if blind is not None and blind.exists():
        raise DoorsError("This file is there already.", where=str(blind), fix="Name another.")
    place = open_place()
    try:
        viewer, key = acting(place, email), chosen(place, buyer)
        if script_only:
            _machines(place, key, blind)
        else:
            _person(place, viewer, key, blind)
    finally:
        place.store.close()


def _person(place: "Place", viewer: "Viewer", key: str, blind: Path | None) -> None:
    from sevendoors.app.practice import talking
    from sevendoors.app.practice.duel_page import blind_file, duel_page
    from sevendoors.cli.at_terminal import say, title
    from sevendoors.cli.practise import brief
    from sevendoors.cli.show_debrief import show_sellers
    from sevendoors.cli.talk_here import Here

    waiting = talking.own_talks(place, viewer, buyer=key, ended=False, purpose=talking.DUEL)
    if waiting:
        talk = talking.talk_of(place, viewer, waiting[0].id)
    else:
        brief(place, key)
        talk = talking.start(place, viewer, key, purpose=talking.DUEL)
    if not Here(place, viewer, talk).run():
        say(f"Kept. Go on with: doors duel {key}")
        return
    against = _others(place, viewer, talk.id)
    title("Same buyer, each seller")
    show_sellers(duel_page(place, viewer, talk.id).sellers)
    if blind is not None:
        _write(blind, blind_file(place, viewer, talk.id, against)[1])


def _others(place: "Place", viewer: "Viewer", which: int) -> str:
    """Let the script play, and the model where one is named; gives whom the page shows beside you."""
    from sevendoors.app.practice.beside import let_play
    from sevendoors.app.practice.playing import chat_in_use
    from sevendoors.cli.at_terminal import say

    script = let_play(place, viewer, which).player
    try:
        return let_play(place, viewer, which, chat_in_use()).player
    except DoorsError as error:
        say(str(error))
        return script


def _machines(place: "Place", key: str, blind: Path | None) -> None:
    """Let the script and a model sell to the same buyer; nothing of it is kept."""
    import secrets

    from sevendoors.app.practice.blind_page import blind_page
    from sevendoors.app.practice.dueling import machine_talk, score
    from sevendoors.app.practice.playing import buyer_of, chat_in_use
    from sevendoors.cli.at_terminal import say, title
    from sevendoors.cli.show_debrief import counts
    from sevendoors.core.chat import ChatError

    chat = chat_in_use()
    if chat is None:
        raise DoorsError(
            "No language model is named here.",
            fix="Set SEVENDOORS_CHAT_URL and SEVENDOORS_CHAT_MODEL, or play yourself.",
        )
    seed = secrets.token_hex(4)
    buyer = buyer_of(key, seed, place)
    try:
        talks: tuple[Talk, ...] = (machine_talk(buyer, seed), machine_talk(buyer, seed, chat))
    except ChatError as fault:
        raise DoorsError(
            f"{chat.name} did not answer ({fault}).", fix="Try again later."
        ) from fault
    title("Same buyer, each seller")
    for talk in talks:
        broke = "" if talk.mind.over else " It broke off before the end."
        say(f"{talk.player}: {counts(score(talk))}{broke}")
    if blind is not None:
        _write(blind, blind_page(talks, seed))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise DoorsError(
            "The page cannot be written.", where=str(path), fix="Name another file."
        ) from error
    typer.echo(f"Written: {path}")
