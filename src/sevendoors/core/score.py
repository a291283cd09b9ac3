"""A number with its interval, or a plain reason why there is none."""

from dataclasses import dataclass

Z80 = 1.2816  # so many errors on either side hold eight of ten (the normal curve)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number we dare to say, with its band and what it rests on.

    low, high: a 95 % interval of plain shares, an 80 % band of numbers over calls; whoever makes it
    says which. n: what was counted, mostly chances.
    """

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
