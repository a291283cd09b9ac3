"""Amounts of money as spreadsheets of any country write them, read without guessing a currency."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Signs that stand for one currency only; "$", "¥" and "kr" do not, and are kept as told.
_SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₴": "UAH",
    "zł": "PLN", "kč": "CZK", "ft": "HUF", "fr.": "CHF", "sfr.": "CHF", "r$": "BRL", "us$": "USD",
    "a$": "AUD", "c$": "CAD", "ca$": "CAD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "euro": "EUR", "lei": "RON", "$": "$", "¥": "¥", "kr": "kr", "kr.": "kr",
}  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{3}")
_FIGURES = re.compile(r"\d[\d.,'’ ]*\d|\d|[.,]\d+")
_MINUS = "-\u2010\u2011\u2012\u2013\u2212"
_MACHINE = re.compile(r"\d{4,}\.\d+")
_SCIENCE = re.compile(r"-?\d+(?:\.\d+)?[eE]\+?\d{1,2}")
_LARGEST = 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """One column of money: values and currencies (None where there is none), unread cells by place."""

    values: tuple[float | None, ...]
    currencies: tuple[str | None, ...]
    unread: tuple[int, ...]


def read_amounts(cells: Sequence[str]) -> Amounts:
    """Read a column of amounts; what is no amount is listed as unread, never taken as nothing.

    A mark before exactly three last figures parts thousands ("48,000", "1.234"), since money has
    no third decimal, save where the column is plainly a machine's: never grouped, and with a
    point behind four figures or more.
    """
    plain = [_plain(cell) for cell in cells]
    grouped = any(re.search(r"\d[,' ]\d{3}(?!\d)|\.\d{3}\.", one) for one in plain)
    machine = not grouped and any(_MACHINE.search(one) for one in plain)
    found = [_amount(one, machine=machine) for one in plain]
    return Amounts(
        values=tuple(value for value, _, _ in found),
        currencies=tuple(currency for _, currency, _ in found),
        unread=tuple(place for place, (_, _, read) in enumerate(found) if not read),
    )


def read_amount(cell: str) -> float | None:
    """Read one amount by itself, or None."""
    return read_amounts([cell]).values[0]


def currency_of(text: str) -> str | None:
    """Give a currency as its three letters where they are sure, else as it is told, else None."""
    told = text.strip()
    if not told:
        return None
    known = _SIGNS.get(told.casefold())
    if known:
        return known
    if _CODE.fullmatch(told):
        return told.upper()
    # "EUR - Euro", "Euro (EUR)"
    inside = re.search(r"\b[A-Z]{3}\b", told)
    return inside[0] if inside else None


def _plain(cell: str) -> str:
    """Write figures, blanks and marks of any script in plain ones."""
    out = []
    for one in cell.strip():
        if one in "\u066b":
            out.append(",")
        elif one == "\u066c" or one in "\u2019\u02bc`\u00b4":
            out.append("'")
        elif one in _MINUS:
            out.append("-")
        elif unicodedata.category(one) == "Zs":
            out.append(" ")
        elif unicodedata.category(one) != "Cf":
            out.append(str(unicodedata.digit(one)) if one.isdigit() else one)
    return "".join(out)


def _amount(text: str, *, machine: bool) -> tuple[float | None, str | None, bool]:
    """Give (value, currency, whether the cell could be read)."""
    if not text or text.strip("-. ") == "" or text.casefold() in ("n/a", "null", "none"):
        return None, None, True
    if _SCIENCE.fullmatch(text) and abs(float(text)) < _LARGEST:
        return float(text), None, True
    figures = list(_FIGURES.finditer(text))
    if len(figures) != 1:
        return None, None, False
    before, after = text[: figures[0].start()], text[figures[0].end() :]
    signs = before.count("-") + after.count("-")
    brackets = before.count("(") == 1 and after.count(")") == 1
    words = re.sub(r"[()+-]", " ", f"{before} {after}").replace(",", " ").split()
    currencies = {currency_of(word) for word in words}
    number = _number(figures[0][0], machine=machine)
    if number is None or signs > 1 or None in currencies or len(currencies) > 1:
        return None, None, False
    value = -number if signs or brackets else number
    return value, next(iter(currencies), None), True


def _number(text: str, *, machine: bool) -> float | None:
    """Read figures with marks between them, whichever mark parts thousands and which decimals."""
    bare = text.replace(" ", "").replace("'", "").replace("\u2019", "")
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        whole, rest = bare, ""
    elif len(set(marks)) == 2:
        last = max(bare.rfind("."), bare.rfind(","))
        if bare.count(bare[last]) > 1:
            return None
        whole, rest = bare[:last], bare[last + 1 :]
    elif len(marks) > 1 or _parts_thousands(text, bare, machine=machine):
        whole, rest = bare, ""
    else:
        whole, rest = re.split("[.,]", bare)
    groups = re.split("[.,]", whole)
    if len(groups) > 1 and not _grouped(groups):
        return None
    value = float(f"{''.join(groups) or '0'}.{rest or '0'}")
    return value if value < _LARGEST else None


def _parts_thousands(text: str, bare: str, *, machine: bool) -> bool:
    """Say whether the only point or comma parts thousands."""
    before, after = re.split("[.,]", bare)
    if len(after) != 3 or not before or before.startswith("0") or len(before) > 3:
        return False
    if machine and "." in bare:
        return False
    return " " not in text and "'" not in text  # where these part thousands, it parts decimals


def _grouped(groups: Sequence[str]) -> bool:
    """Say whether figures are grouped as people group them: by three, in India by two and three."""
    first, *middle, last = groups
    return 0 < len(first) <= 3 and len(last) == 3 and all(len(one) in (2, 3) for one in middle)
