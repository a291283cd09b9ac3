"""The words and tables of the sections on winning and on the buyer's next turn."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from training.evidence.next_found import SOURCES
from training.evidence.stats import exact

_GATE = 0.05
_PARTS = ("within", "between")


def _cell(told: Sequence[float] | None, n: int = 0) -> str:
    """Write a figure with its error; where all n markets agree an error of nought would mislead."""
    if told is None:
        return "-"
    if n and told[0] in (0, 1):
        low, high = exact(round(told[0] * n), n)
        return f"{told[0]:.3f} (" + (f"to {high:.3f})" if told[0] == 0 else f"from {low:.3f})")
    return f"{told[0]:.3f} ± {told[1]:.3f}"


def _met(ok: bool) -> str:
    return "met" if ok else "MISSED"


def deals_lines(told: dict[str, Any]) -> list[str]:
    """Give the section on deals and winning."""
    lines = DEALS.format(**told).splitlines()
    for name, row in told["null"].items():
        asked = ("within", "between", "strangers", "holm", "plain")
        cells = " | ".join(_cell(row.get(one), row["n"]) for one in asked)
        lines.append(f"| {name} | {row['n']} | {cells} | {_met(_nominal(row))} |")
    held = [row[f"{part} held"][0] for row in told["true"].values() for part in _PARTS]
    wide = told.get("wide", 1)
    lines += TRUE.format(
        held=fmean(held) if held else float("nan"), wide=wide, part=4 * wide**0.5
    ).splitlines()
    for name, row in told["true"].items():
        for part in _PARTS:
            cells = " | ".join(_cell(row.get(f"{part} {k}")) for k in ("slope", "found", "held"))
            lines.append(f"| {name} | {part} | {row['n']} | {cells} |")
    lines += TRAPS.splitlines()
    for name, row in told["traps"].items():
        every = ("first", "claimed", "check 0", "check 1", "check 3", "check 2", "unwarned")
        cells = " | ".join(_cell(row.get(one), row["n"]) for one in every)
        lines.append(f"| {name} | {row['n']} | {cells} |")
    return [*lines, *DEALS_LIMITS.splitlines()]


def _nominal(row: dict[str, Any]) -> bool:
    """Alarms no more than three errors above one in twenty: the line named beforehand, and the family."""
    most = _GATE + 3 * (_GATE * (1 - _GATE) / row["n"]) ** 0.5
    return bool(max(row["within"][0], row["between"][0], row["holm"][0]) <= most)


def next_lines(told: dict[str, Any]) -> list[str]:
    """Give the section on the buyer's next turn."""
    lines = NEXT.format(**told).splitlines()
    for source, name in SOURCES.items():
        found = told[source]
        if "unscored" in found:
            lines.append(f"| {name} | - | {found['unscored']} | | | | | |")
            continue
        for one in found["steps"].values():
            beside = ", ".join(_times(b, one["unit"]) for b in one["beside"])
            lines.append(
                f"| {name} | {one['title']} | {found['replies']} answers, {found['calls']} talks | {beside} | "
                f"{_times(one['step'], one['unit'])} | {_times(one['allowed'], one['unit'])} | "
                f"{_times(one['shuffled'], one['unit'])} | {one['by luck']:.3f} |"
            )
    lines += ["", "| gate on real talk | found | |", "|---|---|---|"]
    for source in ("asks", "interviews"):
        lines.append(_gate(SOURCES[source], told[source]))
        lines.append(_order(SOURCES[source], told[source]))
    counts = "; ".join(
        f"{SOURCES[s].split(':')[0]} {', '.join(map(str, told[s]['counts']))}" for s in SOURCES if "counts" in told[s]
    )  # fmt: skip
    return [
        *lines,
        "",
        f"Answers missed, noted, taken and opened: {counts}.",
        *NEXT_LIMITS.splitlines(),
    ]


def _times(one: Sequence[float] | None, unit: str) -> str:
    if one is None:
        return "-"
    form = "{:.2f} [{:.2f}, {:.2f}]" if unit == "times" else "{:+.1f} [{:+.1f}, {:+.1f}]"
    return form.format(*one)


def _gate(name: str, found: dict[str, Any]) -> str:
    what = "higher grades are followed by more words of the same person, questions and length allowed for"
    if "unscored" in found:
        return f"| {name}: {what} | {found['unscored']} | MISSED |"
    one = found["steps"]["words"]
    told = "{:.4f} [{:.4f}, {:.4f}]".format(*one["allowed"])
    return f"| {name}: {what} | {told} | {_met(one['side'] > 0)} |"


