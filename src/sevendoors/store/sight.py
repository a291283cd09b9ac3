"""Turns how far somebody's sight reaches into conditions the database applies to every question.

What may be seen is decided in app/base/rights.py; nothing here adds to it.
"""

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true, union

from sevendoors.core.people import Scope
from sevendoors.store.people_tables import account, person
from sevendoors.store.tables import attendance, call, moment, release


def whole_calls(scope: Scope) -> ColumnElement[bool]:
    """Calls of which everything may be seen: own ones, and those released whole."""
    if scope.everything:
        return true()
    parts: list[Select[tuple[str]]] = [_sold_by(scope.own), _brought_by(scope.own)]
    if scope.audiences and scope.team is not None:
        parts.append(_released(scope).where(release.c.moment_id.is_(None)))
    return call.c.id.in_(union(*parts))


def touched_calls(scope: Scope) -> ColumnElement[bool]:
    """Calls of which at least one moment may be seen."""
    if scope.everything:
        return true()
    if not scope.audiences or scope.team is None:
        return whole_calls(scope)
    return or_(whole_calls(scope), call.c.id.in_(_released(scope)))


def seen_moments(scope: Scope) -> ColumnElement[bool]:
    """Moments that may be seen: one's own, nobody's in one's own calls, and released ones."""
    if scope.everything:
        return true()
    mine = or_(
        moment.c.seller_id == scope.own,
        and_(
            moment.c.seller_id.is_(None),
            moment.c.call_id.in_(union(_sold_by(scope.own), _brought_by(scope.own))),
        ),
        and_(moment.c.call_id.in_(_brought_by(scope.own))),
    )
    if not scope.audiences or scope.team is None:
        return mine
    told = (
        exists()
        .where(release.c.seller_id == person.c.id)
        .where(person.c.team_id == scope.team)
        .where(release.c.audience.in_(sorted(scope.audiences)))
        .where(release.c.call_id == moment.c.call_id)
        .where(or_(release.c.moment_id == moment.c.id, release.c.moment_id.is_(None)))
        .where(or_(moment.c.seller_id == release.c.seller_id, moment.c.seller_id.is_(None)))
    )
    return or_(mine, told)


def in_team(team: int | None) -> ColumnElement[bool]:
    """Moments answered by sellers of one team; none where there is no team."""
    if team is None:
        return false()
    return moment.c.seller_id.in_(select(person.c.id).where(person.c.team_id == team))


def _sold_by(own: int) -> Select[tuple[str]]:
    return (
        select(attendance.c.call_id)
        .where(attendance.c.person_id == own)
        .where(attendance.c.side == "seller")
    )


def _brought_by(own: int) -> Select[tuple[str]]:
    """Calls somebody brought in that belong to no other person with an account."""
    others = (
        exists()
        .where(attendance.c.call_id == call.c.id)
        .where(attendance.c.side == "seller")
        .where(attendance.c.person_id == account.c.person_id)
        .where(attendance.c.person_id != own)
    )
    return select(call.c.id).where(call.c.imported_by == own).where(~others)


def _released(scope: Scope) -> Select[tuple[str]]:
    return (
        select(release.c.call_id)
        .join(person, person.c.id == release.c.seller_id)
        .where(person.c.team_id == scope.team)
        .where(release.c.audience.in_(sorted(scope.audiences)))
    )
