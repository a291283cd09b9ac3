"""Counts and numbers for programs: one's own, a seller's of the team, or a team's from five people on."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS
from sevendoors.app.numbers.report_numbers import Told, told_qualities, told_skills, told_whole
from sevendoors.app.numbers.sums import as_on_the_pages, people_in, summable
from sevendoors.app.numbers.tracking import Numbers, my_gaps, my_numbers, person_numbers
from sevendoors.app.numbers.winning import winning
from sevendoors.app.reports.report import note_looks
from sevendoors.app.team.team_seen import team_seen
from sevendoors.app.team.team_skill import levels_of
from sevendoors.core.codes import CHANCES, Grade
from sevendoors.core.people import Viewer
from sevendoors.core.score import Score, Unscored
from sevendoors.measure.share import share
from sevendoors.store import tallies
from sevendoors.store.tallies import Tally
from sevendoors.track.gap import Gap
from sevendoors.track.winning import Winning

_FEW = f"Sums are told from {rights.FEWEST_IN_SUMS} people on."
NOTHING_SEEN = "Nothing was let be seen yet."
_NONE = "No kind of chance counts towards this skill yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of the chances that count towards one skill, or are of one kind.

    people: how many sellers answered them. grades: how many ended with each; None where too few
    people stand behind them. score: the share taken or opened, or why there is none.
    """

    key: str
    title: str
    people: int
    grades: Counter[Grade] | None
    score: Score


Of = Literal["me", "team", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All counts and numbers of one person or one team.

    whole, numbers, qualities: of one person, as on the pages. gaps: only ever the viewer's own.
    levels: of a team, by key and title. winning: of a team; None where it was not asked.
    """

    of: Of
    people: int
    skills: tuple[Line, ...]
    kinds: tuple[Line, ...]
    whole: Told | None = None
    numbers: tuple[Told, ...] = ()
    qualities: tuple[Told, ...] = ()
    gaps: tuple[Gap, ...] = ()
    coverage: str = ""
    room: str = ""
    levels: tuple[tuple[str, str, Score], ...] = ()
    winning: Winning | Unscored | None = None


def own_scores(place: Place, viewer: Viewer) -> Scores:
    """Count what somebody did with the chances they were given themselves."""
    counted = _counts_of(place, viewer, viewer.person, "me")
    numbers = my_numbers(place, viewer)
    return _with_numbers(counted, numbers, viewer.person, my_gaps(place, viewer, numbers))


def person_scores(place: Place, viewer: Viewer, who: int) -> Scores:
    """Count what a seller did, as far as the viewer may see. Raises GoneError for strangers."""
    if who == viewer.person:
        return own_scores(place, viewer)
    numbers = person_numbers(place, viewer, who)
    note_looks(place, viewer, (who,))
    counted = _counts_of(place, viewer, who, "person")
    if who not in numbers.told:
        return replace(counted, coverage=NOTHING_SEEN)
    return _with_numbers(counted, numbers, who, ())


def _counts_of(place: Place, viewer: Viewer, who: int, of: Of) -> Scores:
    with place.store.read() as connection:
        rows = tallies.tally(connection, rights.scope(viewer), [who])
    return _scores(of, rows)


def _with_numbers(counted: Scores, numbers: Numbers, who: int, gaps: tuple[Gap, ...]) -> Scores:
    return replace(
        counted, whole=told_whole(numbers, who), numbers=told_skills(numbers, who),
        qualities=told_qualities(numbers, who), gaps=gaps, coverage=numbers.coverage(who),
        room=numbers.room(who),
    )  # fmt: skip


def team_scores(place: Place, viewer: Viewer) -> Scores:
    """Count over a leader's team. Raises GoneError for whoever leads none.

    A kind of chance is left out where five people would not stand behind it, also for somebody
    who takes away from it what they know.
    """
    rights.must(rights.may_see_sums(viewer, viewer.team, rights.FEWEST_IN_SUMS))
    counted = _counts_of_team(place, viewer, viewer.team) if viewer.team else _scores("team", ())
    levels = levels_of(team_seen(place, viewer))
    return replace(counted, levels=tuple((one.key, one.title, one.score) for one in levels),
                   winning=winning(place, viewer))  # fmt: skip


def _counts_of_team(place: Place, viewer: Viewer, team: int) -> Scores:
    with place.store.read() as connection:
        rows = tallies.team_tally(connection, team)
        sellers = {row.seller for row in rows}
        seen = tallies.tally(connection, rights.scope(viewer), sellers)
    rows = as_on_the_pages(rows, seen)
    enough = rights.may_see_sums(viewer, team, people_in(rows, seen, viewer.person))
    return _scores("team", summable(rows, seen, viewer.person) if enough else ())


def _scores(of: Of, told: Sequence[Tally]) -> Scores:
    skills = codebook_in_use().skills
    team = of == "team"
    return Scores(
        of=of,
        people=len({row.seller for row in told}),
        skills=tuple(_line(s.key, s.title, s.defines, told, team=team) for s in skills),
        kinds=tuple(_line(c, CHANCE_WORDS[c], (c,), told, team=team) for c in CHANCES),
    )


def _line(
    key: str, title: str, codes: Collection[str], told: Sequence[Tally], *, team: bool
) -> Line:
    counted = [row for row in told if row.code in codes]
    # In a team, none and too few look the same: to know which would be to know something of them.
    grades = None if team and not counted else _grades(counted)
    people = len({row.seller for row in counted})
    return Line(key=key, title=title, people=people, grades=grades, score=_score(grades, codes))


def _grades(rows: Sequence[Tally]) -> Counter[Grade]:
    found: Counter[Grade] = Counter()
    for row in rows:
        found[Grade(row.grade)] += row.n
    return found


def _score(grades: Counter[Grade] | None, codes: Collection[str]) -> Score:
    if not set(codes) & set(CHANCES):
        return Unscored(reason=_NONE)
    if grades is None:
        return Unscored(reason=_FEW)
    return share(grades[Grade.TAKEN] + grades[Grade.OPENED], grades.total())
