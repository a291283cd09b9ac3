"""What every command that takes files shares: the options, the reading, the question of sides."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from sevendoors.core.conversation import Conversation, Kind, Side
from sevendoors.core.errors import DoorsError

SELLER = typer.Option(None, "--seller", help="Who sold, by name; repeat for several.")
BUYER = typer.Option(None, "--buyer", help="Who bought, by name; repeat for several.")
SWAP = typer.Option(False, "--swap", help="Exchange the two sides.")
MERGE = typer.Option(None, "--merge", help='Two names, one person: --merge "Tom=Tom L".')
MAP = typer.Option(None, "--map", help="Name a column or field: --map speaker=Who --map text=Said.")
CODEBOOK = typer.Option(None, "--codebook", help="A folder with your own edited codebook files.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said on the command line about files and people."""

    sellers: Sequence[str] = ()
    buyers: Sequence[str] = ()
    swap: bool = False
    merge: Sequence[str] = ()
    mapping: Sequence[str] = ()


def pairs(texts: Iterable[str], option: str) -> dict[str, str]:
    """Read NAME=VALUE texts. Raises DoorsError where the sign is missing."""
    result = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not (name and sign and value):
            raise DoorsError(f'"{text}" is not of the form NAME=VALUE.', where=option)
        result[name.strip()] = value.strip()
    return result


def read(paths: Sequence[Path], told: Told) -> tuple[Conversation, ...]:
    """Read the files named, `-` being pasted text, and make merged names one person."""
    from sevendoors.app.reading.sides import merge_people
    from sevendoors.readers.reading import read_files, read_text

    mapping = pairs(told.mapping, "--map")
    if [str(path) for path in paths] == ["-"]:
        talks: tuple[Conversation, ...] = (read_text(sys.stdin.read(), "pasted text"),)
    else:
        talks = read_files(paths, mapping=mapping or None)
    for keep, drop in pairs(told.merge, "--merge").items():
        talks = tuple(merge_people(talk, keep, drop) for talk in talks)
    return talks


def settle(talk: Conversation, told: Told, *, ask: bool, name: str) -> Conversation:
    """Settle who sold and who bought, asking once where a person can be asked.

    Answers are remembered. Raises DoorsError with the ready-made --seller line where nobody can
    be asked and no guess is sure enough.
    """
    from sevendoors.app.base.memory import load_memory, remember
    from sevendoors.app.reading.reviewing import check_reviewable
    from sevendoors.app.reading.sides import decide_sides, place

    check_reviewable(talk)
    sides = decide_sides(
        talk,
        memory=load_memory(),
        sellers=told.sellers,
        buyers=told.buyers,
        swap=told.swap,
    )
    if told.sellers or told.buyers:
        remember(sides.conversation.participants)
        return sides.conversation
    if sides.settled:
        if sides.p is not None:
            sys.stderr.write(_guessed(sides.conversation, sides.p, name))
        return sides.conversation
    if not ask:
        raise _open_question(sides.conversation, name, sides.p)
    placed = place(sides.conversation, _ask(sides.conversation))
    remember(placed.participants)
    return placed


def _people(talk: Conversation) -> list[tuple[str, str, Side]]:
    talking = {turn.participant for turn in talk.turns}
    return [
        (p.id, p.name, p.side)
        for p in talk.participants
        if p.kind in (Kind.PERSON, Kind.DIAL_IN) and p.id in talking
    ]


def _guessed(talk: Conversation, p: float, name: str) -> str:
    sold = [n for _, n, side in _people(talk) if side is Side.SELLER]
    line = " ".join(f'--seller "{n}"' for n in sold)
    return f"{name}: {' and '.join(sold)} sold, guessed from the talk ({p:.2f}). To fix: {line}\n"


def _open_question(talk: Conversation, name: str, p: float | None) -> DoorsError:
    people = _people(talk)
    first = next((n for _, n, side in people if side is Side.SELLER), people[0][1])
    named = ", ".join(n for _, n, _ in people)
    guess = f" (our best guess, {p:.2f}, is not sure enough)" if p is not None else ""
    return DoorsError(
        f"It is open who sold here{guess}; {named} speak.",
        where=name,
        fix=f'Say it once: doors review "{name}" --seller "{first}"',
    )


def _ask(talk: Conversation) -> list[str]:
    people = _people(talk)
    guess = ",".join(str(i + 1) for i, (_, _, side) in enumerate(people) if side is Side.SELLER)
    sys.stderr.write("Who was selling?\n")
    for place_, (_, name, _) in enumerate(people, 1):
        sys.stderr.write(f"  {place_}  {name}\n")
    while True:
        text = typer.prompt("Numbers, with commas", default=guess or "1", err=True)
        chosen = [part.strip() for part in str(text).split(",")]
        if all(c.isdigit() and 0 < int(c) <= len(people) for c in chosen) and len(
            set(chosen)
        ) < len(people):
            return [people[int(c) - 1][0] for c in chosen]
        sys.stderr.write("Please give the numbers of the sellers; at least one person bought.\n")
