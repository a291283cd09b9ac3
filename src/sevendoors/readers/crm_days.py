"""Days as exports of any country write them; which figure is the month is decided, never guessed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sevendoors.readers.clock import from_epoch

Order = Literal["dmy", "mdy"]
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})")
_RUN_ON = re.compile(r"(19|20)\d{6}")
_LOCAL = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-/.]*(?:of |de |d')?([a-z]{3,})\.?[\s\-/.,]*(?:de |del )?(\d{4}|\d{2})\b")  # fmt: skip
_NAME_FIRST = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EPOCH = re.compile(r"\d{12,13}|\d{10}")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119
_EXCEL_ZERO = date(1899, 12, 30)
# The first letters by which months are known, without accents: en, de, fr, es, it, pt, nl, da, sv, pl.
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "jae", "gen", "ene", "sty"),
    ("feb", "fev", "lut"),
    ("mar", "maa", "mae", "mrz", "mrt"),
    ("apr", "avr", "abr", "kwi"),
    ("may", "mai", "maj", "mei", "mag"),
    ("jun", "juin", "giu", "cze"),
    ("jul", "juil", "lug", "lip"),
    ("aug", "aou", "ago", "sie"),
    ("sep", "set", "wrz"),
    ("oct", "okt", "ott", "out", "paz"),
    ("nov", "lis"),
    ("dec", "dez", "dic", "des", "gru"),
)
_NOTHING = ("", "-", "n/a", "null", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """One column of days (ISO, None where there is none); order: as decided, None where not needed.

    open: day and month could be either way round, so that somebody has to say.
    """

    values: tuple[str | None, ...]
    unread: tuple[int, ...] = ()
    order: Order | None = None
    open: bool = False
    mixed: bool = False


def read_days(cells: Sequence[str], order: Order | None = None) -> Days:
    """Read a column of days. order: what somebody said; else the whole column decides it.

    3/4/2026 alone may be either; 13/4/2026 beside it decides for both. With points between the
    figures the day comes first, as everywhere that writes so. Where nothing decides, `open` is
    True and these cells are None.
    """
    plain = [_plain(cell) for cell in cells]
    local = [_LOCAL.match(one) for one in plain]
    decided, mixed = _order([found for found in local if found], order)
    values: list[str | None] = []
    unread: list[int] = []
    for place, (one, found) in enumerate(zip(plain, local, strict=True)):
        value = _turned(found, decided) if found else _sure(one)
        values.append(value)
        if value is None and one not in _NOTHING and not (found and decided is None):
            unread.append(place)
    waiting = any(found and value is None for found, value in zip(local, values, strict=True))
    return Days(values=tuple(values), unread=tuple(unread), order=decided,
                open=decided is None and waiting, mixed=mixed)  # fmt: skip


def _plain(cell: str) -> str:
    apart = unicodedata.normalize("NFKD", cell.strip().casefold())
    return "".join(one for one in apart if not unicodedata.combining(one)).replace("\u00a0", " ")


def _order(found: Sequence[re.Match[str]], told: Order | None) -> tuple[Order | None, bool]:
    """Decide which figure is the month: (order or None, whether cells contradict each other)."""
    if told is not None:
        return told, False
    first = any(int(one[1]) > 12 for one in found)
    second = any(int(one[3]) > 12 for one in found)
    if first and second:
        return None, True
    if first or second:
        return ("dmy" if first else "mdy"), False
    if found and all(one[2] == "." for one in found):
        return "dmy", False
    return None, False


def _turned(found: re.Match[str], order: Order | None) -> str | None:
    one, other, year = int(found[1]), int(found[3]), _year(found[4])
    if order is None:
        # The same day either way round needs no decision.
        return _day(year, one, other) if one == other else None
    day, month = (one, other) if order == "dmy" else (other, one)
    return _day(year, month, day)


def _sure(text: str) -> str | None:
    """Read what can only be one day: ISO, a month's name, a spreadsheet's count, milliseconds."""
    if text in _NOTHING:
        return None
    for pattern in (_ISO, _EAST):
        found = pattern.match(text)
        if found:
            return _day(int(found[1]), int(found[2]), int(found[3]))
    if _RUN_ON.fullmatch(text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if _SERIAL.fullmatch(text):
        count = int(text[:5])
        fits = _FIRST_SERIAL <= count <= _LAST_SERIAL
        return (_EXCEL_ZERO + timedelta(days=count)).isoformat() if fits else None
    if _EPOCH.fullmatch(text):
        moment = from_epoch(int(text) / (1 if len(text) == 10 else 1000))
        return moment.date().isoformat() if moment else None
    return _named(text)


def _named(text: str) -> str | None:
    # A day of the week may stand before.
    words = re.sub(r"^[a-z]{2,12}[.,]+\s+(?=\d|[a-z])", "", text)
    found = _NAMED.match(words)
    if found and (month := _month(found[2])):
        return _day(_year(found[3]), month, int(found[1]))
    found = _NAME_FIRST.match(words)
    if found and (month := _month(found[1])):
        return _day(int(found[3]), month, int(found[2]))
    return None


def _month(name: str) -> int | None:
    known: Mapping[str, int] = {
        short: number for number, names in enumerate(_MONTHS, 1) for short in names
    }
    return known.get(name[:4]) or known.get(name[:3])


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
