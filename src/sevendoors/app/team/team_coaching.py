"""Did coaching move anything: before and after each talk or block of drills, beside what was not trained."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.skill_rows import codes_of
from sevendoors.app.charts.chart_forest import share
from sevendoors.app.charts.chart_parts import Chart
from sevendoors.app.charts.chart_slope import Slope, slope
from sevendoors.app.numbers.tracking import Numbers, coaching_of
from sevendoors.app.team.assigning import Agreed, coached, kinds_of, title_of
from sevendoors.app.team.team_seen import Seen, looked_at, remember, team_seen
from sevendoors.core.codes import Cue
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Score
from sevendoors.store.assignments import AssignmentLine
from sevendoors.store.opening import Store
from sevendoors.track.coaching import Moved, calls_needed, detectable, moved
from sevendoors.track.opportunities import CODES, Ledger

COACHING_ASKED = "coaching"
MOST_SHOWN = 12
CALLS_AHEAD = 20  # a month or two of somebody who sells every day
_BIG = 0.20  # a change worth a drill: one chance in five more
# What was worked out of the chances as they are now: (ledger, what moved), by what was asked.
_Asked = tuple[int, frozenset[Cue], str, bool]
_HELD: WeakKeyDictionary[Store, dict[_Asked, tuple[Ledger, Moved]]] = WeakKeyDictionary()
_MOST_HELD = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One talk or block of drills, with what changed around its day.

    chart: None where it is too early to draw. counts: what was trained, before and since. beside: the
    change in it, less that in the seller's other kinds. others: that, less the same with other
    sellers. found: the least change that would have been found.
    """

    who: int
    name: str
    what: str
    day: str
    drawn: bool
    chart: Chart | None
    words: str
    counts: str
    beside: Score
    others: Score
    found: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingPage:
    """The answer, what moved around each day, and what could be found at all."""

    answer: str
    worked: tuple[Worked, ...]
    more: int
    ahead: str
    drawn: int


def coaching_page(place: Place, viewer: Viewer) -> CoachingPage:
    """Answer whether coaching moved anything. Raises GoneError for others than leader and coach."""
    seen = team_seen(place, viewer)
    looked_at(place, viewer, seen)
    names = {one.id: one.name for one in seen.shown}
    with place.store.read() as connection:
        lines = [
            one for one in coached(connection, set(names), place.today()) if kinds_of(one.what)
        ]
    worked = tuple(_worked(place, seen, one) for one in lines[:MOST_SHOWN])
    answer = answer_of(worked, seen.alone)
    remember(place, viewer, COACHING_ASKED, answer)
    return CoachingPage(answer=answer, worked=worked, more=max(0, len(lines) - MOST_SHOWN),
                        ahead=ahead_of(seen), drawn=sum(one.drawn for one in lines))  # fmt: skip


def answer_of(worked: Sequence[Worked], alone: bool) -> str:
    """Answer the question in one sentence."""
    if not worked:
        return f"Nothing to compare yet: no talk and no drills were agreed{'' if alone else ' with sellers who let something be seen'}."  # fmt: skip
    known = [one.beside for one in worked if isinstance(one.beside, Estimate)]
    if not known:
        return f"Too early: none of {_days(len(worked))} has five calls on both sides yet."
    up, down = sum(one.low > 0 for one in known), sum(one.high < 0 for one in known)
    if not up and not down:
        return f"No clear change yet around {_days(len(known))}."
    if len(known) == 1:
        told = f"1 day can be compared: clearly {'more' if up else 'less'} was taken since"
    else:
        clear = (f"after {up} of them clearly more was taken" if up else "",
                 f"after {down} of them clearly less was taken" if down else "")  # fmt: skip
        told = f"{_days(len(known))} can be compared: {' and '.join(filter(None, clear))}"
    return f"{told}, beside what was not trained. Why, the numbers cannot say."


def _days(many: int) -> str:
    return f"{many} day{'' if many == 1 else 's'}"


def _worked(place: Place, seen: Seen, line: AssignmentLine) -> Worked:
    kinds = kinds_of(line.what)
    told = held_moved(place, seen.numbers, line.person, kinds, line.on_day)
    labels = ("what was trained", "their other kinds", "others, same kinds")
    lines = [Slope(label=label, before=side.before, after=side.after)
             for label, side in zip(labels, told.sides, strict=True)]  # fmt: skip
    what = title_of(line.kind, line.what, {})
    skill = _nearest(kinds)
    return Worked(
        who=line.person, name=line.name, what=what, day=line.on_day, drawn=line.drawn,
        chart=slope(lines, about=f"Chances taken by {line.name} around {line.on_day}")
        if isinstance(told.trained, Estimate) else None,
        words=told.words, beside=told.beside_own, others=told.beside_others,
        counts=_counts(told), found=_found(told),
        href=f"/moments?person={line.person}" + (f"&skill={skill}" if skill else ""),
    )  # fmt: skip


