"""The shapes of scores: counts, numbers with their bands, standing, trend, and what is only yours."""

from typing import Literal

from pydantic import Field

from sevendoors.app.front.api_scores import Line, Scores
from sevendoors.app.numbers.report_numbers import Told
from sevendoors.core.codes import Grade
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.core.track import Reach
from sevendoors.track.gap import Gap
from sevendoors.track.reference import Standing
from sevendoors.track.trend import Trend
from sevendoors.track.winning import Tie, Winning
from sevendoors.web.api.shapes import OUTCOMES, Outcome, Shape


class Estimated(Shape):
    """A number with its interval and how many chances (or what the field says) it rests on."""

    value: float
    low: float
    high: float
    n: int


class NotScored(Shape):
    """We cannot say, and why."""

    unscored: str


class Counted(Shape):
    """What became of the chances of one kind, or of those that count towards one skill.

    outcomes is null where the counts may not be told, since too few people stand behind them.
    """

    key: str
    title: str
    people: int | None
    n: int | None
    outcomes: dict[Outcome, int] | None
    share_taken: Estimated | NotScored = Field(
        description="The plain share, uncorrected, with its 95 % interval (Wilson)."
    )


class Beside(Shape):
    """Where somebody stands beside a named group. p: how likely above its mean."""

    name: str
    people: int
    p: float
    band: str
    words: str


class Week(Shape):
    """Where somebody stood in the week that begins on a day, with the 80 % band."""

    day: str
    level: Estimated


class Change(Shape):
    """A day when the reading itself changed."""

    day: str
    what: str


class Course(Shape):
    """How somebody moved. change: later calls less earlier ones, with its 95 % interval."""

    verdict: str
    change: Estimated | None
    weeks: list[Week]
    marks: list[Change]


class Number(Shape):
    """One skill or quality of one seller, the same number as on the pages.

    taken, given: chances as counted. number: corrected for kinds of chance and for luck, with its
    80 % band. reach: what it may be used for. words: what belongs beside it.
    """

    key: str
    title: str
    taken: int
    given: int
    number: Estimated | NotScored
    reach: Reach
    words: str
    standing: Beside | NotScored | None
    trend: Course | NotScored | None


class Level(Shape):
    """The average seller of a team in one skill, with its 80 % band; n: chances behind it."""

    key: str
    title: str
    level: Estimated | NotScored


class Known(Shape):
    """What you know, believe and do in one skill, with 80 % bands. Only ever your own."""

    key: str
    know: Estimated | NotScored
    believe: Estimated | NotScored
    do: Estimated | NotScored
    holds: bool | None = Field(description="Whether odd and even calls say the same.")
    words: str


class Tied(Shape):
    """How far more of something goes with winning: association, never cause.

    within: odds ratio, a seller's deals beside their others. between: a seller beside others.
    """

    key: str
    title: str
    within: Estimated | NotScored
    between: Estimated | NotScored
    deals: int
    sellers: int
    level: float = Field(description="Of the band of within, such as 0.95.")
    sentence: str


class Won(Shape):
    """Conduct beside decided deals. primary: the one line named beforehand."""

    primary: Tied
    skills: list[Tied]
    won: int
    lost: int
    dropped: int
    open: int
    sellers: int
    alarmed: bool = Field(description="A check that should show nothing has shown something.")
    rules: list[str]
    invented: bool


class ScoresShape(Shape):
    """Counts and numbers of one person or one team.

    numbers, all_chances and qualities are of one person; levels and winning of a team; known is
    only ever your own.
    """

    of: Literal["me", "team", "person"]
    people: int
    skills: list[Counted]
    kinds: list[Counted]
    all_chances: Number | None
    numbers: list[Number]
    qualities: list[Number]
    known: list[Known]
    coverage: str = Field(description="On how many calls the numbers rest.")
    room: str = Field(description="How much room the buyers had; told to the seller alone.")
    levels: list[Level]
    winning: Won | NotScored | None


def scores_of(scores: Scores) -> ScoresShape:
    """Give scores in their shape."""
    return ScoresShape(
        of=scores.of, people=scores.people,
        skills=[_counted(line) for line in scores.skills],
        kinds=[_counted(line) for line in scores.kinds],
        all_chances=None if scores.whole is None else _number(scores.whole),
        numbers=[_number(told) for told in scores.numbers],
        qualities=[_number(told) for told in scores.qualities],
        known=[_known(one) for one in scores.gaps],
        coverage=scores.coverage, room=scores.room,
        levels=[Level(key=key, title=title, level=_score(score)) for key, title, score in scores.levels],
        winning=_won(scores.winning),
    )  # fmt: skip


def _counted(line: Line) -> Counted:
    told = line.grades is not None
    return Counted(
        key=line.key,
        title=line.title,
        people=line.people if told else None,
        n=sum(line.grades.values()) if line.grades is not None else None,
        outcomes=_outcomes(line),
        share_taken=_score(line.score),
    )


def _outcomes(line: Line) -> dict[Outcome, int] | None:
    if line.grades is None:
        return None
    return {word: line.grades[Grade(n)] for n, word in OUTCOMES.items() if n is not None and word}


def _score(score: Score) -> Estimated | NotScored:
    return NotScored(unscored=score.reason) if isinstance(score, Unscored) else _estimated(score)


def _number(told: Told) -> Number:
    taken, given = told.score.raw
    return Number(key=told.key, title=told.title, taken=taken, given=given,
                  number=_score(told.score.score), reach=told.score.reach, words=told.score.words,
                  standing=_beside(told.standing), trend=_course(told.trend))  # fmt: skip


def _beside(told: Standing | Unscored | None) -> Beside | NotScored | None:
    if told is None or isinstance(told, Unscored):
        return None if told is None else NotScored(unscored=told.reason)
    return Beside(name=told.reference.name, people=told.reference.n, p=told.p, band=told.band,
                  words=told.words)  # fmt: skip


def _course(told: Trend | Unscored | None) -> Course | NotScored | None:
    if told is None or isinstance(told, Unscored):
        return None if told is None else NotScored(unscored=told.reason)
    return Course(
        verdict=told.verdict, change=None if told.change is None else _estimated(told.change),
        weeks=[Week(day=point.day, level=_estimated(point.level)) for point in told.points],
        marks=[Change(day=mark.day, what=mark.what) for mark in told.marks],
    )  # fmt: skip


def _estimated(score: Estimate) -> Estimated:
    return Estimated(value=score.value, low=score.low, high=score.high, n=score.n)


def _known(one: Gap) -> Known:
    return Known(key=one.skill, know=_score(one.know), believe=_score(one.believe),
                 do=_score(one.do), holds=one.holds, words=one.words)  # fmt: skip


def _won(found: Winning | Unscored | None) -> Won | NotScored | None:
    if found is None or isinstance(found, Unscored):
        return None if found is None else NotScored(unscored=found.reason)
    return Won(
        primary=_tied(found.primary), skills=[_tied(one) for one in found.ties], won=found.won,
        lost=found.lost, dropped=found.dropped, open=found.open, sellers=found.sellers,
        alarmed=found.alarmed, rules=list(found.rules), invented=found.invented,
    )  # fmt: skip


def _tied(one: Tie) -> Tied:
    return Tied(key=one.key, title=one.title, within=_score(one.within), between=_score(one.between),
                deals=one.deals, sellers=one.sellers, level=one.level, sentence=one.sentence)  # fmt: skip
