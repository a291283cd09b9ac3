"""What the buyer did next, after better and poorer answers, within the same call.

Each answered chance is laid beside other answered chances of the same buyer in the same call, so a
talkative buyer cannot make the difference (fixed effects); errors are counted by call (Liang and
Zeger 1986). Answers that ask something are followed by a reply of themselves, and long answers leave
little room; so the number that is spoken of allows for both. Grades are shuffled within each buyer's
call to see what luck makes of it (scoring: extrapolation, proximal).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp

import numpy as np

from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.track.clusters import below, quantile
from sevendoors.track.next_turn_words import Unit, sentence
from sevendoors.track.opportunities import Floats, Ints
from sevendoors.track.winning_basis import holm

FEWEST_CALLS, FEWEST_REPLIES = 20, 150
ALPHA = 0.05
_SHUFFLES = 199
RULES: tuple[str, ...] = (
    "Each answer is laid beside other answers to the same buyer in the same call.",
    "Counted is the first thing the buyer said after the answer; an answer that took two turns keeps its grade though a nod of the buyer stands between, which can only hide a difference.",
    "Whether the answer asked something, and how long it was, are allowed for: a question is followed by a reply in any case.",
    "A new chance is found by a reader that hears the words just before, so that line is not free of the answer's own words; words are counted as they stand.",
    "It says what came next, not why.",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answered chance and what the buyer said next.

    grade: 0 to 3. said: words of the buyer before. answered: words of the answer; asked: it asks
    something. words, fresh: words of the buyer's next turn, and content words nobody had said in the
    call. chance: it gives a new chance. agreed: it confirms or corrects. phase: where in the call.
    """

    call: str
    buyer: str
    grade: int
    phase: float
    said: int
    answered: int
    asked: bool
    words: int
    fresh: int
    chance: bool
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that may come next. unit: times as much, or points of a hundred.

    beside: noted, taken and opened answers, each beside missed ones. step: for one grade more, as it
    is; allowed: the same with questions and length allowed for. shuffled: what luck makes of step,
    the middle and 95 % of shuffles. by_luck: share of shuffles at least as far from nought. side: 1
    more, -1 less, 0 we cannot tell. level: of the band of allowed.
    """

    key: str
    title: str
    unit: Unit
    beside: tuple[Score, Score, Score]
    step: Score
    allowed: Score
    shuffled: Score
    by_luck: float
    level: float
    side: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTurns:
    """What buyers did next. counts: answers missed, noted, taken and opened. rules belong beside it."""

    steps: tuple[Step, ...]
    replies: int
    calls: int
    counts: tuple[int, int, int, int]
    rules: tuple[str, ...]


_THINGS: tuple[tuple[str, str, Unit, str], ...] = (
    ("words", "How much the buyer said next", "times", "as many words"),
    ("fresh", "How much of it was new in the call", "times", "as many new words"),
    ("chance", "The buyer gave a new chance", "points", "new chances"),
    ("agreed", "The buyer confirmed or corrected", "points", "confirmations and corrections"),
)


def next_turn(replies: Sequence[Reply]) -> NextTurns | Unscored:
    """Lay what came next beside the grades; says how much is missing where there is too little."""
    held = _compared(replies)
    calls = len({one.call for one in held})
    gone = _missing(calls, len(held))
    if gone is not None:
        return gone
    table = _Table.of(held)
    raw = [_Raw.of(table, key) for key, _, _, _ in _THINGS]
    levels = {"words": ALPHA} | holm({one.key: one.p for one in raw if one.key != "words"})
    steps = tuple(_step(table, *one, levels[one[0].key]) for one in zip(raw, _THINGS, strict=True))
    counts = np.bincount([one.grade for one in held], minlength=4).tolist()
    return NextTurns(steps=steps, replies=len(held), calls=calls,
                     counts=(counts[0], counts[1], counts[2], counts[3]), rules=RULES)  # fmt: skip


def _compared(replies: Sequence[Reply]) -> list[Reply]:
    """Keep buyers whose answers in a call were not all graded alike; the others compare nothing."""
    grades: dict[tuple[str, str], set[int]] = {}
    for one in replies:
        grades.setdefault((one.call, one.buyer), set()).add(one.grade)
    return [one for one in replies if len(grades[one.call, one.buyer]) > 1]


def _missing(calls: int, replies: int) -> Unscored | None:
    if calls >= FEWEST_CALLS and replies >= FEWEST_REPLIES:
        return None
    each = replies / calls if calls else 4
    more = max(FEWEST_CALLS - calls, ceil((FEWEST_REPLIES - replies) / max(each, 1)))
    return Unscored(
        reason=f"Not enough answers to say what buyers did next: about {more} more calls in which "
        "some chances were taken and some were not."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Replies in columns; group: the buyer in the call, within which everything is compared."""

    group: Ints
    call: Ints
    grade: Ints
    plain: Floats
    more: Floats
    seen: Mapping[str, Floats]

    @classmethod
    def of(cls, held: Sequence[Reply]) -> "_Table":
        """Lay replies out."""
        logged = np.log1p(
            np.array([[o.said, o.answered, o.words, o.fresh] for o in held], dtype=float)
        )
        groups = _numbered([f"{one.call} {one.buyer}" for one in held])
        return cls(
            group=groups,
            call=_numbered([one.call for one in held]),
            grade=np.array([one.grade for one in held], dtype=np.int64),
            plain=np.column_stack([[one.phase for one in held], logged[:, 0]]),
            more=np.column_stack([[float(one.asked) for one in held], logged[:, 1]]),
            seen={"words": logged[:, 2], "fresh": logged[:, 3],
                  "chance": np.array([float(one.chance) for one in held]),
                  "agreed": np.array([float(one.agreed) for one in held])},
        )  # fmt: skip


