"""Whether the numbers over calls are right, on teams whose truth is known: `make evidence-tracking`.

Hundreds of teams are invented and measured; what is checked is whether bands hold the truth as often
as they say, whether alarms are as rare as they say, and whether known effects are found.
"""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from training.evidence import shipped
from training.evidence.invented_teams import Team
from training.evidence.stamp import changed, stamp
from training.evidence.tracking_teams import Row, Setting, added, alarms, cover

RESULT = Path(__file__).parent.parent.parent / "benchmarks" / "results" / "tracking.json"
BEGIN, END = "<!-- tracking -->", "<!-- /tracking -->"
_READ = (*(f"src/sevendoors/track/{name}.py" for name in (
    "coaching", "full_model", "gates", "opportunities", "ordered", "pooling", "reference", "rules",
    "scores", "small_model", "trend")),
    "training/evidence/invented_teams.py", "training/evidence/tracking_teams.py")  # fmt: skip
_ALIKE = 2  # errors within which a band holds what it says
TEAMS = 400
FRESH = 10_000  # what was settled while the statistics were built was settled on other draws
_UNSURE = 1.0  # right on taken or not four times in five
COVER = (
    Setting(name="12 sellers, spread as thought beforehand, sure labels", team=Team(), thought=True),
    Setting(name="12 sellers, spread as thought beforehand, unsure labels", team=Team(signal=_UNSURE), thought=True),
    Setting(name="12 sellers, spread .05, sure labels", team=Team(spread=0.05)),
    Setting(name="12 sellers, spread .10, sure labels", team=Team()),
    Setting(name="12 sellers, spread .10, unsure labels", team=Team(signal=_UNSURE)),
    Setting(name="12 sellers, all alike, unsure labels", team=Team(spread=0.0, signal=_UNSURE)),
    Setting(name="30 sellers, spread .10, rarely taken (20 of 100)", team=Team(sellers=30, mean=0.2)),
    Setting(name="5 sellers, our guess, and it is right", team=Team(sellers=5, kinds=0.0)),
    Setting(name="5 sellers, our guess, and it is wrong (60 of 100 taken)", team=Team(sellers=5, kinds=0.0, mean=0.6)),
    Setting(name="the whole model, 12 sellers, spread .10, unsure labels", team=Team(signal=_UNSURE), full=True),
    Setting(name="the whole model, 24 sellers, spread .05, sure labels", team=Team(sellers=24, spread=0.05), full=True),
)  # fmt: skip
_LONG = Team(sellers=10, calls=60, chances=6, mix=0.05)
ALARMS = {
    "nothing changed": _LONG,
    "nothing changed, unsure labels": replace(_LONG, signal=_UNSURE),
    "nothing changed, calls differ much (.20)": replace(_LONG, per_call=0.20),
    "all take 15 of 100 more": replace(_LONG, step=0.15),
    "all take 30 of 100 more of one kind": replace(_LONG, step=0.30, stepped=0),
}
ADDED = {
    "all kinds are one ability": Team(sellers=24, calls=60),
    "each kind is its own ability": Team(sellers=24, calls=60, one=False),
}


