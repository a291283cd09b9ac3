"""Looking at everything a store holds, and filling it with small calls without reading any."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text
from tests.world import a_call

from sevendoors.app.base.place import Place
from sevendoors.app.coming.importing import finish
from sevendoors.app.reading.keeping import Told
from sevendoors.app.reading.reading_in import ReadIn
from sevendoors.core.conversation import Conversation
from sevendoors.core.kept import KeptMoment
from sevendoors.store import jobs, moments
from sevendoors.store.people_tables import meta
from sevendoors.store.tables import job

Rows = dict[str, list[tuple[Any, ...]]]


def everything(place: Place, *, without: Sequence[str] = ()) -> Rows:
    """Give every row of every table, the search words too."""
    with place.store.read() as connection:
        found = {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in meta.tables.items()
            if name not in without
        }
        said = connection.execute(text("SELECT call_id, words FROM said ORDER BY call_id"))
        found["said"] = [tuple(row) for row in said]
    return found


def keep_talk(
    place: Place, owner: int, talk: Conversation, told: Told | None = None, name: str = "call.txt"
) -> str:
    """Keep one conversation as if a file of it had been brought in; gives the state of its job."""
    sha = place.files.keep(f"{talk.id} {name}".encode("utf-8", "replace"))
    with place.store.write() as connection:
        made = jobs.add_job(connection, name=name, files=[(sha, name)], owner=owner,
                            now=place.now())  # fmt: skip
        waiting = jobs.job_of(connection, made)
    return finish(place, waiting, ReadIn(talk=talk), told)


def small_call(name: str, *lines: str) -> Conversation:
    """Make a call of Marta and Jonas with an id of its own."""
    return replace(a_call(*(lines or ("Marta: We lose a day.", "Jonas: Whose day?"))), id=name)


def a_moment(name: str, call: str, seller: int | None, **more: Any) -> KeptMoment:
    """Make a moment as the store keeps it."""
    told: dict[str, Any] = {
        "place": 0, "turn": 0, "code": "CONCERN", "grade": 0, "p": 0.9, "late": False,
        "quote": "We lose a day.", "data": {"id": name},
    }  # fmt: skip
    return KeptMoment(id=name, call=call, seller=seller, **{**told, **more})


def set_moments(place: Place, call: str, *made: KeptMoment) -> None:
    """Write a call's moments anew."""
    with place.store.write() as connection:
        moments.set_moments(connection, call, made, place.now())


def job_states(place: Place) -> list[str]:
    """List the states of all jobs."""
    with place.store.read() as connection:
        return list(connection.execute(select(job.c.state).order_by(job.c.id)).scalars())
