"""Who a program asks for: its token is looked at first, before anything else is read."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sevendoors.app.base.place import Place
from sevendoors.app.people import access
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.web.api.errors import (
    RefusedError,
    answer,
    no_token,
    of_doors,
    sorry,
    too_large,
    too_large_text,
)

MOST_UPLOADED, MOST_SAID = 200_000_000, 100_000
OPEN = "/openapi.json"
_log = logging.getLogger("sevendoors")
_BEARER = HTTPBearer(
    auto_error=False, scheme_name="token", description="A token made under Settings."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request of a program: of which place, for whom, and what its token may do."""

    place: Place
    viewer: Viewer
    scopes: frozenset[str]
    wake: Callable[[], None]


def _asked(request: Request, scope: str) -> Asked:
    asked: Asked = request.scope["doors"]
    if scope not in asked.scopes:
        raise RefusedError(
            403, f"This token may not {scope}.", where="Authorization",
            fix=f"Make a token that may {scope} under Settings.",
        )  # fmt: skip
    return asked


Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]


def _reader(request: Request, _: Bearer) -> Asked:
    return _asked(request, "read")


def _writer(request: Request, _: Bearer) -> Asked:
    return _asked(request, "write")


Reader = Annotated[Asked, Depends(_reader)]
Writer = Annotated[Asked, Depends(_writer)]


class Gate:
    """Stands before the API: a known token only, no request too large, no fault shown."""

    def __init__(self, app: ASGIApp, *, place: Place, wake: Callable[[], None]) -> None:
        """Take what stands behind it."""
        self._app, self._place, self._wake = app, place, wake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request and pass it on."""
        if scope["type"] != "http" or scope["path"] == scope.get("root_path", "") + OPEN:
            await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            asked = await run_in_threadpool(self._known, dict(scope["headers"]))
            most = _most(scope)
            _check_length(scope, most)
            await self._app({**scope, "doors": asked}, _counted(receive, most), sending)
        except Exception as error:
            if begun:
                raise
            await answer(_as_refused(error))(scope, receive, send)

    def _known(self, headers: dict[bytes, bytes]) -> Asked:
        scheme, _, secret = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        found = access.by_token(self._place, secret.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise no_token()
        viewer, scopes = found
        return Asked(place=self._place, viewer=viewer, scopes=scopes, wake=self._wake)


def _as_refused(error: Exception) -> RefusedError:
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, DoorsError):
        return of_doors(error)
    _log.error("a request of a program failed", exc_info=error)
    return sorry()


def _most(scope: Scope) -> int:
    uploads = scope["method"] == "POST" and scope["path"].endswith("/calls")
    return MOST_UPLOADED if uploads else MOST_SAID


def _check_length(scope: Scope, most: int) -> None:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    if not told.isdigit() or int(told) > most:
        raise too_large(most)


def _counted(receive: Receive, most: int) -> Receive:
    """Stop reading where more comes than was told, or nothing was told."""
    read = 0

    async def counting() -> Any:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(
                413, too_large_text(most)
            )  # any other kind would be taken for broken JSON
        return message

    return counting
