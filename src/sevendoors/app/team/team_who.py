"""Who needs which conversation: sellers who let moments be seen, beside the team, skill by skill.

By name only who released something, from what they released; in the order of names, and never as
places in a list. Whoever released nothing is in the average alone, with four others like them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from markupsafe import Markup

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.charts.chart_cells import Cell, cells
from sevendoors.app.team.team_seen import Seen, looked_at, team_seen
from sevendoors.core.people import Person, Viewer
from sevendoors.core.score import Unscored
from sevendoors.track.gates import COMPARED, chances_for
from sevendoors.track.reference import Standing, standing
from sevendoors.track.rules import ALL
from sevendoors.track.small_model import FEWEST_SELLERS, Fit

WHOLE = "All chances together"
MOST_IN_GRID = 40  # beyond it only those of whom something can be said stand in it
_BELOW = ("probably below", "very likely below")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """One seller in one skill beside the team, or in a few words why that cannot be said."""

    who: Person
    skill: str
    title: str
    taken: int
    n: int
    standing: Standing | Unscored

    @property
    def href(self) -> str:
        """Give where the moments behind it stand."""
        skill = {} if self.skill == ALL else {"skill": self.skill}
        asked = {"person": self.who.id, **skill, "outcome": "missed or noted"}
        return f"/moments?{urlencode(asked)}" if self.n else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation worth having, with the counts behind it and the way to the quotes."""

    who: Person
    skill: str
    title: str
    taken: int
    n: int
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    """The answer, the grid, the talks by seller; hidden: how many sellers let nothing be seen.

    rest: sellers who are many and of whom nothing can be said yet, with all their chances together.
    """

    name: str
    answer: str
    grid: Markup | None
    rest: tuple[Stands, ...]
    talks: tuple[tuple[Person, tuple[Talk, ...]], ...]
    shown: int
    hidden: int
    group: int
    gate: str


def places_of(seen: Seen) -> tuple[Stands, ...]:
    """Lay every seller who may be named beside the team, in the order of names.

    All chances together come first: a skill that says no more than they do has no number.
    """
    return tuple(
        _place(seen, who, key, title)
        for who in seen.shown
        for key, title in ((ALL, WHOLE), *((e.key, e.title) for e in codebook_in_use().skills))
    )


def _place(seen: Seen, who: Person, key: str, title: str) -> Stands:
    numbers = seen.numbers
    fit = numbers.measured.fits.get(key)
    place = int(fit.sellers.searchsorted(who.id)) if fit is not None else 0
    if fit is None or place >= len(fit.sellers) or fit.sellers[place] != who.id:
        none = Unscored(reason="none so far")
        return Stands(who=who, skill=key, title=title, taken=0, n=0, standing=none)
    if key == ALL:
        found = standing(fit, who.id, numbers.reference(key), own=True)
    else:
        found = numbers.standing(who.id, key)
    if isinstance(found, Unscored):
        found = Unscored(reason=_missing(fit, place))
    return Stands(who=who, skill=key, title=title, taken=int(fit.taken[place]),
                  n=int(fit.n[place]), standing=found)  # fmt: skip


def _missing(fit: Fit, place: int) -> str:
    """Say in a few words why somebody is not laid beside the team, and what it would take."""
    if fit.guessed:
        return "too few sellers"
    if fit.blurred:
        return "read too unsurely"
    if fit.phi[place] >= COMPARED:
        return "as all chances together"
    more = chances_for(fit, place, COMPARED)
    return "sellers too alike" if more is None else f"about {more} more needed"


def talks_of(places: Sequence[Stands]) -> tuple[Talk, ...]:
    """Name the talks worth having: where somebody lies probably below the team."""
    return tuple(
        Talk(who=one.who, skill=one.skill, title=one.title, taken=one.taken, n=one.n,
             words=f"{one.standing.band} the team", href=one.href)
        for one in places
        if one.skill != ALL and isinstance(one.standing, Standing) and one.standing.band in _BELOW
    )  # fmt: skip


