"""Takes the notes of a call from its moments and its words."""

import re
from collections.abc import Sequence

from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Moment
from sevendoors.core.protocols import Encoder
from sevendoors.core.review import DecisionStep, Notes, OpenQuestion, Priority
from sevendoors.measure.notes.mail import follow_up
from sevendoors.measure.notes.promises import promises
from sevendoors.measure.notes.rivals import rivals
from sevendoors.measure.text import stems

_FIRST = re.compile(
    r"\b(first|most|above all|number one|main thing|biggest|priority|more than|rather than|can wait|"
    r"deal[- ]?breaker|must|non[- ]?negotiable|whole point)\b",
    re.IGNORECASE,
)
_KINDS = (
    ("deadline", r"\b(before|by|until|deadline|live|latest|in time)\b.*\b(\d|audit|season|year|month|week|q[1-4]|"
                 r"january|february|march|april|may|june|july|august|september|october|november|december)"),
    ("limit", r"\b(budget|under|below|cap|limit|not more|no more than|can't go over|start with a)\b"),
    ("must-have", r"\b(must|has to|have to|needs? to|non[- ]?negotiable|deal[- ]?breaker|no[- ]go)\b"),
    ("measure", r"\b(percent|%|hours|days|measured|kpi|rate|number of|target)\b"),
)  # fmt: skip
_STEPS = (
    ("blocks", r"\b(freeze|can't|cannot|nothing happens|unless|stuck|locked|block|against|not before|gone|"
               r"problem|won't)\b"),
    ("when", r"\b(\d|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|"
             r"september|october|november|december|week|month|quarter|year|meets|ends|expires|renew\w*|deadline)\b"),
    ("who", r"\b(signs?|board|legal|finance|cfo|ceo|coo|cio|cto|procurement|purchasing|boss|director|owner|manager|"
            r"committee|council|partner|team|he|she|[A-Z][a-z]+ (?:signs|decides|approves|has))\b"),
)  # fmt: skip


def take_notes(conversation: Conversation, moments: Sequence[Moment], encoder: Encoder) -> Notes:
    """Take the notes; every line points at words that were said, and only what is firm is noted."""
    notes = Notes(
        priorities=priorities(moments, encoder),
        decision=decision(moments),
        promises=promises(conversation),
        questions=open_questions(moments),
        competitors=rivals(conversation),
    )
    return Notes(
        priorities=notes.priorities,
        decision=notes.decision,
        promises=notes.promises,
        questions=notes.questions,
        competitors=notes.competitors,
        mail=follow_up(conversation, notes),
    )


def priorities(moments: Sequence[Moment], encoder: Encoder) -> tuple[Priority, ...]:
    """Put what matters in order: ranking words, then how often, then how plainly, then place."""
    stated = [
        m
        for m in moments
        if m.chance.code is Cue.PRIORITY
        and m.chance.p >= encoder.firm("priority", m.chance.quote.text)
    ]
    groups: list[list[Moment]] = []
    for moment in stated:
        words = stems(moment.chance.quote.text)
        twin = next((g for g in groups if len(words & stems(g[0].chance.quote.text)) >= 2), None)
        if twin is None:
            groups.append([moment])
        else:
            twin.append(moment)

    def rank(group: list[Moment]) -> tuple[int, int, int, int]:
        first = any(_FIRST.search(m.chance.quote.text) for m in group)
        strength = max(m.chance.intensity for m in group)
        return (-int(first), -len(group), -strength, group[0].chance.quote.turn)

    ordered = sorted(groups, key=rank)
    return tuple(
        Priority(
            rank=place,
            quote=max(group, key=lambda m: m.chance.p).chance.quote,
            buyer=group[0].chance.buyer,
            kind=_kind(group[0].chance.quote.text, _KINDS, "goal"),
        )
        for place, group in enumerate(ordered, 1)
    )


def decision(moments: Sequence[Moment]) -> tuple[DecisionStep, ...]:
    """List what was said on how the decision is made, in the order spoken."""
    return tuple(
        DecisionStep(
            kind=_kind(m.chance.quote.text, _STEPS, "how"),
            quote=m.chance.quote,
            buyer=m.chance.buyer,
        )
        for m in moments
        if m.chance.code is Cue.DECISION
    )


def open_questions(moments: Sequence[Moment]) -> tuple[OpenQuestion, ...]:
    """List the buyer's questions that got no straight answer in this call."""
    return tuple(
        OpenQuestion(quote=m.chance.quote, buyer=m.chance.buyer)
        for m in moments
        if m.chance.code is Cue.ASK and m.answer.grade in (None, Grade.MISSED, Grade.NOTED)
    )


def _kind(text: str, table: tuple[tuple[str, str], ...], other: str) -> str:
    return next((name for name, sign in table if re.search(sign, text, re.IGNORECASE)), other)
