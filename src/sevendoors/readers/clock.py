"""Times as tables and chats write them, turned into integer milliseconds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_CLOCK = re.compile(r"^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?$")
_NUMBER = re.compile(r"^-?\d{1,15}(?:[.,]\d{1,9})?\s*(?:s|sec|seconds)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """One column of times. kind: relative, absolute or none; start: ISO 8601 of time zero."""

    kind: str
    values: tuple[int | None, ...]
    start: str | None = None
    resolution_ms: int | None = None


def read_times(cells: Sequence[str], *, milliseconds: bool = False) -> Times:
    """Read a column of clock times (1:02:03), numbers (seconds) or dates; unclear cells are None.

    milliseconds: True where the column's name says that its numbers are milliseconds.
    """
    moments = [read_moment(cell) for cell in cells]
    if any(moment is not None for moment in moments):
        return _absolute(moments)
    values = tuple(_relative(cell.strip(), milliseconds=milliseconds) for cell in cells)
    if all(value is None for value in values):
        return Times(kind="none", values=values)
    fine = any(value is not None and value % 1000 for value in values)
    return Times(kind="relative", values=values, resolution_ms=1 if fine else 1000)


def read_moment(cell: str) -> datetime | None:
    """Read one date with its time (ISO 8601, blanks allowed), or None."""
    text = cell.strip()
    if not re.match(r"^\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}", text):
        return None
    try:
        return datetime.fromisoformat(re.sub(r" UTC$", "+00:00", text))
    except ValueError:
        return None


def from_epoch(seconds: float) -> datetime | None:
    """Turn seconds since 1970 into a date in UTC, or None where no calendar holds it."""
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return None


def since(moment: datetime | None, start: datetime | None) -> int | None:
    """Give whole milliseconds from start to moment; None where either is unknown."""
    if moment is None or start is None:
        return None
    if (moment.tzinfo is None) != (start.tzinfo is None):
        moment, start = moment.replace(tzinfo=None), start.replace(tzinfo=None)
    return round((moment - start) / timedelta(milliseconds=1))


def earliest(moments: Sequence[datetime | None]) -> datetime | None:
    """Give the first of several dates; dates without a zone are taken as UTC to compare."""
    known = [moment for moment in moments if moment is not None]
    return min(known, key=_comparable, default=None)


def _comparable(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _absolute(moments: Sequence[datetime | None]) -> Times:
    start = earliest(moments)
    fine = any(moment is not None and moment.microsecond for moment in moments)
    return Times(
        kind="absolute",
        values=tuple(since(moment, start) for moment in moments),
        start=start.isoformat() if start else None,
        resolution_ms=1 if fine else 1000,
    )


def _relative(cell: str, *, milliseconds: bool) -> int | None:
    clock = _CLOCK.match(cell)
    if clock:
        hours, minutes, seconds, fraction = clock.groups()
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        return whole * 1000 + round(float(f"0.{fraction or 0}") * 1000)
    if not _NUMBER.match(cell):
        return None
    value = float(re.sub(r"[a-z\s]+$", "", cell).replace(",", "."))
    return round(value if milliseconds else value * 1000)
