"""Writes docs/evidence.md: every figure, its interval, its baselines, and what was missed."""

import json
import platform
from collections.abc import Iterator
from datetime import UTC, datetime

from sevendoors.engines.encoder import DoorsEncoder, load
from sevendoors.engines.shipped import FOLDER
from training.corpus.labels import place
from training.corpus.settle import SETTLED
from training.corpus.splits import calls_of
from training.evidence import (
    across_page,
    chances,
    findings,
    grades,
    moves,
    notes,
    outcomes,
    public,
    robust,
    shipped,
    simulator,
    tracking,
    uptake,
    weak,
)
from training.evidence.truth import seen_calls, spots

PAGE = shipped.PAGE


def _public(encoder: DoorsEncoder) -> Iterator[str]:
    yield PUBLIC.format(annomi=public.drawn("annomi"), oasis=public.drawn("oasis"))
    yield public.HEAD
    for line in public.table(encoder):
        print(line, flush=True)
        if "| engine |" in line:
            _SUMMARY.append(public.summary(line))
        yield line
    yield QUALITY
    yield from public.quality(encoder)


def _own(encoder: DoorsEncoder) -> Iterator[str]:
    labelled = [name for name in calls_of("test") if place(SETTLED, name).exists()]
    if not labelled:
        yield NO_CALLS
        return
    written, bare = (seen_calls(encoder, bare=state) for state in (False, True))
    yield OWN.format(n=len(labelled), briefs=len({name.split("/")[0] for name in labelled}))
    yield chances.HEAD
    given, done = list(spots(written, encoder)), list(moves.spots(written, encoder))
    weak.keep(list(weak.weak_codes(given, done)))
    lines, ours, theirs = chances.table(given, "as written")
    yield from lines
    _SUMMARY.extend(chances.summary(ours, theirs, len(labelled)))
    heard = list(spots(bare, encoder))
    yield from chances.table(heard, "captions")[0]
    yield GATES
    yield from chances.gates(chances.macro(given), theirs, chances.macro(heard))
    yield GRADES
    yield from grades.lines(written, "as written")
    yield from grades.lines(bare, "captions")
    yield from notes.lines(written, "as written", encoder)
    yield from notes.lines(bare, "captions", encoder)
    yield from findings.lines(written)
    yield CONFUSION
    yield from grades.confusion(written)
    yield MOVES
    yield moves.HEAD
    yield from moves.table(done, "as written")
    yield from moves.table(list(moves.spots(bare, encoder)), "captions")
    yield CALIBRATION
    yield from chances.calibration(given, "as written")
    yield from chances.calibration(heard, "captions")
    yield BASELINES
    yield from chances.baselines(given, "as written")
    yield from chances.baselines(heard, "captions")


def main() -> None:
    """Measure everything and write the page."""
    encoder = load(FOLDER, 2)
    today = datetime.now(UTC).date().isoformat()
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    head = HEAD.format(today=today, machine=machine, model=f"{encoder.name} {encoder.version}")
    body = [head, *_public(encoder), *_own(encoder), ROBUST, *robust.lines(encoder)]
    body += [UPTAKE, uptake.line()]
    body += ["", *simulator.section()]
    body += ["", *tracking.section()]
    body += ["", *outcomes.section()]
    body += ["", *across_page.section()]
    told = ", ".join(load(FOLDER).weak()) or "none"
    body.append(THRESHOLDS.format(weak=told))
    _summarise(today)
    PAGE.write_text("\n".join(body).rstrip("\n") + "\n", "utf-8")
    shipped.carry()
    print(PAGE)


def _summarise(today: str) -> None:
    """Keep the figures a reader of a review needs beside the model; the pages show them."""
    told = {"date": today, "rows": _SUMMARY}
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (FOLDER / "evidence.json").write_text(text + "\n", "utf-8")


