"""Calls: list them, read one, bring files in, delete one."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from sevendoors.app.calls.call_reading import OpenCall
from sevendoors.app.front import api_view
from sevendoors.app.people.deleting import delete_call
from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.json_out import review_json
from sevendoors.store.calls import CallFilter
from sevendoors.web.api import uploads
from sevendoors.web.api.auth import Reader, Writer
from sevendoors.web.api.errors import documented
from sevendoors.web.api.moment_shapes import MomentShape, moment_of
from sevendoors.web.api.paging import Page, Part, part
from sevendoors.web.api.review_shapes import WholeCall
from sevendoors.web.api.shapes import (
    GRADES,
    Call,
    CallId,
    Chances,
    Day,
    Import,
    Kind,
    Number,
    Outcome,
    Shape,
    Words,
    attended,
    call_of,
    import_of,
)

routes = APIRouter(tags=["calls"])


class Calls(Part):
    """What a list of calls is narrowed to."""

    words: Words | SkipJsonSchema[None] = Field(None, description="Said in the call, all of them.")
    person: Number | SkipJsonSchema[None] = Field(None, description="Who took part.")
    deal: Number | SkipJsonSchema[None] = None
    kind: Annotated[str, Field(max_length=20, pattern="^[^\\x00]*$")] | SkipJsonSchema[None] = (
        Field(None, description="The kind of call, such as discovery.")
    )
    state: Literal["asked", "reviewed"] | SkipJsonSchema[None] = None
    chance: Kind | SkipJsonSchema[None] = Field(None, description="Holds such a chance.")
    outcome: Outcome | SkipJsonSchema[None] = Field(
        None, description="Holds a chance that ended so; with chance, one that is both."
    )
    since: Day | SkipJsonSchema[None] = Field(None, description="Held on this day or later.")
    until: Day | SkipJsonSchema[None] = Field(None, description="Held on this day or before.")

    def narrowed(self) -> CallFilter:
        """Give the filter as the store takes it."""
        return CallFilter(
            words=self.words or "",
            who=self.person,
            deal=self.deal,
            kind=self.kind or "",
            state=self.state or "",
            code=self.chance or "",
            grade=None if self.outcome is None else int(GRADES[self.outcome]),
            since=self.since.isoformat() if self.since else "",
            until=self.until.isoformat() if self.until else "",
        )


class Queued(Shape):
    """The files that were taken, each with the number to ask after it by."""

    imports: list[Import]


@routes.get("/calls", responses=documented())
def list_calls(request: Request, asked: Reader, query: Annotated[Calls, Query()]) -> Page[Call]:
    """List the calls you may see whole, newest first. Scope: read."""
    lines, total = api_view.calls_seen(
        asked.place, asked.viewer, query.narrowed(), limit=query.limit, after=query.after
    )
    return part(request, query, [call_of(line) for line in lines],
                more=query.after + len(lines) < total, total=total)  # fmt: skip


@routes.post(
    "/calls", status_code=202, responses=documented(413), openapi_extra=uploads.described()
)
async def bring_in(request: Request, asked: Writer) -> Queued:
    """Bring transcripts in: they are kept at once and read in the background. Scope: write.

    The same file again is not doubled, and one that cannot be taken is listed as failed.
    Ask /imports/{id} what became of each.
    """
    files, words = await uploads.read(request)
    made = await run_in_threadpool(api_view.bring_files, asked.place, asked.viewer, files, words)
    asked.wake()
    return Queued(imports=[import_of(job) for job in made])


@routes.get("/calls/{id}", response_model=WholeCall, responses=documented(404))
def read_call(id: CallId, asked: Reader) -> Response:
    """Read one call: its review, or its conversation while it is open who sold. Scope: read.

    Of a call that is not yours you get what was released to you.
    """
    return JSONResponse(_whole(api_view.call_seen(asked.place, asked.viewer, id)))


def _whole(seen: OpenCall) -> dict[str, Any]:
    review = review_json(seen.review) if seen.whole and seen.review else None
    line = call_of(seen.line, chances=_chances(seen)).model_dump() if seen.whole else None
    return {
        "id": seen.line.id,
        "sight": "whole" if seen.whole else "part",
        "call": line,
        "people": [attended(one).model_dump() for one in seen.people] if seen.whole else [],
        "conversation": to_json(seen.talk) if seen.whole and review is None else None,
        "review": review,
        "moments": [moment_of(one).model_dump(mode="json") for one in seen.moments],
    }


def _chances(seen: OpenCall) -> Chances:
    review = seen.review
    return Chances(given=review.given, taken=review.taken) if review else Chances(given=0, taken=0)


@routes.delete("/calls/{id}", status_code=204, responses=documented(404, 409))
def drop_call(id: CallId, asked: Writer) -> Response:
    """Delete one of your calls with all that hangs on it, its file too. Scope: write."""
    delete_call(asked.place, asked.viewer, id)
    return Response(status_code=204)


@routes.get("/calls/{id}/moments", responses=documented(404), tags=["moments"])
def list_moments_of_call(
    request: Request, id: CallId, asked: Reader, query: Annotated[Part, Query()]
) -> Page[MomentShape]:
    """List the moments of one call that you may see, in the order spoken. Scope: read."""
    found, more = api_view.moments_seen(
        asked.place, asked.viewer, api_view.MomentFilter(call=id), limit=query.limit,
        after=query.after,
    )  # fmt: skip
    return part(request, query, [moment_of(one) for one in found], more=more, total=None)
