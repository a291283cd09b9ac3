"""Puts the API together."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from sevendoors.app.base.place import Place
from sevendoors.web.api import calls, coming, moments, people, scores
from sevendoors.web.api.auth import Gate
from sevendoors.web.api.errors import tell_errors

_ABOUT = """Everything the pages show, for programs, by the same rights.

Make a token under Settings and send it as `Authorization: Bearer TOKEN`.
What you may not see answers 404, as if it were not there.
Long lists come in parts; follow `next` until it is null.
Every error has one shape: what happened, where, and how to mend it."""
ROUTERS = (calls.routes, moments.routes, people.routes, scores.routes, coming.routes)


def build_api(place: Place, wake: Callable[[], None]) -> FastAPI:
    """Make the API over an open place; wake: says that files wait to be read."""
    api = FastAPI(
        title="Seven Doors",
        version="1",
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_named,
        separate_input_output_schemas=False,
        redirect_slashes=False,
    )
    for routes in ROUTERS:
        api.include_router(routes)
    tell_errors(api, ROUTERS)
    gate: Any = Gate
    api.add_middleware(gate, place=place, wake=wake)
    return api


def _named(route: APIRoute) -> str:
    return route.name
