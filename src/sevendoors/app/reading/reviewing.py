"""Review a call: which chances the buyer gave, and what you did with each."""

from collections.abc import Sequence
from pathlib import Path

from sevendoors.app.base.engine import codebook_in_use, shipped_encoder, shipped_finder
from sevendoors.app.base.language import looks_english
from sevendoors.app.reading.own_skills import seen_in
from sevendoors.core.codebook import Codebook
from sevendoors.core.codes import Grade
from sevendoors.core.conversation import Conversation, Kind, Side
from sevendoors.core.errors import DoorsError
from sevendoors.core.moment import Moment
from sevendoors.core.protocols import Finder
from sevendoors.core.review import Review
from sevendoors.measure.cues.find import find_confirmations
from sevendoors.measure.facts import facts
from sevendoors.measure.findings import findings, reveal, sentences
from sevendoors.measure.notes.take import take_notes

COLLAPSED = "export it again with speaker separation switched on"


def check_reviewable(conversation: Conversation) -> None:
    """Refuse what cannot be reviewed honestly, before anything is scored.

    Raises DoorsError for: no words, nobody named, one speaker, another language.
    """
    speakers = {turn.participant for turn in conversation.turns if turn.text.strip()}
    if not speakers:
        raise DoorsError("Nobody says anything in this file.", fix="Export the transcript again.")
    named = speakers - {None}
    if not named:
        raise DoorsError(
            "This transcript does not say who speaks, so nobody's chances can be told apart.",
            fix="Export it with speaker names (in most tools: 'with speakers' or 'as VTT').",
        )
    people = [p for p in conversation.participants if p.id in named and p.kind is not Kind.BOT]
    if len(people) < 2:
        who = people[0].name if people else "a recorder"
        raise DoorsError(
            f"One speaker ({who}) says everything in this file, so there is no buyer to hear.",
            fix=f"If two people spoke, {COLLAPSED}, then review it again.",
        )
    if not looks_english(conversation):
        raise DoorsError(
            "This conversation does not look English, and the engine reads English only.",
            fix="Review an English transcript; other languages cannot be judged honestly yet.",
        )


def check_sides(conversation: Conversation) -> None:
    """Refuse a conversation without a seller or without a buyer who speaks."""
    talking = {t.participant for t in conversation.turns}
    sides = {conversation.side(p) for p in talking}
    names = ", ".join(p.name for p in conversation.participants if p.id in talking)
    for side in (Side.SELLER, Side.BUYER):
        if side not in sides:
            raise DoorsError(
                f"There is no {side} among the people who speak here ({names}).",
                fix='Say who sold: --seller "NAME" (repeat it for each seller).',
            )


def review_conversation(
    conversation: Conversation,
    *,
    codebook: Codebook | None = None,
    finder: Finder | None = None,
    own: Path | None = None,
) -> Review:
    """Review one conversation whose sides are known. Same input, same review.

    own: a codebook folder whose own skills are looked for too.
    Raises DoorsError where it cannot be judged: see `check_reviewable` and `check_sides`.
    """
    check_reviewable(conversation)
    check_sides(conversation)
    book = codebook or codebook_in_use()
    engine = finder or shipped_finder()
    encoder = shipped_encoder()
    moments = engine.find(conversation, book)
    return Review(
        conversation=conversation,
        moments=moments,
        confirmations=tuple(find_confirmations(conversation, encoder)),
        given=len(answerable(moments)),
        taken=len(taken(moments)),
        sentences=sentences(moments, conversation),
        reveal=reveal(None, moments, conversation),
        findings=findings(moments, conversation),
        notes=take_notes(conversation, moments, encoder),
        facts=facts(conversation, moments),
        engine=(engine.name, engine.version),
        codebook_version=book.version,
        weak_codes=tuple(encoder.weak()),
        own=seen_in(conversation, own),
    )


def answerable(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Give the moments in which an answer was possible."""
    return tuple(m for m in moments if m.answer.grade is not None)


def taken(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Give the moments that were taken or opened."""
    return tuple(m for m in answerable(moments) if (m.answer.grade or 0) >= Grade.TAKEN)


def example_call() -> Path:
    """Give the invented call that ships with Seven Doors."""
    return Path(__file__).parents[2] / "examples" / "call-1-discovery.vtt"
