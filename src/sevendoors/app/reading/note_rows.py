"""The notes nobody has to take, as titled lists, the same in every view."""

from dataclasses import dataclass

from sevendoors.app.base.words import when
from sevendoors.app.reading.own_skills import agreement_text
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Quote
from sevendoors.core.review import Notes, Promise, Review
from sevendoors.core.score import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBlock:
    """One list of notes under its title."""

    title: str
    rows: tuple[str, ...]


def note_rows(notes: Notes, talk: Conversation) -> tuple[NoteBlock, ...]:
    """Write each note as one line with its quote and its place; empty lists are left out."""

    def said(quote: Quote) -> str:
        return f"“{' '.join(quote.text.split())}” ({when(talk, quote.turn)})"

    blocks = {
        "What matters to the buyer, in order": [said(p.quote) for p in notes.priorities],
        "How the decision is made": [f"{d.kind}: {said(d.quote)}" for d in notes.decision],
        "Promises": [f"{owner(p)}{due(p)}: {said(p.quote)}" for p in notes.promises],
        "The buyer's open questions": [said(q.quote) for q in notes.questions],
        "Others who were named": [
            f"{c.name}: {said(c.quote)}" + (f" → {said(c.answer)}" if c.answer else "")
            for c in notes.competitors
        ],
    }
    return tuple(NoteBlock(title=title, rows=tuple(rows)) for title, rows in blocks.items() if rows)


def own_rows(review: Review) -> tuple[NoteBlock, ...]:
    """Write each own skill of a leader as a list: its quotes, then how far it is to be trusted."""
    blocks = []
    for seen in review.own:
        said = [
            f"“{' '.join(q.text.split())}” ({when(review.conversation, q.turn)})"
            for q in seen.quotes
        ]
        usable = isinstance(seen.agreement, Estimate)
        rows = (*said, *(["Not seen in this call."] if usable and not said else []),
                agreement_text(seen.agreement))  # fmt: skip
        blocks.append(NoteBlock(title=f"Your own: {seen.title}", rows=rows))
    return tuple(blocks)


def owner(promise: Promise) -> str:
    """Name who promised, or the side."""
    return promise.owner or f"the {promise.side}"


def due(promise: Promise) -> str:
    """Say when it falls due, as said and as a date where that is known."""
    if promise.due and promise.due_on:
        return f", {promise.due} ({promise.due_on})"
    return f", {promise.due}" if promise.due else ", no date said"
