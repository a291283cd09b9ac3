"""A number with its interval, or a plain reason why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number we dare to say, with its 95 % interval and what it rests on."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A plain fact of this file, such as a share of words, with its unit and its formula."""

    value: float
    unit: str
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unscored:
    """We cannot say, and why; never 0, never NaN, never a default."""

    reason: str


Fact = Measured | Unscored
Score = Estimate | Unscored
