"""Moments over all calls, and what people say about them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from sevendoors.app.calls import marking
from sevendoors.app.front import api_view
from sevendoors.web.api.auth import Reader, Writer
from sevendoors.web.api.errors import documented
from sevendoors.web.api.moment_shapes import (
    Dispute,
    MarkedMoment,
    MarkShape,
    MomentShape,
    NewMark,
    mark_of,
    moment_of,
)
from sevendoors.web.api.paging import Page, Part, part
from sevendoors.web.api.shapes import GRADES, CallId, Day, Kind, MomentId, Number, Outcome

routes = APIRouter(tags=["moments"])


class Moments(Part):
    """What a list of moments is narrowed to."""

    call: CallId | SkipJsonSchema[None] = None
    person: Number | SkipJsonSchema[None] = Field(None, description="The seller who answered.")
    chance: Kind | SkipJsonSchema[None] = Field(None, description="The kind of chance.")
    outcome: Outcome | SkipJsonSchema[None] = Field(None, description="What became of it.")
    since: Day | SkipJsonSchema[None] = Field(
        None, description="In calls held on this day or later."
    )

    def narrowed(self) -> api_view.MomentFilter:
        """Give the filter as the pages would ask it."""
        return api_view.MomentFilter(
            seller=self.person,
            call=self.call or "",
            code=self.chance or "",
            grade=None if self.outcome is None else int(GRADES[self.outcome]),
            since=self.since.isoformat() if self.since else "",
        )


@routes.get("/moments", responses=documented(404))
def list_moments(
    request: Request, asked: Reader, query: Annotated[Moments, Query()]
) -> Page[MomentShape]:
    """List the moments you may see, newest call first. Scope: read."""
    found, more = api_view.moments_seen(
        asked.place, asked.viewer, query.narrowed(), limit=query.limit, after=query.after
    )
    return part(request, query, [moment_of(one) for one in found], more=more, total=None)


@routes.get("/moments/{id}", responses=documented(404))
def read_moment(id: MomentId, asked: Reader) -> MarkedMoment:
    """Read one moment with what was said about it. Scope: read."""
    found, said = api_view.moment_seen(asked.place, asked.viewer, id)
    return MarkedMoment(**moment_of(found).model_dump(), marks=[mark_of(one) for one in said])


@routes.post("/moments/{id}/marks", status_code=201, responses=documented(404, 409, 413))
def say(id: MomentId, asked: Writer, mark: NewMark) -> MarkShape:
    """Agree, disagree, dispute or comment. Scope: write.

    A new agreement, disagreement or dispute replaces your old one; comments add up.
    """
    outcome = mark.outcome if isinstance(mark, Dispute) else None
    made = marking.say(
        asked.place, asked.viewer, id, mark.kind, text=mark.text, visible=mark.visible,
        grade=None if outcome is None else int(GRADES[outcome]),
    )  # fmt: skip
    return mark_of(made)
