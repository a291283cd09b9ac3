"""Who an assessment is laid beside, by name: the script, invented sellers, and others who took it.

The script and the invented sellers played each sealed buyer many times; what they took ships as
counts, talk by talk, with a digest of each buyer's file. With a file that reads differently, or
another model, the counts would be of somebody else, and there is no reference.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.practice.dueling import score
from sevendoors.app.practice.playing import YOU, buyer_files
from sevendoors.app.practice.talking import ASSESSMENT, read_talk
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored
from sevendoors.engines.shipped import FOLDER, MODEL
from sevendoors.store import practice
from sevendoors.store.practice import TalkLine
from sevendoors.track.clusters import Counts

KEPT = Path(__file__).parents[2] / "practice" / "sealed_reference.json"
TAKEN, DOORS = "chances taken", "hidden doors"  # as the page of evidence names them, too
COUNTED = (TAKEN, DOORS)
MOST_PEOPLE = 50  # a larger sum says hardly more, and takes longer
LEAST_PHI = 0.80  # dependability from which somebody may be laid beside others
_SELLERS: Mapping[str, tuple[str, str]] = {
    "the script": (
        "the script",
        "Fifteen good questions in a fixed order, and one question back to every chance it hears. "
        "It had the same eight buyers, and their words alone.",
    ),
    "mixed 0.50": (
        "the invented half-way mark",
        "Lines written by us and mixed by dice: half of them take up what was said, half go on "
        "with a list. Nobody ever sold like this; it is a mark on the scale and no person.",
    ),
    "expert": (
        "the invented upper mark",
        "Lines written by us to take up the last thing that was said, each time. Nobody ever sold "
        "like this; it is a mark on the scale and no person.",
    ),
}
SELLERS = tuple(_SELLERS)  # by the name they play under, the first laid behind the dot


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Those whom somebody is laid beside: their name, what they are, and what they reached.

    counts: for each thing counted, by buyer, over all their talks. talks: how many those are; day:
    when they were had, empty for several days.
    """

    name: str
    about: str
    talks: int
    counts: Mapping[str, Counts]
    day: str = ""


def digest(path: Path) -> str:
    """Name a buyer's file by what is in it, however its lines end."""
    text = path.read_text("utf-8").replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def kept() -> Mapping[str, Any]:
    """Read the counts that ship; nothing where there are none."""
    told: Mapping[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    return told


def shipped(place: Place, keys: Sequence[str]) -> tuple[Named, ...] | Unscored:
    """Give the sellers who played these very buyers before, the script first."""
    told, files = kept(), buyer_files(place)
    if not told or told["model"] != MODEL:
        return Unscored(reason="The script has not played these buyers with this model")
    if any(told["buyers"].get(key) != digest(files[key]) for key in keys):
        return Unscored(reason="The script has not played all of these buyers as they are here")
    return tuple(
        _shipped(_SELLERS[name], {key: rows[key] for key in keys}, told["date"])
        for name, rows in told["sellers"].items()
    )


Talks = Sequence[Sequence[int]]


def _shipped(who: tuple[str, str], rows: Mapping[str, Talks], day: str) -> Named:
    """Sum talks, each told as chances taken and given, doors opened and hidden."""
    name, about = who
    added = {key: [sum(column) for column in zip(*talks, strict=True)] for key, talks in rows.items()}  # fmt: skip
    return Named(
        name=name, about=about, day=day, talks=sum(len(talks) for talks in rows.values()),
        counts={TAKEN: {key: (one[0], one[1]) for key, one in added.items()},
                DOORS: {key: (one[2], one[3]) for key, one in added.items()}},
    )  # fmt: skip


def others(place: Place, viewer: Viewer, keys: Sequence[str]) -> Named | None:
    """Sum what everybody else here reached who took all of these buyers; None for too few people.

    People come in by fives, in the order they finished in: whoever looks before and after somebody
    finishes learns nothing of that one.
    """
    with place.store.read() as connection:
        lines = practice.ended_of_all(connection, keys, purpose=ASSESSMENT, player=YOU)
    people: dict[int, dict[str, TalkLine]] = {}
    for line in lines:
        people.setdefault(line.person, {})[line.buyer] = line
    people.pop(viewer.person, None)
    done = [own for own in people.values() if len(own) == len(keys)]
    done.sort(key=lambda own: max((line.ended or "", line.id) for line in own.values()))
    whole = done[: min(MOST_PEOPLE, len(done) // rights.FEWEST_IN_SUMS * rights.FEWEST_IN_SUMS)]
    if not rights.may_see_takers(len(whole)):
        return None
    return Named(
        name=f"the first {len(whole)} others here, taken together",
        about="Those who finished all eight before the rest, you apart, added up without names. "
        f"They come in {rights.FEWEST_IN_SUMS} at a time, so that nobody can be told apart.",
        talks=len(whole) * len(keys),
        counts=_summed(place, (line for own in whole for line in own.values())),
    )


def _summed(place: Place, lines: Iterable[TalkLine]) -> Mapping[str, Counts]:
    found: dict[str, dict[str, tuple[int, int]]] = {TAKEN: {}, DOORS: {}}
    for line in lines:
        # Her dice change words and numbers, never what is counted; one reading of her is enough.
        reached = score(read_talk(place, replace(line, seed="")))
        for what, (hits, n) in ((TAKEN, reached.taken), (DOORS, reached.doors)):
            before = found[what].get(line.buyer, (0, 0))
            found[what][line.buyer] = (before[0] + hits, before[1] + n)
    return found


@lru_cache(maxsize=1)
def dependability() -> Mapping[str, float]:
    """Give for each thing counted which share of differences is one between sellers, eight buyers each.

    It was measured among three invented sellers who were set close to each other; nothing where it
    was not measured.
    """
    path = FOLDER / "evidence.json"
    told = json.loads(path.read_text("utf-8")) if path.exists() else {}
    table = told.get("tables", {}).get("between")
    if not table:
        return {}
    eight = table["head"].index("8")
    return {row[0]: float(row[eight]) for row in table["rows"] if row[0] in COUNTED}
