"""The skill a team looks at this month: chosen by its leader, shown with what good sounds like."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.team.examples import Example, shown_examples
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.store import log

MOST_EXAMPLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSkill:
    """The skill of the month with its plain definition; since: the day it was chosen (ISO)."""

    key: str
    title: str
    conduct: str
    definition: str
    since: str
    examples: tuple[Example, ...]


def skill_of_month(place: Place, viewer: Viewer, *, quotes: bool = True) -> MonthSkill | None:
    """Give the skill one's team looks at, with two examples that may be read, or None."""
    with place.store.read() as connection:
        kept = _kept(connection, viewer)
    entry = {one.key: one for one in codebook_in_use().skills}.get(str(kept.get("skill", "")))
    if entry is None:
        return None
    return MonthSkill(
        key=entry.key, title=entry.title, conduct=entry.conduct, definition=entry.definition,
        since=str(kept.get("since", "")),
        examples=shown_examples(place, viewer, entry.key, MOST_EXAMPLES) if quotes else (),
    )  # fmt: skip


def choose_skill(place: Place, viewer: Viewer, skill: str) -> None:
    """Say which skill the team looks at from today on; "" for none. Only who leads it may."""
    rights.must(rights.may_choose_skill_of_month(viewer))
    if skill and skill not in {one.key for one in codebook_in_use().skills}:
        raise DoorsError("There is no skill of that name.", fix="Choose one from the list.")
    told = json.dumps({"skill": skill, "since": place.today()}) if skill else None
    with place.store.write() as connection:
        log.set_setting(connection, _key(viewer), told)


def _kept(connection: Connection, viewer: Viewer) -> dict[str, str]:
    if viewer.team is None and not viewer.alone:
        return {}
    found: dict[str, str] = json.loads(log.get_setting(connection, _key(viewer)) or "{}")
    return found


def _key(viewer: Viewer) -> str:
    return f"skill_of_month:{viewer.team or 0}"
