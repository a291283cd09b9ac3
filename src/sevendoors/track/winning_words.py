"""Every sentence that may be said of conduct and winning; nothing else may be written about it.

Allowed are facts with their range and the reason for doubt. Words that claim a cause are in FORBIDDEN
and stand in no sentence here (scoring: association with deals, language).
"""

from collections.abc import Mapping

from sevendoors.core.score import Estimate

FORBIDDEN: tuple[str, ...] = (
    "drives", "drive ", "causes", "caused", "increases", "increase ", "proven", "proof that",
    "top performers", "leads to", "boosts", "wins more because",
)  # fmt: skip
# What was done more of, by skill; a skill of another codebook is called by its title.
_MORE: Mapping[str, str] = {
    "all": "more chances were taken",
    "connecting": "more personal remarks were taken",
    "curiosity": "more of what was left half said was asked about",
    "empathy": "more worries were taken",
    "listening": "more of what buyers said was shown to be heard",
    "trust": "more questions and doubts were taken",
    "understanding": "more of what matters to buyers was taken",
    "value": "more of what matters to buyers and of how they decide was taken",
}
WHY_NOT = "this may be because keen buyers talk more"
_RULES: tuple[str, ...] = (
    "Sellers are compared with themselves: deals in which somebody took more of the chances beside that same seller's other deals.",
    "Open deals are left out; they are never counted as lost.",
    "Calls on the day of the decision or later are left out; so are, for the skills, those in the {days} days before it but for a deal's first: late calls hold the outcome.",
    "Dropped deals are left out, and beside that the first line is counted again with them as lost.",
    "The first line was chosen before anything was looked at; the others share one alarm, so their bands are wider (Holm 1979).",
    "Unsure readings and few chances to a deal draw every number here towards no difference.",
)  # fmt: skip


def rules(landmark: int) -> tuple[str, ...]:
    """Give the sentences that belong beside it; landmark: in days."""
    return tuple(rule.format(days=landmark) for rule in _RULES)


def more(key: str, title: str) -> str:
    """Say what was done more of, such as "more worries were taken"."""
    return _MORE.get(key, f"more chances of “{title}” were taken")


def tie(what: str, less: Estimate, high: Estimate, side: int) -> str:
    """Say how often deals were won; side: 1 more often, -1 less often, 0 we cannot tell."""
    low, top = min(less.low, high.low), max(less.high, high.high)
    told = f"{_percent(high.value)} against {_percent(less.value)}, range {100 * low:.0f} to {_percent(top)}"
    if not side:
        return f"Whether deals in which {what} were won more often, we cannot tell: {told}."
    often = "more" if side > 0 else "less"
    return f"Deals in which {what} were won somewhat {often} often: {told}; {WHY_NOT}."


def too_few(deals: int, sellers: int) -> str:
    """Say how many deals and sellers are missing before anything is said."""
    parts = []
    if deals:
        parts.append(f"about {deals} more decided deal{_s(deals)}")
    if sellers:
        parts.append(f"{sellers} more seller{_s(sellers)}")
    return f"Not enough deals to say anything: {' and '.join(parts)}."


def control(what: str, found: Estimate, *, alarm: bool) -> str:
    """Say what a check that should show nothing has shown."""
    band = f"{found.value:.2f}, 95 % between {found.low:.2f} and {found.high:.2f}, {found.n} deals"
    if alarm:
        return f"{what} went with winning as well ({band}). This is not the seller's doing, so the lines above may not be either."
    return f"{what} did not clearly go with winning ({band}), as it should be."


def shuffled(hits: int, rounds: int, *, alarm: bool) -> str:
    """Say how often shuffled outcomes raised the alarm."""
    told = f"With outcomes shuffled among each seller's own deals, {hits} of {rounds} rounds raised an alarm"
    if alarm:
        return f"{told}; about {rounds * 0.05:.0f} should. Do not rely on the lines above."
    return f"{told}; about {rounds * 0.05:.0f} should."


def found_by(ratio: float, deals: int) -> str:
    """Say how large a difference these deals could show."""
    return (
        f"With these {deals} deals an odds ratio of {ratio:.2f} or more would be found 8 times in 10; "
        "a smaller one would often be missed."
    )


ALL_ALIKE = "All decided deals ended the same way, so nothing can be compared"
NO_SPREAD = "Every deal looks the same in this, so nothing can be compared"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _s(n: int) -> str:
    return "" if n == 1 else "s"
