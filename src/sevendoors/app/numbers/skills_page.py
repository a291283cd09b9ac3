"""A seller's seven skills with their numbers: all of one's own, else what the seller let be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from markupsafe import Markup
from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.charts.chart_parts import figure
from sevendoors.app.charts.charts import Outcomes, bars
from sevendoors.app.numbers.comparing import Agreed
from sevendoors.app.numbers.quality_lines import QualityLine, quality_lines
from sevendoors.app.numbers.references import Beside, beside
from sevendoors.app.numbers.skill_lines import Lines, first_words, lay_out
from sevendoors.app.numbers.tracking import Numbers, person_numbers
from sevendoors.core.codes import Grade
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Person, Viewer
from sevendoors.store import people
from sevendoors.track.gap import Gap
from sevendoors.track.opportunities import Ledger
from sevendoors.track.trend import Changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Skills:
    """What somebody did with their chances, over the calls that may be seen.

    groups: whom this seller may be laid beside; group: the one that is drawn, None for nobody.
    first: the gap most worth closing as (key, title, words), empty where none is known. coverage,
    room: how many calls this rests on, and how much room buyers had. marks: when the reading changed.
    """

    who: int
    name: str
    own: bool
    calls: int = 0
    chances: int = 0
    taken: int = 0
    bar: Markup = Markup("")
    lines: Lines | None = None
    groups: tuple[Beside, ...] = ()
    group: Beside | None = None
    first: tuple[str, str, str] = ("", "", "")
    qualities: tuple[QualityLine, ...] = ()
    coverage: str = ""
    room: str = ""
    marks: tuple[Changed, ...] = ()


def skills_of_person(place: Place, viewer: Viewer, who: int) -> Skills:
    """Show somebody's skills as far as the viewer may see. Raises GoneError for strangers.

    What somebody knows and believes is nobody else's, so it is never in it here.
    """
    with place.store.read() as connection:
        person = seen_person(connection, viewer, who)
    numbers = person_numbers(place, viewer, who)
    if who not in numbers.told:
        return Skills(who=who, name=person.name, own=False)
    rows = numbers.rows.of(who)
    seen = {numbers.rows.calls[call][0] for call in np.unique(rows.call).tolist()}
    looked_over(place, viewer, {(call, who) for call in seen})
    return skills_of(viewer, person, numbers, rows)


def seen_person(connection: Connection, viewer: Viewer, who: int) -> Person:
    """Give somebody whose own page may be opened. Raises GoneError for others."""
    person = people.person_of(connection, who)
    if person is None:
        raise GoneError
    rights.must(rights.may_see_person(viewer, person))
    return person


def skills_of(
    viewer: Viewer, person: Person, numbers: Numbers, rows: Ledger, *,
    gaps: Mapping[str, Gap] | None = None, agreed: Agreed | None = None, group: str = "",
) -> Skills:  # fmt: skip
    """Lay out one seller. gaps, agreed: for their own eyes alone. group: key of whom to draw behind."""
    who, own = person.id, person.id == viewer.person
    found = Skills(who=who, name=person.name, own=own)
    if not len(rows.grade):
        return found
    groups = beside(viewer, numbers, who, agreed)
    drawn = next((one for one in groups if one.key == group), groups[0] if groups else None)
    book = codebook_in_use()
    lines = lay_out(numbers, book, who, gaps=gaps or {}, beside=drawn, own=own)
    counts = np.bincount(rows.grade, minlength=4).tolist()
    bar = Outcomes(label="All chances", missed=counts[0], noted=counts[1], taken=counts[2],
                   opened=counts[3])  # fmt: skip
    first_day = min(rows.calls[call][1] for call in np.unique(rows.call).tolist())
    return replace(
        found, calls=len(np.unique(rows.call)), chances=len(rows.grade),
        taken=int((rows.grade >= Grade.TAKEN).sum()),
        bar=figure(bars([bar], about="All chances"), "What became of them"),
        lines=lines, groups=groups, group=drawn,
        first=first_words(lines, len(np.unique(rows.call))),
        qualities=quality_lines(numbers, who), coverage=numbers.coverage(who),
        room=numbers.room(who), marks=tuple(m for m in numbers.marks if m.day[:10] > first_day),
    )  # fmt: skip
