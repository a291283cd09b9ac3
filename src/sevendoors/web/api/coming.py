"""Imports: what became of the files you brought in."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from sevendoors.app.front import api_view
from sevendoors.web.api.auth import Reader
from sevendoors.web.api.errors import documented
from sevendoors.web.api.paging import Page, Part, part
from sevendoors.web.api.shapes import Import, ImportState, Number, import_of

routes = APIRouter(tags=["imports"])


class Imports(Part):
    """What a list of files on their way in is narrowed to."""

    state: ImportState | SkipJsonSchema[None] = Field(None, description="Only those so far.")


@routes.get("/imports", responses=documented())
def list_imports(
    request: Request, asked: Reader, query: Annotated[Imports, Query()]
) -> Page[Import]:
    """List the files you brought in, newest first. Scope: read."""
    states = [query.state] if query.state else []
    found, total = api_view.imports_of(
        asked.place, asked.viewer, states, limit=query.limit, after=query.after
    )
    return part(request, query, [import_of(job) for job in found],
                more=query.after + len(found) < total, total=total)  # fmt: skip


@routes.get("/imports/{id}", responses=documented(404))
def read_import(id: Number, asked: Reader) -> Import:
    """Read what became of one file. Scope: read."""
    return import_of(api_view.import_of(asked.place, asked.viewer, id))
