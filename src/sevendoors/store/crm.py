"""Deals as a CRM told them: kept, found again by source and id, and given to the statistics."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from sevendoors.core.deal import SoldDeal, Stage
from sevendoors.core.people import Scope
from sevendoors.store.leading_tables import crm_deal, stage_map
from sevendoors.store.opportunities import Group
from sevendoors.store.people_tables import alias, person
from sevendoors.store.rows import new_id
from sevendoors.store.sight import whole_calls
from sevendoors.store.tables import call, deal

INVENTED = "demo"
_DEAL = ("name", "organisation", "stage", "amount", "closed_on", "competitor")
_TOGETHER = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDeal:
    """One deal with all that an export told of it; owner: who of the people here, None unknown."""

    id: int
    source: str
    ref: str
    name: str
    stage: Stage
    organisation: str | None = None
    amount: float | None = None
    closed_on: str | None = None
    competitor: str | None = None
    owner_id: int | None = None
    owner_written: str = ""
    stage_written: str = ""
    created_on: str | None = None
    currency: str | None = None
    account: str | None = None
    domain: str | None = None
    segment: str | None = None
    lead_source: str | None = None
    product: str | None = None
    lost_reason: str | None = None
    closed: str | None = None
    competitor_from: str | None = None


FIELDS = tuple(KeptDeal.__dataclass_fields__)[3:]  # what an import may write
_COLUMNS = [deal.c[n] if n in ("id", *_DEAL) else crm_deal.c[n] for n in KeptDeal.__dataclass_fields__]  # fmt: skip


def kept_deals(
    connection: Connection,
    *,
    source: str | None = None,
    group: Group | None = None,
    which: int | None = None,
) -> tuple[KeptDeal, ...]:
    """List the deals that came from an export: all, of one source, of a group, or a single one."""
    asked = select(*_COLUMNS).join(crm_deal, crm_deal.c.deal_id == deal.c.id).order_by(deal.c.id)
    if source is not None:
        asked = asked.where(crm_deal.c.source == source)
    if group is not None:
        asked = asked.where(_owned(group))
    if which is not None:
        asked = asked.where(deal.c.id == which)
    names = tuple(KeptDeal.__dataclass_fields__)
    return tuple(
        KeptDeal(**dict(zip(names, row, strict=True))) for row in connection.execute(asked)
    )


def _owned(group: Group) -> ColumnElement[bool]:
    """Deals of a group; one whose owner nobody knows is in no team, and only everybody's."""
    seen = true() if group.scope is None else _seen(group.scope)
    if group.everybody:
        return seen
    if group.person is not None:
        return and_(crm_deal.c.owner_id == group.person, seen)
    members = select(person.c.id).where(person.c.team_id == (group.team or 0))
    return and_(crm_deal.c.owner_id.in_(members), seen)


def _seen(scope: Scope) -> ColumnElement[bool]:
    with_calls = select(call.c.deal_id).where(call.c.deal_id.is_not(None), whole_calls(scope))
    return or_(crm_deal.c.owner_id == scope.own, deal.c.id.in_(with_calls))


def sold_deals(connection: Connection, group: Group) -> tuple[SoldDeal, ...]:
    """Give the deals whose owner is known here, for the statistics.

    A deal's account is the buyer's name in the export, else its own name. Amounts are given only
    where all of them are in one currency, since nothing here converts.
    """
    rows = [one for one in kept_deals(connection, group=group) if one.owner_id is not None]
    told = {one.currency for one in rows if one.amount is not None}
    return tuple(
        SoldDeal(
            deal=one.id,
            seller=one.owner_id or 0,
            account=one.account or one.organisation or one.name,
            stage=one.stage,
            amount=one.amount if len(told) == 1 else None,
            created_on=one.created_on,
            decided_on=None if one.stage == "open" else one.closed_on,
            competitor=one.competitor is not None,
            segment=one.segment or "",
            lead_source=one.lead_source or "",
            invented=one.source == INVENTED,
        )
        for one in rows
    )


def add_deal(connection: Connection, *, source: str, ref: str, now: str, **values: Any) -> int:
    """Keep a deal of an export, taking up one of the same name that no export told; gives its id.

    values: any of FIELDS, name and stage among them.
    """
    mine = {name: values[name] for name in _DEAL if name in values}
    same = connection.execute(select(deal.c.id).where(deal.c.name == values["name"])).scalar()
    if same is None:
        same = new_id(connection.execute(insert(deal).values(**mine)))
    else:
        connection.execute(update(deal).where(deal.c.id == same).values(**mine))
    more = {name: value for name, value in values.items() if name not in _DEAL}
    connection.execute(
        insert(crm_deal).values(deal_id=same, source=source, ref=ref, imported=now, **more)
    )
    return int(same)


