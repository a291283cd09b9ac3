"""Deals out of an export of Salesforce, HubSpot, Pipedrive or any table with a stage in it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

from sevendoors.core.counting import number_of
from sevendoors.core.deal import DealRow
from sevendoors.core.errors import DoorsError
from sevendoors.readers.crm_amounts import currency_of, read_amounts
from sevendoors.readers.crm_columns import columns_of
from sevendoors.readers.crm_days import Days, Order, read_days
from sevendoors.readers.crm_export import NAMES, tool_of
from sevendoors.readers.source import Source
from sevendoors.readers.table import Table, table_of

TITLES: Mapping[str, str] = {**NAMES, "csv": "a table (CSV)"}
_YES = frozenset("true 1 yes y ja oui si sí sim t x 1.0 wahr vrai".split())
_NO = frozenset("false 0 no n nein non nao não f 0.0 falsch faux".split())
_LONGEST = 200
Closed = Literal["won", "lost", "open"]
_DAYS = ("created", "closed_on", "won_on", "lost_on")
_DATE_WORDS = {"created": "made", "closed_on": "closed", "won_on": "won", "lost_on": "lost"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DealFile:
    """What a deal export holds. source: salesforce, hubspot, pipedrive or csv. said: what to know.

    deleted: rows the export itself marks as deleted, left out.
    """

    source: str
    rows: tuple[DealRow, ...]
    said: tuple[str, ...] = ()
    deleted: int = 0


def read_deals(
    source: Source, *, dates: Order | None = None, mapping: Mapping[str, str] | None = None
) -> DealFile:
    """Read a deal export. dates: which figure is the month, where the file leaves it open.

    Raises DoorsError for a table without deals, without rows, or with days that could be either way.
    """
    text = re.sub(r"^\ufeff?sep=.\r?\n", "", source.text)
    table = table_of(replace(source, text=text))
    tool = tool_of(table)
    columns = columns_of(table, tool, mapping or {}, source)
    if not table.rows:
        raise DoorsError("There is a header and no deal under it.", where=source.name,
                         fix="Export again with the deals themselves.")  # fmt: skip
    rows = _Rows(table=table, columns=columns)
    lines = [n for n in range(len(table.rows)) if not rows.is_foot(n)]
    gone = {n for n in lines if rows.flag(n, "deleted") or rows.cell(n, "status").lower() == "deleted"}  # fmt: skip
    kept = [n for n in lines if n not in gone]
    said: list[str] = []
    days = _days(rows, kept, dates, source, said)
    deals = _deals(rows, kept, days, said)
    if gone:
        said.append(f"{number_of(len(gone), 'deal')} marked as deleted in the export {_was(len(gone))} left out.")  # fmt: skip
    return DealFile(source=tool or "csv", rows=_last_of_each(deals, said), said=tuple(said),
                    deleted=len(gone))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """A table asked by field instead of by column."""

    table: Table
    columns: Mapping[str, str]

    def cell(self, line: int, field: str) -> str:
        """Give the cell of a field, or "" where the export has no such column."""
        column = self.columns.get(field)
        return self.table.rows[line][column].strip() if column else ""

    def flag(self, line: int, field: str) -> bool | None:
        """Read a yes or no; None where it says neither."""
        told = self.cell(line, field).casefold()
        return True if told in _YES else False if told in _NO else None

    def is_foot(self, line: int) -> bool:
        """Say whether a row is a report's last lines ("Grand Totals", a copyright), and no deal."""
        filled = [one for one in self.table.rows[line].values() if one.strip()]
        return len(filled) <= 1 < len(self.columns) - 1 and len(self.table.header) > 3


def _days(
    rows: _Rows, kept: Sequence[int], order: Order | None, source: Source, said: list[str]
) -> Mapping[str, Days]:
    """Read every column of days; a column that leaves it open follows the others of its file."""
    cells = {name: [rows.cell(n, name) for n in kept] for name in _DAYS if name in rows.columns}
    found = {name: read_days(column, order) for name, column in cells.items()}
    orders = {one.order for one in found.values() if one.order}
    if len(orders) == 1:
        (other,) = orders
        found = {n: read_days(cells[n], other) if one.open and not one.mixed else one
                 for n, one in found.items()}  # fmt: skip
    unclear = [rows.columns[name] for name, one in found.items() if one.open]
    if unclear:
        both = any(one.mixed for one in found.values())
        what = "Days are written both ways round" if both else "The days could be read two ways"
        raise DoorsError(
            f"{what} in the column {unclear[0]!r}: 3/4/2026 is the 3rd of April or the 4th of March.",
            where=source.name,
            fix="Say which: --dates dmy (day first) or --dates mdy (month first).",
        )
    for name, one in found.items():
        if one.unread:
            n = len(one.unread)
            said.append(f"In {number_of(n, 'deal')} the day {_DATE_WORDS[name]} could not be read, the "
                        f"first in line {kept[one.unread[0]] + 2}; it is left open.")  # fmt: skip
    return found