def measured(teams: int, processes: int) -> dict[str, Any]:
    """Invent and measure all teams."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:

        def over(ask: Callable[[int], Row]) -> dict[str, list[float]]:
            rows = list(
                pool.map(
                    ask, range(FRESH, FRESH + teams), chunksize=max(1, teams // (4 * processes))
                )
            )
            return {name: _mean([row[name] for row in rows]) for name in rows[0]}

        return {
            "cover": {one.name: over(partial(cover, one)) for one in COVER},
            "alarms": {name: over(partial(alarms, team)) for name, team in ALARMS.items()},
            "added": {name: over(partial(added, team)) for name, team in ADDED.items()},
        }


def _mean(values: Sequence[float]) -> list[float]:
    """Give the mean with its Monte Carlo error."""
    held = np.array(values, dtype=float)
    held = held[~np.isnan(held)]
    if not len(held):
        return [float("nan"), float("nan")]
    return [round(float(held.mean()), 4), round(float(held.std() / np.sqrt(len(held))), 4)]


def section(told: dict[str, Any] | None = None) -> list[str]:
    """Give the section of the evidence page from the kept result."""
    if told is None:
        told = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else None
    lines = [BEGIN, "## Numbers over calls", ""]
    if told is None:
        return [*lines, "Not measured yet (`make evidence-tracking`).", END]
    head = HEAD.format(**{"machine": "machine not kept", **told}).splitlines()
    lines += [*changed(told, "make evidence-tracking", *_READ), *head]
    for name, row in told["cover"].items():
        cells = " | ".join(_cell(row.get(key)) for key in ("0.8", "0.95", "bias", "error"))
        lines.append(f"| {name} | {told['teams']} | {cells} | {_holds(row)} |")
    lines += RECOVERED.splitlines()
    for name, row in told["cover"].items():
        if "slope" in row:
            cells = " | ".join(_cell(row.get(key)) for key in ("spread", "plain", "slope"))
            lines.append(f"| {name} | {cells} |")
    lines += ALARM.splitlines()
    for name, row in told["alarms"].items():
        cells = " | ".join(
            _cell(row.get(key)) for key in ("trend", "naive", "trained", "own", "others")
        )
        found = " | ".join(_cell(row.get(key)) for key in ("change", "own by", "detectable"))
        lines.append(f"| {name} | {cells} | {found} |")
    lines += STANDING.splitlines()
    for name, row in told["alarms"].items():
        said = row["said n"][0] or float("nan")
        wrong = [part / said for part in row["wrong n"]]
        lines.append(
            f"| {name} | {_cell(row['said'])} | {round(said * told['teams'])} | {_cell(wrong)} |"
        )
    lines += ADD.splitlines()
    lines += [f"| {name} | {_cell(row['shown'])} |" for name, row in told["added"].items()]
    return [*lines, *LIMITS.splitlines(), END]


def _cell(told: Sequence[float] | None) -> str:
    if told is None or np.isnan(told[0]):
        return "-"
    return f"{told[0]:.3f} ± {told[1]:.3f}"


def _holds(row: dict[str, Sequence[float]]) -> str:
    """Say whether each band holds as often as it says, within two errors."""
    found = []
    for level in (0.8, 0.95):
        told = row.get(str(level))
        if told is not None:
            away = told[0] - level
            far = abs(away) > _ALIKE * told[1]
            found.append(
                "yes" if not far else "MISSED, too wide" if away > 0 else "MISSED, too narrow"
            )
    return "; ".join(found)


def write(page: Path, lines: Sequence[str]) -> None:
    """Put the section on the page."""
    shipped.put(BEGIN, END, lines, page)


HEAD = """\
Teams are invented with sellers, calls and chances whose truth is known, {teams} for each row ({date}, {machine}; `make evidence-tracking`).
Truth is drawn on another scale than the model's (log odds, with call effects and kinds of unlike hardness that sellers get unlike), so this is no test against itself.
The model's prior, its widening for errors that are themselves estimated, and how labels are drawn apart were settled on other draws of the same kind of team; these draws are fresh.
± is one Monte Carlo error, counted by team. Unsure labels are right on taken or not four times in five, and let about six tenths of a real difference through.
A band holds as said (coverage) when its column is within two errors of .80 or .95; of so many columns about one falls outside by luck. Error is root mean square (RMSE).
Where the spread is drawn as thought beforehand, bands must hold: a check in the manner of simulation-based calibration (Talts et al. 2018), at two levels and not by ranks, with one mean and on the other scale.
Where every team has one fixed spread, a band that averages over spreads may hold somewhat more or less than it says; those rows show how much.

| invented team | teams | in the 80 % band | in the 95 % band | bias | error | holds as said, 80 % and 95 % |
|---|---|---|---|---|---|---|"""
RECOVERED = """
### Known differences found again

True differences between sellers should show at slope 1; as labelled, unsure labels let less through (attenuation). A spread near nought is found too large.

| true differences | spread found | slope as labelled | slope as given |
|---|---|---|---|"""
ALARM = """
### False alarms and true changes

Ten sellers, about 60 calls each, half before and half after. Alarms should be one in twenty (nominal .05) where nothing changed; where something did, the share is power.
"moved" is of one coached seller in the trained kind: alone, beside their other kinds (difference in differences), and beside other sellers too. Nothing is said of "moved, alone": it gives more false alarms than it should.
Where all sellers change alike, "beside" should not speak. Steps are set in log odds at a share of 45; over unlike sellers, calls and kinds they come to less.
The third column compares halves as if chances of a call were strangers to each other (no clustering); Seven Doors does not do that.

| what happened | a trend was said | halves as strangers | moved, alone | moved, beside own kinds | moved, beside others | change found | beside own, found | least change found 8 times in 10 |
|---|---|---|---|---|---|---|---|---|"""
STANDING = """
### Very likely above or below

Said from 90 in 100 on, so up to one in ten may be wrong; truth is the mean of the same invented team.

| standing | said of | standings said | said wrongly, of those |
|---|---|---|---|"""
ADD = """
### A skill's own number beside all chances together

Haberman's added value (2008); no rate of wrong ones was set beforehand.

| ability | skills given a number of their own |
|---|---|"""
LIMITS = """
What this does not show: that the labels' probabilities are right for a given team. Where they are overconfident, differences shrink as labelled and bands are too narrow; the shipped calibration is in the tables above.
Under eight sellers the average, the spread and the spread of calls are our guess; where the guess is wrong the bands do not hold, as its row shows, and every page says that it is a guess.
The whole model reads grades alone and leaves out what moves were seen; its law of sellers is estimated and taken as known, so with a dozen sellers its 80 % bands hold less than they say."""


def main() -> None:
    """Measure, then write the result and the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--teams", type=int, default=TEAMS)
    asked.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    wanted = asked.parse_args()
    told = {**stamp(*_READ), "teams": wanted.teams, **measured(wanted.teams, wanted.processes)}
    print("\n".join(section(told)))
    if wanted.teams == TEAMS:
        RESULT.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        write(shipped.PAGE, section(told))
        shipped.carry()


if __name__ == "__main__":
    main()
