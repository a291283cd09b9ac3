"""What a program hears when something is not done: one shape, the same for every status."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Match

from sevendoors.core.errors import AwayError, ClashError, DoorsError, GoneError

READ_THE_PAGE = "Compare it with /api/v1/openapi.json."


class Told(BaseModel):
    """What happened, where, and how to mend it; where and fix may be empty."""

    what: str = Field(description="One sentence: what happened.")
    where: str = Field(description="The field, file or place it is about, or empty.")
    fix: str = Field(description="One sentence: how to mend it, or empty.")


class ErrorAnswer(BaseModel):
    """Every answer that is not a success."""

    error: Told


class RefusedError(Exception):
    """A request that is turned away before anything was asked of the store."""

    def __init__(
        self, status: int, what: str, *, where: str = "", fix: str = "", headers: Any = None
    ) -> None:
        """Say with which status, what happened, where, and how to mend it."""
        super().__init__(status, what)
        self.status, self.what, self.where, self.fix = status, what, where, fix
        self.headers: Mapping[str, str] = headers or {}


def answer(refused: RefusedError) -> JSONResponse:
    """Write the answer to a request that was turned away."""
    told = Told(what=refused.what, where=refused.where, fix=refused.fix)
    body = ErrorAnswer(error=told).model_dump()
    return JSONResponse(body, refused.status, headers=dict(refused.headers))


def no_token() -> RefusedError:
    """Turn away who brings no token, or one that is unknown or has run out."""
    return RefusedError(
        401,
        "A token is needed, and none that is known and still runs was sent.",
        where="Authorization",
        fix="Make one under Settings and send it as: Authorization: Bearer TOKEN.",
        headers={"WWW-Authenticate": 'Bearer realm="Seven Doors"'},
    )


def of_doors(error: DoorsError) -> RefusedError:
    """Give what a person can mend the status that a program understands."""
    known = {GoneError: 404, ClashError: 409, AwayError: 503}
    status = known.get(type(error), 422)
    headers = {"Retry-After": "5"} if status == 503 else {}
    return RefusedError(status, error.what, where=error.where, fix=error.fix, headers=headers)


def sorry() -> RefusedError:
    """Say that something broke here, and nothing of what."""
    return RefusedError(500, "Something went wrong here. Nothing was lost.", fix="Try again.")


def too_large(most: int) -> RefusedError:
    """Turn away a request that is larger than is read."""
    return RefusedError(413, too_large_text(most), fix="Send less at a time.")


def too_large_text(most: int) -> str:
    """Say how much is read at once."""
    size = f"{most / 1e6:.0f} MB" if most >= 1e6 else f"{most / 1e3:.0f} KB"
    return f"At most {size} are taken at once."


def _of_http(request: Request, error: HTTPException, routers: Sequence[APIRouter]) -> RefusedError:
    if error.status_code == 404:
        return of_doors(GoneError())
    if error.status_code == 405:
        allowed = ", ".join(_methods(request, routers))
        return RefusedError(
            405, "This address is not asked in this way.", where=request.method,
            fix=f"Allowed here: {allowed}.", headers={"Allow": allowed},
        )  # fmt: skip
    if error.status_code == 413:
        return RefusedError(413, error.detail, fix="Send less at a time.")
    status = 422 if error.status_code == 400 else error.status_code
    return RefusedError(status, "This request could not be read.", fix=READ_THE_PAGE)


def _methods(request: Request, routers: Sequence[APIRouter]) -> Sequence[str]:
    """List every way an address may be asked; the router itself knows only the first."""
    found: set[str] = set()
    for route in (route for router in routers for route in router.routes):
        if isinstance(route, APIRoute) and route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return sorted(found)


def _of_values(error: RequestValidationError) -> RefusedError:
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    if place[0] == "path":  # an id that cannot be is like one that is not
        return of_doors(GoneError())
    unknown = first["type"] == "extra_forbidden"
    what = (
        "This is not known here."
        if unknown
        else f"{str(first['msg']).removeprefix('Value error, ')}."
    )
    # Between the two stands which of several shapes was tried, which tells nobody anything.
    where = place[:2] if place[0] == "query" or len(place) < 3 else [place[0], place[-1]]
    return RefusedError(422, what, where=".".join(where), fix=READ_THE_PAGE)


def tell_errors(api: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Let every error of the API speak in the one shape; routers: all that it is made of."""

    async def doors(_: Request, error: Any) -> JSONResponse:
        return answer(of_doors(error))

    async def refused(_: Request, error: Any) -> JSONResponse:
        return answer(error)

    async def http(request: Request, error: Any) -> JSONResponse:
        return answer(_of_http(request, error, routers))

    async def values(_: Request, error: Any) -> JSONResponse:
        return answer(_of_values(error))

    api.add_exception_handler(DoorsError, doors)
    api.add_exception_handler(RefusedError, refused)
    api.add_exception_handler(HTTPException, http)
    api.add_exception_handler(RequestValidationError, values)


_TEXTS = {
    401: "No token, or one that is unknown or has run out.",
    403: "The token may not do this; make one with the right scope.",
    404: "There is nothing here that the token's owner may see; what exists looks the same.",
    409: "Somebody else changed the same thing meanwhile; nothing was overwritten.",
    413: "The request is larger than is read.",
    422: "The request does not have the described shape, or a value in it cannot be used.",
    500: "Something broke here; nothing was lost.",
    503: "The store cannot be used just now; nothing was changed.",
}


def documented(*more: int) -> dict[int | str, dict[str, Any]]:
    """Describe the errors an address may answer with: those all have, and `more`."""
    shown = {401, 403, 422, 500, 503, *more}
    described: dict[int | str, dict[str, Any]] = {
        status: {"model": ErrorAnswer, "description": _TEXTS[status]} for status in sorted(shown)
    }
    described[401]["headers"] = {"WWW-Authenticate": _header("How to sign in.")}
    described[503]["headers"] = {"Retry-After": _header("Seconds to wait.")}
    return described


def _header(text: str) -> dict[str, Any]:
    return {"description": text, "required": True, "schema": {"type": "string"}}
