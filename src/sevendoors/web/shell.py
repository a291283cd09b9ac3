"""The frame around every page: templates, the navigation, and how an answer is made."""

import hmac
import secrets
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sevendoors.app.base import rights
from sevendoors.app.base.words import CHANCE_WORDS, clock, day_words
from sevendoors.app.demo.demo import demo_people
from sevendoors.app.people.access import SignedIn
from sevendoors.core.codes import Cue
from sevendoors.web.asking import Ask

_NAV = (
    ("/", "Today"),
    ("/calls", "Calls"),
    ("/deals", "Deals"),
    ("/practise", "Practise"),
    ("/me", "Me"),
    ("/team", "Team"),
    ("/codebook", "Codebook"),
    ("/evidence", "Evidence"),
    ("/settings", "Settings"),
)


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Give the templates, everything escaped; those of exported pages are shared."""
    env = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("sevendoors.web", "templates"),
                PackageLoader("sevendoors.app", "templates"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["day"] = day_words
    env.filters["clock"] = clock
    env.filters["plural"] = lambda n, one, many: one if n == 1 else many
    env.filters["chance"] = lambda code: CHANCE_WORDS[Cue(code)]
    env.filters["url"] = lambda text: quote(str(text), safe="")
    return env


def page(ask: Ask, template: str, status: int = 200, **model: Any) -> Response:
    """Write one page inside the frame; the model's values are what the template names."""
    signed = ask.signed
    nav = [(path, name) for path, name in _NAV if path != "/team" or _has_team(ask)]
    text = (
        templates()
        .get_template(template)
        .render(
            nav=nav if signed else [],
            here=ask.request.url.path,
            viewer=signed.viewer if signed else None,
            csrf=signed.csrf if signed else "",
            demo=demo_people(ask.place) if ask.demo else (),
            said=_ours(ask),
            **model,
        )
    )
    return HTMLResponse(text, status)


def _has_team(ask: Ask) -> bool:
    return ask.signed is not None and rights.may_see_team(ask.signed.viewer)


# Drawn anew at each start: a sentence in an address is shown only where this server put it there.
_SECRET = secrets.token_bytes(32)


def _seal(said: str) -> str:
    return hmac.new(_SECRET, said.encode(), "sha256").hexdigest()[:16]


def _ours(ask: Ask) -> str:
    said = ask.query("said")
    return said if hmac.compare_digest(_seal(said).encode(), ask.query("by").encode()) else ""


def back(to: str, said: str = "") -> Response:
    """Lead the browser to a page of ours after something was done, saying so in one sentence."""
    if said:
        path, mark, spot = to.partition("#")
        to = f"{path}{'&' if '?' in path else '?'}said={quote(said)}&by={_seal(said)}{mark}{spot}"
    return RedirectResponse(to, 303)


def with_session(answer: Response, signed: SignedIn) -> Response:
    """Let an answer carry a new session; the server turns it into the cookie."""
    held: Any = answer
    held.signed = signed
    return answer
