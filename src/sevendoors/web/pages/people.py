"""People: who is who over calls, and who may sign in."""

from starlette.responses import Response

from sevendoors.app.base.words import ROLE_WORDS, SIDE_WORDS
from sevendoors.app.people import inviting, people_kept
from sevendoors.app.people.settings_kept import settings_of
from sevendoors.app.people.taking_out import take_out
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Role
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.pages.settings import archive
from sevendoors.web.shell import back, page


def _who(ask: Ask) -> int:
    found = whole(ask.path["id"], "person")
    if found is None:
        raise GoneError
    return found


def show_all(ask: Ask) -> Response:
    """List the people somebody has met in calls they may see, or keeps accounts for."""
    found = people_kept.find_people(
        ask.place, ask.viewer, ask.query("q"), whole(ask.query("page"), "page") or 1
    )
    own = settings_of(ask.place, ask.viewer)
    ready = own.account.password is not None and bool(own.account.email)
    return page(ask, "people.html", found=found, ready=ready, roles=tuple(Role),
                side_words=SIDE_WORDS, role_words=ROLE_WORDS)  # fmt: skip


def show(ask: Ask) -> Response:
    """Show one person: how they are written, their calls, and what may be mended."""
    found = people_kept.person_page(
        ask.place, ask.viewer, _who(ask), ask.query("q"), whole(ask.query("page"), "page") or 1
    )
    return page(ask, "people_one.html", found=found, roles=tuple(Role),
                side_words=SIDE_WORDS, role_words=ROLE_WORDS)  # fmt: skip


def merge(ask: Ask) -> Response:
    """Make two people one."""
    other = ask.number("other")
    if other is None:
        raise DoorsError("Nobody was chosen.", fix="Choose who is the same person.")
    kept = people_kept.merge(ask.place, ask.viewer, _who(ask), other)
    return back(f"/people/{kept}", "These two are one person now.")


def split(ask: Ask) -> Response:
    """Make one written name a person of its own."""
    new = people_kept.split(ask.place, ask.viewer, _who(ask), ask.value("written"))
    return back(f"/people/{new}", "This is a person of their own now.")


def rename(ask: Ask) -> Response:
    """Write a name another way; an admin also the e-mail of somebody who signs in."""
    people_kept.rename(ask.place, ask.viewer, _who(ask), ask.value("name"))
    if "email" in ask.form:
        inviting.set_mail(ask.place, ask.viewer, _who(ask), ask.value("email"))
    return back(f"/people/{_who(ask)}", "The name is kept.")


def place_on(ask: Ask) -> Response:
    """Say on which side somebody sits in calls to come."""
    people_kept.place_on(ask.place, ask.viewer, _who(ask), ask.value("side"))
    return back(f"/people/{_who(ask)}", "Kept for calls to come.")


def _roles(ask: Ask) -> list[Role]:
    given = set(ask.values("role"))
    if given - {role.value for role in Role}:
        raise DoorsError("There is no such role.", fix="Choose from the list.")
    return [role for role in Role if role.value in given]


def invite(ask: Ask) -> Response:
    """Invite somebody and show their link, this once."""
    secret = inviting.invite(
        ask.place, ask.viewer, name=ask.value("name"), email=ask.value("email"),
        roles=_roles(ask), team=ask.value("team"),
    )  # fmt: skip
    return _link(ask, secret, ask.value("name"))


def new_link(ask: Ask) -> Response:
    """Make a new link for somebody who lost their password."""
    secret = inviting.new_link(ask.place, ask.viewer, _who(ask))
    found = people_kept.person_page(ask.place, ask.viewer, _who(ask))
    return _link(ask, secret, found.person.name)


def _link(ask: Ask, secret: str, name: str) -> Response:
    link = f"{str(ask.request.base_url).rstrip('/')}/join/{secret}"
    return page(ask, "people_link.html", link=link, name=name)


def roles(ask: Ask) -> Response:
    """Say what somebody is here for."""
    inviting.set_roles(ask.place, ask.viewer, _who(ask), _roles(ask))
    return back(f"/people/{_who(ask)}", "The roles are kept, and stand in this person's log.")


def team(ask: Ask) -> Response:
    """Put somebody into a team."""
    changed = inviting.set_team(ask.place, ask.viewer, _who(ask), ask.value("team"))
    said = "The team is kept; what they had shown is theirs alone again." if changed else ""
    return back(f"/people/{_who(ask)}", said or "Nothing changed.")


def end_account(ask: Ask) -> Response:
    """End somebody's account."""
    inviting.end_account(ask.place, ask.viewer, _who(ask))
    return back("/people", "That account is ended; the calls stay until they are deleted.")


def find_to_forget(ask: Ask) -> Response:
    """Show what goes with somebody who asked to be forgotten."""
    person, count = people_kept.to_forget(ask.place, ask.viewer, ask.value("name"))
    return page(ask, "people_forget.html", person=person, count=count)


def delete(ask: Ask) -> Response:
    """Delete somebody with all their calls, after their name was typed."""
    count = people_kept.forget(ask.place, ask.viewer, _who(ask), ask.value("typed"))
    went = "1 call went with them" if count == 1 else f"{count} calls went with them"
    return back("/people", f"That person is deleted; {went}.")


def take_away(ask: Ask) -> Response:
    """Give what is kept about somebody, for who is alone here."""
    return archive(take_out(ask.place, ask.viewer, _who(ask)), ask.place.today())


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/people", show_all),
    PageRoute("POST", "/people/invite", invite),
    PageRoute("POST", "/people/forget", find_to_forget),
    PageRoute("GET", "/people/{id}", show),
    PageRoute("POST", "/people/{id}/merge", merge),
    PageRoute("POST", "/people/{id}/split", split),
    PageRoute("POST", "/people/{id}/name", rename),
    PageRoute("POST", "/people/{id}/side", place_on),
    PageRoute("POST", "/people/{id}/link", new_link),
    PageRoute("POST", "/people/{id}/roles", roles),
    PageRoute("POST", "/people/{id}/team", team),
    PageRoute("POST", "/people/{id}/end", end_account),
    PageRoute("POST", "/people/{id}/delete", delete),
    PageRoute("POST", "/people/{id}/take-out", take_away),
)
