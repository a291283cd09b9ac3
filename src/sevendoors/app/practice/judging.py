"""What one knows and believes: questions of judgement in two forms, and a guess about oneself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sevendoors.app.base.place import Place
from sevendoors.core.codes import CHANCES, Cue, Grade
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Measured, Unscored
from sevendoors.store import practice

QUESTIONS = Path(__file__).parents[2] / "practice" / "judgement.jsonl"
FORMS = ("A", "B")
FEWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer: what it is worth by the codebook, and why."""

    text: str
    grade: Grade
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of judgement: what the buyer said, and four answers in an order that tells nothing."""

    item: str
    form: str
    kind: Cue
    before: str
    said: str
    chance: str
    options: tuple[Option, ...]


@lru_cache(maxsize=1)
def questions() -> Mapping[str, Question]:
    """Give every question by its name."""
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    return {
        row["item"]: Question(
            item=row["item"],
            form=row["form"],
            kind=Cue(row["kind"]),
            before=row["before"],
            said=row["said"],
            chance=row["chance"],
            options=tuple(
                Option(text=a["text"], grade=Grade(a["grade"]), reason=a.get("reason", ""))
                for a in row["answers"]
            ),
        )
        for row in rows
    }


def next_question(place: Place, viewer: Viewer) -> Question | None:
    """Give the next question of the form at hand; a finished form A leads to B, so a retest differs."""
    with place.store.read() as connection:
        done = {row[2] for row in practice.known(connection, viewer.person)}
    return next((q for q in sorted(questions().values(), key=lambda q: q.item) if q.item not in done), None)  # fmt: skip


def answer_question(place: Place, viewer: Viewer, item: str, choice: int) -> Question:
    """Keep an answer, once; points are the share of the best grade. Gives the question with reasons.

    Raises DoorsError for an unknown question or choice, or one answered before.
    """
    found = questions().get(item)
    if found is None or not 0 <= choice < len(found.options):
        raise DoorsError("There is no such question.", fix="Take the one on the page.")
    with place.store.write() as connection:
        if any(row[2] == item for row in practice.known(connection, viewer.person)):
            raise DoorsError("You answered this one already.", fix="Take the next.")
        practice.add_knowledge(
            connection, person_id=viewer.person, at=place.now(), form=found.form, item=item,
            kind=str(found.kind), choice=choice,
            points=int(found.options[choice].grade) / int(Grade.OPENED),
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How far somebody is in one form. best: the best of the four chosen; None below ten answers."""

    form: str
    answered: int
    of: int
    best: int | None


def answered(place: Place, viewer: Viewer, item: str) -> tuple[Question, int]:
    """Give a question somebody answered, with the choice. Raises GoneError where they did not."""
    with place.store.read() as connection:
        choice = practice.chosen(connection, viewer.person, item)
    found = questions().get(item)
    if found is None or choice is None:
        raise GoneError
    return found, choice


def progress(place: Place, viewer: Viewer) -> tuple[Chosen, ...]:
    """Count answers form by form; how many were the best of the four is told from ten on."""
    with place.store.read() as connection:
        rows = practice.known(connection, viewer.person)
    found = []
    for form in FORMS:
        points = [row[4] for row in rows if row[1] == form]
        best = sum(one == 1 for one in points) if len(points) >= FEWEST else None
        of = sum(question.form == form for question in questions().values())
        found.append(Chosen(form=form, answered=len(points), of=of, best=best))
    return tuple(found)


def knows(place: Place, viewer: Viewer) -> dict[str, Measured | Unscored]:
    """Say, form by form, how near to the best answers somebody chose; nothing under ten answers."""
    with place.store.read() as connection:
        rows = practice.known(connection, viewer.person)
    told: dict[str, Measured | Unscored] = {}
    for form in FORMS:
        points = [row[4] for row in rows if row[1] == form]
        if len(points) < FEWEST:
            told[form] = Unscored(
                reason=f"{len(points)} answered; {FEWEST} are needed to say anything"
            )
        else:
            told[form] = Measured(value=sum(points) / len(points), unit="share",
                                  formula=f"points of {len(points)} answers, the best being 1")  # fmt: skip
    return told


def believe(place: Place, viewer: Viewer, of_ten: Mapping[Cue, float]) -> None:
    """Keep what somebody believes: of ten such chances, in how many they take it up.

    Raises DoorsError for a number outside 0 to 10 or an unknown kind.
    """
    for kind, value in of_ten.items():
        if kind not in CHANCES or not 0 <= value <= 10:
            raise DoorsError("Write a number from 0 to 10.", fix="Think of ten such chances.")
    with place.store.write() as connection:
        for kind, value in of_ten.items():
            practice.add_belief(connection, person_id=viewer.person, at=place.now(),
                                kind=str(kind), of_ten=float(value))  # fmt: skip


def believed(place: Place, viewer: Viewer) -> dict[Cue, tuple[str, float]]:
    """Give the newest belief about each kind of chance, with its day."""
    with place.store.read() as connection:
        rows = practice.beliefs(connection, viewer.person)
    return {Cue(kind): (at, value) for at, kind, value in rows}
