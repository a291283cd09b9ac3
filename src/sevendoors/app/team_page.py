"""The team: sums from five people on, and person by person only what each of them let be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import Connection

from sevendoors.app import rights
from sevendoors.app.chart_parts import Chart
from sevendoors.app.charts import Dot, bars, dots, grid
from sevendoors.app.engine import codebook_in_use
from sevendoors.app.looking import looked_over
from sevendoors.app.moment_cards import Card, card
from sevendoors.app.place import Place
from sevendoors.app.skill_rows import SkillRow, as_dot, skill_rows
from sevendoors.app.sums import people_in, summable
from sevendoors.core.people import Person, Role, Viewer
from sevendoors.core.score import Estimate
from sevendoors.store import people, tallies
from sevendoors.store.tallies import CallLet, Placed, Tally

_LATEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """One skill over the team, with its drawings."""

    row: SkillRow
    drawn: Markup
    bar: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Sums over a team. left_out: some kinds of chance, since too few people were given them."""

    people: int
    chances: int
    taken: int
    calls: int
    lines: tuple[SumLine, ...]
    tables: tuple[Markup, ...]
    lowest: SkillRow | None
    overlaps: int
    left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A seller of the team with what they let be seen: calls, and chances in them."""

    id: int
    name: str
    calls: int
    chances: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """All that the page of a team shows; sums None: not for this viewer, or too few people."""

    name: str
    may_sum: bool
    sums: Sums | None
    members: tuple[Member, ...]
    grid: Chart | None
    latest: tuple[tuple[str, Card], ...]
    latest_calls: tuple[tuple[str, CallLet], ...]


def team_page(place: Place, viewer: Viewer) -> TeamPage:
    """Show a leader, a coach or the only person here the team. Raises GoneError for others."""
    rights.must(rights.may_see_team(viewer))
    scope = rights.scope(viewer)
    with place.store.read() as connection:
        sellers = _sellers(connection, viewer)
        ids = [one.id for one in sellers]
        seen = tallies.tally(connection, scope, ids)
        let_see = _let_see(connection, viewer, seen)
        sums = _sums(connection, viewer, seen)
        name = _name(connection, viewer)
        latest = () if viewer.alone else tallies.latest_released(connection, scope, limit=_LATEST)
    names = {one.id: one.name for one in sellers}
    looked_over(place, viewer, {(row.call, row.seller) for row in seen})
    return TeamPage(
        name=name,
        may_sum=rights.may_see_sums(viewer, viewer.team, rights.FEWEST_IN_SUMS),
        sums=sums,
        members=tuple(_member(one, seen, let_see.get(one.id, 0)) for one in sellers),
        grid=_grid(sellers, seen),
        latest=tuple(
            (names.get(one.moment.seller or 0, ""), card(one))
            for one in latest
            if isinstance(one, Placed)
        ),
        latest_calls=tuple(
            (names.get(one.seller, ""), one) for one in latest if isinstance(one, CallLet)
        ),
    )


def _sellers(connection: Connection, viewer: Viewer) -> tuple[Person, ...]:
    if viewer.alone:
        return tallies.sellers_known(connection)
    known = people.with_accounts(connection, team_id=viewer.team)
    return tuple(p for p in known if Role.SELLER in p.roles and p.id != viewer.person)


def _name(connection: Connection, viewer: Viewer) -> str:
    named = {team.id: team.name for team in people.teams(connection)}
    return named.get(viewer.team or 0, "")


def _let_see(connection: Connection, viewer: Viewer, seen: Sequence[Tally]) -> dict[int, int]:
    """Count the calls each seller let be seen; alone, all there are."""
    if not viewer.alone:
        return tallies.calls_released(connection, rights.scope(viewer))
    pairs = {(row.seller, row.call) for row in seen}
    return {who: sum(one == who for one, _ in pairs) for who, _ in pairs}


def _member(one: Person, seen: Sequence[Tally], let_see: int) -> Member:
    chances = sum(row.n for row in seen if row.seller == one.id)
    return Member(id=one.id, name=one.name, calls=let_see, chances=chances)


def _sums(connection: Connection, viewer: Viewer, seen: Sequence[Tally]) -> Sums | None:
    if viewer.alone:
        rows: Sequence[Tally] = seen
        kept, many = tuple(rows), len({row.seller for row in rows})
    elif viewer.team is not None and Role.LEADER in viewer.roles:
        rows = tallies.team_tally(connection, viewer.team)
        own = tallies.tally(connection, rights.own_scope(viewer), [viewer.person])
        kept = summable(rows, (*seen, *own), viewer.person)
        many = people_in(kept, (*seen, *own), viewer.person)
    else:
        return None
    if not rights.may_see_sums(viewer, viewer.team, many):
        return None
    return _laid_out(skill_rows(codebook_in_use(), kept), kept, left_out=len(kept) < len(rows))


def _laid_out(skills: Sequence[SkillRow], rows: Sequence[Tally], *, left_out: bool) -> Sums:
    drawn = dots([as_dot(row) for row in skills], about="Share taken or opened over the team")
    cut = bars([row.outcomes for row in skills], about="What became of the team's chances")
    scored = [row for row in skills if isinstance(row.score, Estimate)]
    lowest = min(scored, key=_value, default=None)
    return Sums(
        people=len({row.seller for row in rows}),
        chances=sum(row.n for row in rows),
        taken=sum(row.n for row in rows if row.grade >= 2),
        calls=len({row.call for row in rows}),
        lines=tuple(
            SumLine(row=row, drawn=one, bar=two)
            for row, one, two in zip(skills, drawn.drawings, cut.drawings, strict=True)
        ),
        tables=(drawn.table, cut.table),
        lowest=lowest,
        overlaps=sum(_overlap(lowest, row) for row in scored if row is not lowest),
        left_out=left_out,
    )


def _value(row: SkillRow) -> float:
    return row.score.value if isinstance(row.score, Estimate) else 1.0


def _overlap(lowest: SkillRow | None, other: SkillRow) -> bool:
    mine, theirs = lowest.score if lowest else None, other.score
    return isinstance(mine, Estimate) and isinstance(theirs, Estimate) and theirs.low <= mine.high


def _grid(sellers: Sequence[Person], seen: Sequence[Tally]) -> Chart | None:
    """Lay those who let something be seen beside the skills, in the order of their names."""
    shown = [one for one in sellers if any(row.seller == one.id for row in seen)]
    if not shown:
        return None
    book = codebook_in_use()
    cells: dict[tuple[int, int], Dot] = {}
    for column, one in enumerate(shown):
        rows = skill_rows(book, [row for row in seen if row.seller == one.id])
        cells |= {(place, column): as_dot(row) for place, row in enumerate(rows)}
    return grid([skill.title for skill in book.skills], _short([one.name for one in shown]), cells,
                about="Share of chances taken or opened in what was let be seen")  # fmt: skip


def _short(names: Sequence[str]) -> list[str]:
    """Give first names, with the first letter of the last where two are alike."""
    firsts = [name.split()[0] if name.split() else name for name in names]
    return [
        f"{first} {name.split()[-1][0]}." if firsts.count(first) > 1 and " " in name else first
        for first, name in zip(firsts, names, strict=True)
    ]
