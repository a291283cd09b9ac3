"""What you would choose, and what you believe you do: questions of judgement, and a guess."""

from starlette.responses import Response

from sevendoors.app.base.words import GRADE_WORDS
from sevendoors.app.practice import judging
from sevendoors.core.codes import CHANCES, Cue, Grade
from sevendoors.core.errors import DoorsError
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.shell import back, page

TEN = {
    Cue.CONCERN: "worries that buyers voice",
    Cue.PRIORITY: "times that buyers say what matters most",
    Cue.THREAD: "threads that buyers leave hanging",
    Cue.PERSONAL: "personal remarks of buyers",
    Cue.ASK: "questions that buyers ask",
    Cue.DOUBT: "doubts that buyers voice",
    Cue.DECISION: "words of buyers on how they decide",
}


def question(ask: Ask) -> Response:
    """Put the next question, or say that all are answered."""
    found = judging.next_question(ask.place, ask.viewer)
    progress = judging.progress(ask.place, ask.viewer)
    done = {one.form: one.answered for one in progress}
    rest = found is not None and found.form != judging.FORMS[0] and not done[found.form]
    return page(ask, "judgement.html", question=found, progress=progress, fewest=judging.FEWEST,
                rest=rest and not ask.query("form"))  # fmt: skip


def choose(ask: Ask) -> Response:
    """Keep a choice and lead to the reasons."""
    choice = ask.number("choice")
    if choice is None:
        raise DoorsError("You chose none of the four.", fix="Go back and choose one.")
    found = judging.answer_question(ask.place, ask.viewer, ask.value("item"), choice)
    return back(f"/practise/judgement/{found.item}")


def reasons(ask: Ask) -> Response:
    """Show what all four answers do, the best first, once one was chosen."""
    found, choice = judging.answered(ask.place, ask.viewer, ask.path["item"])
    rows = sorted(enumerate(found.options), key=lambda pair: -pair[1].grade)
    return page(ask, "judgement_reasons.html", question=found, choice=choice, rows=rows,
                words=GRADE_WORDS, opened=Grade.OPENED, fewest=judging.FEWEST,
                progress=judging.progress(ask.place, ask.viewer))  # fmt: skip


def belief(ask: Ask) -> Response:
    """Ask what you believe of yourself, and show what you said last."""
    return page(ask, "judgement_belief.html", kinds=TEN,
                held=judging.believed(ask.place, ask.viewer))  # fmt: skip


def believe(ask: Ask) -> Response:
    """Keep what you believe, with its day."""
    told = {kind: ask.number(kind.lower()) for kind in CHANCES}
    of_ten = {kind: float(value) for kind, value in told.items() if value is not None}
    if not of_ten:
        raise DoorsError("There is no number yet.", fix="Write one for at least one kind.")
    judging.believe(ask.place, ask.viewer, of_ten)
    return back("/practise/belief", "Kept, with today's date.")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/practise/judgement", question),
    PageRoute("POST", "/practise/judgement", choose),
    PageRoute("GET", "/practise/judgement/{item}", reasons),
    PageRoute("GET", "/practise/belief", belief),
    PageRoute("POST", "/practise/belief", believe),
)
