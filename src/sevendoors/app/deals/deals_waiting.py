"""A deal export that waits until somebody has said what its new stages mean."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.deals.bringing_deals import (
    Brought,
    NewStage,
    bring_deals,
    new_stages,
    read_export,
    stages_known,
)
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.readers.crm_days import Order
from sevendoors.readers.crm_deals import TITLES, DealFile
from sevendoors.store import ends, jobs, log


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The export that waits: its name, by which tool, how many deals, and the stages asked for."""

    name: str
    title: str
    deals: int
    stages: tuple[NewStage, ...]


def hand_in(
    place: Place, viewer: Viewer, name: str, data: bytes, *, dates: Order | None, again: bool
) -> Brought | None:
    """Bring an export in, or keep it until its stages are told; None where it waits.

    again: ask about every stage, also those somebody said before.
    """
    rights.must(rights.may_bring_deals(viewer))
    file = read_export(name, data, dates=dates)
    leave(place, viewer)
    if not again and not new_stages(place, viewer, file):
        return bring_deals(place, viewer, file, {})
    kept = {"sha": place.files.keep(data), "name": name[:200], "dates": dates, "again": again}
    with place.store.write() as connection:
        log.set_setting(connection, _key(viewer), json.dumps(kept))
    return None


def waiting(place: Place, viewer: Viewer) -> Waiting | None:
    """Give the viewer's export that waits, or None."""
    if not rights.may_bring_deals(viewer):
        return None
    found = _kept(place, viewer)
    if found is None:
        return None
    told, file = found
    return Waiting(name=told["name"], title=TITLES[file.source], deals=len(file.rows),
                   stages=_asked(place, viewer, told, file))  # fmt: skip


def tell(place: Place, viewer: Viewer, answers: dict[int, str]) -> Brought:
    """Say what the stages of the waiting export mean, by their place in the list, and bring it in."""
    rights.must(rights.may_bring_deals(viewer))
    found = _kept(place, viewer)
    if found is None:
        raise DoorsError("No export waits any more.", fix="Bring it in again.")
    told, file = found
    asked = _asked(place, viewer, told, file)
    stages = {one.written: answers[n] for n, one in enumerate(asked) if n in answers}
    brought = bring_deals(place, viewer, file, stages)
    leave(place, viewer)
    return brought


def leave(place: Place, viewer: Viewer) -> None:
    """Leave the waiting export out, and remove its file."""
    rights.must(rights.may_bring_deals(viewer))
    with place.store.write() as connection:
        told = _told(connection, viewer)
        log.set_setting(connection, _key(viewer), None)
        others = log.settings_like(connection, _KEY).values()
        needed = ends.files_needed(connection) | jobs.files_waiting(connection)
        needed |= {json.loads(one)["sha"] for one in others}
    if told and told["sha"] not in needed:
        place.files.drop(told["sha"])


_KEY = "deals.waiting:"


def _key(viewer: Viewer) -> str:
    return f"{_KEY}{viewer.person}"


def _told(connection: Connection, viewer: Viewer) -> Any:
    text = log.get_setting(connection, _key(viewer))
    return json.loads(text) if text else None


def _kept(place: Place, viewer: Viewer) -> tuple[Any, DealFile] | None:
    with place.store.read() as connection:
        told = _told(connection, viewer)
    if told is None:
        return None
    try:
        data = place.files.get(told["sha"])
    except FileNotFoundError:
        return None  # what waits for a day is tidied away
    return told, read_export(told["name"], data, dates=told["dates"])


def _asked(place: Place, viewer: Viewer, told: Any, file: DealFile) -> tuple[NewStage, ...]:
    if told["again"]:
        return stages_known(place, viewer, file)
    return new_stages(place, viewer, file)
