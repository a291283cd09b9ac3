"""What travels between the store and the statistics: answered chances, references, skill scores."""

from dataclasses import dataclass
from typing import Literal

from sevendoors.core.codes import Cue
from sevendoors.core.score import Score

Reach = Literal["moments only", "early reading", "own trend", "comparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """One answered chance, as the statistics see it; what it was labelled is uncertain.

    phase: where in the call, 0 to 1. grade_p: probability of grades 0, 1, 2, 3. grade: the one
    shown. moves: names of what the seller did. day: ISO. deal: id, None where the call has none.
    """

    seller: int
    call: str
    day: str
    call_kind: str
    code: Cue
    intensity: int
    phase: float
    grade_p: tuple[float, float, float, float]
    grade: int
    moves: frozenset[str] = frozenset()
    deal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Those whom somebody is laid beside, by name: mean and spread, and how many they are.

    se: how unsure the mean itself is.
    """

    name: str
    mean: float
    sd: float
    n: int
    se: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillScore:
    """One skill of one seller: a number with its 80 % band, or why there is none yet.

    raw: chances taken and chances given, as counted. weight: share of the number that is the
    seller's own, the rest being the average. phi: dependability, 0 to 1. reach: what the number
    may be used for. words: one or two sentences that belong beside it.
    """

    skill: str
    seller: int
    score: Score
    raw: tuple[int, int]
    weight: float
    phi: float
    reach: Reach
    words: str