def _deals(
    rows: _Rows, kept: Sequence[int], days: Mapping[str, Days], said: list[str]
) -> list[DealRow]:
    money = read_amounts([rows.cell(n, "amount") for n in kept])
    if money.unread:
        n = len(money.unread)
        said.append(f"In {number_of(n, 'deal')} the amount could not be read, the first in line "
                    f"{kept[money.unread[0]] + 2}; it is left out.")  # fmt: skip
    below = sum(1 for value in money.values if value is not None and value < 0)
    if below:
        said.append(f"{number_of(below, 'deal')} {'has' if below == 1 else 'have'} an amount below zero; it is kept as told.")  # fmt: skip
    made = []
    for place, n in enumerate(kept):
        day = {name: one.values[place] for name, one in days.items()}
        value = money.values[place]
        told = currency_of(rows.cell(n, "currency")) or money.currencies[place]
        made.append(_deal(rows, n, day, value, told if value is not None else None))
    unnamed = sum(not rows.cell(n, "ref") for n in kept)
    if unnamed:
        said.append(f"{number_of(unnamed, 'deal')} {'has' if unnamed == 1 else 'have'} no id in the export and {_was(unnamed)} known again by name and first day.")  # fmt: skip
    return made


def _deal(
    rows: _Rows, n: int, day: Mapping[str, str | None], amount: float | None, currency: str | None
) -> DealRow:
    def cell(name: str) -> str | None:
        return rows.cell(n, name)[:_LONGEST] or None

    name = cell("name") or cell("account") or f"Deal {rows.cell(n, 'ref') or n + 2}"[:_LONGEST]
    made = day.get("created")
    return DealRow(
        ref=cell("ref") or _ref_of(name, made, rows.cell(n, "account")),
        line=n + 2,
        name=name,
        stage_written=_stage_written(rows, n),
        closed=_closed(rows, n),
        owner=cell("owner") or "",
        account=cell("account"),
        domain=domain_of(rows.cell(n, "domain")),
        amount=amount,
        currency=currency[:3] if currency else None,
        created_on=made,
        closed_on=day.get("won_on") or day.get("lost_on") or day.get("closed_on"),
        competitor=cell("competitor"),
        lost_reason=cell("lost_reason"),
        segment=cell("segment"),
        lead_source=cell("lead_source"),
        product=cell("product"),
        calls=tuple(re.split(r"[\s,;|]+", rows.cell(n, "calls"))) if rows.cell(n, "calls") else (),
    )


def _stage_written(rows: _Rows, n: int) -> str:
    if "stage" in rows.columns:
        return " ".join(rows.cell(n, "stage").split())[:_LONGEST]
    # An export that has only yes and no is asked by these.
    return {"won": "Won", "lost": "Lost", "open": "Open", None: ""}[_closed(rows, n)]


def _closed(rows: _Rows, n: int) -> Closed | None:
    """Say what the export's own fields tell of the end, None where they tell nothing."""
    if "won_on" in rows.columns or "lost_on" in rows.columns:
        if rows.cell(n, "won_on"):
            return "won"
        return "lost" if rows.cell(n, "lost_on") else "open"
    won, closed, lost = (rows.flag(n, name) for name in ("won", "closed", "lost"))
    if won:
        return "won"
    if lost or (closed and won is False):
        return "lost"
    return "open" if closed is False or (won is False and lost is False) else None


def _ref_of(name: str, made: str | None, account: str) -> str:
    """Make an id that is the same whenever the same deal comes again."""
    told = "\n".join((name.casefold(), made or "", account.casefold()))
    return "made-" + sha256(told.encode()).hexdigest()[:16]


def domain_of(text: str) -> str | None:
    """Give the domain of an e-mail or a web address in small letters, or None."""
    told = text.strip().casefold().split(",")[0].split(";")[0].strip()
    if "@" in told:
        told = told.rsplit("@", 1)[1]
    elif "//" in told:
        try:
            told = urlsplit(told).hostname or ""
        except ValueError:
            return None
    told = told.split("/")[0].split(":")[0].strip(" .<>").removeprefix("www.")
    return told if re.fullmatch(r"[\w-]+(\.[\w-]+)+", told) else None


def _last_of_each(deals: Sequence[DealRow], said: list[str]) -> tuple[DealRow, ...]:
    """Keep the last row of each deal, in the order of the file."""
    last = {one.ref: one for one in deals}
    double = [ref for ref, n in Counter(one.ref for one in deals).items() if n > 1]
    if double:
        said.append(f"{number_of(len(double), 'deal')} {'stands' if len(double) == 1 else 'stand'} in the export more than once, such as “{last[double[0]].name}”; the last line counts.")  # fmt: skip
    kept = {one.line for one in last.values()}
    return tuple(one for one in deals if one.line in kept)


def _was(n: int) -> str:
    return "is" if n == 1 else "are"