def add_deals(
    connection: Connection, source: str, now: str, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Keep many new deals at once; each row has ref and all of FIELDS, and a name nobody has."""
    told = list(rows)
    if not told:
        return
    connection.execute(insert(deal), [{name: row[name] for name in _DEAL} for row in told])
    ids = ids_of_names(connection, [str(row["name"]) for row in told])
    connection.execute(
        insert(crm_deal),
        [
            {"deal_id": ids[row["name"]], "source": source, "imported": now,
             **{name: value for name, value in row.items() if name not in _DEAL}}
            for row in told
        ],
    )  # fmt: skip


def change_deals(
    connection: Connection, now: str | None, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Write many deals anew; each row has id and all of FIELDS. now: None where no file came in."""
    told = [{f"_{name}": value for name, value in row.items()} for row in rows]
    if not told:
        return
    more = [name for name in FIELDS if name not in _DEAL]
    connection.execute(
        update(deal).where(deal.c.id == bindparam("_id")).values(
            {name: bindparam(f"_{name}") for name in _DEAL}
        ),
        told,
    )  # fmt: skip
    connection.execute(
        update(crm_deal).where(crm_deal.c.deal_id == bindparam("_id")).values(
            {**({"imported": now} if now else {}), **{name: bindparam(f"_{name}") for name in more}}
        ),
        told,
    )  # fmt: skip


def ids_of_names(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Give the ids of the deals that go by these names."""
    found: dict[str, int] = {}
    asked = sorted(set(names))
    for first in range(0, len(asked), _TOGETHER):
        some = asked[first : first + _TOGETHER]
        rows = connection.execute(select(deal.c.name, deal.c.id).where(deal.c.name.in_(some)))
        found.update({str(name): int(which) for name, which in rows})
    return found


def from_exports(connection: Connection, which: Collection[int]) -> frozenset[int]:
    """Say which of these deals came from an export."""
    found: set[int] = set()
    asked = sorted(which)
    for first in range(0, len(asked), _TOGETHER):
        some = asked[first : first + _TOGETHER]
        rows = connection.execute(select(crm_deal.c.deal_id).where(crm_deal.c.deal_id.in_(some)))
        found.update(rows.scalars())
    return frozenset(found)


def count_deals(connection: Connection) -> Mapping[str, tuple[int, str]]:
    """Count the deals of each source, with the time of the last import."""
    asked = select(crm_deal.c.source, func.count(), func.max(crm_deal.c.imported)).group_by(
        crm_deal.c.source
    )
    return {str(s): (int(n), str(last)) for s, n, last in connection.execute(asked)}


def count_unowned(connection: Connection) -> int:
    """Count the deals whose owner is nobody known here."""
    asked = select(func.count()).select_from(crm_deal).where(crm_deal.c.owner_id.is_(None))
    return int(connection.execute(asked).scalar_one())


def stages_of(connection: Connection, source: str) -> Mapping[str, str]:
    """Give what each stage of a source was said to mean."""
    rows = connection.execute(
        select(stage_map.c.written, stage_map.c.stage).where(stage_map.c.source == source)
    )
    return {str(written): str(stage) for written, stage in rows}


def set_stages(connection: Connection, source: str, stages: Mapping[str, str], now: str) -> None:
    """Remember what stages of a source mean; what was said before is replaced."""
    known = stages_of(connection, source)
    for written, stage in stages.items():
        if written in known:
            connection.execute(
                update(stage_map)
                .where(stage_map.c.source == source, stage_map.c.written == written)
                .values(stage=stage, at=now)
            )
        else:
            connection.execute(
                insert(stage_map).values(source=source, written=written, stage=stage, at=now)
            )


def known_people(connection: Connection) -> Mapping[str, int]:
    """Give everybody by what they are recognised by (see store.people.keys_of)."""
    return {str(key): int(who) for key, who in connection.execute(select(alias.c.key, alias.c.person_id))}  # fmt: skip


def forget_owner(connection: Connection, who: int) -> None:
    """Take somebody's name out of the deals that an export said were theirs."""
    connection.execute(
        update(crm_deal).where(crm_deal.c.owner_id == who).values(owner_id=None, owner_written="")
    )
