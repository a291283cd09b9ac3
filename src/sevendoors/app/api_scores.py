"""Counts per skill and kind of chance for programs: one's own, or a team's from five people on."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sevendoors.app import rights
from sevendoors.app.engine import codebook_in_use
from sevendoors.app.place import Place
from sevendoors.app.sums import people_in, summable
from sevendoors.app.words import CHANCE_WORDS
from sevendoors.core.codes import CHANCES, Grade
from sevendoors.core.people import Viewer
from sevendoors.core.score import Score, Unscored
from sevendoors.measure.share import share
from sevendoors.store import tallies
from sevendoors.store.tallies import Tally

_FEW = f"Sums are told from {rights.FEWEST_IN_SUMS} people on."
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All counts of one person or one team."""

    of: str
    people: int
    skills: tuple[Line, ...]
    kinds: tuple[Line, ...]


def own_scores(place: Place, viewer: Viewer) -> Scores:
    """Count what somebody did with the chances they were given themselves."""
    with place.store.read() as connection:
        rows = tallies.tally(connection, rights.scope(viewer), [viewer.person])
    return _scores("me", rows, rows)


def team_scores(place: Place, viewer: Viewer) -> Scores:
    """Count over a leader's team. Raises GoneError for whoever leads none.

    A kind of chance is left out where five people would not stand behind it, also for somebody
    who takes away from it what they know.
    """
    rights.must(rights.may_see_sums(viewer, viewer.team, rights.FEWEST_IN_SUMS))
    if viewer.team is None:
        return _scores("team", (), ())
    with place.store.read() as connection:
        rows = tallies.team_tally(connection, viewer.team)
        sellers = {row.seller for row in rows}
        seen = tallies.tally(connection, rights.scope(viewer), sellers)
    enough = rights.may_see_sums(viewer, viewer.team, people_in(rows, seen, viewer.person))
    return _scores("team", rows, summable(rows, seen, viewer.person) if enough else ())


def _scores(of: str, rows: Sequence[Tally], told: Sequence[Tally]) -> Scores:
    skills = codebook_in_use().skills
    team = of == "team"
    return Scores(
        of=of,
        people=len({row.seller for row in rows}),
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
