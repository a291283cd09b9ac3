"""Brings a CRM's deals in: read, its new stages asked once, kept, and the calls linked to them."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.deals.deal_links import Linked, link_here
from sevendoors.app.reading.unpacking import LARGEST
from sevendoors.core.counting import number_of
from sevendoors.core.deal import STAGES, DealRow
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.readers.crm_days import Order
from sevendoors.readers.crm_deals import TITLES, DealFile, read_deals
from sevendoors.readers.crm_stages import suggested
from sevendoors.readers.decode import ZIP, decode
from sevendoors.readers.source import Source
from sevendoors.store import crm, people
from sevendoors.store.crm import KeptDeal

NO_STAGE = "no stage written"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Words an export writes where nobody in particular owns the deal.
_NOBODY = re.compile(
    r"^(no owner|unassigned|deactivated|inactive|integration|api|house|system)\b", re.IGNORECASE
)
_WENT = re.compile(
    r"\b(?:chose|chosen|went with|lost to|picked|selected|preferred)\s+([^;,.\n]{2,80})",
    re.IGNORECASE,
)
_RIVAL = re.compile(
    r"competit|incumbent|wettbewerb|konkurren|concurren|concorren|competenc", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStage:
    """A stage of an export. told: how its deals ended by the export itself; known: said before."""

    written: str
    deals: int
    suggested: str
    told: str
    known: bool = False

    @property
    def shown(self) -> str:
        """Give its name, or that it has none."""
        return self.written or NO_STAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of an export: new deals, changed ones, the rest; said: what to know about it."""

    title: str
    new: int
    changed: int
    same: int
    said: tuple[str, ...]
    linked: Linked

    def words(self) -> str:
        """Say it in one line."""
        return f"{number_of(self.new, 'deal')} brought in, {self.changed:,} changed, {self.same:,} as before ({self.title})."


def read_export(
    name: str,
    data: bytes,
    *,
    dates: Order | None = None,
    mapping: Mapping[str, str] | None = None,
) -> DealFile:
    """Read the bytes of an export. Raises DoorsError for what lists no deals, in one sentence."""
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t"):
        raise DoorsError("This file is empty.", where=name, fix="Export the deals again.")
    if len(data) > LARGEST:
        raise DoorsError(f"This file has {len(data) / 1e6:.0f} MB; {LARGEST // 1_000_000} are taken at most.",
                         where=name, fix="Export fewer columns, or the deals of fewer years at a time.")  # fmt: skip
    if data.startswith(ZIP):
        raise DoorsError("This is a workbook (.xlsx) or an archive, not a table of text.",
                         where=name, fix="Save the sheet as CSV (UTF-8), and bring that in.")  # fmt: skip
    told = decode(data, name)
    found = read_deals(Source(name, data, told.text), dates=dates, mapping=mapping)
    return DealFile(source=found.source, rows=found.rows, said=(*told.warnings, *found.said),
                    deleted=found.deleted)  # fmt: skip


def new_stages(place: Place, viewer: Viewer, file: DealFile) -> tuple[NewStage, ...]:
    """List the stages of an export that nobody said the meaning of, in the order of the file."""
    return tuple(one for one in stages_known(place, viewer, file) if not one.known)


def stages_known(place: Place, viewer: Viewer, file: DealFile) -> tuple[NewStage, ...]:
    """List every stage of an export, with what was said of it or else what it most likely means."""
    rights.must(rights.may_bring_deals(viewer))
    with place.store.read() as connection:
        known = crm.stages_of(connection, file.source)
    ends: dict[str, list[str | None]] = defaultdict(list)
    for row in file.rows:
        ends[row.stage_written].append(row.closed)
    return tuple(
        NewStage(written=written, deals=len(found), told=_ends_told(found),
                 suggested=known.get(written) or suggested(written, found), known=written in known)
        for written, found in ends.items()
    )  # fmt: skip


def _ends_told(found: Sequence[str | None]) -> str:
    told = Counter(one for one in found if one)
    if not told:
        return ""
    return (
        ", ".join(f"{n:,} {end}" for end, n in told.most_common()) + " by the export’s own fields"
    )


def bring_deals(place: Place, viewer: Viewer, file: DealFile, stages: Mapping[str, str]) -> Brought:
    """Keep the deals of an export and link the calls; the same file again changes nothing.

    stages: what new stages mean, remembered for this source. Raises DoorsError where one is missing.
    """
    rights.must(rights.may_bring_deals(viewer))
    _check(stages)
    now = place.now()
    with place.store.write() as connection:
        crm.set_stages(connection, file.source, stages, now)
        known = crm.stages_of(connection, file.source)
        missing = [row.stage_written for row in file.rows if row.stage_written not in known]
        if missing:
            raise DoorsError(
                f"Nobody has said yet what the stage “{missing[0] or NO_STAGE}” means.",
                fix=f'Say it: --stage "{missing[0]}=won" (or open, lost, dropped).',
            )
        owners = _owners(connection, file.rows, now)
        before = {one.ref: one for one in crm.kept_deals(connection, source=file.source)}
        new, changed = _sorted_out(connection, file, before, known, owners)
        for row in [one for one in new if one.pop("adopt")]:
            crm.add_deal(connection, source=file.source, now=now, **row)
            new.remove(row)
        adopted = len([row for row in file.rows if row.ref not in before]) - len(new)
        crm.add_deals(connection, file.source, now, new)
        crm.change_deals(connection, now, changed)
        held = {one.ref: one.id for one in crm.kept_deals(connection, source=file.source)}
        named = {held[row.ref]: row.calls for row in file.rows if row.calls}
        linked = link_here(place, connection, viewer, named)
    fresh = len(new) + adopted
    return Brought(title=TITLES[file.source], new=fresh, changed=len(changed),
                   same=len(file.rows) - fresh - len(changed), linked=linked,
                   said=(*file.said, *_remarks(file, before)))  # fmt: skip


