"""Which call belongs to which deal, and how that was found out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sevendoors.core.deal import How
from sevendoors.core.people import Scope
from sevendoors.store.leading_tables import crm_deal, deal_apart, deal_link
from sevendoors.store.people_tables import person
from sevendoors.store.sight import whole_calls
from sevendoors.store.tables import attendance, call, source_file, talk


@dataclass(slots=True, kw_only=True)
class CallFacts:
    """What of a call may name its deal: title, day (None where not told), files, who took part.

    apart: somebody said that it belongs to none.
    """

    id: str
    title: str
    day: str | None
    deal: int | None
    how: How | None
    apart: bool
    files: list[str] = field(default_factory=list)
    sellers: set[int] = field(default_factory=set)
    seller_mails: set[str] = field(default_factory=set)
    buyer_mails: set[str] = field(default_factory=set)
    buyer_firms: set[str] = field(default_factory=set)


def call_facts(connection: Connection) -> Mapping[str, CallFacts]:
    """Give every call with what may name its deal."""
    rows = connection.execute(
        select(call.c.id, call.c.title, call.c.started, call.c.deal_id, deal_link.c.how,
               deal_apart.c.at.label("apart"))
        .outerjoin(deal_link, deal_link.c.call_id == call.c.id)
        .outerjoin(deal_apart, deal_apart.c.call_id == call.c.id)
        .order_by(call.c.day, call.c.id)
    )  # fmt: skip
    found = {
        r.id: CallFacts(id=r.id, title=r.title, day=(r.started or "")[:10] or None, deal=r.deal_id,
                        how=r.how, apart=r.apart is not None)
        for r in rows
    }  # fmt: skip
    for name, file in connection.execute(select(source_file.c.call_id, source_file.c.name)):
        found[name].files.append(file)
    met = select(attendance.c.call_id, attendance.c.side, person.c.id, person.c.email,
                 person.c.organisation).join(person, person.c.id == attendance.c.person_id)  # fmt: skip
    for name, side, who, mail, firm in connection.execute(met):
        one = found[name]
        if side == "seller":
            one.sellers.add(who)
            one.seller_mails |= {mail} if mail else set()
        elif side == "buyer":
            one.buyer_mails |= {mail} if mail else set()
            one.buyer_firms |= {firm} if firm else set()
    return found


def set_links(connection: Connection, links: Iterable[tuple[str, int, How]], now: str) -> None:
    """Write which call belongs to which deal, in place of what was written before."""
    rows = list(links)
    for name, which, _ in rows:
        connection.execute(update(call).where(call.c.id == name).values(deal_id=which))
    _forget(connection, [name for name, _, _ in rows])
    if rows:
        connection.execute(
            insert(deal_link),
            [{"call_id": name, "deal_id": which, "how": how, "at": now} for name, which, how in rows],
        )  # fmt: skip


def by_hand(connection: Connection, name: str, which: int | None, now: str) -> None:
    """Keep that somebody said to which deal a call belongs, or to none; only they overwrite it."""
    _forget(connection, [name])
    connection.execute(delete(deal_apart).where(deal_apart.c.call_id == name))
    if which is None:
        connection.execute(insert(deal_apart).values(call_id=name, at=now))
    else:
        connection.execute(
            insert(deal_link).values(call_id=name, deal_id=which, how="hand", at=now)
        )


def unlink(connection: Connection, names: Collection[str]) -> None:
    """Take calls out of their deals."""
    for name in names:
        connection.execute(update(call).where(call.c.id == name).values(deal_id=None))
    _forget(connection, names)


def _forget(connection: Connection, names: Collection[str]) -> None:
    for name in names:
        connection.execute(delete(deal_link).where(deal_link.c.call_id == name))


def titles_seen(connection: Connection, scope: Scope, names: Collection[str]) -> Mapping[str, str]:
    """Give the titles of those of these calls that somebody may see."""
    asked = select(call.c.id, call.c.title).where(call.c.id.in_(names), whole_calls(scope))
    return {str(name): str(title) for name, title in connection.execute(asked)}


def links_of(connection: Connection) -> tuple[Any, ...]:
    """List the calls of deals that came from an export: (call, day or None, deal, how)."""
    rows = connection.execute(
        select(call.c.id, call.c.started, call.c.deal_id, deal_link.c.how)
        .join(crm_deal, crm_deal.c.deal_id == call.c.deal_id)
        .outerjoin(deal_link, deal_link.c.call_id == call.c.id)
    )
    return tuple((r.id, (r.started or "")[:10] or None, r.deal_id, r.how or "hand") for r in rows)


def sellers_linked(connection: Connection) -> Mapping[str, frozenset[int]]:
    """Give who sold in each call that belongs to a deal of an export."""
    rows = connection.execute(
        select(attendance.c.call_id, attendance.c.person_id)
        .join(call, call.c.id == attendance.c.call_id)
        .join(crm_deal, crm_deal.c.deal_id == call.c.deal_id)
        .where(attendance.c.side == "seller")
    )
    found: dict[str, set[int]] = {}
    for name, who in rows:
        found.setdefault(name, set()).add(who)
    return {name: frozenset(sold) for name, sold in found.items()}


def how_linked(connection: Connection, which: int) -> Mapping[str, str]:
    """Say for each call of a deal how it was found to belong to it."""
    rows = connection.execute(
        select(deal_link.c.call_id, deal_link.c.how).where(deal_link.c.deal_id == which)
    )
    return {str(name): str(how) for name, how in rows}


def reviews_kept(connection: Connection, names: Collection[str]) -> Iterable[tuple[str, str]]:
    """Give the kept reviews of these calls, as text."""
    for name in names:
        told = connection.execute(select(talk.c.review).where(talk.c.call_id == name)).scalar()
        if told:
            yield name, str(told)
