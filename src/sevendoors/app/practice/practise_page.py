"""What the practice page shows: drills of today, a talk that goes on, buyers, talks that ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sevendoors.app.base.place import Place
from sevendoors.app.practice import drilling
from sevendoors.app.practice.drilling import Shown
from sevendoors.app.practice.playing import buyer_files, buyer_of
from sevendoors.app.practice.talking import ASSESSMENT, DUEL, doors_of, own_talks
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.core.practice import Buyer, Door
from sevendoors.practice.buyer_file import read_buyer
from sevendoors.store.practice import TalkLine

MOST_TALKS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerCard:
    """Who somebody is to practise with, as anybody may know beforehand; never what matters to them.

    wrong: the mistake in the file of a buyer of one's own, where there is one.
    """

    key: str
    name: str
    role: str = ""
    company: str = ""
    kind: str = ""
    situation: str = ""
    aim: str = ""
    sells: str = ""
    style: str = ""
    turns: int = 0
    wrong: str = ""

    @property
    def first(self) -> str:
        """Give the first name."""
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        """Give the first letters of the name, for the mark beside it."""
        return "".join(part[0] for part in self.name.split())[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """One talk in a list. needs: how many of those that matter came out, of all; None if unknown."""

    id: int
    buyer: str
    day: str
    needs: tuple[int, int] | None
    retry: bool
    duel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PractisePage:
    """All that the page shows."""

    drills: tuple[Shown, ...]
    open_talks: tuple[TalkRow, ...]
    buyers: tuple[BuyerCard, ...]
    sealed: int
    talks: tuple[TalkRow, ...]


def card_of(buyer: Buyer) -> BuyerCard:
    """Take from a buyer what anybody may know beforehand."""
    return BuyerCard(
        key=buyer.key, name=buyer.name, role=buyer.role, company=buyer.company, kind=buyer.kind,
        situation=buyer.situation, aim=buyer.aim, sells=buyer.sells, style=buyer.style,
        turns=buyer.turns,
    )  # fmt: skip


@lru_cache(maxsize=128)
def _read(path: Path, changed: float) -> tuple[BuyerCard, bool]:
    del changed
    try:
        buyer = read_buyer(path)
    except DoorsError as fault:
        return BuyerCard(key=path.stem, name=path.stem, wrong=str(fault)), False
    return card_of(buyer), buyer.sealed


def buyer_cards(place: Place, *, sealed: bool = False) -> tuple[BuyerCard, ...]:
    """List the buyers one may choose, or the sealed ones; a file with a mistake says so."""
    files = buyer_files(place)
    read = [_read(path, path.stat().st_mtime) for _, path in sorted(files.items())]
    return tuple(card for card, kept_back in read if kept_back == sealed)


def briefing(place: Place, key: str) -> BuyerCard:
    """Give what to know before a talk. Raises DoorsError for nobody of that name, or a sealed one."""
    found = {card.key: card for card in buyer_cards(place)}.get(key)
    if found is None:
        raise DoorsError("There is no such buyer to choose.", fix="Take one from the list.")
    if found.wrong:
        raise DoorsError(found.wrong)
    return found


def practise_page(place: Place, viewer: Viewer) -> PractisePage:
    """Gather the page; cards of the viewer's own missed moments are made on the way."""
    drilling.refresh(place, viewer)
    goes_on = own_talks(place, viewer, ended=False)
    ended = [one for one in own_talks(place, viewer, ended=True) if one.purpose != ASSESSMENT]
    return PractisePage(
        drills=drilling.today(place, viewer),
        open_talks=talk_rows(place, goes_on),
        buyers=buyer_cards(place),
        sealed=len(buyer_cards(place, sealed=True)),
        talks=talk_rows(place, ended[:MOST_TALKS]),
    )


def talk_rows(place: Place, lines: Sequence[TalkLine]) -> tuple[TalkRow, ...]:
    """Write kept talks as rows of a list."""
    buyers = {key: _known(place, key) for key in {line.buyer for line in lines}}
    return tuple(_row(line, buyers) for line in lines)


def _known(place: Place, key: str) -> Buyer | None:
    try:
        return buyer_of(key, "", place)
    except DoorsError:
        return None  # the file has gone, or has a mistake now


def _row(line: TalkLine, buyers: Mapping[str, Buyer | None]) -> TalkRow:
    buyer = buyers[line.buyer]
    needs = None
    if buyer is not None:
        doors, keys = doors_of(line), [fact.key for fact in buyer.needs()]
        needs = (sum(doors.get(key) is Door.OPEN for key in keys), len(keys))
    return TalkRow(
        id=line.id, buyer=buyer.name if buyer else line.buyer, day=line.started, needs=needs,
        retry=line.retry_of is not None, duel=line.purpose == DUEL,
    )  # fmt: skip
