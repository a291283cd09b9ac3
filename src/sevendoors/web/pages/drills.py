"""Drills: the buyer's last lines from a real moment, your turn, and what became of it."""

from starlette.responses import Response

from sevendoors.app.base.words import GRADE_WORDS
from sevendoors.app.practice.drilling import attempt, card_for_moment, card_of
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.pages.practise import number_in
from sevendoors.web.shell import back, page


def drill(ask: Ask) -> Response:
    """Show a card: what the buyer said, and room for your turn."""
    shown = card_of(ask.place, ask.viewer, number_in(ask, "card"))
    return page(
        ask, "drill.html", shown=shown, scene=shown.scene, result=None, reply="", outcome=""
    )


def answer(ask: Ask) -> Response:
    """Grade an answer and show what became of it."""
    which, variant, reply = number_in(ask, "card"), ask.value("variant"), ask.value("reply")
    shown = card_of(ask.place, ask.viewer, which, variant)
    result = attempt(ask.place, ask.viewer, which, variant, reply)
    grade = result.graded.grade
    outcome = "no answer possible" if grade is None else GRADE_WORDS[grade]
    return page(ask, "drill.html", shown=shown, scene=shown.scene, result=result, reply=reply,
                outcome=outcome)  # fmt: skip


def from_moment(ask: Ask) -> Response:
    """Practise one moment of a call of yours."""
    card = card_for_moment(ask.place, ask.viewer, ask.path["moment"])
    return back(f"/practise/drill/{card}")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/practise/drill/{card}", drill),
    PageRoute("POST", "/practise/drill/{card}", answer),
    PageRoute("POST", "/practise/from/{moment}", from_moment),
)
