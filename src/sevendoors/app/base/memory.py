"""What you answered once about who sits on which side, so that you are not asked again."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from sevendoors.core.conversation import Participant, Side
from sevendoors.core.errors import DoorsError


def data_folder() -> Path:
    """Give the folder for your answers: SEVENDOORS_HOME, or the usual place of this system."""
    named = os.environ.get("SEVENDOORS_HOME")
    return Path(named) if named else user_data_path("sevendoors", appauthor=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Sides by person (name or e-mail, lower case) and by organisation or mail domain."""

    people: Mapping[str, Side] = field(default_factory=dict)
    organisations: Mapping[str, Side] = field(default_factory=dict)

    def side_of(self, person: Participant) -> Side | None:
        """Give the side remembered for this person, by e-mail first, then by name."""
        for key in (person.email, person.name):
            if key and key.casefold() in self.people:
                return self.people[key.casefold()]
        return None


def load_memory(folder: Path | None = None) -> Memory:
    """Read what was answered before; nothing yet is an empty memory.

    Raises DoorsError where the file is there and cannot be read.
    """
    file = (folder or data_folder()) / "sides.json"
    if not file.exists():
        return Memory()
    try:
        data = json.loads(file.read_text("utf-8"))
        return Memory(people=_sides(data["people"]), organisations=_sides(data["organisations"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DoorsError(
            "The remembered answers could not be read.",
            where=str(file),
            fix="Delete the file; you will be asked again.",
        ) from error


def remember(people: tuple[Participant, ...], folder: Path | None = None) -> None:
    """Keep the sides of these people for the next call.

    Only answers a person gave are kept (`side_decided_by` "you"), never a guess of ours.
    """
    told = {p.email or p.name: p for p in people if p.side_decided_by == "you"}
    told = {key: p for key, p in told.items() if not key.casefold().startswith("speaker")}
    if not told:
        return
    home = folder or data_folder()
    memory = load_memory(home)
    names = {**memory.people, **{key.casefold(): p.side for key, p in told.items()}}
    home.mkdir(parents=True, exist_ok=True)
    # Written beside and moved, so that a kill leaves the old answers whole.
    draft = home / "sides.json.new"
    content = {"people": names, "organisations": dict(memory.organisations)}
    draft.write_text(json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True), "utf-8")
    draft.replace(home / "sides.json")


def _sides(table: Mapping[str, str]) -> dict[str, Side]:
    return {str(key): Side(value) for key, value in table.items()}
