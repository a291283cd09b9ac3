"""Me: what you did with the chances you were given, over your calls."""

from urllib.parse import urlencode

from starlette.responses import Response

from sevendoors.app.base import rights
from sevendoors.app.front.me_page import my_page, release_moments, take_as_self
from sevendoors.app.numbers.comparing import count_me
from sevendoors.app.numbers.moment_list import OUTCOMES, MomentAsk, moment_list
from sevendoors.app.numbers.skills_page import skills_of_person
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.shell import back, page


def show(ask: Ask) -> Response:
    """Show somebody their own page."""
    return page(ask, "me.html", me=my_page(ask.place, ask.viewer, ask.query("beside")))


def person_of(ask: Ask) -> int:
    """Give the person named in the address; what is no number is nobody."""
    try:
        found = whole(ask.path["id"], "person")
    except DoorsError as error:
        raise GoneError from error
    if found is None:
        raise GoneError
    return found


def show_skills(ask: Ask) -> Response:
    """Show the skills of somebody of one's team, from what they released."""
    who = person_of(ask)
    if who == ask.viewer.person:
        return back("/me")
    found = skills_of_person(ask.place, ask.viewer, who)
    return page(ask, "skills.html", skills=found, team=rights.may_see_team(ask.viewer))


def show_moments(ask: Ask) -> Response:
    """List the moments behind a number."""
    asked = MomentAsk(
        person=whole(ask.query("person"), "person"),
        skill=ask.query("skill"),
        outcome=ask.query("outcome"),
        page=max(1, min(whole(ask.query("page"), "page") or 1, 10_000)),
    )
    found = moment_list(ask.place, ask.viewer, asked)
    parts = {"person": asked.person or "", "skill": asked.skill, "outcome": asked.outcome}
    link = f"/moments?{urlencode({name: value for name, value in parts.items() if value})}&"
    return page(ask, "moments.html", list=found, outcomes=OUTCOMES, link=link)


def is_me(ask: Ask) -> Response:
    """Say which of the sellers is the only person here."""
    who = ask.number("person")
    if who is None:
        raise DoorsError("Nobody was chosen.", fix="Choose who you are.")
    name = take_as_self(ask.place, ask.viewer, who)
    return back("/me", f"The calls of {name} are yours now.")


def be_compared(ask: Ask) -> Response:
    """Count somebody into the comparison group, or no more."""
    yes = ask.value("counted") == "yes"
    count_me(ask.place, ask.viewer, yes=yes)
    said = (
        "You are counted in the comparison group." if yes else "You are not counted in it any more."
    )
    return back("/me#group", said)


def release_week(ask: Ask) -> Response:
    """Let coach and leader see the two moments of the week."""
    new = release_moments(ask.place, ask.viewer, ask.values("moment"))
    return back("/me", "Your coach and leader may see them now." if new else "They could already.")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/me", show),
    PageRoute("POST", "/me/is", is_me),
    PageRoute("POST", "/me/compared", be_compared),
    PageRoute("POST", "/me/release-week", release_week),
    PageRoute("GET", "/moments", show_moments),
    PageRoute("GET", "/people/{id}/skills", show_skills),
)
