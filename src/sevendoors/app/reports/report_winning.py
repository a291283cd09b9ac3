"""The part of a report that says whether conduct goes with winning here, or why that is not said."""

from sevendoors.app.base.place import Place
from sevendoors.app.numbers.report_numbers import sentence, times_words
from sevendoors.app.numbers.winning import winning
from sevendoors.app.reports.report import TO_THE_LEADER, Part, Row
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored
from sevendoors.track.winning import Control, Tie, Winning


def winning_part(place: Place, viewer: Viewer, title: str) -> Part:
    """Lay out what goes with winning: the line named beforehand, the skills, and the checks."""
    try:
        found = winning(place, viewer)
    except GoneError:
        return Part(key="winning", title=title, words=(TO_THE_LEADER,))
    if isinstance(found, Unscored):
        return Part(key="winning", title=title, words=(sentence(found.reason),))
    return Part(
        key="winning", title=title, words=_words(found),
        rows=(*(_tie(one) for one in (found.primary, *found.ties)),
              *(_control(one) for one in (*found.controls, *found.placebo))),
    )  # fmt: skip


def _words(found: Winning) -> tuple[str, ...]:
    aside = (f"{found.dropped} dropped" if found.dropped else "", f"{found.open} open" if found.open else "")  # fmt: skip
    left = "; not among them: " + " and ".join(filter(None, aside)) if any(aside) else ""
    counted = (
        f"{found.decided} decided deals of {found.sellers} sellers: {found.won} won, {found.lost} "
        f"lost{left}."
    )
    alarm = ("A check that should show nothing shows something; see below.",) if found.alarmed else ()  # fmt: skip
    invented = ("Invented deals, from a demonstration.",) if found.invented else ()
    return (*invented, found.primary.sentence, *alarm, counted, found.power, *found.rules)


def _tie(one: Tie) -> Row:
    within = round(100 * one.level)
    told = times_words(one.within, within)
    return Row(key=one.key, title=one.title, number=one.within, within=within,
               figure="" if isinstance(one.within, Unscored) else f"odds {told}",
               words=(one.sentence, f"{one.deals} deals of {one.sellers} sellers."))  # fmt: skip


def _control(one: Control) -> Row:
    """Every check is an odds ratio; that of the shuffle is the middle of its rounds."""
    return Row(key=one.title.lower().replace(" ", "-"), title=f"Check: {one.title}", number=one.found,
               within=95, words=(one.sentence,))  # fmt: skip
