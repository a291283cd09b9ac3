"""Which skill holds the team back: the level of the team in each, and how far its sellers differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import joined
from sevendoors.app.charts.chart_forest import SHARES, SPREADS, Row, forest
from sevendoors.app.charts.chart_parts import Chart
from sevendoors.app.numbers.basics_held import Basic, basics_of_team
from sevendoors.app.team.team_seen import Seen, enough, team_seen
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.small_model import Fit

BAND = 0.80
_NEAR = 0.05  # each seller counts once, so counts and level are never quite the same
# One sentence for both, so that it does not tell which: few are not to be told from none.
FEW_PEOPLE = "No sum: nobody was given such a chance so far, or fewer than five people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One skill of a team: its level with an 80 % band, and the counts it rests on.

    taken, n: chances taken of those given; people: to how many sellers. spread: one deviation
    between sellers, with its band.
    """

    key: str
    title: str
    conduct: str
    taken: int
    n: int
    people: int
    score: Score
    spread: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPage:
    """The answer to the question, its chart, and the spread between sellers beside hard basics.

    unsure: where levels lie apart from their counts, and why; "" where none does.
    """

    levels: tuple[Level, ...]
    chart: Chart
    lowest: tuple[Level, ...]
    answer: str
    unsure: str
    people: int
    calls: int
    chances: int
    taken: int
    spreads: Chart
    basics: tuple[Basic, ...]
    claim: str


def levels_of(seen: Seen) -> tuple[Level, ...]:
    """Give the level of a team in each skill; none where fewer than five people would be spoken of."""
    if not seen.sums:
        return ()
    fits = seen.numbers.measured.fits
    entries = codebook_in_use().skills
    found = tuple(_level(seen, entry.key, entry.title, entry.conduct, fits.get(entry.key))
                  for entry in entries)  # fmt: skip
    return found if any(one.people for one in found) else ()


def _level(seen: Seen, key: str, title: str, conduct: str, fit: Fit | None) -> Level:
    sellers = frozenset(fit.sellers.tolist()) if fit is not None else frozenset()
    if fit is None or not enough(seen, sellers):
        missing = Unscored(reason=FEW_PEOPLE)
        return Level(key=key, title=title, conduct=conduct, taken=0, n=0, people=0, score=missing,
                     spread=missing)  # fmt: skip
    return Level(key=key, title=title, conduct=conduct, taken=int(fit.taken.sum()),
                 n=int(fit.n.sum()), people=len(sellers), score=seen.numbers.level(key),
                 spread=_spread(fit))  # fmt: skip


def _spread(fit: Fit) -> Score:
    if fit.guessed:
        return Unscored(reason="Too few sellers to say how far they differ")
    low, high = fit.pooled.spread_band(BAND)
    value = min(max(fit.pooled.spread, low), high)
    return Estimate(value=value, low=low, high=high, n=int(fit.n.sum()))


def lowest_of(levels: Sequence[Level]) -> tuple[Level, ...]:
    """Give the skills that may be the lowest: the lowest, and all whose bands meet its band."""
    scored = [one for one in levels if isinstance(one.score, Estimate)]
    if not scored:
        return ()
    first = min(scored, key=_value)
    return tuple(one for one in scored if _meets(first, one))


def unsure_of(levels: Sequence[Level]) -> str:
    """Say where a level lies apart from its own counts, which readings that are unsure bring about."""
    apart = [one.title for one in levels if isinstance(one.score, Estimate)
             and not one.score.low - _NEAR <= one.taken / one.n <= one.score.high + _NEAR]  # fmt: skip
    if not apart:
        return ""
    which = "all skills" if len(apart) == len(levels) else joined(tuple(apart))
    return (f"Many readings here are unsure. The counts take each at its likeliest; the level adds up how "
            f"likely each chance was taken, so the two lie apart in {which}. Read the moments before "
            "you believe either.")  # fmt: skip


def _value(one: Level) -> float:
    return one.score.value if isinstance(one.score, Estimate) else 1.0


def _meets(first: Level, other: Level) -> bool:
    mine, theirs = first.score, other.score
    return isinstance(mine, Estimate) and isinstance(theirs, Estimate) and theirs.low <= mine.high


