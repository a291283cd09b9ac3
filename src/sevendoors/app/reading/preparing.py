"""Before the next call: one page over the calls of a deal, as text and as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sevendoors.app.base.words import CHANCE_WORDS, outcome
from sevendoors.app.reading.page import pages
from sevendoors.core.counting import number_of
from sevendoors.core.prepared import Prepared, TrackedPriority, TrackedPromise
from sevendoors.core.review import PromiseState, Review
from sevendoors.measure.prepare import MOST_OPEN, prepare

STATE_WORDS = {
    PromiseState.OVERDUE: "overdue",
    PromiseState.OPEN: "open",
    PromiseState.UNKNOWN: "not known",
    PromiseState.KEPT: "kept",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the page: a title and its rows, each a line with an indented second one."""

    title: str
    rows: tuple[tuple[str, str], ...]
    empty: str


def prepared(
    reviews: Sequence[Review], *, today: date | None = None, most_open: int | None = MOST_OPEN
) -> Prepared:
    """Lay the calls of one deal beside each other; most_open None gives every open chance."""
    return prepare(reviews, today, most_open)


def sections(page: Prepared) -> tuple[Section, ...]:
    """Give the parts of the page in the order one reads them in the lift."""
    return (
        Section(
            title="Chances still open, heaviest first",
            rows=tuple(
                (
                    f"“{_flat(o.moment.chance.quote.text)}”",
                    f"{CHANCE_WORDS[o.moment.chance.code]}, {outcome(o.moment)} in call {o.call + 1}"
                    f"{', it came back' if o.came_back else ''}. A way in: {o.opener}",
                )
                for o in page.open
            ),
            empty="None that we could see.",
        ),
        Section(
            title="What matters to them, newest first",
            rows=tuple(_priority(p) for p in page.priorities),
            empty="No priority was said that we could see.",
        ),
        Section(
            title="Promises",
            rows=tuple(_promise(p) for p in sorted(page.promises, key=_urgency)),
            empty="Nobody promised anything that we could see.",
        ),
        Section(
            title="Others who were named",
            rows=tuple(
                (
                    f"{c.competitor.name}: “{_flat(c.competitor.quote.text)}” (call {c.call + 1})",
                    f"Answered: “{_flat(c.competitor.answer.text)}”"
                    if c.competitor.answer
                    else "Nothing was answered.",
                )
                for c in page.competitors
            ),
            empty="Nobody else was named.",
        ),
    )


def prepare_text(page: Prepared) -> str:
    """Write the page for the terminal."""
    lines = [heading(page), ""]
    for section in sections(page):
        lines += [section.title, ""]
        lines += [f"  {section.empty}", ""] if not section.rows else []
        for first, second in section.rows:
            lines += [f"  · {first}", *([f"    {second}"] if second else []), ""]
    return "\n".join([*lines, _NOTE])


def prepare_page(page: Prepared) -> str:
    """Write the page as one self-contained HTML file."""
    template = pages().get_template("prepare.html")
    return template.render(heading=heading(page), sections=sections(page), note=_NOTE)


_NOTE = "Every quote is theirs, word for word. What is open or kept is read from the calls named."


def heading(page: Prepared) -> str:
    """Name the buyers and how many calls were read."""
    calls = len(page.titles)
    return f"Before the next call with {', '.join(page.buyers)} ({number_of(calls, 'call')})"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _priority(p: TrackedPriority) -> tuple[str, str]:
    mark = "" if p.change == "same" else f", {p.change}"
    before = f"Before: “{_flat(p.before.text)}”" if p.before and p.change == "changed" else ""
    return f"“{_flat(p.quote.text)}” (call {p.call + 1}{mark})", before


def _urgency(p: TrackedPromise) -> int:
    return list(STATE_WORDS).index(p.state)


def _promise(p: TrackedPromise) -> tuple[str, str]:
    due = f", due {p.promise.due_on or p.promise.due}" if p.promise.due else ""
    who = p.promise.owner or f"the {p.promise.side}"
    first = (
        f"{STATE_WORDS[p.state]}: {who}{due}: “{_flat(p.promise.quote.text)}” (call {p.call + 1})"
    )
    return first, f"Then: “{_flat(p.sign.text)}”" if p.sign else ""
