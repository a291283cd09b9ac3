"""Small facts of the talk, each with its formula, or why this file cannot tell."""

from collections.abc import Sequence

from sevendoors.core.conversation import Conversation, Run, Side
from sevendoors.core.moment import Moment
from sevendoors.core.review import Facts
from sevendoors.core.score import Fact, Measured, Unscored
from sevendoors.measure.text import clauses, is_question

_CANNOT = "cannot be known from this file"
_LEAST_MS = 60_000


def facts(conversation: Conversation, moments: Sequence[Moment]) -> Facts:
    """Work out every small fact the file can carry; the rest says why it cannot be known."""
    ours = _runs(conversation, Side.SELLER)
    theirs = _runs(conversation, Side.BUYER)
    return Facts(
        talk_share=_share(ours, ours, theirs, "the seller's"),
        buyer_share=_share(theirs, ours, theirs, "the buyer's"),
        longest_turn=_longest(conversation, ours),
        questions=_questions(ours),
        chances_per_10_buyer_minutes=_room(conversation, moments, theirs),
        stacked_questions=_stacked(ours),
        response_gap=_gap(conversation),
        interruptions=_interruptions(conversation),
    )


def _runs(conversation: Conversation, side: Side) -> tuple[Run, ...]:
    return tuple(r for r in conversation.runs() if conversation.side(r.participant) is side)


def _words(runs: Sequence[Run]) -> int:
    return sum(len(run.text.split()) for run in runs)


def _share(of: Sequence[Run], ours: Sequence[Run], theirs: Sequence[Run], whose: str) -> Fact:
    total = _words(ours) + _words(theirs)
    if not total:
        return Unscored(reason=f"{_CANNOT}: nobody on either side says a word")
    return Measured(
        value=_words(of) / total,
        unit="share",
        formula=f"{whose} words / words of seller and buyer ({total})",
    )


def _longest(conversation: Conversation, ours: Sequence[Run]) -> Fact:
    if not ours:
        return Unscored(reason=f"{_CANNOT}: no seller speaks")
    times = [ms for run in ours if (ms := _length(run)) is not None]
    if conversation.capabilities.has_end and len(times) == len(ours):
        return Measured(
            value=max(times) / 1000,
            unit="seconds",
            formula="longest stretch of one seller, first start to last end",
        )
    return Measured(
        value=float(max(_words([run]) for run in ours)),
        unit="words",
        formula="words of the longest stretch (this file has no end times)",
    )


def _length(run: Run) -> int | None:
    start, end = run.turns[0].start_ms, run.turns[-1].end_ms
    return None if start is None or end is None else max(0, end - start)


def _questions(ours: Sequence[Run]) -> Fact:
    asked = sum(
        is_question(c.text) for run in ours for turn in run.turns for c in clauses(turn.text)
    )
    return Measured(
        value=float(asked),
        unit="questions",
        formula="seller sentences that ask, by mark or by how they begin",
    )


def _stacked(ours: Sequence[Run]) -> Fact:
    piled = 0
    for run in ours:
        asked = sum(is_question(c.text) for turn in run.turns for c in clauses(turn.text))
        piled += asked >= 3
    return Measured(
        value=float(piled),
        unit="turns with three questions or more",
        formula="seller stretches holding three questions or more",
    )


def _room(conversation: Conversation, moments: Sequence[Moment], theirs: Sequence[Run]) -> Fact:
    times = [_length(run) for run in theirs]
    spoken = sum(ms or 0 for ms in times)
    if not conversation.capabilities.has_end or None in times or spoken < _LEAST_MS:
        why = "it has no end times" if not conversation.capabilities.has_end else "too little talk"
        return Unscored(reason=f"{_CANNOT}: {why}")
    return Measured(
        value=len(moments) / (spoken / 600_000),
        unit="chances in 10 buyer minutes",
        formula="chances / minutes the buyers spoke x 10",
    )


def _gap(conversation: Conversation) -> Fact:
    can = conversation.capabilities
    if not can.has_end or can.resolution_ms is None or can.resolution_ms > 100:
        return Unscored(reason=f"{_CANNOT}: it needs start and end to a tenth of a second")
    runs = conversation.runs()
    gaps = []
    for before, after in zip(runs, runs[1:], strict=False):
        end, start = before.turns[-1].end_ms, after.turns[0].start_ms
        sides = (conversation.side(before.participant), conversation.side(after.participant))
        if sides == (Side.BUYER, Side.SELLER) and end is not None and start is not None:
            gaps.append(start - end)
    if len(gaps) < 5:
        return Unscored(reason=f"{_CANNOT}: fewer than five changes from buyer to seller")
    middle = sorted(gaps)[len(gaps) // 2]
    return Measured(
        value=middle / 1000,
        unit="seconds",
        formula=f"median from a buyer's end to your start, {len(gaps)} changes",
    )


def _interruptions(conversation: Conversation) -> Fact:
    # Published agreement on what an interruption is stays under kappa .35, and most exports
    # serialise speech, so overlaps are counted only where a platform keeps them.
    can = conversation.capabilities
    if not can.has_overlap or not can.has_end:
        return Unscored(reason=f"{_CANNOT}: this export keeps one voice at a time")
    turns = [t for t in conversation.turns if t.start_ms is not None and t.end_ms is not None]
    both = 0
    for turn in turns:
        if conversation.side(turn.participant) is Side.SELLER:
            both += any(
                conversation.side(o.participant) is Side.BUYER
                and (o.start_ms or 0) < (turn.start_ms or 0) < (o.end_ms or 0)
                for o in turns
            )
    return Measured(
        value=float(both),
        unit="times",
        formula="your turns that begin while a buyer speaks (back-channels are among them)",
    )
