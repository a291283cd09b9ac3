"""The assessment: sealed buyers, one talk with each, no hints and no second try, and what came of it.

A share is said once all eight talks are done, with its interval and beside somebody named. Practice
and real calls are two measures; nothing here is ever added to what was counted in calls.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sevendoors.app.base.place import Place
from sevendoors.app.charts.chart_parts import Chart, percent
from sevendoors.app.charts.charts import Dot, dots
from sevendoors.app.practice.assessment_beside import (
    COUNTED,
    DOORS,
    LEAST_PHI,
    TAKEN,
    Named,
    dependability,
    others,
    shipped,
)
from sevendoors.app.practice.dueling import Score, score
from sevendoors.app.practice.playing import Talk
from sevendoors.app.practice.practise_page import BuyerCard, buyer_cards
from sevendoors.app.practice.talking import ASSESSMENT, own_talks, read_talk, start
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Unscored
from sevendoors.core.score import Score as Share
from sevendoors.track.clusters import Counts, above, share_over, sums
from sevendoors.track.reference import in_words

WHOLE = 8  # talks that make up an assessment
_LABELS = {TAKEN: "Chances taken", DOORS: "Hidden doors opened"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One sealed buyer: not met yet (talk None), a talk that goes on, or what came of it.

    script: what the script took of the chances this buyer gave, over all its talks; None if unknown.
    """

    buyer: BuyerCard
    talk: int | None = None
    score: Score | None = None
    script: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One thing counted, beside a reference: what the reference reached, and the words of it.

    words: on which side of it one lies and how sure that is, or why it may not be said.
    """

    label: str
    counted: tuple[int, int]
    share: Share
    words: str

    @property
    def span(self) -> str:
        """Write the reference's share with its interval; empty where there is none."""
        if isinstance(self.share, Unscored):
            return ""
        low, high = percent(self.share.low), percent(self.share.high)
        return f"{percent(self.share.value)}, 95\u00a0% interval {low} to {high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Somebody named whom one is laid beside, over so many talks; day: of which day, if of one."""

    name: str
    about: str
    talks: int
    day: str
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing counted over the eight buyers: the counts, and the share or why there is none."""

    label: str
    counted: tuple[int, int]
    share: Share
    phi: float | None

    @property
    def reason(self) -> str:
        """Say why there is no share; empty where there is one."""
        return self.share.reason if isinstance(self.share, Unscored) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All of it: the stations, how many are done, sums of counts over those, and what they say.

    results: what is said of them. missing: why nobody stands beside them yet; empty where somebody
    does. drawn: one drawing for each result, none before there are shares; table: the same numbers.
    """

    stations: tuple[Station, ...]
    done: int
    needs: tuple[int, int]
    results: tuple[Result, ...]
    beside: tuple[Beside, ...] = ()
    missing: str = ""
    drawn: tuple[Markup, ...] = ()
    table: Markup = Markup("")

    @property
    def scored(self) -> bool:
        """Say whether a share is said of anything."""
        return any(isinstance(one.share, Estimate) for one in self.results)


def assessment(place: Place, viewer: Viewer) -> Assessment:
    """Give where somebody stands in the assessment, and what it says once all of it is done."""
    stations = _stations(place, viewer)
    own = _counts(stations)
    done = sum(one.score is not None for one in stations)
    left = _left(len(stations), done)
    phi = dependability()
    results = tuple(
        Result(label=_LABELS[what], counted=sums(own[what]), phi=phi.get(what),
               share=left or share_over(own[what]))
        for what in COUNTED
    )  # fmt: skip
    needs = sums({one.buyer.key: one.score.needs for one in stations if one.score})
    found = Assessment(stations=stations, done=done, needs=needs, results=results)
    return found if left else _laid_beside(place, viewer, found, own)


def begin(place: Place, viewer: Viewer, key: str) -> Talk:
    """Begin the one talk with a sealed buyer."""
    return start(place, viewer, key, purpose=ASSESSMENT)