def _nearest(kinds: Collection[Cue]) -> str:
    """Name the skill with the fewest kinds of chance that holds all these, or "" where none does."""
    held = {key: codes for key, codes in codes_of(codebook_in_use()).items() if set(kinds) <= codes}
    return min(held, key=lambda key: len(held[key]), default="")


def _counts(told: Moved) -> str:
    """Write the trained kinds before and after with counts and bands, where both are known."""
    before, after = told.sides[0].before, told.sides[0].after
    if not isinstance(before, Estimate) or not isinstance(after, Estimate):
        return ""
    return (f"Before {share(before)} of {before.n} such chances taken, since {share(after)} of "
            f"{after.n}; 95\u00a0% intervals.")  # fmt: skip


def _found(told: Moved) -> str:
    if told.detectable is None:
        return "With so few calls no change could be found yet."
    if told.detectable >= 1:
        return "With so few calls no change of any size could be found yet."
    return (f"With the calls there are, a change of {100 * told.detectable:.0f} of 100 chances or "
            "more would be found eight times in ten.")  # fmt: skip


def held_moved(
    place: Place, numbers: Numbers, seller: int, kinds: frozenset[Cue], day: str
) -> Moved:
    """Say what moved, worked out once for the chances as they are now."""
    fair = others_are_many(numbers, kinds, day)
    key = (seller, kinds, day, fair)
    kept = _HELD.setdefault(place.store, {})
    found = kept.get(key)
    if found is not None and found[0] is numbers.rows:
        return found[1]
    rights.must(seller in numbers.told)
    told = (
        coaching_of(numbers, seller, kinds, day)
        if fair
        else moved(_told_only(numbers), seller, kinds, day)
    )
    if len(kept) >= _MOST_HELD:
        kept.clear()
    kept[key] = (numbers.rows, told)
    return told


def _told_only(numbers: Numbers) -> Ledger:
    return numbers.rows.only(np.isin(numbers.rows.seller, sorted(numbers.told)))


def others_are_many(numbers: Numbers, kinds: Collection[Cue], day: str) -> bool:
    """Say whether those who released nothing may stand in the comparison.

    On each side of the day, in the trained kinds and in the others, they must be five, or nobody:
    else what one of them did could be had by taking the rest away.
    """
    rows = numbers.rows
    hidden = ~np.isin(rows.seller, sorted(numbers.told))
    late = np.array([held >= day for held in rows.days], dtype=np.bool_)[rows.call]
    trained = np.isin(rows.code, [CODES.index(kind) for kind in kinds])
    for side in (late, ~late):
        for kind in (trained, ~trained):
            many = len(np.unique(rows.seller[hidden & side & kind]))
            if 0 < many < rights.FEWEST_IN_SUMS:
                return False
    return True


def ahead_of(seen: Seen) -> str:
    """Say in advance which change could be found, so that nobody hopes for more than can be seen."""
    fit = seen.numbers.measured.fits["all"]
    if not len(fit.sellers) or not int(fit.calls.sum()):
        return ""
    each = float(fit.n.sum()) / float(fit.calls.sum()) / 3  # a skill holds about a third of them
    least = detectable(fit, CALLS_AHEAD, max(each, 0.5))
    needed = calls_needed(fit, _BIG, max(each, 0.5))
    return (
        f"Before anything is agreed: with {CALLS_AHEAD} calls before and {CALLS_AHEAD} after, a change "
        f"of {100 * least:.0f} of 100 chances or more would be found eight times in ten. To find a "
        f"change of {100 * _BIG:.0f} of 100, about {needed} calls on each side are needed."
    )


def dates_of(agreed: Sequence[Agreed], today: str) -> str:
    """Say in one sentence for the overview how much there is to compare, without working it out."""
    past = [one for one in agreed if one.kind != "buyer" and one.day <= today]
    if not past:
        return "No talk and no drills were agreed so far."
    last = max(past, key=lambda one: one.day)
    many = "One talk or block of drills was" if len(past) == 1 else f"{len(past)} talks and blocks of drills were"  # fmt: skip
    return f"{many} agreed so far; the last: {last.words}, with {last.name}."
