"""A seller's seven skills: counts with their intervals, for the seller and for who was let see."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import Connection

from sevendoors.app import rights
from sevendoors.app.chart_parts import figure
from sevendoors.app.charts import bars, dots, sparks
from sevendoors.app.engine import codebook_in_use
from sevendoors.app.looking import looked_over
from sevendoors.app.place import Place
from sevendoors.app.skill_rows import SkillRow, as_dot, outcomes, scores_of, skill_rows
from sevendoors.app.sums import people_in, summable
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Person, Viewer
from sevendoors.core.score import Score
from sevendoors.store import people, tallies
from sevendoors.store.tallies import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLine:
    """One skill with its drawings."""

    row: SkillRow
    drawn: Markup
    over_time: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Skills:
    """What somebody did with their chances, over the calls that may be seen.

    band: how many people the shaded band speaks of; 0 where there is none.
    """

    who: int
    name: str
    own: bool
    calls: int
    chances: int
    taken: int
    lines: tuple[SkillLine, ...]
    bar: Markup
    tables: tuple[Markup, ...]
    band: int


def skills_of_person(place: Place, viewer: Viewer, who: int) -> Skills:
    """Show somebody's skills as far as the viewer may see: all of one's own, else what was released.

    Raises GoneError for whom the viewer has nothing to do with.
    """
    with place.store.read() as connection:
        person = seen_person(connection, viewer, who)
        rows = tallies.tally(connection, rights.scope(viewer), [who])
        band, many = _band(connection, viewer, who)
    looked_over(place, viewer, {(row.call, row.seller) for row in rows})
    return lay_out(person, rows, own=viewer.person == who, band=band, many=many)


def seen_person(connection: Connection, viewer: Viewer, who: int) -> Person:
    """Give somebody whose own page may be opened. Raises GoneError for others."""
    person = people.person_of(connection, who)
    if person is None:
        raise GoneError
    rights.must(rights.may_see_person(viewer, person))
    return person


def lay_out(
    person: Person, rows: Sequence[Tally], *, own: bool, band: Sequence[Score], many: int
) -> Skills:
    """Lay out counts with their drawings."""
    skills = skill_rows(codebook_in_use(), rows)
    beside: Sequence[Score | None] = band or [None] * len(skills)
    others = "The others of your team" if own else "The whole team"
    drawn = dots(
        [as_dot(row, score) for row, score in zip(skills, beside, strict=True)],
        about="Share of chances taken or opened, by skill",
        band=others if band else "",
    )
    lines = sparks([row.line for row in skills], about="Share over time, by skill")
    every = outcomes("All chances", rows)
    return Skills(
        who=person.id,
        name=person.name,
        own=own,
        calls=len({row.call for row in rows}),
        chances=sum(row.n for row in rows),
        taken=every.taken + every.opened,
        lines=tuple(
            SkillLine(row=row, drawn=one, over_time=two)
            for row, one, two in zip(skills, drawn.drawings, lines.drawings, strict=True)
        ),
        bar=figure(bars([every], about="All chances"), "What became of them"),
        tables=(drawn.table, lines.table),
        band=many,
    )


def _band(connection: Connection, viewer: Viewer, who: int) -> tuple[Sequence[Score], int]:
    """Give the team's shares to lay behind one person's, where enough people stand behind them.

    One's own page shows the others without oneself. Anybody else's shows the team whole: others
    without that person would tell, taken from the whole, what that person did not release.
    """
    if viewer.team is None:
        return (), 0
    rows = tallies.team_sums(connection, viewer.team)
    known = tallies.team_sums(connection, viewer.team, rights.scope(viewer))
    kept = summable(rows, known, viewer.person)
    people_behind = people_in(kept, known, viewer.person)
    if viewer.person == who:
        allowed = rights.may_see_band(viewer, viewer.team, people_behind)
        kept = tuple(row for row in kept if row.seller != who)
    else:
        allowed = rights.may_see_sums(viewer, viewer.team, people_behind)
    if not allowed:
        return (), 0
    return scores_of(codebook_in_use(), kept), len({row.seller for row in kept})
