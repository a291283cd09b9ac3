"""The server: every request is checked, answered by one handler, and wrapped in safe headers."""

import hmac
import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sevendoors.app.base.place import Place
from sevendoors.app.front.worker import Worker
from sevendoors.app.people import access
from sevendoors.core.errors import AwayError, ClashError, DoorsError, GoneError
from sevendoors.store.opening import is_up
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.routes import PAGES
from sevendoors.web.shell import back, page

COOKIE = "doors"
LARGEST_REQUEST = 200_000_000
_TOO_LARGE = "These files are too large to take at once."
MOST_FILES, MOST_FIELDS = 2_000, 2_000
_OWN_WORDS = frozenset(
    "static healthz api v1 moments scores imports marks openapi.json".split()
).union(*(set(route.path.split("/")) for route in PAGES))
_log = logging.getLogger("sevendoors")
HEADERS = (
    (b"content-security-policy",
     b"default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
     b"img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
     b"frame-ancestors 'none'; manifest-src 'self'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(self)"),
)  # fmt: skip


def build_app(
    place: Place,
    *,
    worker: Worker | None = None,
    hosts: Sequence[str] = (),
    secure: bool = False,
    demo: bool = False,
) -> ASGIApp:
    """Put the pages and the API together over an open place.

    hosts: names this server answers to, all where empty. secure: cookies only over https.
    """
    from sevendoors.web.api.build import build_api  # noqa: PLC0415  (start-up time)

    wake = worker.wake if worker else lambda: None
    routes: list[Any] = [
        Route(route.path, _endpoint(route, place, wake, secure=secure, demo=demo),
              methods=[route.method])
        for route in PAGES
    ]  # fmt: skip
    app = Starlette(
        routes=[
            *routes,
            Route("/healthz", _health(place)),
            Mount("/static", StaticFiles(packages=[("sevendoors.web", "static")])),
            Mount("/api/v1", build_api(place, wake)),
        ],
        exception_handlers={404: _lost(place, demo=demo), 405: _lost(place, demo=demo),
                            Exception: _broken},
    )  # fmt: skip
    return Guard(app, hosts=frozenset(hosts))


def _health(place: Place) -> Any:
    async def health(request: Request) -> Response:
        del request
        up = await run_in_threadpool(is_up, place.store)
        return JSONResponse({"status": "up" if up else "away"}, 200 if up else 503)

    return health


def _endpoint(route: PageRoute, place: Place, wake: Any, *, secure: bool, demo: bool) -> Any:
    async def endpoint(request: Request) -> Response:
        ask = Ask(request=request, place=place, signed=None, wake=wake, demo=demo)
        try:
            ask = replace(ask, signed=await run_in_threadpool(_signed, place, request))
            if ask.signed is None and not route.open:
                return _unknown(ask)
            if request.method == "POST":
                ask = await _with_form(ask)
                if not route.open:
                    _same_site(ask)
            answer = await run_in_threadpool(route.handler, ask)
        except DoorsError as error:
            answer = told(ask, error)
        fresh = getattr(answer, "signed", None)
        if isinstance(fresh, access.SignedIn) and fresh.secret:
            answer.set_cookie(COOKIE, fresh.secret, httponly=True, samesite="lax", secure=secure,
                              max_age=access.ALONE_DAYS * 86_400, path="/")  # fmt: skip
        return answer

    return endpoint


def _signed(place: Place, request: Request) -> access.SignedIn | None:
    return access.signed_in(place, request.cookies.get(COOKIE, ""))


async def _with_form(ask: Ask) -> Ask:
    form: dict[str, list[str]] = {}
    files: list[tuple[str, bytes]] = []
    try:
        async with ask.request.form(
            max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=30_000_000
        ) as read:
            for name, value in read.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        files.append((value.filename, await value.read()))
                else:
                    form.setdefault(name, []).append(str(value).replace("\x00", ""))
    except HTTPException as error:
        if error.status_code == 413:
            raise
        raise DoorsError(
            "This form could not be read.", fix="Send fewer or smaller files at a time."
        ) from error
    return replace(ask, form=form, files=tuple(files))


