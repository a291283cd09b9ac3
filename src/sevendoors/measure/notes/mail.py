"""A follow-up mail ready to copy: the buyer's own words, what was promised, what is still open."""

from sevendoors.core.conversation import Conversation, Kind, Participant, Side
from sevendoors.core.moment import Quote
from sevendoors.core.review import Notes, Promise
from sevendoors.measure.findings import first_name, short

_MOST = 4


def follow_up(conversation: Conversation, notes: Notes) -> str:
    """Write the mail from the notes; empty where there is nothing of the buyer's to write about."""
    blocks = [
        _priorities(notes),
        _steps(notes),
        _promised(notes, Side.SELLER, "What I said I would do:"),
        _promised(notes, Side.BUYER, "And from your side, as I noted it:"),
        _open(notes),
    ]
    filled = [block for block in blocks if block]
    if not filled:
        return ""
    who = " and ".join(first_name(p.name) for p in _people(conversation, Side.BUYER)) or "all"
    ours = _people(conversation, Side.SELLER)
    by = first_name(ours[0].name) if ours else ""
    opening = (
        "thank you for the call. This is what I took from it; please correct what I got wrong."
    )
    return "\n\n".join([f"Hello {who},", opening, *filled, f"Best regards\n{by}"]).strip()


def _people(conversation: Conversation, side: Side) -> list[Participant]:
    talking = {turn.participant for turn in conversation.turns}
    return [
        p
        for p in conversation.participants
        if p.side is side and p.kind is Kind.PERSON and p.id in talking
    ]


def _said(quote: Quote) -> str:
    return f"“{short(quote)}”"


def _priorities(notes: Notes) -> str:
    if not notes.priorities:
        return ""
    rows = [f"{p.rank}. {_said(p.quote)}" for p in notes.priorities[:_MOST]]
    return "\n".join(["What matters to you, in the order I understood:", *rows])


def _steps(notes: Notes) -> str:
    if not notes.decision:
        return ""
    rows = [f"- {_said(step.quote)}" for step in notes.decision[:_MOST]]
    return "\n".join(["How it will be decided, in your words:", *rows])


def _promised(notes: Notes, side: Side, title: str) -> str:
    rows = [_row(p) for p in notes.promises if p.side is side][:_MOST]
    return "\n".join([title, *rows]) if rows else ""


def _row(promise: Promise) -> str:
    when = promise.due_on or promise.due or "date to be agreed"
    return f"- {_said(promise.quote)} ({when})"


def _open(notes: Notes) -> str:
    rows = [f"- {_said(q.quote)}" for q in notes.questions[:_MOST]]
    return "\n".join(["You asked, and I still owe you a straight answer:", *rows]) if rows else ""
