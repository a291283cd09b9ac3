"""Buyers' answers to three questions about a call; nothing in them tells who answered."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from sevendoors.store.leading_tables import pulse
from sevendoors.store.opportunities import Group
from sevendoors.store.people_tables import person
from sevendoors.store.rows import new_id
from sevendoors.store.tables import call


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A link that was made: for which call, until when (ISO day), and the day of the answer."""

    id: int
    call: str
    seller: int | None
    nonce: str
    until: str
    answered: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a buyer answered, 0 to 10 each, and about whose call."""

    seller: int
    understood: int
    pressure: int
    worth: int


def ask(connection: Connection, *, call: str, seller: int, nonce: str, now: str, until: str) -> int:
    """Keep a link that was made for the buyer of a call; gives its id."""
    made = insert(pulse).values(call_id=call, seller_id=seller, nonce=nonce, asked=now, until=until)
    return new_id(connection.execute(made))


def asked_by(connection: Connection, nonce: str) -> Asked | None:
    """Find a link by the secret part of its address, or None."""
    row = connection.execute(select(pulse).where(pulse.c.nonce == nonce)).first()
    if row is None:
        return None
    return Asked(id=row.id, call=row.call_id, seller=row.seller_id, nonce=row.nonce,
                 until=row.until, answered=row.answered)  # fmt: skip


def answer(connection: Connection, which: int, day: str, scores: tuple[int, int, int]) -> bool:
    """Keep an answer; False where somebody answered by this link already."""
    understood, pressure, worth = scores
    done = connection.execute(
        update(pulse)
        .where(pulse.c.id == which, pulse.c.answered.is_(None))
        .values(answered=day, understood=understood, pressure=pressure, worth=worth)
    )
    return done.rowcount == 1


def _of(group: Group) -> ColumnElement[bool]:
    if group.everybody:
        return pulse.c.seller_id.is_not(None)
    if group.person is not None:
        return pulse.c.seller_id == group.person
    return pulse.c.seller_id.in_(select(person.c.id).where(person.c.team_id == (group.team or 0)))


def count_answers(connection: Connection, group: Group) -> int:
    """Count a group's answers."""
    asked = select(func.count()).where(_of(group), pulse.c.answered.is_not(None))
    return int(connection.execute(asked).scalar_one())


def answers(connection: Connection, group: Group, before: str) -> tuple[Answer, ...]:
    """Give a group's answers from before a day (ISO), by day; within one in no telling order.

    No answer comes to a day that is over, so whatever is counted in this order stays so.
    """
    rows = connection.execute(
        select(pulse.c.seller_id, pulse.c.understood, pulse.c.pressure, pulse.c.worth)
        .where(_of(group), pulse.c.answered < before, pulse.c.worth.is_not(None))
        .order_by(pulse.c.answered, pulse.c.nonce)
    )
    return tuple(
        Answer(seller=r.seller_id, understood=r.understood, pressure=r.pressure, worth=r.worth)
        for r in rows
    )


def count_links(connection: Connection, group: Group, day: str) -> tuple[int, int]:
    """Count a group's links: all that were made, and those that still wait on a day."""
    waiting = (pulse.c.answered.is_(None)) & (pulse.c.until >= day)
    row = connection.execute(
        select(func.count(), func.count().filter(waiting)).where(_of(group))
    ).one()
    return int(row[0]), int(row[1])


def made_for(connection: Connection, name: str) -> int:
    """Count the links that were made for a call."""
    asked = select(func.count()).select_from(pulse).where(pulse.c.call_id == name)
    return int(connection.execute(asked).scalar_one())


def title_of(connection: Connection, name: str) -> tuple[str, str | None]:
    """Give a call's title and day, for the page of the link that was made."""
    row = connection.execute(select(call.c.title, call.c.started).where(call.c.id == name)).one()
    return str(row.title), row.started
