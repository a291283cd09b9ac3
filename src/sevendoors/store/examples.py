"""What good sounds like: answers that whoever gave them put where their team can read them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select

from sevendoors.store.leading_tables import example
from sevendoors.store.people_tables import person
from sevendoors.store.tables import moment, release
from sevendoors.store.tallies import Placed, placed_of, with_call

TAKEN = 2  # the least grade that may stand here


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleLine:
    """One answer with its seller's name and what they noted beside it."""

    placed: Placed
    seller: int
    name: str
    note: str
    at: str


def shown() -> ColumnElement[bool]:
    """Moments that their seller let be seen, alone or with the whole call."""
    return (
        exists()
        .where(release.c.seller_id == moment.c.seller_id, release.c.call_id == moment.c.call_id)
        .where(or_(release.c.moment_id == moment.c.id, release.c.moment_id.is_(None)))
    )


def _good(*, released: bool) -> ColumnElement[bool]:
    """What may stand here; what was taken back, or read again as less, is out by itself."""
    good = and_(moment.c.grade >= TAKEN, moment.c.gone.is_(None))
    return and_(good, shown()) if released else good


def examples(
    connection: Connection,
    *,
    team: int | None,
    own: int,
    codes: Collection[str] | None = None,
    everybody: bool = False,
    limit: int = 60,
) -> tuple[ExampleLine, ...]:
    """List a team's examples and one's own, the latest first.

    everybody: the only person here, to whom nothing needs to be released.
    """
    # Everything of the moment and its call, with who said it.
    asked = (
        with_call(example.c.note, example.c.at, person.c.name.label("seller_name"))
        .join(example, example.c.moment_id == moment.c.id)
        .join(person, person.c.id == example.c.seller_id)
        .where(example.c.seller_id == moment.c.seller_id, _good(released=not everybody))
        .order_by(example.c.at.desc(), example.c.moment_id)
        .limit(limit)
    )
    if not everybody:
        mine = example.c.seller_id == own
        asked = asked.where(mine if team is None else or_(person.c.team_id == team, mine))
    if codes is not None:
        asked = asked.where(moment.c.code.in_(sorted(codes)))
    return tuple(
        ExampleLine(placed=placed_of(row), seller=row.seller_id, name=row.seller_name,
                    note=row.note, at=row.at)
        for row in connection.execute(asked)
    )  # fmt: skip


def could_stand(
    connection: Connection, seller: int, *, released: bool, limit: int = 6
) -> tuple[Placed, ...]:
    """List somebody's own answers that may be put here and are not, the best and newest first."""
    here = select(example.c.moment_id)
    asked = (
        with_call()
        .where(moment.c.seller_id == seller, _good(released=released), moment.c.id.not_in(here))
        .order_by(moment.c.grade.desc(), moment.c.p.desc(), moment.c.id)
        .limit(limit)
    )
    return tuple(placed_of(row) for row in connection.execute(asked))


def may_stand(connection: Connection, which: str, seller: int, *, released: bool) -> str | None:
    """Give the call of an answer that its seller may put here, or None."""
    asked = select(moment.c.call_id).where(
        moment.c.id == which, moment.c.seller_id == seller, _good(released=released)
    )
    return connection.execute(asked).scalar()


def put(connection: Connection, which: str, call: str, seller: int, note: str, at: str) -> None:
    """Put an answer here, or change what is noted beside it."""
    connection.execute(delete(example).where(example.c.moment_id == which))
    connection.execute(
        insert(example).values(moment_id=which, call_id=call, seller_id=seller, note=note, at=at)
    )


def take_out(connection: Connection, which: str, seller: int) -> bool:
    """Take an answer out again; False where its seller has none such here."""
    made = connection.execute(
        delete(example).where(example.c.moment_id == which, example.c.seller_id == seller)
    )
    return made.rowcount == 1