def _stations(place: Place, viewer: Viewer) -> tuple[Station, ...]:
    had = {line.buyer: line for line in reversed(own_talks(place, viewer, purpose=ASSESSMENT))}
    stations = []
    for card in buyer_cards(place, sealed=True)[:WHOLE]:
        line = had.get(card.key)
        reached = score(read_talk(place, line)) if line and line.ended else None
        stations.append(Station(buyer=card, talk=line.id if line else None, score=reached))
    return tuple(stations)


def _counts(stations: tuple[Station, ...]) -> Mapping[str, Counts]:
    reached = {one.buyer.key: one.score for one in stations if one.score}
    return {TAKEN: {key: one.taken for key, one in reached.items()},
            DOORS: {key: one.doors for key, one in reached.items()}}  # fmt: skip


def _left(here: int, done: int) -> Unscored | None:
    """Say why no share is said yet; None where all talks are done."""
    if here < WHOLE:
        return Unscored(reason=f"A share is said of {WHOLE} buyers; {here} can be met here")
    if done == WHOLE:
        return None
    talks = "1 talk is" if WHOLE - done == 1 else f"{WHOLE - done} talks are"
    return Unscored(reason=f"{talks} left before a share can be said")


def _laid_beside(
    place: Place, viewer: Viewer, found: Assessment, own: Mapping[str, Counts]
) -> Assessment:
    """Lay a whole assessment beside everybody named that there is."""
    keys = [one.buyer.key for one in found.stations]
    known, people = shipped(place, keys), others(place, viewer, keys)
    played = () if isinstance(known, Unscored) else known
    named = [*played[:1], *([people] if people else []), *played[1:]]
    beside = tuple(_beside(own, one) for one in named)
    script = played[0] if played else None
    chart = _drawn(found.results, beside[0] if script else None)
    return Assessment(
        stations=tuple(_with_script(one, script) for one in found.stations),
        done=found.done,
        needs=found.needs,
        results=found.results,
        beside=beside,
        missing=known.reason if isinstance(known, Unscored) else "",
        drawn=chart.drawings,
        table=chart.table,
    )


def _with_script(one: Station, script: Named | None) -> Station:
    took = script.counts[TAKEN].get(one.buyer.key) if script else None
    return Station(buyer=one.buyer, talk=one.talk, score=one.score, script=took)


def _beside(own: Mapping[str, Counts], named: Named) -> Beside:
    placed = []
    for what in COUNTED:
        theirs = named.counts[what]
        placed.append(Placed(label=_LABELS[what], counted=sums(theirs), share=share_over(theirs),
                             words=_said(what, own[what], theirs, named.name)))  # fmt: skip
    return Beside(
        name=named.name, about=named.about, talks=named.talks, day=named.day, placed=tuple(placed)
    )


def _said(what: str, own: Counts, theirs: Counts, name: str) -> str:
    """Put into words where somebody stands, as sure as it is (scoring: above average)."""
    phi = dependability().get(what)
    if phi is None or phi < LEAST_PHI:
        return "Eight talks do not tell sellers apart well enough to lay this beside others."
    p = above(own, theirs)
    if isinstance(p, Unscored):
        return f"{p.reason}."
    band = in_words(p)
    if band == "cannot tell":
        return f"We cannot tell whether this is above or below {name}."
    return f"This is {band} {name}."


def _drawn(results: tuple[Result, ...], script: Beside | None) -> Chart:
    bands = {one.label: one.share for one in script.placed} if script else {}
    rows = []
    for one in results:
        behind = bands.get(one.label)
        rows.append(Dot(label=one.label, hits=one.counted[0], n=one.counted[1], score=one.share,
                        band=behind if isinstance(behind, Estimate) else None, unit=""))  # fmt: skip
    return dots(rows, about="Shares over the eight buyers", counted=("Counted", "Of"),
                band=f"{script.name}, same buyers" if script else "")  # fmt: skip