def answer_of(levels: Sequence[Level], lowest: Sequence[Level]) -> str:
    """Answer the question in one sentence; skills whose bands meet are never put in an order."""
    scored = sum(isinstance(one.score, Estimate) for one in levels)
    if not levels:
        return ""
    if not lowest:
        reason = next((one.score.reason for one in levels if isinstance(one.score, Unscored) and one.people), "")  # fmt: skip
        return f"It cannot be said yet: {reason[:1].lower()}{reason[1:]}." if reason else "It cannot be said yet."  # fmt: skip
    if len(lowest) == 1:
        one = lowest[0]
        return (
            f"{one.title}: its band lies below all others ({one.taken} of {one.n} chances taken)."
        )
    if len(lowest) == scored:
        return f"None in particular: the bands of all {scored} skills overlap."
    names = [f"{one.title} ({one.taken} of {one.n})" for one in lowest]
    return (
        f"{', '.join(names[:-1])} and {names[-1]} lie lowest. Their bands overlap, so the numbers "
        "do not say which of them is the lower."
    )


def skill_page(place: Place, viewer: Viewer) -> SkillPage | None:
    """Answer which skill holds the team back; None where no sum may be shown."""
    seen = team_seen(place, viewer)
    rights.must(seen.sums)
    levels = levels_of(seen)
    if not levels:
        return None
    lowest = lowest_of(levels)
    rows = [Row(label=one.title, count=_count(one), score=one.score) for one in levels]
    fit = seen.numbers.measured.fits["all"]
    basics = basics_of_team(place, viewer)
    return SkillPage(
        levels=levels, lowest=lowest, answer=answer_of(levels, lowest), unsure=unsure_of(levels),
        chart=forest(rows, SHARES, about="Level of the team by skill",
                     heads=("Skill", "Taken or opened", "The average seller, 80 % band")),
        people=len(fit.sellers), calls=len({int(call) for call in seen.numbers.rows.call}),
        chances=int(fit.n.sum()), taken=int(fit.taken.sum()),
        spreads=_spreads(levels, basics), basics=basics, claim=claim_of(levels, basics),
    )  # fmt: skip


def _count(one: Level) -> str:
    return f"{one.taken} of {one.n}" if one.people else ""


def _spreads(levels: Sequence[Level], basics: Sequence[Basic]) -> Chart:
    rows = [Row(label=one.title, count=_count(one), score=one.spread) for one in levels]
    rows += [Row(label=one.title, count=f"{one.hits} of {one.n} calls", score=one.spread)
             for one in basics]  # fmt: skip
    return forest(rows, SPREADS, about="How far sellers differ",
                  heads=("What", "Done", "Usual distance from the average seller, 80 % band"))  # fmt: skip


def claim_of(levels: Sequence[Level], basics: Sequence[Basic]) -> str:
    """Say whether hard basics are alike and essential skills differ here, as far as bands allow."""
    soft = [one.spread for one in levels if isinstance(one.spread, Estimate)]
    hard = [one.spread for one in basics if isinstance(one.spread, Estimate)]
    if not soft or not hard:
        return "Whether sellers differ more in the seven skills than in the hard basics cannot be said yet."  # fmt: skip
    left = [one for one in basics if one.hits < one.n / 2]
    told = _compared(soft, hard)
    if not left:
        return told
    names = joined(
        tuple(
            f"{one.title[:1].lower()}{one.title[1:]} in {one.hits} of {one.n} calls" for one in left
        )
    )
    return f"{told} That a basic is alike does not make it done: {names}."


def _compared(soft: Sequence[Estimate], hard: Sequence[Estimate]) -> str:
    wider = sum(one.low > max(h.high for h in hard) for one in soft)
    closer = sum(one.high < min(h.low for h in hard) for one in soft)
    if wider == len(soft):
        return "Sellers differ more in each of the seven skills than in any of the hard basics."
    if closer:
        return (f"In {closer} of {len(soft)} skills sellers differ less than in any of the hard "
                "basics; here the basics are not what everybody has.")  # fmt: skip
    if wider:
        return f"In {wider} of {len(soft)} skills sellers differ more than in any of the hard basics; the other bands overlap."  # fmt: skip
    return "The bands overlap: whether sellers differ more in the seven skills than in the hard basics cannot be told."  # fmt: skip