def _numbered(names: Sequence[str]) -> Ints:
    return np.unique(np.array(names), return_inverse=True)[1].astype(np.int64)


def _apart(values: Floats, group: Ints) -> Floats:
    """Take each group's own mean out of every column."""
    n = np.bincount(group)
    columns = values.reshape(len(values), -1).T
    return np.column_stack([c - (np.bincount(group, c) / n)[group] for c in columns])


@dataclass(frozen=True, slots=True)
class _Line:
    """Slopes with their errors, counted by call."""

    beta: Floats
    se: Floats
    free: int

    def p(self, column: int) -> float:
        """Give how often luck alone makes such a slope, on both sides."""
        away = abs(float(self.beta[column])) / max(float(self.se[column]), 1e-12)
        return 2 * (1 - below(away, self.free))


def _line(y: Floats, x: Floats, group: Ints, call: Ints) -> _Line:
    """Fit y on x within groups; errors by call, with the usual correction for how many there are."""
    away, side = _apart(x, group), _apart(y, group)[:, 0]
    bread = np.linalg.pinv(away.T @ away)
    beta = bread @ (away.T @ side)
    scores = away * (side - away @ beta)[:, None]
    calls = int(call.max()) + 1
    sums = np.zeros((calls, x.shape[1]))
    np.add.at(sums, call, scores)
    # Buyers lie within calls, so their own means cost no freedom here (Cameron and Miller 2015).
    scale = calls / (calls - 1) * (len(y) - 1) / (len(y) - x.shape[1])
    se = np.sqrt(np.maximum(0.0, np.diag(bread @ (sums.T @ sums) @ bread) * scale))
    return _Line(beta=beta, se=se, free=calls - 1)


