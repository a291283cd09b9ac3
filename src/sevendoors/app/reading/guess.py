"""A guess from the talk alone at who was selling, with its probability shown."""

import re
from math import exp

from sevendoors.core.conversation import Conversation, Kind, Participant, Side

# Phrases that people say when they sell, and when they buy. Weights are judgement, kept small and
# few, because the guess is only used when it is very sure and is always printed.
_SELLS = re.compile(
    r"\b(our (platform|product|customers|clients|solution|software|pricing|roadmap|engineers)|"
    r"we (offer|support|integrate)|i can send you|"
    r"(i'll|let me|i can|i could) (show|send|put|walk|share|draft|write) you|"
    r"would you like to see|happy to (show|send|walk)|"
    r"thanks for (making|taking) the time|what (are|is) your (biggest|main|current)|"
    r"other customers|a demo|tell me (more )?about|next steps?|"
    r"put you (on|in)|with one of (them|our customers))\b",
    re.IGNORECASE,
)
_BUYS = re.compile(
    r"\b(how much|what does it cost|do you (support|have|integrate|offer)|does it|can it|"
    r"before you show|my (boss|team|board|cfo|manager)|our (current|old|existing) "
    r"(vendor|system|supplier|provider|tool)|we('re| are) (currently )?using|we use|"
    r"we('ve| have) been burned|last vendor|my worry|worries me|"
    r"who else (do )?you|your (competitor|pricing|price|product|platform|tool|contract|quote)|"
    r"legal|procurement|sign(s|ed)? off|budget)\b",
    re.IGNORECASE,
)
GUESSED = "guessed"  # how a side that rests on this begins to say so
_LOG_ODDS = 1.1
_FEWEST_WORDS = 40


def guess_sides(conversation: Conversation) -> dict[str, tuple[Side, float]]:
    """Guess a side for each person, with the probability that all the guesses hold together.

    Empty where the talk gives nothing to go on. Probability is judgement, not calibrated: it is
    used only from .9 on, and printed.
    """
    people = [p for p in conversation.participants if p.kind in (Kind.PERSON, Kind.DIAL_IN)]
    points = {p.id: _points(conversation, p) for p in people}
    if len(people) < 2 or sum(len(t.text.split()) for t in conversation.turns) < _FEWEST_WORDS:
        return {}
    order = sorted(people, key=lambda p: points[p.id], reverse=True)
    cut = _widest_gap([points[p.id] for p in order])
    gap = points[order[cut - 1].id] - points[order[cut].id]
    if gap <= 0:
        return {}
    p = 1 / (1 + exp(-_LOG_ODDS * gap))
    return {
        person.id: (Side.SELLER if place < cut else Side.BUYER, p)
        for place, person in enumerate(order)
    }


def _points(conversation: Conversation, person: Participant) -> float:
    said = " ".join(t.text for t in conversation.turns if t.participant == person.id)
    sells = len({m.group(0).casefold() for m in _SELLS.finditer(said)})
    buys = len({m.group(0).casefold() for m in _BUYS.finditer(said)})
    return float(sells - buys)


def _widest_gap(points: list[float]) -> int:
    gaps = [points[i] - points[i + 1] for i in range(len(points) - 1)]
    return gaps.index(max(gaps)) + 1
