"""Whether the recipe learns uptake: five folds by lesson, `python -m training.evidence.uptake`.

The shipped weights learn from these exchanges, so this trains anew from MiniLM for each fold and
says what the recipe is worth, not the weights. Source: Demszky et al. 2021.
"""

import json
import math
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from scipy.stats import spearmanr
from sklearn.model_selection import GroupKFold

from training.data import CORPORA, rows
from training.encoder.batch import batch, batches
from training.encoder.learn import pieces
from training.encoder.lesson import PAIR, Lesson
from training.encoder.net import Net
from training.evidence.stats import Figure, Floats, interval

PAGE = Path(__file__).parent.parent.parent / "docs" / "evidence.md"
RESULT = Path(__file__).parent.parent.parent / "benchmarks" / "results" / "uptake.json"
FOLDS, EPOCHS, RATE, GATE, FLOOR = 5, 3, 1e-4, 0.62, 0.565
_HEAD = PAIR.index("uptake")


def exchanges() -> list[Lesson]:
    """Give each student's turn with the teacher's next and how far experts saw it taken up."""
    found, before = [], ""
    for row in rows(CORPORA / "train" / "uptake" / "uptake.jsonl.gz"):
        score = row["labels"].get("uptake_z")
        if score is not None and not math.isnan(float(score)):
            found.append(Lesson(source="uptake", group=str(row["conversation"]), text=before,
                                reply=row["text"], labels={"uptake": float(score)}))  # fmt: skip
        before = row["text"]
    return found


def predicted(train: Sequence[Lesson], test: Sequence[Lesson], seed: int) -> Floats:
    """Train one fold from MiniLM and give its scores of lessons nobody trained on."""
    torch.manual_seed(seed)
    net, cut = Net(), pieces()
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    steps = [group for epoch in range(EPOCHS) for group in batches(train, 32, seed + epoch)]
    plan = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=len(steps), pct_start=0.1
    )
    net.train()
    for group in steps:
        one = batch(group, cut, None)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            _, mean = net(one.ids, one.kinds, one.mask, one.focus)
            loss = ((net.read_pair(mean)[:, _HEAD] - one.target[:, _HEAD]) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        plan.step()
    net.eval()
    place = {id(lesson): i for i, lesson in enumerate(test)}
    found = np.zeros(len(test))
    with torch.no_grad():
        for group in batches(test, 64, 0):
            one = batch(group, cut, None)
            _, mean = net(one.ids, one.kinds, one.mask, one.focus)
            for lesson, score in zip(group, net.read_pair(mean)[:, _HEAD].tolist(), strict=True):
                found[place[id(lesson)]] = score
    return found


def measured() -> Figure:
    """Give Spearman's rank correlation over all folds, drawing whole lessons for the interval."""
    every = exchanges()
    names = [lesson.group for lesson in every]
    truth = np.array([lesson.labels["uptake"] for lesson in every])
    score = np.zeros(len(every))
    folds = GroupKFold(n_splits=FOLDS).split(every, groups=names)
    for number, (train, test) in enumerate(folds):
        score[test] = predicted([every[i] for i in train], [every[i] for i in test], number)
        print(f"fold {number + 1}: {spearmanr(truth[test], score[test])[0]:.3f}", flush=True)
    return interval(lambda at: float(spearmanr(truth[at], score[at])[0]), names)


def line() -> str:
    """Give the table line from the kept result, or say that it was not measured."""
    if not RESULT.exists():
        return "| uptake, Spearman (training recipe, 5 folds by lesson) | not measured | | |"
    told = json.loads(RESULT.read_text("utf-8"))
    met = "met" if told["value"] >= GATE else "MISSED"
    figure = Figure(told["value"], told["low"], told["high"], told["n"])
    return (
        f"| uptake, Spearman (training recipe, 5 folds by lesson; {told['date']}, {told['machine']}) | "
        f"{figure.n} exchanges | {figure} | {GATE:.2f} {met}; in-domain floor {FLOOR} |"
    )


def main() -> None:
    """Measure and keep the result."""
    found = measured()
    told = {"value": round(found.value, 4), "low": round(found.low, 4), "high": round(found.high, 4),
            "n": found.n, "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{platform.machine()}, Python {platform.python_version()}"}  # fmt: skip
    RESULT.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(line())
    if PAGE.exists():
        text = re.sub(
            r"^\| uptake, Spearman.*$", lambda _: line(), PAGE.read_text("utf-8"), flags=re.M
        )
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
