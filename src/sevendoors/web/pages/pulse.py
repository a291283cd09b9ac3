"""The buyer's three questions, the link to them, and what was answered."""

from starlette.responses import Response

from sevendoors.app.deals import pulsing
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import page


def show(ask: Ask) -> Response:
    """Show what buyers answered about one's own calls, and the sum of a team to who leads it."""
    return page(ask, "pulse.html", pulse=pulsing.pulse_page(ask.place, ask.viewer),
                dependable=pulsing.DEPENDABLE)  # fmt: skip


def make(ask: Ask) -> Response:
    """Make a link for the buyer of a call, and show it once."""
    name = ask.path["id"]
    secret = pulsing.new_link(ask.place, ask.viewer, name)
    title, day = pulsing.told_of(ask.place, ask.viewer, name)
    link = f"{str(ask.request.base_url).rstrip('/')}/pulse/{secret}"
    return page(ask, "pulse_link.html", link=link, call=name, title=title, day_held=day,
                days=pulsing.DAYS_OPEN)  # fmt: skip


def questions(ask: Ask) -> Response:
    """Ask the buyer three questions; no sign-in, no cookie, nothing counted by looking."""
    if not pulsing.is_open(ask.place, ask.path["link"]):
        return _bare(ask, 404, said=pulsing.CLOSED)
    return _bare(ask, 200)


def answer(ask: Ask) -> Response:
    """Keep the buyer's answer, once."""
    told = {name: ask.value(name) for name, *_ in pulsing.QUESTIONS}
    if not pulsing.is_open(ask.place, ask.path["link"]):
        return _bare(ask, 404, said=pulsing.CLOSED)
    if not all(told.values()):
        return _bare(ask, 400, wrong="One question is still open; each needs a number.", told=told)
    if not pulsing.take_answer(ask.place, ask.path["link"], told):
        return _bare(ask, 404, said=pulsing.CLOSED)
    return _bare(ask, 200, said="Thank you. Your answer is kept without your name; you may close this page.")  # fmt: skip


def _bare(ask: Ask, status: int, **model: object) -> Response:
    """Show the buyer's page: the same for everybody, whoever may be signed in on this machine."""
    told = {"said_here": model.get("said", ""), "wrong": model.get("wrong", ""),
            "told": model.get("told", {}), "link": ask.path["link"],
            "questions": pulsing.QUESTIONS}  # fmt: skip
    return page(ask, "pulse_ask.html", status, **told)


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/pulse", show),
    PageRoute("POST", "/calls/{id}/pulse", make),
    PageRoute("GET", "/pulse/{link}", questions, open=True),
    PageRoute("POST", "/pulse/{link}", answer, open=True),
)
