"""What a duel shows: the same counts for every seller, and the file to share without names."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.app.base.place import Place
from sevendoors.app.practice.beside import Seller, machines, sellers
from sevendoors.app.practice.blind_page import blind_page
from sevendoors.app.practice.playing import Talk
from sevendoors.app.practice.practise_page import TalkRow, talk_rows
from sevendoors.app.practice.talking import DUEL, own_talks, talk_of
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.practice.script_seller import NAME as SCRIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class DuelPage:
    """One duel. waits: machines that have not played yet; played: those that have, by name."""

    talk: Talk
    sellers: Sequence[Seller]
    played: tuple[str, ...]
    script_waits: bool
    model_waits: str


def duel_page(place: Place, viewer: Viewer, which: int, model: str = "") -> DuelPage:
    """Lay a duel's counts beside each other. model: the name of a language model in use."""
    talk = _duel(place, viewer, which)
    played = tuple(one.player for one in machines(place, viewer, talk))
    return DuelPage(
        talk=talk,
        sellers=[one for one in sellers(place, viewer, talk) if one.who != "You, last time"],
        played=played,
        script_waits=SCRIPT not in played,
        model_waits=model if model and model not in played else "",
    )


def _duel(place: Place, viewer: Viewer, which: int) -> Talk:
    talk = talk_of(place, viewer, which)
    if talk.purpose != DUEL:
        raise GoneError
    return talk


def duels(place: Place, viewer: Viewer, key: str) -> tuple[TalkRow, ...]:
    """List the viewer's duels with a buyer, newest first."""
    return talk_rows(place, own_talks(place, viewer, buyer=key, purpose=DUEL))


def blind_file(place: Place, viewer: Viewer, which: int, against: str = "") -> tuple[str, str]:
    """Make the page without names: its file name and its text. against: which machine, by name.

    Raises DoorsError where no machine has played this buyer yet.
    """
    talk = _duel(place, viewer, which)
    played = {one.player: one for one in machines(place, viewer, talk)}
    other = played.get(against or SCRIPT)
    if not talk.over or other is None:
        raise DoorsError(
            "Nobody else has sold to this buyer yet.", fix="Let the script play first."
        )
    return f"two-sellers-{talk.buyer.key}.html", blind_page((talk, other), talk.seed)
