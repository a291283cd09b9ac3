"""What a report holds, whichever way it is written: parts with lines of numbers, quotes and sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.calls.moment_cards import Card
from sevendoors.app.numbers.report_numbers import Told, number_words
from sevendoors.core.people import Viewer
from sevendoors.core.score import Score, Unscored
from sevendoors.store import tallies
from sevendoors.track.reference import Standing
from sevendoors.track.trend import Trend

SCHEMA = "sevendoors.report/1"
Kind = Literal["person", "team", "value"]
TO_THE_LEADER = "This is told to the leader of a team alone."
LIKELY = (
    "“Likely” names the band that holds the truth eight times in ten. A number is a reason to read "
    "the moments behind it, and no more. Not for hiring, pay, promotion or dismissal."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what it is about, what was counted, the number with its band, and what may be said.

    taken, given: chances as counted; None where the line counts none. number: None where the line
    is words alone. within: how much of the probability lies in the band, in percent. figure: the
    number in words, with its band. words: sentences that belong beside it.
    """

    key: str
    title: str
    taken: int | None = None
    given: int | None = None
    number: Score | None = None
    within: int = 80
    figure: str = ""
    standing: Standing | Unscored | None = None
    trend: Trend | Unscored | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a report: a heading, sentences, lines and quotes; each may be empty.

    quotes: what each is for ("One to keep"), with the moment.
    """

    key: str
    title: str
    words: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    quotes: tuple[tuple[str, Card], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report. of: whose, by name. lead: sentences at the top; foot: how to read it."""

    kind: Kind
    title: str
    of: str
    day: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    foot: tuple[str, ...] = (LIKELY,)


def row_of(told: Told) -> Row:
    """Give a skill of a seller as a line."""
    taken, given = told.score.raw
    words = () if isinstance(told.score.score, Unscored) else (told.score.words,)
    return Row(key=told.key, title=told.title, taken=taken, given=given, number=told.score.score,
               figure=number_words(told.score.score), standing=told.standing, trend=told.trend,
               words=words)  # fmt: skip


def note_looks(place: Place, viewer: Viewer, sellers: Iterable[int]) -> None:
    """Write down in whose calls somebody looked, as the pages do."""
    if viewer.alone:
        return
    with place.store.read() as connection:
        rows = tallies.tally(connection, rights.scope(viewer), tuple(sellers))
    looked_over(place, viewer, {(row.call, row.seller) for row in rows})
