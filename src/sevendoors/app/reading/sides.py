"""Who was selling and who was buying: from the file, from you, from memory, or a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sevendoors.app.base.memory import Memory
from sevendoors.app.reading.guess import GUESSED, guess_sides
from sevendoors.core.conversation import Conversation, Kind, Participant, Side
from sevendoors.core.errors import DoorsError

SURE = 0.9  # From this probability on, a guess is used and printed where nobody can be asked.
_FREE_MAIL = ("gmail.", "googlemail.", "outlook.", "hotmail.", "yahoo.", "icloud.", "proton")
_ORGANISATION = re.compile(r"(?:\s[|@–-]\s(?P<bar>[^|]+)$)|(?:[(\[](?P<paren>[^)\]]{2,})[)\]]$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A conversation with its sides set as far as known.

    p: probability of the guess where one was made, else None. open: people nobody could place.
    """

    conversation: Conversation
    p: float | None = None
    open: tuple[Participant, ...] = ()

    @property
    def settled(self) -> bool:
        """Say whether there is a seller and a buyer and nothing rests on an unsure guess."""
        sides = {person.side for person in self.conversation.participants}
        sure = self.p is None or self.p >= SURE
        return {Side.SELLER, Side.BUYER} <= sides and sure


def decide_sides(
    conversation: Conversation,
    *,
    memory: Memory,
    sellers: Sequence[str] = (),
    buyers: Sequence[str] = (),
    swap: bool = False,
) -> Sides:
    """Give everybody a side, by the surest source that speaks; a guess is marked as one.

    Order: what you said, the file, e-mail domain, organisation in the display name, remembered
    answers, a guess from the talk. Raises DoorsError where a name you gave is not in the file.
    """
    people = {p.id: p for p in conversation.participants}
    if sellers or buyers:
        people = _as_told(conversation, sellers, buyers)
    else:
        people = _by_memory(_by_company(people), memory)
        people = _by_company(people)
    p = None
    if not _both_sides(people):
        people, p = _by_guess(conversation, people)
    if swap:
        people = {id_: _swapped(person) for id_, person in people.items()}
    placed = replace(conversation, participants=tuple(people.values()))
    unplaced = tuple(x for x in people.values() if _talks(x) and x.side is Side.UNKNOWN)
    return Sides(conversation=placed, p=p, open=unplaced)


def find_people(conversation: Conversation, name: str) -> tuple[Participant, ...]:
    """Find somebody by name as written, or by an unmistakable part of it.

    Raises DoorsError naming who is in the file.
    """
    wanted = name.casefold().strip()
    exact = [p for p in conversation.participants if wanted in (p.name.casefold(), p.id)]
    partly = [p for p in conversation.participants if wanted and wanted in p.name.casefold()]
    found = exact or (partly if len(partly) == 1 else [])
    if not found:
        many = "fits several people" if partly else "is not in this conversation"
        names = ", ".join(p.name for p in conversation.participants)
        raise DoorsError(f'"{name}" {many}.', fix=f"Named there: {names}.")
    return tuple(found)


def merge_people(conversation: Conversation, keep: str, drop: str) -> Conversation:
    """Make two names one person: everything `drop` said was said by `keep`.

    Runs are counted anew. Raises DoorsError where a name is not in the file.
    """
    kept, dropped = find_people(conversation, keep)[0], find_people(conversation, drop)[0]
    if kept.id == dropped.id:
        raise DoorsError(f'"{keep}" and "{drop}" are the same person already.')
    turns = []
    run, before = -1, object()
    for turn in conversation.turns:
        who = kept.id if turn.participant == dropped.id else turn.participant
        run += who != before
        before = who
        turns.append(replace(turn, participant=who, run=run))
    people = tuple(p for p in conversation.participants if p.id != dropped.id)
    return replace(conversation, participants=people, turns=tuple(turns))


