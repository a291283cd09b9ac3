"""The seven skills as counts: how many chances counted for each, and what became of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sevendoors.app.charts import Dot, Line, Outcomes, Point
from sevendoors.core.codebook import Codebook
from sevendoors.core.codebook_maps import skills_of
from sevendoors.core.codes import CHANCES, Grade
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.measure.share import share
from sevendoors.store.tallies import Tally

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """One skill in the essay's words, its conduct, and the counts behind its number.

    people: how many sellers answered these chances. hits: how many were taken or opened.
    """

    key: str
    title: str
    conduct: str
    outcomes: Outcomes
    hits: int
    n: int
    people: int
    score: Score
    line: Line


def codes_of(codebook: Codebook) -> Mapping[str, frozenset[str]]:
    """Say for each skill which kinds of chance count for it."""
    return {
        skill.key: frozenset(code for code in CHANCES if skill.key in skills_of(codebook, code))
        for skill in codebook.skills
    }


def skill_rows(codebook: Codebook, rows: Sequence[Tally]) -> tuple[SkillRow, ...]:
    """Count for each skill, in the codebook's order."""
    codes = codes_of(codebook)
    return tuple(
        _row(skill.key, skill.title, skill.conduct, [r for r in rows if r.code in codes[skill.key]])
        for skill in codebook.skills
    )


def scores_of(codebook: Codebook, rows: Sequence[Tally]) -> tuple[Score, ...]:
    """Give each skill's share alone, in the codebook's order."""
    shares = []
    for codes in codes_of(codebook).values():
        own = [row for row in rows if row.code in codes]
        shares.append(share(taken(own), sum(row.n for row in own)))
    return tuple(shares)


def _row(key: str, title: str, conduct: str, rows: Sequence[Tally]) -> SkillRow:
    hits, n = taken(rows), sum(row.n for row in rows)
    return SkillRow(
        key=key, title=title, conduct=conduct, outcomes=outcomes(title, rows), hits=hits, n=n,
        people=len({row.seller for row in rows}), score=share(hits, n),
        line=Line(label=title, points=by_month(rows)),
    )  # fmt: skip


def taken(rows: Iterable[Tally]) -> int:
    """Count the chances that were taken or opened."""
    return sum(row.n for row in rows if row.grade >= Grade.TAKEN)


def outcomes(label: str, rows: Iterable[Tally]) -> Outcomes:
    """Count the chances by what became of them."""
    found: Counter[int] = Counter()
    for row in rows:
        found[row.grade] += row.n
    return Outcomes(label=label, missed=found[Grade.MISSED], noted=found[Grade.NOTED],
                    taken=found[Grade.TAKEN], opened=found[Grade.OPENED])  # fmt: skip


def by_month(rows: Iterable[Tally]) -> tuple[Point, ...]:
    """Give the share month by month, months joined until they hold enough for a number.

    What is left at the end, too few for a number, waits for more.
    """
    months: dict[str, tuple[int, int]] = {}
    for row in sorted(rows, key=lambda row: row.day):
        hits, n = months.get(row.day[:7], (0, 0))
        months[row.day[:7]] = (hits + (row.n if row.grade >= Grade.TAKEN else 0), n + row.n)
    points: list[Point] = []
    first, hits, n = "", 0, 0
    for month, (more, many) in months.items():
        first, hits, n = first or month, hits + more, n + many
        score = share(hits, n)
        if isinstance(score, Estimate):
            points.append(Point(label=_named(first, month), hits=hits, score=score))
            first, hits, n = "", 0, 0
    return tuple(points)


def _named(first: str, last: str) -> str:
    end = f"{_MONTHS[int(last[5:7]) - 1]} {last[:4]}"
    if first == last:
        return end
    year = f" {first[:4]}" if first[:4] != last[:4] else ""
    return f"{_MONTHS[int(first[5:7]) - 1]}{year} to {end}"


def as_dot(row: SkillRow, band: Score | None = None) -> Dot:
    """Give a skill as a dot, with the share of others behind it where there is one."""
    beside = None if band is None or isinstance(band, Unscored) else band
    return Dot(label=row.title, hits=row.hits, n=row.n, score=row.score, band=beside)
