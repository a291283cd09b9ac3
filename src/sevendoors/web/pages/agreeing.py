"""What a team agrees: the form, the tick when it is done, and the skill of the month."""

from starlette.responses import Response

from sevendoors.app.team.agree_form import agree_form
from sevendoors.app.team.assigning import Wish, agree, take_away, tick
from sevendoors.app.team.skill_of_month import choose_skill
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.pages.practise import number_in
from sevendoors.web.shell import back, page

_BACK = ("/", "/practise", "/team", "/team/agree")


def show(ask: Ask) -> Response:
    """Show what can be agreed, filled in as far as a link says."""
    asked = {"person": ask.query("person"), "skill": ask.query("skill")}
    return page(ask, "team_agree.html", form=agree_form(ask.place, ask.viewer), asked=asked)


def keep(ask: Ask) -> Response:
    """Keep what was agreed."""
    kind = ask.value("kind")
    wish = Wish(who=ask.number("person"), kind=kind, day=ask.value("day"), due=ask.value("due"),
                what=ask.values(kind), drawn=bool(ask.value("drawn")))  # fmt: skip
    many = agree(ask.place, ask.viewer, wish)
    said = "Agreed. It stands on their Today and on Practise."
    return back("/team/agree", said if many == 1 else f"Agreed: {many} blocks of drills, one after another.")  # fmt: skip


def done(ask: Ask) -> Response:
    """Tick what was agreed as done, or take the tick back."""
    undo = bool(ask.value("back"))
    tick(ask.place, ask.viewer, number_in(ask, "id"), done=not undo)
    to = ask.value("to", "/")
    return back(to if to in _BACK else "/", "It is open again." if undo else "Ticked as done.")


def drop(ask: Ask) -> Response:
    """Take away what was agreed."""
    take_away(ask.place, ask.viewer, number_in(ask, "id"))
    return back("/team/agree", "Taken away.")


def month(ask: Ask) -> Response:
    """Say which skill the team looks at this month."""
    skill = ask.value("skill")
    choose_skill(ask.place, ask.viewer, skill)
    return back("/team", "Your team sees it on Today and Practise." if skill else "No skill is chosen now.")  # fmt: skip


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/team/agree", show),
    PageRoute("POST", "/team/agree", keep),
    PageRoute("POST", "/team/month", month),
    PageRoute("POST", "/agreed/{id}/done", done),
    PageRoute("POST", "/agreed/{id}/drop", drop),
)