def answer_of(seen: Seen, places: Sequence[Stands], talks: Sequence[Talk]) -> str:
    """Answer the question in one sentence."""
    if not seen.shown:
        return "Nobody let anything be seen yet. It is theirs to choose."
    if talks:
        many, people = len(talks), len({one.who.id for one in talks})
        return (f"{many} talk{'' if many == 1 else 's'} with {people} "
                f"{'seller' if people == 1 else 'sellers'} may be worth having.")  # fmt: skip
    if all(isinstance(one.standing, Unscored) for one in places):
        return _not_yet(seen)
    return "Nobody lies probably below the team in any skill, as far as can be said."


def _not_yet(seen: Seen) -> str:
    """Say that nobody can be laid beside the team, and of many why."""
    words = "what each of them said" if seen.alone else "the words each seller let be seen"
    many = len(seen.shown)
    if many <= MOST_IN_GRID:
        return f"It cannot be said yet; {words} can be read."
    fit = seen.numbers.measured.fits[ALL]
    once = int((fit.calls[np.isin(fit.sellers, [one.id for one in seen.shown])] == 1).sum())
    why = f"{once} were given chances in a single call" if once else "each had few chances"
    blurred = ", and the readings are too unsure to tell people apart" if fit.blurred else ""
    return f"It cannot be said of any of {many} sellers yet: {why}{blurred}. {words[:1].upper()}{words[1:]} can be read."


def gate_of(seen: Seen) -> str:
    """Say why nobody is laid beside a team of few."""
    fit = seen.numbers.measured.fits["all"]
    if not fit.guessed:
        return ""
    many = len(fit.sellers)
    return (f"Numbers of {many} {'seller' if many == 1 else 'sellers'} stand behind this; from "
            f"{FEWEST_SELLERS} on, sellers are laid beside the team.")  # fmt: skip


def who_page(place: Place, viewer: Viewer) -> WhoPage:
    """Answer who needs which conversation. Raises GoneError for others than leader and coach."""
    seen = team_seen(place, viewer)
    looked_at(place, viewer, seen)
    places = places_of(seen)
    talks = talks_of(places)
    fit = seen.numbers.measured.fits["all"]
    rest = _rest(places) if len(seen.shown) > MOST_IN_GRID else ()
    out = {one.who.id for one in rest}
    grid = [one for one in seen.shown if one.id not in out]
    return WhoPage(
        name=seen.numbers.name,
        answer=answer_of(seen, places, talks),
        grid=_grid(grid, places) if grid else None,
        rest=rest,
        talks=_by_seller(talks),
        shown=len(seen.shown),
        hidden=len(seen.members) - len(seen.shown),
        group=len(fit.sellers),
        gate=gate_of(seen),
    )


def _by_seller(talks: Sequence[Talk]) -> tuple[tuple[Person, tuple[Talk, ...]], ...]:
    """Put the talks with one seller together, in the order of names."""
    found: dict[int, list[Talk]] = {}
    for one in talks:
        found.setdefault(one.who.id, []).append(one)
    return tuple((some[0].who, tuple(some)) for some in found.values())


def _rest(places: Sequence[Stands]) -> tuple[Stands, ...]:
    """Give, by all chances together, the sellers of whom nothing at all can be said."""
    said = {one.who.id for one in places if isinstance(one.standing, Standing)}
    return tuple(one for one in places if one.skill == ALL and one.who.id not in said)


def _grid(shown: Sequence[Person], places: Sequence[Stands]) -> Markup:
    titles = [WHOLE, *(entry.title for entry in codebook_in_use().skills)]
    by_name: dict[int, list[Cell]] = {}
    for one in places:
        by_name.setdefault(one.who.id, []).append(cell_of(one))
    rows = [(who.name, f"/people/{who.id}/skills", by_name[who.id]) for who in shown]
    return cells(titles, rows, about="How likely each lies below the average of the team")


def cell_of(one: Stands) -> Cell:
    """Write one seller in one skill as a cell."""
    count = f"{one.taken} of {one.n}" if one.n else "no chance"
    if isinstance(one.standing, Unscored):
        return Cell(below=None, words=one.standing.reason, count=count, href=one.href)
    return Cell(below=1 - one.standing.p, words=one.standing.band, count=count, href=one.href)
