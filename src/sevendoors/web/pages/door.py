"""The way in: the printed link, signing in and out, and the link of an invitation."""

from starlette.responses import Response

from sevendoors.app.base.place import only_viewer
from sevendoors.app.people import access
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.shell import back, page, with_session


def enter(ask: Ask) -> Response:
    """Open the pages by the printed link, without any password while only one person is here."""
    signed = access.enter_alone(ask.place, ask.path["key"])
    return with_session(back("/"), signed) if signed else back("/login")


def login_page(ask: Ask) -> Response:
    """Show the form to sign in, or say where the link is while only one person is here."""
    if ask.signed:
        return back("/")
    return page(ask, "login.html", alone=only_viewer(ask.place) is not None, wrong="", email="")


def login(ask: Ask) -> Response:
    """Sign in."""
    client = ask.request.client
    try:
        signed = access.sign_in(
            ask.place, ask.value("email"), ask.value("password"), client.host if client else ""
        )
    except DoorsError as error:
        return page(ask, "login.html", 400, alone=False, wrong=str(error), email=ask.value("email"))
    return with_session(back("/"), signed)


def logout(ask: Ask) -> Response:
    """Sign out."""
    access.sign_out(ask.place, ask.request.cookies.get("doors", ""))
    return back("/login")


def join_page(ask: Ask) -> Response:
    """Show the form in which an invited person, or the first admin, sets a password."""
    purpose, name = access.link_for(ask.place, ask.path["secret"])
    return page(ask, "join.html", purpose=purpose, name=name, wrong="", secret=ask.path["secret"])


def join(ask: Ask) -> Response:
    """Set the password and sign in."""
    secret = ask.path["secret"]
    purpose, name = access.link_for(ask.place, secret)
    try:
        if ask.value("password") != ask.value("again"):
            raise DoorsError("The two passwords differ.", fix="Type both again.")
        signed = access.join(ask.place, secret, ask.value("password"), email=ask.value("email"),
                             name=ask.value("name"))  # fmt: skip
    except DoorsError as error:
        return page(
            ask, "join.html", 400, purpose=purpose, name=name, wrong=str(error), secret=secret
        )
    return with_session(back("/"), signed)


def look_as(ask: Ask) -> Response:
    """Look at the invented team as one of its people; only the demo has this."""
    who = whole(ask.path["person"], "person")
    if not ask.demo or who is None:
        raise GoneError
    return with_session(back("/"), access.look_as(ask.place, who))


ROUTES = (
    PageRoute("GET", "/look-as/{person}", look_as, open=True),
    PageRoute("GET", "/enter/{key}", enter, open=True),
    PageRoute("GET", "/login", login_page, open=True),
    PageRoute("POST", "/login", login, open=True),
    PageRoute("POST", "/logout", logout),
    PageRoute("GET", "/join/{secret}", join_page, open=True),
    PageRoute("POST", "/join/{secret}", join, open=True),
)
