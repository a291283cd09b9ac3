"""People: whom you have met in calls, and whom you work with."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from sevendoors.app.front import api_view
from sevendoors.web.api.auth import Reader
from sevendoors.web.api.errors import documented
from sevendoors.web.api.paging import Page, Part, part
from sevendoors.web.api.shapes import Number, PersonShape, Words, person_of

routes = APIRouter(tags=["people"])


class People(Part):
    """What a list of people is narrowed to."""

    words: Words | SkipJsonSchema[None] = Field(None, description="Part of a name or e-mail.")


@routes.get("/people", responses=documented())
def list_people(
    request: Request, asked: Reader, query: Annotated[People, Query()]
) -> Page[PersonShape]:
    """List the people you have met in calls or work with, sellers first. Scope: read."""
    found, total = api_view.people_listed(
        asked.place, asked.viewer, query.words or "", limit=query.limit, after=query.after
    )
    return part(request, query, [person_of(one) for one in found],
                more=query.after + len(found) < total, total=total)  # fmt: skip


@routes.get("/people/{id}", responses=documented(404))
def read_person(id: Number, asked: Reader) -> PersonShape:
    """Read one person. Scope: read."""
    return person_of(api_view.person_listed(asked.place, asked.viewer, id))
