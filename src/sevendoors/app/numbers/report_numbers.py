"""A seller's numbers laid out skill by skill: the same ones for the terminal, the brief and programs."""

from dataclasses import dataclass

from sevendoors.app.base.words import joined
from sevendoors.app.numbers.tracking import Numbers, quality_scores
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.core.track import SkillScore
from sevendoors.track.reference import Standing
from sevendoors.track.rules import EVERYTHING, Rule
from sevendoors.track.trend import Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One skill or quality of one seller: what was counted, the number, and what may be said of it.

    standing, trend: None where they are not asked of such a line.
    """

    key: str
    title: str
    score: SkillScore
    standing: Standing | Unscored | None = None
    trend: Trend | Unscored | None = None


def told_skills(numbers: Numbers, seller: int) -> tuple[Told, ...]:
    """Lay out the seven skills of a seller. Raises GoneError for whoever may not be named."""
    return tuple(_told(numbers, seller, rule) for rule in numbers.rules)


def told_whole(numbers: Numbers, seller: int) -> Told:
    """Lay out all chances of a seller together."""
    return _told(numbers, seller, EVERYTHING)


def _told(numbers: Numbers, seller: int, rule: Rule) -> Told:
    return Told(key=rule.key, title=rule.title, score=numbers.score(seller, rule.key),
                standing=numbers.standing(seller, rule.key), trend=numbers.trend(seller, rule.key))  # fmt: skip


def told_qualities(numbers: Numbers, seller: int) -> tuple[Told, ...]:
    """Lay out the qualities of a seller; those that cannot be told apart share a line."""
    return tuple(
        Told(key=one.score.skill, title=joined(one.titles), score=one.score)
        for one in quality_scores(numbers, seller)
    )


def number_words(score: Score) -> str:
    """Write a share with its 80 % band, or why there is none: "41 of 100, likely 33 to 49"."""
    if isinstance(score, Unscored):
        return sentence(score.reason)
    low, high = hundredth(score.low), hundredth(score.high)
    return f"{hundredth(score.value)} of 100, likely {low} to {high}"


def change_words(score: Score, within: int = 95) -> str:
    """Write a difference of shares with its band: "6 more of 100 (2 fewer to 14 more; 95 %)"."""
    if isinstance(score, Unscored):
        return sentence(score.reason)
    return f"{_more(score.value)} of 100 ({_more(score.low)} to {_more(score.high)}; {within} %)"


def times_words(score: Score, within: int) -> str:
    """Write how many times as much with its band: "1.20 times (0.90 to 1.60; 95 %)"."""
    if isinstance(score, Unscored):
        return sentence(score.reason)
    return f"{score.value:.2f} times ({score.low:.2f} to {score.high:.2f}; {within} %)"


def _more(share: float) -> str:
    n = round(100 * share)
    return f"{abs(n)} {'fewer' if n < 0 else 'more'}" if n else "0"


def hundredth(share: float) -> str:
    """Write a share as so many of a hundred."""
    return f"{100 * share:.0f}"


def standing_words(standing: Standing | Unscored | None) -> str:
    """Say where somebody stands beside a named group, or why that is not said."""
    if standing is None:
        return ""
    return sentence(standing.reason if isinstance(standing, Unscored) else standing.words)


def trend_words(found: Trend | Unscored | None) -> str:
    """Say whether somebody changes, or why that is not said."""
    if found is None:
        return ""
    if isinstance(found, Unscored):
        return sentence(found.reason)
    if isinstance(found.change, Estimate):
        return f"{sentence(found.verdict)} Later calls less earlier ones: {change_words(found.change)}."
    return sentence(found.verdict)


def sentence(text: str) -> str:
    """Begin with a capital letter and end with a full stop."""
    text = text.strip()
    return text and text[0].upper() + text[1:] + ("" if text[-1] in ".!?:" else ".")
