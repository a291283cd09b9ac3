"""Team: four questions a leader or coach may ask of several sellers together, and of each."""

from starlette.responses import Response

from sevendoors.app.team.team_coaching import coaching_page
from sevendoors.app.team.team_csv import team_csv
from sevendoors.app.team.team_next import next_page
from sevendoors.app.team.team_page import team_page
from sevendoors.app.team.team_skill import skill_page
from sevendoors.app.team.team_who import who_page
from sevendoors.app.team.team_winning import winning_page
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import page


def show(ask: Ask) -> Response:
    """Show the team at a glance."""
    return page(ask, "team.html", team=team_page(ask.place, ask.viewer))


def show_skill(ask: Ask) -> Response:
    """Show which skill holds the team back."""
    return page(ask, "team_skill.html", found=skill_page(ask.place, ask.viewer))


def show_who(ask: Ask) -> Response:
    """Show who needs which conversation."""
    return page(ask, "team_who.html", found=who_page(ask.place, ask.viewer))


def show_coaching(ask: Ask) -> Response:
    """Show whether coaching moved anything."""
    return page(ask, "team_coaching.html", found=coaching_page(ask.place, ask.viewer))


def show_winning(ask: Ask) -> Response:
    """Show whether any skill goes with winning here."""
    return page(ask, "team_winning.html", found=winning_page(ask.place, ask.viewer))


def show_next(ask: Ask) -> Response:
    """Show what buyers did next, after better and poorer answers."""
    return page(ask, "team_next.html", found=next_page(ask.place, ask.viewer))


def save_numbers(ask: Ask) -> Response:
    """Give the numbers of these pages as a table for a spreadsheet."""
    held = {"content-disposition": 'attachment; filename="team.csv"'}
    return Response(team_csv(ask.place, ask.viewer), headers=held, media_type="text/csv")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/team", show),
    PageRoute("GET", "/team/skill", show_skill),
    PageRoute("GET", "/team/who", show_who),
    PageRoute("GET", "/team/coaching", show_coaching),
    PageRoute("GET", "/team/winning", show_winning),
    PageRoute("GET", "/team/next", show_next),
    PageRoute("GET", "/team/numbers.csv", save_numbers),
)