def _same_site(ask: Ask) -> None:
    """Refuse a form that another site sent in the viewer's name."""
    word = ask.signed.csrf if ask.signed else ""
    given = ask.value("csrf") or ask.request.headers.get("x-csrf", "")
    if not word or not hmac.compare_digest(given.encode(), word.encode()):
        raise DoorsError(
            "This form was not sent from a page of yours, or that page is too old.",
            fix="Load the page again and repeat what you did.",
        )


def _unknown(ask: Ask) -> Response:
    """Lead a stranger to the door."""
    if ask.request.method == "GET" and "text/html" in ask.request.headers.get("accept", "*/*"):
        return back("/login")
    return PlainTextResponse("There is nothing here.", 404)


def told(ask: Ask, error: DoorsError) -> Response:
    """Say what went wrong in one sentence, with a status a program understands."""
    status = {GoneError: 404, ClashError: 409, AwayError: 503}.get(type(error), 400)
    if ask.request.headers.get("x-part"):
        return JSONResponse({"said": str(error)}, status)
    return page(ask, "said.html", status, title="Nothing here" if status == 404 else "Not done",
                what=error.what, where=error.where, fix=error.fix)  # fmt: skip


def _lost(place: Place, *, demo: bool) -> Any:
    async def lost(request: Request, _: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return _short(request.scope, 404, GoneError().what, "")
        ask = Ask(request=request, place=place, signed=None, demo=demo)
        try:
            ask = replace(ask, signed=await run_in_threadpool(_signed, place, request))
        except DoorsError as error:
            return told(ask, error)
        return told(ask, GoneError())

    return lost


def _broken(request: Request, _: Exception) -> Response:
    del request
    return PlainTextResponse("Something went wrong here. Nothing was lost; try again.", 500)


class Guard:
    """Stands before the app: known hosts only, no request too large, safe headers, a plain log."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        """Take the app and the names it answers to."""
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request, pass it on, and log it without names or words."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *HEADERS, *_caching(scope["path"])]
            await send(message)

        try:
            app = self._refused(scope) or self._app
            await app(scope, _counted(receive), sending)
        except Exception:
            # Answered already. It ends here, since a server's own log would repeat its words.
            _log.exception("a request failed")
        _log.info(
            "request",
            extra={"doors": {"method": scope["method"], "route": _route(scope), "status": status,
                             "ms": round((time.perf_counter() - started) * 1000)}},
        )  # fmt: skip

    def _refused(self, scope: Scope) -> Response | None:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").rsplit(":", 1)[0]
        if self._hosts and host not in self._hosts:
            return _short(scope, 421, "This server does not go by that name.", "Use its own name.")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST_REQUEST:
            return _short(scope, 413, _TOO_LARGE, "Send fewer or smaller files at a time.")
        return None


def _short(scope: Scope, status: int, what: str, fix: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": {"what": what, "where": "", "fix": fix}}, status)
    return PlainTextResponse(f"{what} {fix}", status)


def _counted(receive: Receive) -> Receive:
    """Stop a request that did not say how large it is once it is too large."""
    taken = 0

    async def counting() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_REQUEST:
            raise HTTPException(413, _TOO_LARGE)
        return message

    return counting


def _caching(path: str) -> list[tuple[bytes, bytes]]:
    kept = path.startswith("/static/")
    return [(b"cache-control", b"public, max-age=3600" if kept else b"no-store")]


def _route(scope: Scope) -> str:
    """Name the kind of page by words of our own addresses only, so that the log tells of nobody."""
    parts = [p for p in str(scope["path"]).split("/") if p]
    return "/" + "/".join(p if p in _OWN_WORDS else "…" for p in parts[:5])