def place(conversation: Conversation, sellers: Sequence[str]) -> Conversation:
    """Set the sides by hand: these ids sold, every other person bought."""
    people = tuple(
        replace(
            p,
            side=Side.SELLER if p.id in sellers else Side.BUYER,
            side_decided_by="you",
        )
        if _talks(p)
        else p
        for p in conversation.participants
    )
    return replace(conversation, participants=people)


def _talks(person: Participant) -> bool:
    return person.kind in (Kind.PERSON, Kind.DIAL_IN)


def _both_sides(people: dict[str, Participant]) -> bool:
    return {Side.SELLER, Side.BUYER} <= {p.side for p in people.values()}


def _as_told(
    conversation: Conversation, sellers: Sequence[str], buyers: Sequence[str]
) -> dict[str, Participant]:
    told = {p.id: Side.SELLER for name in sellers for p in find_people(conversation, name)}
    also = {p.id: Side.BUYER for name in buyers for p in find_people(conversation, name)}
    both = told.keys() & also.keys()
    if both:
        names = ", ".join(p.name for p in conversation.participants if p.id in both)
        raise DoorsError(f"{names} cannot be both seller and buyer.", fix="Name each person once.")
    told.update(also)
    # One side named means the other people sit on the other side; both named means the rest is
    # left open, because then the list is meant to be complete.
    rest = Side.BUYER if sellers and not buyers else Side.SELLER if not sellers else Side.UNKNOWN
    result = {}
    for p in conversation.participants:
        side = told.get(p.id, rest if _talks(p) else Side.UNKNOWN)
        result[p.id] = replace(p, side=side, side_decided_by="you" if p.id in told else "the rest")
    return result


def _company(person: Participant) -> str | None:
    domain = person.email.rpartition("@")[2].casefold() if person.email else ""
    if domain and not domain.startswith(_FREE_MAIL):
        return domain
    shown = _ORGANISATION.search(person.name)
    text = person.organisation or (shown and (shown["bar"] or shown["paren"]))
    return text.strip().casefold() if text else None


def _by_company(people: dict[str, Participant]) -> dict[str, Participant]:
    """Colleagues sit on one side; with one side's company known, another company is the other."""
    sides = {_company(p): p.side for p in people.values() if p.side is not Side.UNKNOWN}
    sides.pop(None, None)
    if not sides:
        return people
    result = dict(people)
    for id_, person in people.items():
        company = _company(person)
        if person.side is Side.UNKNOWN and company and _talks(person):
            side = sides.get(company)
            if side is None and Side.SELLER in sides.values():
                side = Side.BUYER
            if side is not None:
                by = "e-mail domain" if person.email else "company in the name"
                result[id_] = replace(person, side=side, side_decided_by=by)
    return result


def _by_memory(people: dict[str, Participant], memory: Memory) -> dict[str, Participant]:
    result = dict(people)
    for id_, person in people.items():
        side = memory.side_of(person)
        if person.side is Side.UNKNOWN and side is not None and _talks(person):
            result[id_] = replace(person, side=side, side_decided_by="remembered")
    return result


def _by_guess(
    conversation: Conversation, people: dict[str, Participant]
) -> tuple[dict[str, Participant], float | None]:
    fixed = [p for p in people.values() if p.side is not Side.UNKNOWN]
    rest = [p for p in people.values() if _talks(p) and p.side is Side.UNKNOWN]
    if len(fixed) == 1 and len(rest) == 1:
        other = Side.BUYER if fixed[0].side is Side.SELLER else Side.SELLER
        by = "the only other person"
        return {**people, rest[0].id: replace(rest[0], side=other, side_decided_by=by)}, None
    guesses = guess_sides(replace(conversation, participants=tuple(people.values())))
    p = None
    result = dict(people)
    for person in rest:
        if person.id in guesses:
            side, p = guesses[person.id]
            by = f"{GUESSED} from the talk ({p:.2f})"
            result[person.id] = replace(person, side=side, side_decided_by=by)
    return result, p


def _swapped(person: Participant) -> Participant:
    other = {Side.SELLER: Side.BUYER, Side.BUYER: Side.SELLER}.get(person.side, person.side)
    return replace(person, side=other, side_decided_by="you")
