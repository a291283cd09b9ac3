"""What people said next after better and poorer answers, on real talk, and on our own calls as a check."""

from typing import Any

from sevendoors.core.score import Score, Unscored
from sevendoors.track.next_turn import NextTurns, Reply, next_turn
from training.evidence.asks_read import keep, kept

SOURCES = {
    "asks": "PersuasionForGood: real asks for a charity, written",
    "interviews": "AnnoMI: counsellors' interviews, spoken",
    "written": "our own test calls, written by a language model: only a check that the software runs",
}


def measured() -> dict[str, Any]:
    """Read what is not read yet, and lay it out."""
    found: dict[str, Any] = {}
    for source in SOURCES:
        keep(source)
        replies = [Reply(**one) for talk in kept(source) for one in talk["replies"]]
        told = next_turn(replies)
        found[source] = _told(told) | {"talks": len(kept(source)), "all": len(replies)}
    return found


def _told(told: NextTurns | Unscored) -> dict[str, Any]:
    if isinstance(told, Unscored):
        return {"unscored": told.reason}
    steps = {
        one.key: {
            "title": one.title, "unit": one.unit, "beside": [_score(s) for s in one.beside],
            "step": _score(one.step), "allowed": _score(one.allowed), "shuffled": _score(one.shuffled),
            "by luck": one.by_luck, "side": one.side,
        }
        for one in told.steps
    }  # fmt: skip
    return {"replies": told.replies, "calls": told.calls, "counts": told.counts, "steps": steps}


def _score(one: Score) -> list[float] | None:
    return None if isinstance(one, Unscored) else [round(v, 4) for v in (one.value, one.low, one.high)]  # fmt: skip
