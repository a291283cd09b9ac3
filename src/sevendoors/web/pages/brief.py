"""The page for a talk between two: on the screen, to print, and as a file."""

from starlette.responses import Response

from sevendoors.app.calls.call_export import safe_name
from sevendoors.app.reports.brief import brief
from sevendoors.app.reports.brief_pdf import brief_pdf, paper_of
from sevendoors.app.reports.brief_words import AGREED, ENDING, KEEP, NOTES, PRACTISE, sheet
from sevendoors.web.asking import Ask, PageRoute, whole
from sevendoors.web.pages.me import person_of
from sevendoors.web.shell import page


def show(ask: Ask) -> Response:
    """Show one page for a talk with a seller, fit to print; the seller sees the same page."""
    made = brief(ask.place, ask.viewer, person_of(ask), whole(ask.query("eyes"), "eyes"))
    names = {"keep": KEEP, "practise": PRACTISE, "agreed": AGREED, "notes": NOTES, "ending": ENDING}
    return page(ask, "team_brief.html", brief=made, sheet=sheet(made), names=names)


def give_pdf(ask: Ask) -> Response:
    """Give the same page as a PDF of one sheet, A4 or Letter."""
    paper = paper_of(ask.query("paper"))
    made = brief(ask.place, ask.viewer, person_of(ask), whole(ask.query("eyes"), "eyes"))
    name = safe_name(f"talk with {made.name} {made.day}", "pdf")
    held = f'attachment; filename="{name}"'
    return Response(brief_pdf(made, paper).data, media_type="application/pdf",
                    headers={"content-disposition": held})  # fmt: skip


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/team/{id}/brief", show),
    PageRoute("GET", "/team/{id}/brief.pdf", give_pdf),
)
