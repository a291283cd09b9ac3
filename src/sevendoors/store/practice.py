"""Practice as kept: talks with their state after every turn, cards with every attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sevendoors.core.errors import ClashError
from sevendoors.store.practice_tables import (
    belief,
    drill_attempt,
    drill_card,
    knowledge,
    practice_talk,
)
from sevendoors.store.rows import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkLine:
    """One practice talk; state is JSON text that app reads. ended: None while it goes on."""

    id: int
    person: int
    buyer: str
    seed: str
    player: str
    purpose: str
    started: str
    ended: str | None
    version: int
    state: str
    retry_of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One card; scenes and memory are text that app reads."""

    id: int
    person: int
    call: str | None
    moment: str | None
    kind: str
    scenes: str
    due: str
    memory: str
    rested: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptLine:
    """One attempt at a card."""

    card: int
    at: str
    variant: str
    grade: int | None
    first: bool
    reply: str


def add_talk(connection: Connection, **values: Any) -> int:
    """Keep a new talk and give its id."""
    return new_id(connection.execute(insert(practice_talk).values(**values)))


def talk_of(connection: Connection, person: int, which: int) -> TalkLine | None:
    """Give one of somebody's own talks, or None."""
    row = connection.execute(
        select(practice_talk).where(
            practice_talk.c.id == which, practice_talk.c.person_id == person
        )
    ).first()
    return _talk(row) if row else None


def set_talk(connection: Connection, which: int, version: int, **values: Any) -> None:
    """Keep a talk's new state. Raises ClashError where another window was quicker."""
    done = connection.execute(
        update(practice_talk)
        .where(practice_talk.c.id == which, practice_talk.c.version == version)
        .values(version=version + 1, **values)
    )
    if done.rowcount != 1:
        raise ClashError(
            "This talk went on in another window; nothing was overwritten.",
            fix="Load the page again.",
        )


def talks(
    connection: Connection,
    person: int,
    *,
    buyer: str | None = None,
    ended: bool | None = None,
    purpose: str | None = None,
    player: str | None = None,
    seed: str | None = None,
    limit: int = 50,
) -> tuple[TalkLine, ...]:
    """List somebody's talks, newest first."""
    asked = (
        select(practice_talk)
        .where(practice_talk.c.person_id == person)
        .order_by(practice_talk.c.id.desc())
        .limit(limit)
    )
    if buyer is not None:
        asked = asked.where(practice_talk.c.buyer == buyer)
    if purpose is not None:
        asked = asked.where(practice_talk.c.purpose == purpose)
    if player is not None:
        asked = asked.where(practice_talk.c.player == player)
    if seed is not None:
        asked = asked.where(practice_talk.c.seed == seed)
    if ended is not None:
        there = practice_talk.c.ended.is_not(None)
        asked = asked.where(there if ended else ~there)
    return tuple(_talk(row) for row in connection.execute(asked))


def ended_of_all(
    connection: Connection, buyers: Sequence[str], *, purpose: str, player: str
) -> tuple[TalkLine, ...]:
    """List everybody's ended talks with some buyers, oldest first; what may be shown, app decides."""
    asked = (
        select(practice_talk)
        .where(practice_talk.c.purpose == purpose, practice_talk.c.player == player)
        .where(practice_talk.c.buyer.in_(buyers), practice_talk.c.ended.is_not(None))
        .order_by(practice_talk.c.id)
    )
    return tuple(_talk(row) for row in connection.execute(asked))


def _talk(row: Any) -> TalkLine:
    return TalkLine(
        id=row.id, person=row.person_id, buyer=row.buyer, seed=row.seed, player=row.player,
        purpose=row.purpose, started=row.started, ended=row.ended, version=row.version,
        state=row.state, retry_of=row.retry_of,
    )  # fmt: skip


