"""What a team agrees: a buyer to talk with, chances to drill, a talk on a day; done by the act itself."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.skill_rows import codes_of
from sevendoors.app.base.words import CHANCE_WORDS
from sevendoors.app.practice.playing import YOU
from sevendoors.app.practice.practise_page import buyer_cards
from sevendoors.core.codes import CHANCES, Cue
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Person, Role, Viewer
from sevendoors.store import assignments, people, tallies
from sevendoors.store.assignments import BUYER, COACHING, DRILL, KINDS, AssignmentLine
from sevendoors.track.coaching import drawn_order

DRILLS_ASKED = 3  # so many first attempts make a block of drills done
DAYS_EACH = 14  # how long a block of drills lasts before the next
MOST_DAYS_AWAY = 400
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One thing agreed, in words, with the way to do it.

    done: the day it was done, ISO, or None. by_act: it is done by the act itself, not by hand.
    open_on: its day has come. way: where it is done, "" where it is a talk between two.
    """

    id: int
    who: int
    name: str
    by: str
    kind: str
    words: str
    way: str
    day: str
    due: str | None
    drawn: bool
    done: str | None
    by_act: bool
    open_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a form asks to agree. what: kinds of chance, one skill, or one buyer."""

    who: int | None
    kind: str
    what: Sequence[str]
    day: str
    due: str = ""
    drawn: bool = False


def kinds_of(what: str) -> frozenset[Cue]:
    """Say which kinds of chance a drill or a talk is about; none where it is about a buyer."""
    codes = codes_of(codebook_in_use())
    if what in codes:
        return frozenset(Cue(code) for code in codes[what])
    return frozenset({Cue(what)}) if what in set(CHANCES) else frozenset()


def title_of(kind: str, what: str, buyers: Mapping[str, str]) -> str:
    """Name what was agreed, as a person would."""
    if kind == BUYER:
        return f"a practice talk with {buyers.get(what, 'a buyer who is no longer here')}"
    skills = {skill.key: skill.title for skill in codebook_in_use().skills}
    about = skills.get(what) or (CHANCE_WORDS[Cue(what)] if what in set(Cue) else "chances")
    return f"drills on {about}" if kind == DRILL else f"a talk about “{about}”"


def agreed_with(place: Place, viewer: Viewer) -> tuple[Agreed, ...]:
    """List what was agreed with the viewer and is not done, or was done in the last seven days."""
    week = (date.fromisoformat(place.today()) - timedelta(days=7)).isoformat()
    with place.store.read() as connection:
        lines = assignments.assignments(connection, who=[viewer.person])
        every = _laid_out(place, connection, lines)
    return tuple(one for one in every if one.done is None or one.done >= week)[:MOST_SHOWN]


def agreed_in_team(place: Place, viewer: Viewer, who: Iterable[Person]) -> tuple[Agreed, ...]:
    """List what was agreed with these sellers, as far as the viewer may agree anything with them."""
    may = [one.id for one in who if rights.may_assign(viewer, one)]
    with place.store.read() as connection:
        return _laid_out(place, connection, assignments.assignments(connection, who=may))


def _laid_out(
    place: Place, connection: Connection, lines: Sequence[AssignmentLine]
) -> tuple[Agreed, ...]:
    if not lines:
        return ()
    buyers = {card.key: card.name for card in buyer_cards(place)}
    acts = _acts(connection, lines)
    return tuple(
        Agreed(
            id=one.id, who=one.person, name=one.name, by=one.by_name, kind=one.kind,
            words=title_of(one.kind, one.what, buyers),
            way=f"/practise/with/{one.what}" if one.kind == BUYER and one.what in buyers
            else "/practise" if one.kind == DRILL else "",
            day=one.on_day, due=one.due, drawn=one.drawn,
            done=(acts.get(one.id) or one.done or "")[:10] or None, by_act=one.id in acts,
            open_on=one.on_day <= place.today(),
        )
        for one in lines
    )  # fmt: skip


def _acts(connection: Connection, lines: Sequence[AssignmentLine]) -> dict[int, str]:
    """Say which lines were done by the act itself, and when (ISO); practice tells nothing more."""
    found: dict[int, str] = {}
    talks = [one for one in lines if one.kind == BUYER]
    ended = assignments.talks_ended(connection, talks, YOU) if talks else ()
    for one in talks:
        times = [end for who, buyer, begun, end in ended
                 if who == one.person and buyer == one.what and begun[:10] >= one.on_day]  # fmt: skip
        if times:
            found[one.id] = times[0]
    drills = [one for one in lines if one.kind == DRILL]
    if drills:
        first = min(one.on_day for one in drills)
        tried = assignments.drills_done(connection, {one.person for one in drills}, first)
        for one in drills:
            kinds = kinds_of(one.what)
            times = [at for who, kind, at in tried
                     if who == one.person and kind in kinds and at[:10] >= one.on_day]  # fmt: skip
            if len(times) >= DRILLS_ASKED:
                found[one.id] = times[DRILLS_ASKED - 1]
    return found


def sellers_to_agree_with(place: Place, viewer: Viewer) -> tuple[Person, ...]:
    """List with whom the viewer may agree something, by name."""
    with place.store.read() as connection:
        return _may_agree(connection, viewer)


def _may_agree(connection: Connection, viewer: Viewer) -> tuple[Person, ...]:
    if viewer.alone:
        me = people.person_of(connection, viewer.person)
        return (me,) if me else ()
    known = people.with_accounts(connection, team_id=viewer.team) if viewer.team else ()
    return tuple(p for p in known if Role.SELLER in p.roles and rights.may_assign(viewer, p))


def agree(place: Place, viewer: Viewer, wish: Wish) -> int:
    """Keep what was agreed with a seller of the team; gives how many lines it became.

    Several kinds of drill follow one another, each so many days after the one before; drawn: in an
    order drawn by lot. Raises GoneError for whom it is not the viewer's to agree with, DoorsError.
    """
    with place.store.write() as connection:
        who = people.person_of(connection, wish.who) if wish.who is not None else None
        if who is None:
            raise GoneError
        rights.must(rights.may_assign(viewer, who))
        what, day, due = _checked(place, wish)
        rows = [
            {"person_id": who.id, "by_id": viewer.person, "kind": wish.kind, "what": one,
             "on_day": _after(day, k), "due": _after(due, k) if due else None,
             "drawn": wish.drawn and len(what) > 1, "at": place.now()}
            for k, one in enumerate(what)
        ]  # fmt: skip
        assignments.add_assignments(connection, rows)
    return len(rows)


def _after(day: str, blocks: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=DAYS_EACH * blocks)).isoformat()


def _checked(place: Place, wish: Wish) -> tuple[Sequence[str], str, str]:
    if wish.kind not in KINDS:
        raise DoorsError("It is not clear what is agreed.", fix="Choose a talk, drills or a buyer.")
    day = _day(place, wish.day or place.today(), "Day")
    due = _day(place, wish.due, "Until") if wish.due else ""
    if due and due < day:
        raise DoorsError(
            "The last day lies before the first.", where="Until", fix="Take a later day."
        )
    what = [one for one in dict.fromkeys(wish.what) if one]
    if not what:
        raise DoorsError("Nothing was chosen.", fix="Choose what it is about.")
    for one in what:
        if not _known(place, wish.kind, one):
            raise DoorsError(
                "There is nothing of that name to choose.", fix="Take one from the list."
            )
    if wish.kind != DRILL:
        return what[:1], day, due
    kinds = [Cue(one) for one in what]
    order = drawn_order(kinds, Random(secrets.randbits(64))) if wish.drawn else kinds
    return [str(kind) for kind in order], day, due


def _known(place: Place, kind: str, what: str) -> bool:
    if kind == BUYER:
        return what in {card.key for card in buyer_cards(place) if not card.wrong}
    return what in (set(CHANCES) if kind == DRILL else set(codes_of(codebook_in_use())))


def _day(place: Place, text: str, where: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise DoorsError("This is no day.", where=where, fix="Write it like 2026-12-01.") from fault
    if abs((day - date.fromisoformat(place.today())).days) > MOST_DAYS_AWAY:
        raise DoorsError("This day is too far away.", where=where, fix="Take one within a year.")
    return day.isoformat()


def tick(place: Place, viewer: Viewer, which: int, *, done: bool) -> None:
    """Tick what was agreed as done, or take the tick back. Raises GoneError."""
    with place.store.write() as connection:
        _, who = _line(connection, which)
        rights.must(rights.may_tick_assigned(viewer, who))
        assignments.set_done(connection, which, place.now() if done else None)


def take_away(place: Place, viewer: Viewer, which: int) -> None:
    """Take away what was agreed. Raises GoneError."""
    with place.store.write() as connection:
        _, who = _line(connection, which)
        rights.must(rights.may_drop_assigned(viewer, who))
        assignments.drop(connection, which)


def _line(connection: Connection, which: int) -> tuple[AssignmentLine, Person]:
    lines = assignments.assignments(connection, which=which)
    who = people.person_of(connection, lines[0].person) if lines else None
    if who is None:
        raise GoneError
    return lines[0], who


def coached(connection: Connection, who: Collection[int], until: str) -> tuple[AssignmentLine, ...]:
    """List talks and blocks of drills of these sellers whose day has come, the latest first."""
    lines = assignments.assignments(connection, who=who)
    held = [one for one in lines if one.kind in (COACHING, DRILL) and one.on_day <= until]
    return tuple(sorted(held, key=lambda one: (one.on_day, one.id), reverse=True))


def named(connection: Connection, viewer: Viewer) -> tuple[Person, ...]:
    """List the sellers a team's pages speak of, by name, without the viewer."""
    if viewer.alone:
        return tallies.sellers_known(connection)
    known = people.with_accounts(connection, team_id=viewer.team)
    return tuple(p for p in known if Role.SELLER in p.roles and p.id != viewer.person)
