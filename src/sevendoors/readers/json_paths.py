"""Finds its way in JSON by short paths such as "data.transcript.sentences"."""

import re
from datetime import datetime
from typing import Any

Json = Any
_ISO = re.compile(r"^PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$")
_HMS = re.compile(r"^(?:(\d+):)?(\d+):(\d+(?:[.,]\d+)?)$")


def at(value: Json, path: str) -> Json:
    """Follow a path of names and list places; alternatives are parted by "|". None: not there."""
    for one in path.split("|"):
        found = value
        for step in one.split(".") if one else ():
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
                found = found[int(step)]
            else:
                found = None
                break
        if found is not None:
            return found
    return None


def text_at(value: Json, path: str) -> str | None:
    """Give what a path leads to as text, where it is text or a number that says something."""
    found = at(value, path) if path else None
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    return str(found).strip() or None


def rows_at(value: Json, path: str) -> list[dict[str, Json]]:
    """Give the list of objects a path leads to, leaving out what is none."""
    found = at(value, path)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def to_ms(value: Json, unit: str) -> int | None:
    """Turn a time as written into milliseconds.

    unit: s, ms, ticks (100 ns), hms ("h:m:s.f"), iso (a duration such as PT1.5S), clock (a date
    with time; milliseconds since 1970), parts ({seconds, nanos} or "1.3s"; absent means 0).
    """
    try:
        return _to_ms(value, unit)
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None


def _to_ms(value: Json, unit: str) -> int | None:
    if unit == "parts":
        if isinstance(value, dict):
            nanos = int(value.get("nanos") or 0)
            return round(int(value.get("seconds") or 0) * 1000 + nanos / 1e6)
        return round(float(str(value).rstrip("s")) * 1000) if value is not None else 0
    if value is None or isinstance(value, bool):
        return None
    if unit == "hms" and (found := _HMS.match(str(value))):
        hours, minutes, seconds = found.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
        return round(whole * 1000)
    if unit == "iso" and (found := _ISO.match(str(value))):
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return round((hours * 3600 + minutes * 60 + seconds) * 1000)
    if unit == "clock":
        return round(datetime.fromisoformat(str(value)).timestamp() * 1000)
    factor = {"s": 1000.0, "ms": 1.0, "ticks": 1e-4}.get(unit)
    if factor is None:
        return None
    ms = round(float(value) * factor)
    return ms if 0 <= ms < 10**10 else None