def add_card(connection: Connection, **values: Any) -> int:
    """Keep a new card; one for each moment, so the same moment gives its old card's id."""
    moment = values.get("moment_id")
    if moment:
        old = connection.execute(
            select(drill_card.c.id).where(
                drill_card.c.person_id == values["person_id"], drill_card.c.moment_id == moment
            )
        ).scalar()
        if old is not None:
            return int(old)
    return new_id(connection.execute(insert(drill_card).values(**values)))


def cards(connection: Connection, person: int) -> tuple[CardLine, ...]:
    """List somebody's cards, the longest due first."""
    rows = connection.execute(
        select(drill_card)
        .where(drill_card.c.person_id == person)
        .order_by(drill_card.c.due, drill_card.c.id)
    )
    return tuple(
        CardLine(id=r.id, person=r.person_id, call=r.call_id, moment=r.moment_id, kind=r.kind,
                 scenes=r.scenes, due=r.due, memory=r.memory, rested=r.rested)
        for r in rows
    )  # fmt: skip


def set_card(connection: Connection, which: int, **values: Any) -> None:
    """Keep a card's new place on the calendar."""
    connection.execute(update(drill_card).where(drill_card.c.id == which).values(**values))


def add_attempt(connection: Connection, made: AttemptLine) -> None:
    """Keep one attempt."""
    connection.execute(
        insert(drill_attempt).values(card_id=made.card, at=made.at, variant=made.variant,
                                     grade=made.grade, first=int(made.first), reply=made.reply)
    )  # fmt: skip


def attempts(connection: Connection, person: int) -> tuple[AttemptLine, ...]:
    """List every attempt of somebody, oldest first."""
    rows = connection.execute(
        select(drill_attempt)
        .join(drill_card, drill_card.c.id == drill_attempt.c.card_id)
        .where(drill_card.c.person_id == person)
        .order_by(drill_attempt.c.id)
    )
    return tuple(
        AttemptLine(card=r.card_id, at=r.at, variant=r.variant, grade=r.grade,
                    first=bool(r.first), reply=r.reply)
        for r in rows
    )  # fmt: skip


def first_attempts_since(connection: Connection, person: int, since: str) -> int:
    """Count first attempts since a time: what was done today."""
    asked = (
        select(func.count())
        .select_from(drill_attempt)
        .join(drill_card, drill_card.c.id == drill_attempt.c.card_id)
        .where(drill_card.c.person_id == person, drill_attempt.c.first == 1)
        .where(drill_attempt.c.at >= since)
    )
    return int(connection.execute(asked).scalar_one())


def add_belief(connection: Connection, **values: Any) -> None:
    """Keep what somebody believes of themselves, with its date."""
    connection.execute(insert(belief).values(**values))


def beliefs(connection: Connection, person: int) -> tuple[tuple[str, str, float], ...]:
    """List somebody's beliefs: (time, kind of chance, of ten), oldest first."""
    rows = connection.execute(
        select(belief).where(belief.c.person_id == person).order_by(belief.c.id)
    )
    return tuple((str(r.at), str(r.kind), float(r.of_ten)) for r in rows)


def add_knowledge(connection: Connection, **values: Any) -> None:
    """Keep one answer to a question of judgement."""
    connection.execute(insert(knowledge).values(**values))


def chosen(connection: Connection, person: int, item: str) -> int | None:
    """Give what somebody chose at one question, or None."""
    return connection.execute(
        select(knowledge.c.choice)
        .where(knowledge.c.person_id == person, knowledge.c.item == item)
        .order_by(knowledge.c.id)
    ).scalar()


def known(connection: Connection, person: int) -> tuple[tuple[str, str, str, str, float], ...]:
    """List somebody's answers: (time, form, item, kind of chance, points 0 to 1), oldest first."""
    rows = connection.execute(
        select(knowledge).where(knowledge.c.person_id == person).order_by(knowledge.c.id)
    )
    return tuple((str(r.at), str(r.form), str(r.item), str(r.kind), float(r.points)) for r in rows)
