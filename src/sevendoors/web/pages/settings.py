"""Settings: password, programs, retention, and the data of a person."""

from collections.abc import Iterator
from typing import IO

from starlette.responses import Response, StreamingResponse

from sevendoors.app.base import rights
from sevendoors.app.people import access, settings_kept
from sevendoors.app.people.taking_out import take_out
from sevendoors.core.errors import DoorsError
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.shell import back, page, with_session

_BLOCK = 1 << 16


def show(ask: Ask) -> Response:
    """Show somebody their settings."""
    told = settings_kept.settings_of(ask.place, ask.viewer)
    return page(ask, "settings.html", told=told, scopes=rights.SCOPES)


def name(ask: Ask) -> Response:
    """Keep one's own name and e-mail."""
    settings_kept.set_own_name(ask.place, ask.viewer, ask.value("name"), ask.value("email"))
    return back("/settings", "Your name and e-mail are kept.")


def password(ask: Ask) -> Response:
    """Set one's own password; every other browser is signed out."""
    if ask.value("new") != ask.value("again"):
        raise DoorsError("The two new passwords differ.", fix="Type both again.")
    signed = access.set_own_password(
        ask.place, ask.viewer, ask.value("old"), ask.value("new"), email=ask.value("email")
    )
    said = "Your password is set. You stay signed in here; every other browser signs in anew."
    return with_session(back("/settings", said), signed)


def make_token(ask: Ask) -> Response:
    """Make a token for a program and show it, this once."""
    named, days = ask.value("name"), ask.number("days")
    secret = access.make_token(
        ask.place, ask.viewer, named, ask.values("scope"), days if days is not None else 90
    )
    return page(ask, "settings_token.html", name=named or "a program", secret=secret,
                address=f"{str(ask.request.base_url).rstrip('/')}/api/v1")  # fmt: skip


def end_token(ask: Ask) -> Response:
    """End a token."""
    settings_kept.end_token(ask.place, ask.viewer, whole(ask.path["id"], "token") or 0)
    return back("/settings", "That token is ended.")


def keep(ask: Ask) -> Response:
    """Say how long calls are kept."""
    days = ask.number("days")
    settings_kept.set_keep_days(ask.place, ask.viewer, days)
    told = "until somebody deletes them" if days is None else f"for {days} days"
    return back("/settings", f"Calls that come in from now on are kept {told}.")


def take_away(ask: Ask) -> Response:
    """Give somebody everything that is kept about them."""
    return archive(take_out(ask.place, ask.viewer, ask.viewer.person), ask.place.today())


def archive(held: IO[bytes], day: str) -> Response:
    """Send a ZIP as a download, piece by piece."""

    def pieces() -> Iterator[bytes]:
        with held:
            while block := held.read(_BLOCK):
                yield block

    name = f'attachment; filename="seven-doors-{day}.zip"'
    return StreamingResponse(
        pieces(), media_type="application/zip", headers={"content-disposition": name}
    )


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/settings", show),
    PageRoute("POST", "/settings/name", name),
    PageRoute("POST", "/settings/password", password),
    PageRoute("POST", "/settings/tokens", make_token),
    PageRoute("POST", "/settings/tokens/{id}/end", end_token),
    PageRoute("POST", "/settings/keep", keep),
    PageRoute("POST", "/settings/take-out", take_away),
)
