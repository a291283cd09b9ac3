"""One skill of one seller laid out: counts, number, words, drawings, and for oneself what one believes."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sevendoors.app.base.words import joined
from sevendoors.app.charts.chart_gap import gap_figure
from sevendoors.app.charts.chart_row import Row, rows_chart
from sevendoors.app.charts.chart_time import in_words, over_time
from sevendoors.app.numbers.references import Beside
from sevendoors.app.numbers.tracking import Numbers
from sevendoors.core.codebook import Codebook, Entry
from sevendoors.core.score import Estimate, Unscored
from sevendoors.core.track import SkillScore
from sevendoors.track.gap import Gap
from sevendoors.track.rules import ALL, EVERYTHING, Rule
from sevendoors.track.worth import TEN_CALLS, Met, Worth, aim_of, in_order

_BESIDE = ("own trend", "comparison")  # what a number must reach to stand before a group
_WHOLE = Entry(
    kind="skill", key=ALL, title=EVERYTHING.title, conduct="whatever kind they were",
    definition="Every chance that could be answered, whichever skill it counts for.",
    counts=(), not_counts=(),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLine:
    """One skill with its drawings.

    definition: in plain words, and what is asked for beyond the grade. standing: beside the group
    that is drawn behind it, where that may be said. fact: a guess beside what was seen, where both
    are there. known: knowing, believing and doing, drawn; empty on anybody else's page.
    """

    key: str
    title: str
    conduct: str
    definition: str
    told: SkillScore
    standing: str
    drawn: Markup
    over_time: Markup
    verdict: str
    fact: str = ""
    known: Markup = Markup("")

    @property
    def n(self) -> int:
        """Give the number of chances."""
        return self.told.raw[1]

    @property
    def shown(self) -> bool:
        """Say whether there is a number, and not only a reason."""
        return isinstance(self.told.score, Estimate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """All chances together, then the seven skills in the order of what closing the gap would bring."""

    whole: SkillLine
    skills: tuple[SkillLine, ...]
    tables: tuple[Markup, ...]
    order: tuple[Worth, ...]

    @property
    def dots(self) -> bool:
        """Say whether any of them has a number."""
        return any(line.shown for line in (self.whole, *self.skills))


def weighed(numbers: Numbers, seller: int, gaps: Mapping[str, Gap]) -> tuple[Worth, ...]:
    """Put the skills in order. gaps: of the seller themselves; empty for anybody else's eyes."""
    calls = len(set(numbers.rows.of(seller).call.tolist()))
    return in_order([_met(numbers, seller, rule, calls, gaps.get(rule.key)) for rule in numbers.rules])  # fmt: skip


def _met(numbers: Numbers, seller: int, rule: Rule, calls: int, gap: Gap | None) -> Met:
    told = numbers.score(seller, rule.key)
    found = numbers.measured.fits.get(rule.key)
    unseen = 0.0
    if gap and gap.holds and isinstance(gap.believe, Estimate) and isinstance(gap.do, Estimate):
        unseen = gap.believe.value - gap.do.value
    return Met(
        key=rule.key, done=told.score, often=TEN_CALLS * told.raw[1] / max(1, calls),
        aim=aim_of(found, gap.know if gap else None) if found else 0.0, unseen=unseen,
    )  # fmt: skip


def lay_out(
    numbers: Numbers, book: Codebook, seller: int, *,
    gaps: Mapping[str, Gap], beside: Beside | None, own: bool,
) -> Lines:  # fmt: skip
    """Lay out every skill. gaps: the seller's own, empty on anybody else's page."""
    order = weighed(numbers, seller, gaps)
    entries = {entry.key: entry for entry in book.skills}
    every = [_WHOLE, *(entries[one.key] for one in order)]
    asks = {rule.key: _asks(rule, book) for rule in numbers.rules}
    drawn = rows_chart(
        [_row(numbers, seller, entry, gaps.get(entry.key), beside) for entry in every],
        about="Chances taken or opened, by skill", group=beside.name if beside else "", own=own,
    )  # fmt: skip
    times = [numbers.trend(seller, entry.key) for entry in every]
    moved = over_time(
        [(entry.title, told) for entry, told in zip(every, times, strict=True)],
        about="Over the weeks, by skill",
    )
    tables = (drawn.table, *([moved.table] if any(moved.drawings) else []))
    lines = [
        SkillLine(
            key=entry.key, title=entry.title, conduct=entry.conduct,
            definition=f"{entry.definition}{asks.get(entry.key, '')}",
            told=numbers.score(seller, entry.key),
            standing=beside.words(numbers, seller, entry.key) if beside else "",
            drawn=one, over_time=two, verdict="" if isinstance(time, Unscored) else in_words(time.verdict),
            fact=_fact(gaps.get(entry.key)), known=_known(gaps.get(entry.key), entry.title),
        )
        for entry, one, two, time in zip(every, drawn.drawings, moved.drawings, times, strict=True)
    ]  # fmt: skip
    return Lines(whole=lines[0], skills=tuple(lines[1:]), tables=tables, order=order)  # fmt: skip


def _row(numbers: Numbers, seller: int, entry: Entry, gap: Gap | None, beside: Beside | None) -> Row:  # fmt: skip
    told = numbers.score(seller, entry.key)
    return Row(
        label=entry.title, hits=told.raw[0], n=told.raw[1], score=told.score,
        band=beside.band(entry.key) if beside and told.reach in _BESIDE else None,
        believe=gap.believe if gap else None, know=gap.know if gap else None,
    )  # fmt: skip


def _asks(rule: Rule, book: Codebook) -> str:
    """Say what must be seen beyond the grade, for the skills that ask for it."""
    titles = [entry.title for entry in book.moves if entry.key in rule.moves]
    return f" Taken counts here only where you {joined(titles, 'or')}." if titles else ""


def _fact(gap: Gap | None) -> str:
    if gap is None or not isinstance(gap.believe, Estimate) or not isinstance(gap.do, Estimate):
        return ""
    return gap.words


def _known(gap: Gap | None, title: str) -> Markup:
    """Draw nothing where only what was seen is there: that is in the row already."""
    if gap is None or (isinstance(gap.believe, Unscored) and isinstance(gap.know, Unscored)):
        return Markup("")
    return gap_figure(gap, title)


def first_words(lines: Lines, calls: int) -> tuple[str, str, str]:
    """Say which gap is most worth closing: its key, its title, and what half of the way would bring.

    Nothing where no gap is known, or where it would not bring a single chance in ten calls.
    """
    top = lines.order[0]
    if isinstance(top.more, Unscored) or round(top.more.high) < 1:
        return "", "", ""
    low, high = round(top.more.low), round(top.more.high)
    many = f"{high}" if low == high else f"{low} to {high}"
    one = lines.skills[0]
    met = round(TEN_CALLS * one.n / calls)
    words = (
        f"Ten such calls bring about {met} of these chances. Half of the way that is left "
        f"would be about {many} more of them taken."
    )
    return one.key, one.title, words