_SUMMARY: list[dict[str, object]] = []
UPTAKE = """
## Uptake

The training recipe on teachers' answers, not the shipped weights, which learned from them (`python -m training.evidence.uptake`); the interval draws whole lessons.
The floor is of plain models trained on these exchanges, from before this project's commands, none of which repeats it; the recipe does not reach it either.

| measure | n | Spearman | gate |
|---|---|---|---|"""
ROBUST = """
## Manner and tricks

Graded answers of the tests (tests/measure/graded.jsonl), said in another manner, or with something cheap added; chances given.
They were written beside the rules by a language model and shaped them, so this is a floor and no proof; in brackets exact 95 % intervals (Clopper-Pearson).
Only an answer that is not taken as it stands can be lifted by a trick, so those alone are counted there.

| change | answers | | |
|---|---|---|---|"""
HEAD = """# Evidence

Written by `make evidence` on {today} ({machine}); the engine is {model}.
A section that names another command was measured by that one, on the day and machine it names.
Intervals are 95 %, drawing whole conversations (OASIS: blocks of 50 turns) 200 times (percentiles of a cluster bootstrap), so the last digit may move.
They take engine, thresholds and labels as given, and each stands alone: nothing is widened for there being many. One without width (0 of n) does not say that the figure is sure.
“bare” is the same text in lower case without marks; “captions” is also misheard in places and wrongly split.
Gates are the project's own, set beforehand, and held against the figure, not the end of its interval; a gate that is missed is printed as missed."""
PUBLIC = """
## Public talk the engine never saw

AnnoMI: {annomi} motivational interviews, labelled by experts, most transcripts by one. OASIS: telephone operators, labelled by annotators, no marks, {oasis} blocks; n counts turns.
The engine's thresholds were chosen on other talk, held out from its training.
TF-IDF (with logistic regression) learned from the corpus it is tried on, the engine did not. Where a simpler way stands above the engine, it does better there or cannot be told apart.
“random weights” is one draw of a weight for each word: how far it lies from .5 is the luck of that draw, which its interval does not hold.
"""
QUALITY = """
### Good interviews against poor ones, by predicted shares

| measure | n | AUC | gate |
|---|---|---|---|"""
NO_CALLS = """
## The seven chances

No figure yet: the labelled calls are still being written. Every kind but ASK is called weak wherever it is shown."""
OWN = """
## The seven chances in {n} test calls of our own

The calls are invented, written and labelled by a large language model; two of its readings, blind to each other, were settled by a third.
None of the labels is a person's; nor is the blind reader of findings and promises below. Two readings of one model may agree more than two people would.
They come from {briefs} briefs; drawing calls takes calls of one brief as strangers, so intervals are somewhat narrow, here and in what is measured on them below.
A buyer turn counts once for each kind of chance. The engine is held against what was settled, the readings against each other (alpha: Krippendorff; AC1: Gwet).
"""
GATES = """
| gate | found | |
|---|---|---|"""
GRADES = """
### Grades

Kappa is weighted, of chances found with their kind, so it says nothing of those that were not; the readings' is of the chances that both found, which are others.
A decoy is another moment of the call with the verdict turned round, or a sentence that the notes called no promise; the reader did not know which is which.

| what | n | engine | the two readings | gate |
|---|---|---|---|---|"""
CONFUSION = """
| settled \\\\ said | missed | noted | taken | opened |
|---|---|---|---|---|"""
MOVES = """
### The seller's moves

Every seller turn counts once for each move; TALKOVER needs times and is not looked for in text.
FEEL, CHECK and PROBE have 28 yes or fewer here: their figures mean little.
"""
CALIBRATION = """
### Probabilities of chances

All kinds together, n turns times seven; one kind alone may be worse. Beside Brier's score stands that of the bare share of yes; calibration error is ECE, in 10 bins.

| state | n | Brier | Brier of the share alone | calibration error (10 bins) | said → true |
|---|---|---|---|---|---|"""
BASELINES = """
### Baselines, AUC on the same turns

“random network” is a logistic regression on a network with random weights; it and TF-IDF learned from the training calls.

| chance | state | engine | length | overlap with the turn before | holds “?” | random network | TF-IDF trained on the training calls |
|---|---|---|---|---|---|---|---|"""
THRESHOLDS = """
## What each threshold rests on

Called weak wherever it is shown (F1 under .5, or the two readings agree at alpha under .67): {weak}.

| What it rests on | Which |
|---|---|
| measured | thresholds and calibration of every head (development calls and held-out talk), the share of the rules in a grade, what a plain form adds |
| published | that sums over many moments are steadier than single ones |
| judgement | the floor under which no chance is said (.3), when two kinds share a sentence (.3), how sure a finding must be (.6), the guess at sides (.9), the language check (.22), when a sentence joins a chance (.6), when an own skill is quoted (.6) |
"""

if __name__ == "__main__":
    main()
