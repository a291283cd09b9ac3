"""The swap test: a reply is held against this buyer's words and the other buyer words."""

from collections.abc import Sequence

from sevendoors.core.protocols import Encoder

MOST_OTHERS = 6


def others(texts: Sequence[str], own: str) -> tuple[str, ...]:
    """Pick a few other buyer texts, evenly over the call, always the same ones."""
    rest = [text for text in dict.fromkeys(texts) if text != own]
    step = max(1, len(rest) / MOST_OTHERS)
    return tuple(rest[int(place * step)] for place in range(min(MOST_OTHERS, len(rest))))


def contingency(encoder: Encoder, own: str, reply: str, rest: Sequence[str]) -> float | None:
    """Say how much better a reply fits this buyer's words than others' words of the call, 0 to 1.

    The share of other texts it fits less well, ties counting half. None where there is nothing to
    swap with. Uptake as next-utterance contrast (Demszky et al. 2021).
    """
    if not reply.strip() or not own.strip() or len(rest) < 2:
        return None

    def fit(before: str) -> float:
        return encoder.similarity(before, reply)

    mine = fit(own)
    beaten = sum(1.0 if mine > other else 0.5 if mine == other else 0.0 for other in map(fit, rest))
    return beaten / len(rest)