@dataclass(frozen=True, slots=True)
class _Raw:
    """One thing fitted three ways: by grade apart, by steps, and with questions and length allowed for."""

    key: str
    apart: _Line
    step: _Line
    allowed: _Line

    @property
    def p(self) -> float:
        """Give how often luck alone makes the slope that is spoken of."""
        return self.allowed.p(0)

    @classmethod
    def of(cls, table: _Table, key: str) -> "_Raw":
        """Fit one thing."""
        y, steps = table.seen[key], table.grade.astype(float)[:, None]
        dummies = np.column_stack([(table.grade == g).astype(float) for g in (1, 2, 3)])
        return cls(
            key,
            _line(y, np.column_stack([dummies, table.plain]), table.group, table.call),
            _line(y, np.column_stack([steps, table.plain]), table.group, table.call),
            _line(y, np.column_stack([steps, table.plain, table.more]), table.group, table.call),
        )


def _step(table: _Table, raw: _Raw, thing: tuple[str, str, Unit, str], level: float) -> Step:
    key, title, unit, of = thing
    n, counts = len(table.grade), np.bincount(table.grade, minlength=4)
    beside = [
        _score(raw.apart, g, unit, int(counts[g + 1]), ALPHA) if counts[g + 1] and counts[0]
        else Unscored(reason="No such answer so far")
        for g in range(3)
    ]  # fmt: skip
    if np.abs(_apart(table.seen[key], table.group)).max() < 1e-9:
        return _never(thing, bool(table.seen[key].any()), n)
    step, allowed = _score(raw.step, 0, unit, n, ALPHA), _score(raw.allowed, 0, unit, n, level)
    shuffled, by_luck = _shuffled(table, key, unit, abs(float(raw.step.beta[0])))
    nought = 1.0 if unit == "times" else 0.0
    side = (allowed.low > nought) - (allowed.high < nought)
    return Step(
        key=key, title=title, unit=unit, beside=(beside[0], beside[1], beside[2]), step=step,
        allowed=allowed, shuffled=shuffled, by_luck=by_luck, level=1 - level, side=side,
        sentence=sentence(unit, of, step, allowed, side),
    )  # fmt: skip


def _never(thing: tuple[str, str, Unit, str], at_all: bool, n: int) -> Step:
    """Say that nothing differs, so nothing can be laid beside anything."""
    told = f"It came after {'every' if at_all else 'none'} of the {n} answers, so nothing can be compared"
    no = Unscored(reason=told)
    return Step(key=thing[0], title=thing[1], unit=thing[2], beside=(no, no, no), step=no, allowed=no,
                shuffled=no, by_luck=1.0, level=1 - ALPHA, side=0, sentence=f"{told}.")  # fmt: skip


def _score(line: _Line, column: int, unit: Unit, n: int, alpha: float) -> Estimate:
    value = float(line.beta[column])
    half = quantile(1 - alpha / 2, line.free) * float(line.se[column])
    return _estimate((value, value - half, value + half), unit, n)


def _estimate(told: tuple[float, float, float], unit: Unit, n: int) -> Estimate:
    value, low, high = (exp(one) if unit == "times" else 100 * one for one in told)
    return Estimate(value=value, low=low, high=high, n=n)


def _shuffled(table: _Table, key: str, unit: Unit, found: float) -> tuple[Estimate, float]:
    """Shuffle grades within each buyer's call; gives the middle and 95 % of the slopes, and the luck."""
    dice = np.random.default_rng(7)
    y, order = table.seen[key], np.argsort(table.group, kind="stable")
    side = _apart(np.column_stack([y, table.plain]), table.group)
    slopes = np.zeros(_SHUFFLES)
    for place in range(_SHUFFLES):
        grade = np.empty(len(y))
        grade[order] = table.grade[np.lexsort((dice.random(len(y)), table.group))]
        x = np.column_stack([_apart(grade, table.group), side[:, 1:]])
        slopes[place] = np.linalg.lstsq(x, side[:, 0], rcond=None)[0][0]
    low, middle, high = np.quantile(slopes, [0.025, 0.5, 0.975])
    luck = (1 + int((np.abs(slopes) >= found).sum())) / (_SHUFFLES + 1)
    return _estimate((float(middle), float(low), float(high)), unit, len(y)), luck
