"""A review in the terminal: sentences, two findings, the chances in order, the notes."""

from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sevendoors.app.base.words import (
    CHANCE_WORDS,
    FACT_WORDS,
    certainty,
    fact_text,
    outcome,
    speaker,
    when,
)
from sevendoors.app.reading.note_rows import note_rows, own_rows
from sevendoors.app.reading.page import subtitle
from sevendoors.core.codes import Grade
from sevendoors.core.conversation import Side
from sevendoors.core.moment import Moment, Quote
from sevendoors.core.review import Facts, Review

# The shapes say what the colours say, so that nothing rests on colour alone.
_SIGNS = {
    None: ("–", "dim"),
    Grade.MISSED: ("○", "yellow"),
    Grade.NOTED: ("◐", "yellow"),
    Grade.TAKEN: ("●", "green"),
    Grade.OPENED: ("◉", "green"),
}


def show_row(console: Console, name: str, review: Review) -> None:
    """Print one line for one file of many."""
    console.print(Text(f"{name}: {review.taken} of {review.given} chances taken or opened"))


def show_review(console: Console, review: Review) -> None:
    """Print one review whole."""
    talk = review.conversation
    console.print(Text(talk.title or "Review of a call", style="bold"))
    console.print(Text(subtitle(talk), style="dim"))
    console.print()
    console.print(Text(" ".join(review.sentences)))
    for finding in review.findings:
        console.print()
        console.print(Text(f"One thing to {finding.kind}: {finding.headline}", style="bold"))
        console.print(Padding(Text(finding.text), (0, 0, 0, 2)))
        _another_way(console, review, finding.moment)
    console.print()
    console.print(Text("The chances, in order", style="bold"))
    if not review.moments:
        console.print(Text("No chance arose that we could see."))
    for moment in review.moments:
        _show_moment(console, review, moment)
    _show_notes(console, review)
    _show_facts(console, review)


def _another_way(console: Console, review: Review, id_: str) -> None:
    moment = next((m for m in review.moments if m.id == id_), None)
    if moment is None or not moment.better or moment.answer.grade in (Grade.TAKEN, Grade.OPENED):
        return
    label = "Ask yourself" if moment.better_is_question else "Another way"
    console.print(Padding(Text(f"{label}: {moment.better}"), (0, 0, 0, 2)))


def _show_moment(console: Console, review: Review, moment: Moment) -> None:
    sign, style = _SIGNS[moment.answer.grade]
    chance = moment.chance
    head = Text()
    head.append(f"{sign} ", style=style)
    head.append(f"{when(review.conversation, chance.quote.turn)}  ", style="dim")
    head.append(f"{CHANCE_WORDS[chance.code]}: ")
    head.append(outcome(moment), style=f"bold {style}")
    later = ", later" if moment.answer.late else ""
    back = ", it came back" if chance.came_back else ""
    weak = ", weak" if moment.weak else ""
    head.append(f"{later}  ({certainty(chance.p)} {chance.p:.0%}{back}{weak})", style="dim")
    console.print()
    console.print(head)
    console.print(Padding(_said(review, [chance.quote]), (0, 0, 0, 2)))
    for _, quotes in groupby(moment.answer.quotes, key=lambda quote: quote.turn):
        console.print(Padding(_said(review, list(quotes)), (0, 0, 0, 2)))
    if moment.answer.na_reason:
        console.print(Padding(Text(moment.answer.na_reason, style="dim"), (0, 0, 0, 2)))
    elif moment.why:
        console.print(Padding(Text(moment.why, style="italic"), (0, 0, 0, 2)))


def _said(review: Review, quotes: list[Quote]) -> Text:
    turn = review.conversation.turns[quotes[0].turn]
    buyer = review.conversation.side(turn.participant) is Side.BUYER
    line = Text(f"{speaker(review.conversation, turn)}: ", style="cyan" if buyer else "blue")
    words = " ".join(" ".join(quote.text.split()) for quote in quotes)
    line.append(f"“{words}”", style="default")
    return line


def _show_notes(console: Console, review: Review) -> None:
    for block in (*note_rows(review.notes, review.conversation), *own_rows(review)):
        console.print()
        console.print(Text(block.title, style="bold"))
        for row in block.rows:
            console.print(Padding(Text(f"· {row}"), (0, 0, 0, 2)))
    if review.notes.mail:
        console.print()
        console.print(Text("A follow-up mail, ready to copy", style="bold"))
        console.print(Padding(Text(review.notes.mail), (0, 0, 0, 2)))


def _show_facts(console: Console, review: Review) -> None:
    console.print()
    console.print(Text("Small facts", style="bold"))
    for name in Facts.__dataclass_fields__:
        line = f"· {FACT_WORDS[name]}: {fact_text(getattr(review.facts, name))}"
        console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2)))
    engine = f"{review.engine[0]} {review.engine[1]}, codebook {review.codebook_version}"
    console.print()
    console.print(
        Text(
            f"Found by {engine}. It can be wrong: read the words before you believe the mark. "
            "“weak” means that this kind of chance is often mistaken.",
            style="dim",
        )
    )
