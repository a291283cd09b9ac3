"""What a team agreed: a buyer to talk with, chances to drill, a talk about something on a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sevendoors.store.leading_tables import assignment
from sevendoors.store.people_tables import person
from sevendoors.store.practice_tables import drill_attempt, drill_card, practice_talk
from sevendoors.store.rows import new_id

BUYER, DRILL, COACHING = "buyer", "drill", "coaching"
KINDS = (COACHING, DRILL, BUYER)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentLine:
    """One thing agreed: for whom, what, from which day (ISO) until when, and whether it was done.

    what: a buyer's key, a kind of chance, or a skill's key. drawn: its place in the order was drawn
    by lot. done: when it was ticked by hand.
    """

    id: int
    person: int
    name: str
    team: int | None
    by: int | None
    by_name: str
    kind: str
    what: str
    on_day: str
    due: str | None
    drawn: bool
    done: str | None


def add_assignments(connection: Connection, rows: Iterable[dict[str, Any]]) -> tuple[int, ...]:
    """Keep what was agreed and give the ids."""
    return tuple(
        new_id(connection.execute(insert(assignment).values(**{**row, "drawn": int(row["drawn"])})))
        for row in rows
    )


def assignments(
    connection: Connection, *, who: Collection[int] | None = None, which: int | None = None
) -> tuple[AssignmentLine, ...]:
    """List what was agreed with some people, or one such line; the earliest day first.

    Whose may be asked for is decided in app/base/rights.py.
    """
    giver = person.alias()
    asked = (
        select(assignment, person.c.name, person.c.team_id, giver.c.name.label("by_name"))
        .join(person, person.c.id == assignment.c.person_id)
        .outerjoin(giver, giver.c.id == assignment.c.by_id)
        .order_by(assignment.c.on_day, assignment.c.id)
    )
    if who is not None:
        asked = asked.where(assignment.c.person_id.in_(sorted(who)))
    if which is not None:
        asked = asked.where(assignment.c.id == which)
    return tuple(
        AssignmentLine(id=r.id, person=r.person_id, name=r.name, team=r.team_id, by=r.by_id,
                       by_name=r.by_name or "", kind=r.kind, what=r.what, on_day=r.on_day,
                       due=r.due, drawn=bool(r.drawn), done=r.done)
        for r in connection.execute(asked)
    )  # fmt: skip


def set_done(connection: Connection, which: int, at: str | None) -> None:
    """Tick a line as done, or take the tick back."""
    connection.execute(update(assignment).where(assignment.c.id == which).values(done=at))


def drop(connection: Connection, which: int) -> None:
    """Take a line away."""
    connection.execute(delete(assignment).where(assignment.c.id == which))


def talks_ended(
    connection: Connection, lines: Sequence[AssignmentLine], player: str
) -> tuple[tuple[int, str, str, str], ...]:
    """List ended talks with the buyers of these lines: (person, buyer, started, ended)."""
    asked = (
        select(practice_talk.c.person_id, practice_talk.c.buyer, practice_talk.c.started,
               practice_talk.c.ended)
        .where(practice_talk.c.person_id.in_({one.person for one in lines}))
        .where(practice_talk.c.buyer.in_({one.what for one in lines}))
        .where(practice_talk.c.ended.is_not(None), practice_talk.c.player == player)
        .order_by(practice_talk.c.ended)
    )  # fmt: skip
    return tuple((r[0], r[1], r[2], r[3]) for r in connection.execute(asked))


def drills_done(
    connection: Connection, who: Collection[int], since: str
) -> tuple[tuple[int, str, str], ...]:
    """List first attempts at drills since a day: (person, kind of chance, time), oldest first."""
    asked = (
        select(drill_card.c.person_id, drill_card.c.kind, drill_attempt.c.at)
        .join(drill_card, drill_card.c.id == drill_attempt.c.card_id)
        .where(drill_card.c.person_id.in_(sorted(who)), drill_attempt.c.first == 1)
        .where(drill_attempt.c.at >= since)
        .order_by(drill_attempt.c.at)
    )
    return tuple((r[0], r[1], r[2]) for r in connection.execute(asked))
