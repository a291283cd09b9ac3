"""The shapes of what programs get: calls, people and files on their way in."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sevendoors.core.codes import Grade
from sevendoors.core.kept import Attendance, CallLine, Job
from sevendoors.core.people import Person, Role

NUMBER = 2**31 - 1
Outcome = Literal["missed", "noted", "taken", "opened"]
GRADES: dict[str, Grade] = {grade.name.lower(): grade for grade in Grade}
OUTCOMES: dict[int | None, Outcome | None] = {
    None: None,
    0: "missed",
    1: "noted",
    2: "taken",
    3: "opened",
}
Kind = Literal["CONCERN", "PRIORITY", "THREAD", "PERSONAL", "ASK", "DOUBT", "DECISION"]
CallId = Annotated[str, Field(pattern="^[0-9a-f]{16}$", examples=["5bd0d1ae3f0c2c77"])]
MomentId = Annotated[str, Field(pattern="^[0-9a-f]{12}$", examples=["0c1f5b0d2a9e"])]
# What no database can hold is refused at the door.
Words = Annotated[str, Field(max_length=200, pattern="^[^\\x00]*$")]


def _as_iso(text: object) -> object:
    """Refuse what is no day as people write it; a bare number would be taken for seconds."""
    if isinstance(text, str) and (len(text) != 10 or text[4] != "-"):
        raise ValueError("a day is written as 2026-11-26")
    return text


def _in_figures(text: object) -> object:
    """Refuse other ways to write a number, so that every person and file has one address."""
    if isinstance(text, str) and not (text.isascii() and text.isdecimal()):
        raise ValueError("a whole number is written in figures")
    return text


Day = Annotated[date, BeforeValidator(_as_iso)]
Number = Annotated[int, Field(ge=1, le=NUMBER), BeforeValidator(_in_figures)]


class Shape(BaseModel):
    """A shape with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Deal(Shape):
    """What several calls with one buyer are about."""

    id: int
    name: str


class Chances(Shape):
    """How many chances the buyer gave that could be answered, and how many were taken or opened."""

    given: int
    taken: int


class Call(Shape):
    """One call as a list shows it; times are ISO 8601 in UTC."""

    id: CallId
    title: str
    kind: str = Field(description="Such as discovery or renewal; empty where nobody said.")
    source: str = Field(description="The name of the format it was read as.")
    started: str | None = Field(description="When it was held, as far as known.")
    imported: str
    state: Literal["asked", "reviewed"] = Field(
        description="asked: it is open who sold. reviewed: its chances are found."
    )
    chances: Chances
    turns: int
    deal: Deal | None
    consent: str
    keep_until: str | None = Field(description="The day after which it is deleted.")
    sellers: list[str]
    buyers: list[str]
    version: int = Field(description="Rises with every change.")


def call_of(line: CallLine, *, chances: Chances | None = None) -> Call:
    """Give a call's line in its shape; chances: counts that say less than the line's own."""
    named = line.deal is not None and line.deal_name is not None
    return Call(
        id=line.id, title=line.title, kind=line.kind, source=line.source, started=line.started,
        imported=line.imported, state="asked" if line.state == "asked" else "reviewed",
        chances=chances or Chances(given=line.given, taken=line.taken), turns=line.turns,
        deal=Deal(id=line.deal or 0, name=line.deal_name or "") if named else None,
        consent=line.consent, keep_until=line.keep_until, sellers=list(line.sellers),
        buyers=list(line.buyers), version=line.version,
    )  # fmt: skip


class Attended(Shape):
    """Somebody who took part in a call. participant: their id in the conversation."""

    participant: str
    person: int
    name: str
    written: str = Field(description="The name as this call has it.")
    side: Literal["seller", "buyer", "unknown"]


def attended(one: Attendance) -> Attended:
    """Give somebody's attendance in its shape."""
    return Attended.model_validate(
        {"participant": one.participant, "person": one.person, "name": one.name,
         "written": one.written, "side": one.side}
    )  # fmt: skip


class PersonShape(Shape):
    """Somebody known over calls; calls counts those that the token's owner may see."""

    id: int
    name: str
    side: Literal["seller", "buyer", "unknown"]
    email: str | None
    organisation: str | None
    team: int | None
    roles: list[Role]
    signs_in: bool
    calls: int


def person_of(one: Person) -> PersonShape:
    """Give a person in their shape."""
    return PersonShape.model_validate(
        {"id": one.id, "name": one.name, "side": one.side, "email": one.email,
         "organisation": one.organisation, "team": one.team, "roles": sorted(one.roles),
         "signs_in": one.signs_in, "calls": one.calls}
    )  # fmt: skip


ImportState = Literal["waiting", "working", "done", "same", "failed"]


class Import(Shape):
    """One file on its way in; times are ISO 8601 in UTC."""

    id: int
    name: str
    state: ImportState = Field(description="same: this call was here already.")
    reason: str = Field(description="Why it failed and how to mend it; else empty.")
    call: CallId | None = Field(description="The call it became.")
    queued: str
    ended: str | None


def import_of(job: Job) -> Import:
    """Give a file on its way in in its shape."""
    return Import.model_validate(
        {"id": job.id, "name": job.name, "state": job.state, "reason": job.reason,
         "call": job.call, "queued": job.queued, "ended": job.ended}
    )  # fmt: skip
