"""What is kept about one person beside their calls, so that they can take it away."""

from typing import Any

from sqlalchemy import Connection, select

from sevendoors.store.leading_tables import assignment, crm_deal, example, pulse
from sevendoors.store.people_tables import alias, person
from sevendoors.store.practice_tables import PRACTISED, drill_attempt, drill_card
from sevendoors.store.tables import deal, guess, job, mark, moment


def names_known(connection: Connection, who: int) -> tuple[str, ...]:
    """List the e-mails and full names that somebody is recognised by."""
    rows = connection.execute(select(alias.c.key).where(alias.c.person_id == who))
    return tuple(sorted(key.split(":", 1)[1] for key in rows.scalars()))


def marks_by(connection: Connection, author: int) -> list[dict[str, Any]]:
    """List everything somebody said about moments, their own and others'."""
    rows = connection.execute(
        select(mark.c.call_id, mark.c.moment_id, mark.c.kind, mark.c.grade, mark.c.text,
               mark.c.visible, mark.c.at)
        .where(mark.c.author_id == author)
        .order_by(mark.c.id)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()]


def marks_on(connection: Connection, seller: int) -> list[dict[str, Any]]:
    """List what others said about somebody's moments, meant for all who may see them."""
    rows = connection.execute(
        select(mark.c.call_id, mark.c.moment_id, person.c.name.label("author"), mark.c.kind,
               mark.c.grade, mark.c.text, mark.c.at)
        .join(moment, moment.c.id == mark.c.moment_id)
        .join(person, person.c.id == mark.c.author_id)
        .where(moment.c.seller_id == seller, mark.c.author_id != seller, mark.c.visible == "all")
        .order_by(mark.c.id)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()]


def guesses_by(connection: Connection, who: int) -> list[dict[str, Any]]:
    """List what somebody guessed before they saw, skipped ones too."""
    rows = connection.execute(
        select(guess.c.call_id, guess.c.taken, guess.c.at)
        .where(guess.c.person_id == who)
        .order_by(guess.c.at)
    )
    return [dict(row) for row in rows.mappings()]


def files_brought(connection: Connection, who: int) -> list[dict[str, Any]]:
    """List the files somebody brought in, by name and time."""
    rows = connection.execute(
        select(job.c.name, job.c.state, job.c.reason, job.c.call_id, job.c.queued, job.c.ended)
        .where(job.c.owner_id == who)
        .order_by(job.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def practised_by(connection: Connection, who: int) -> dict[str, list[dict[str, Any]]]:
    """List what somebody practised, believed and knew, table by table, with every attempt."""
    found = {
        table.name: [
            dict(row)
            for row in connection.execute(
                select(table).where(table.c.person_id == who).order_by(table.c.id)
            ).mappings()
        ]
        for table in PRACTISED
    }
    attempts = (
        select(drill_attempt)
        .join(drill_card, drill_card.c.id == drill_attempt.c.card_id)
        .where(drill_card.c.person_id == who)
        .order_by(drill_attempt.c.id)
    )
    rows = connection.execute(attempts).mappings()
    return {**found, "drill_attempt": [dict(row) for row in rows]}


def deals_of(connection: Connection, who: int) -> list[dict[str, Any]]:
    """List the deals that a CRM says are somebody's, as it told them."""
    rows = connection.execute(
        select(crm_deal, deal.c.name, deal.c.stage, deal.c.amount, deal.c.closed_on,
               deal.c.competitor)
        .join(deal, deal.c.id == crm_deal.c.deal_id)
        .where(crm_deal.c.owner_id == who)
        .order_by(crm_deal.c.deal_id)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()]


def agreed_with(connection: Connection, who: int) -> dict[str, list[dict[str, Any]]]:
    """List what was agreed with somebody and by them, and the examples they gave."""
    mine = (assignment.c.person_id == who) | (assignment.c.by_id == who)
    asked = {
        "assignment": select(assignment).where(mine).order_by(assignment.c.id),
        "example": select(example).where(example.c.seller_id == who).order_by(example.c.at),
    }
    return {
        name: [dict(row) for row in connection.execute(one).mappings()]
        for name, one in asked.items()
    }


def pulses_of(connection: Connection, who: int) -> list[dict[str, Any]]:
    """List the links somebody made for buyers: for which call, when, and until when.

    What was answered is left out: one by one it would tell which buyer said what.
    """
    rows = connection.execute(
        select(pulse.c.call_id, pulse.c.asked, pulse.c.until)
        .where(pulse.c.seller_id == who)
        .order_by(pulse.c.id)
    )
    return [dict(row) for row in rows.mappings()]
