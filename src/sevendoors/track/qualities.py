"""The eight qualities as numbers; those that the data cannot tell apart stand in one line, without one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.core.score import Unscored
from sevendoors.core.track import SkillScore
from sevendoors.track.rules import Joined
from sevendoors.track.scores import Measured, nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One line: the qualities it is about, and the number of the seller, or why there is none."""

    titles: tuple[str, ...]
    score: SkillScore


def qualities(measured: Measured, joined: Sequence[Joined], seller: int) -> tuple[Quality, ...]:
    """Give a seller's qualities, those not told apart from all chances together in one line."""
    apart: list[Quality] = []
    alike: list[str] = []
    raw: list[tuple[int, int]] = []
    for one in joined:
        added = measured.added.get(one.rule.key)
        told = measured.score_of(seller, one.rule.key)
        if added is None or added.more:
            apart.append(Quality(titles=one.titles, score=told))
        else:
            alike += one.titles
            raw.append(told.raw)
    if alike:
        these = "this" if len(alike) == 1 else f"these {len(alike)}"
        reason = f"Here {these} cannot be told apart from all chances together"
        none = nothing(seller, "+".join(alike))
        apart.append(
            Quality(
                titles=tuple(alike),
                score=SkillScore(
                    skill=none.skill, seller=seller, score=Unscored(reason=reason),
                    raw=max(raw, key=lambda pair: pair[1]), weight=0.0, phi=0.0,
                    reach="moments only", words=f"{reason}; look at the moments themselves.",
                ),
            )
        )  # fmt: skip
    return tuple(apart)