def _check(stages: Mapping[str, str]) -> None:
    for written, stage in stages.items():
        if stage not in STAGES:
            raise DoorsError(f"“{stage}” is no stage.", where=written or NO_STAGE,
                             fix="A stage means open, won, lost or dropped.")  # fmt: skip


def _remarks(file: DealFile, before: Mapping[str, KeptDeal]) -> list[str]:
    told = sorted({row.currency for row in file.rows if row.amount is not None and row.currency})
    said = []
    if not file.rows:
        said.append("No deal was left to bring in.")
    if len(told) > 1:
        said.append(f"Amounts are in {', '.join(told)}; they are kept as told and never added up.")
    gone = len(before.keys() - {row.ref for row in file.rows})
    if gone == 1:
        said.append("1 deal brought in before is not in this export and stays as it was.")
    elif gone:
        said.append(
            f"{gone:,} deals brought in before are not in this export and stay as they were."
        )
    return said


def _owners(connection: Connection, rows: Sequence[DealRow], now: str) -> Mapping[str, int | None]:
    """Say who owns the deals: known by e-mail or full name, else kept as a seller who signs in not.

    A seller who left keeps their deals so, and the counts stay whole; where there is one team, they
    are in it. An id or a single word names
    nobody; it is only kept as written.
    """
    known = dict(crm.known_people(connection))
    teams = people.teams(connection)
    found: dict[str, int | None] = {}
    for written in dict.fromkeys(row.owner for row in rows if row.owner):
        mail = _MAIL.search(written)
        name = " ".join(re.sub(r"[()<>,;]", " ", _MAIL.sub("", written)).split())
        keys = () if _NOBODY.match(written) else people.keys_of(name, mail[0] if mail else None)
        who = next((known[key] for key in keys if key in known), None)
        if who is None and keys:
            who = people.add_person(connection, name=name or _named(mail), side="seller",
                                    email=mail[0] if mail else None, now=now)  # fmt: skip
            if len(teams) == 1:
                people.put_in_team(connection, who, teams[0].id)
            known |= dict.fromkeys(keys, who)
        found[written] = who
    return found


def _named(mail: re.Match[str] | None) -> str:
    return re.sub(r"[._+-]+", " ", mail[0].split("@")[0]).title() if mail else "A seller"


def _sorted_out(
    connection: Connection,
    file: DealFile,
    before: Mapping[str, KeptDeal],
    known: Mapping[str, str],
    owners: Mapping[str, int | None],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Part the rows into new deals and changed ones, each with all that is kept of it."""
    names = [name for row in file.rows for name in (row.name, _with_ref(row))]
    taken = crm.ids_of_names(connection, names)
    told = crm.from_exports(connection, set(taken.values()))
    used: set[str] = set()
    new, changed = [], []
    for row in file.rows:
        old = before.get(row.ref)
        values = _values(row, old, known[row.stage_written], owners.get(row.owner))
        if old is not None and _is_named(old, row):
            name = old.name
        elif row.name in used or (row.name in taken and (old or taken[row.name] in told)):
            name = _with_ref(row)
            if name in used or name in taken:
                name = f"{row.name} ({file.source} {row.ref})"
        else:
            name = row.name
        used.add(name)
        values["name"] = name
        if old is None:
            adopt = name in taken
            new.append({"ref": row.ref, "adopt": adopt, **values})
        elif any(getattr(old, field) != value for field, value in values.items()):
            changed.append({"id": old.id, **values})
    return new, changed


def _is_named(old: KeptDeal, row: DealRow) -> bool:
    """Say whether a deal goes by the name in its row, or by that with its id behind it."""
    rest = old.name.removeprefix(row.name)
    return not rest or (rest != old.name and rest.endswith(f"{row.ref})"))


def _with_ref(row: DealRow) -> str:
    return f"{row.name} ({row.ref})"


def _values(row: DealRow, old: KeptDeal | None, stage: str, owner: int | None) -> dict[str, Any]:
    """Give what is kept of a deal; what a newer export does not tell stays as it was."""
    rival, where = _rival(row)
    values: dict[str, Any] = {
        "organisation": row.account, "amount": row.amount, "competitor": rival,
        "owner_id": owner, "owner_written": row.owner or None,
        "created_on": row.created_on, "currency": row.currency, "account": row.account,
        "domain": row.domain, "segment": row.segment, "lead_source": row.lead_source,
        "product": row.product, "lost_reason": row.lost_reason, "closed": row.closed,
        "competitor_from": where,
    }  # fmt: skip
    if old is not None:
        values = {n: getattr(old, n) if value is None else value for n, value in values.items()}
        if rival is None or (where == "reason" and old.competitor and old.competitor_from != where):
            values |= {"competitor": old.competitor, "competitor_from": old.competitor_from}
    values["owner_written"] = values["owner_written"] or ""
    # An open deal's day is a hope; only what is decided has a day.
    day = row.closed_on or (old.closed_on if old is not None else None)
    values |= {"stage": stage, "stage_written": row.stage_written}
    values["closed_on"] = None if stage == "open" else day
    return values


def _rival(row: DealRow) -> tuple[str | None, str | None]:
    """Say which competitor a row tells of, and whether in its own column or in the lost reason."""
    if row.competitor and row.competitor.casefold() not in ("none", "no", "false", "0", "n/a", "-"):
        return row.competitor, "export"
    reason = row.lost_reason or ""
    went = _WENT.search(reason)
    if went:
        return went[1].strip(), "reason"
    return ("not named", "reason") if _RIVAL.search(reason) else (None, None)