def _order(name: str, found: dict[str, Any]) -> str:
    what = "opened before taken before noted before missed, in words, the whole band of each above the figure below"
    if "unscored" in found:
        return f"| {name}: {what} | {found['unscored']} | MISSED |"
    steps, below, apart = found["steps"]["words"]["beside"], 1.0, True
    for one in steps:
        apart = apart and one is not None and one[1] > below
        below = one[0] if one is not None else below
    return (
        f"| {name}: {what} | {', '.join(_times(one, 'times') for one in steps)} | {_met(apart)} |"
    )


DEALS = """\
Markets are invented with sellers, accounts, calls, chances and deals whose truth is known ({date}, {machine}; `make evidence-outcomes`); these draws are fresh.
A line is a logistic regression with sellers and accounts as random effects (penalised quasi-likelihood), errors clustered by seller (CR2), alarms two-sided at .05.
± is one Monte Carlo error; in brackets, where all markets agree, the exact 95 % limit. A fifth of the deals is open or dropped. The line named beforehand is all chances in each deal's first call, within sellers.
Gate: where nothing is true, alarms of that line, of the line between sellers, and of any of the seven skills (Holm) are no more than three errors above one in twenty. With 200 markets that lets up to .096 pass, so a rate near one in ten could go unseen.

### False alarms where conduct moves nothing

| market, nothing true | markets | within sellers | between sellers | between, deals as strangers | any of seven skills, as said | any of seven, each by itself | gate |
|---|---|---|---|---|---|---|---|"""
TRUE = """
### Known effects found again

The slope is for one deviation of what was read, in log odds; few chances to a deal and unsure readings shrink it (regression dilution), so .4 does not show as .4. Found is power where the line is true, else false alarms.
The line between sellers is not nought under an effect within: a seller's mean holds that seller's own deals.
The band should hold in 95 of 100 (coverage) what markets of 9,600 deals show ({wide} drawn); that has about 1/{part:.0f} of a small market's error itself, the same for a whole row, so bands may seem to hold less than they do.
All rows together hold in {held:.3f} of the markets, so they may be somewhat narrow.

| true effect | line | markets | slope | found | in the band |
|---|---|---|---|---|---|"""
TRAPS = """
### Traps

Where nothing is true the first line may be claimed once in twenty times, the seven skills together once more (Holm); “any line” joins both, so up to about one in ten.
Checks (negative controls) are run each time: how many chances buyers gave and how plainly, what was done after the decision, and outcomes shuffled within sellers. The first three speak by luck once in twenty times each.
With so few markets the errors are wide; there is no gate.

| planted | markets | first line claimed | any line claimed | buyers' count speaks | buyers' plainness speaks | after-the-decision check speaks | shuffle speaks | claimed with no check speaking |
|---|---|---|---|---|---|---|---|---|"""
DEALS_LIMITS = """
Calls on the wrong deals, exports without losses, and open deals left to rot are refused before any of this is counted; that is tested on the pages' own checks (tests/app/test_winning.py).
What this does not show: that an association is more than keen buyers talking more. The keen buyers invented here give more chances, which is what the check counts, so that it finds them says little; keen buyers who only let more be taken could pass it, which was not tried."""
NEXT = """\
Each answer is laid beside other answers to the same person in the same talk (fixed effects, least squares; words as log of one more); errors are clustered by talk ({date}, {machine}; `make evidence-outcomes`).
So that no reply can move a grade, each answer was graded on the talk cut off where the answer ends. Words are counted as they stand; a new chance is found by a reader that hears the words just before, so that line is less clean.
Allowed for: that questions are followed by replies anyway, and how long the answer was. Shuffled: grades shuffled within each person's talk, the middle and 95 % of 199 shuffles; by luck is the share at least as far from nought (permutation p, each by itself, .005 at least). It goes with “for one grade more” and takes a talk's answers as exchangeable; where it and the bands disagree, the bands count.
The grades, and what counts as a new chance, are the engine's, which errs (tables above); nobody graded these talks.
Real talk is the evidence; the row of our own calls shows only that the software runs, since one language model wrote both sides.

| talk | what came next | n | noted, taken, opened, each beside missed | for one grade more | allowed for | shuffled | by luck |
|---|---|---|---|---|---|---|---|"""
NEXT_LIMITS = """
“times” as many words; others are points of a hundred. The bands are 95 %; of the three lines beside words they are wider, held together (Holm).
The shipped detectors learned from texts of PersuasionForGood, among others, so its rows are not clean of its words; AnnoMI was never learned from.
So the claim that better answers are followed by a more open buyer is **not shown**: about two words in a hundred more in writing, with a band that all but holds none, and fewer where counsellors speak; why is not known."""
