"""What buyers did next, in words; nothing here claims a cause."""

from typing import Literal

from sevendoors.core.score import Estimate

Unit = Literal["times", "points"]


def sentence(unit: Unit, of: str, step: Estimate, allowed: Estimate, side: int) -> str:
    """Say for one thing what came next; nothing here claims a cause.

    of: what is counted. step: for one grade more; allowed: with questions and length allowed for.
    """
    if unit == "times":
        found = f"{allowed.value:.2f} times {of} ({allowed.low:.2f} to {allowed.high:.2f})"
        plain = f"{step.value:.2f} times"
    else:
        found = f"{allowed.value:+.1f} {of} in a hundred ({allowed.low:+.1f} to {allowed.high:+.1f})"  # fmt: skip
        plain = f"{step.value:+.1f}"
    told = f"For each grade more, {found} came next, questions and length allowed for; without that {plain}."
    if not side:
        return f"We cannot tell whether better answers were followed by more or less. {told}"
    return (
        f"After better answers the same buyer gave {'more' if side > 0 else 'less'} of this. {told}"
    )
