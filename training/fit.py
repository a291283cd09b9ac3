"""Makes the shipped weights anew: `make train`. Seeded; a few minutes on one core."""

import json
import math
from collections import Counter, defaultdict
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.metrics import f1_score

from sevendoors.engines.features import SIZE, is_punctuated, slots
from sevendoors.engines.linear import _content
from sevendoors.engines.shipped import FOLDER, MODEL
from training.data import Example, examples, stripped

SEED = 7
HEADS = ("question", "open", "telling", "backchannel", "confirm", "concern", "doubt", "priority",
         "personal", "empathy", "proof", "uptake")  # fmt: skip
# Codes without a good figure on an independent set of expert labels; see docs/evidence.md.
WEAK = ("CONCERN", "PRIORITY", "THREAD", "PERSONAL", "DOUBT", "DECISION")
Floats = NDArray[np.float64]


def matrix(texts: list[str]) -> csr_matrix:
    """Give the features as a sparse matrix, each row divided by the root of its count."""
    found = [slots(text) for text in texts]
    ends = np.cumsum([0, *(len(row) for row in found)])
    values = np.concatenate([np.full(len(row), 1 / math.sqrt(len(row))) for row in found])
    return csr_matrix((values, np.concatenate(found), ends), shape=(len(texts), SIZE))


def balanced(rows: list[Example], head: str) -> Floats:
    """Weigh rows so that big corpora count by the root of their size (temperature .5)."""
    sizes = Counter(row.corpus for row in rows)
    kinds = Counter(row.labels[head] for row in rows)
    return np.array(
        [1 / math.sqrt(sizes[r.corpus]) / math.sqrt(kinds[r.labels[head]]) for r in rows]
    )


def fit_head(rows: list[Example], head: str) -> tuple[Floats, float, dict[str, Any]]:
    """Fit one head on seven eighths of the conversations, calibrate it on the rest."""
    dice = Random(SEED)
    groups = sorted({row.group for row in rows})
    held = set(dice.sample(groups, max(1, len(groups) // 8)))
    train = [row for row in rows if row.group not in held]
    rest = [row for row in rows if row.group in held]
    bare = [dice.getrandbits(1) == 1 for _ in train]
    texts = [stripped(r.text) if cut else r.text for r, cut in zip(train, bare, strict=True)]
    weight = balanced(train, head)
    model = SGDClassifier(
        loss="log_loss", alpha=2e-6, max_iter=12, tol=None, random_state=SEED, average=True
    )
    model.fit(matrix(texts), [r.labels[head] for r in train], sample_weight=weight / weight.mean())
    coef, bias = model.coef_[0], float(model.intercept_[0])
    return coef, bias, calibrate(rest, head, coef, bias)


def calibrate(rest: list[Example], head: str, coef: Floats, bias: float) -> dict[str, Any]:
    """Fit slope and shift on held-out conversations, apart for punctuated and bare text."""
    result: dict[str, Any] = {}
    truth = [row.labels[head] for row in rest]
    for state in ("punctuated", "bare"):
        texts = [row.text if state == "punctuated" else stripped(row.text) for row in rest]
        score = matrix(texts) @ coef + bias
        platt = LogisticRegression(C=1.0).fit(score.reshape(-1, 1), truth)
        p = platt.predict_proba(score.reshape(-1, 1))[:, 1]
        result[f"{state} threshold"] = round(_best(np.array(truth), p), 3)
        result[state] = [round(float(platt.coef_[0][0]), 5), round(float(platt.intercept_[0]), 5)]
    return result


def _best(truth: NDArray[np.bool_], p: Floats) -> float:
    """Choose the threshold with the best F1 on held-out conversations of the training corpora."""
    steps = np.linspace(0.05, 0.9, 35)
    return float(max(steps, key=lambda t: f1_score(truth, p >= t, zero_division=0.0)))


def idf(texts: list[str]) -> tuple[dict[str, float], float]:
    """Weigh content words by how rare they are in all the talk."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_content(text))
    total = len(texts)
    common = {w: round(math.log(total / n), 2) for w, n in counts.most_common(4000)}
    return common, round(math.log(total / 3), 2)


def main() -> None:
    """Fit every head and write the model folder."""
    everything = list(examples())
    by_head: dict[str, list[Example]] = defaultdict(list)
    for row in everything:
        for head in row.labels:
            by_head[head].append(row)
    weights = np.zeros((SIZE, len(HEADS)))
    bias = np.zeros(len(HEADS))
    calibration: dict[str, dict[str, list[float]]] = {"punctuated": {}, "bare": {}}
    thresholds: dict[str, dict[str, float]] = {"punctuated": {}, "bare": {}}
    card: dict[str, dict[str, int]] = {}
    for place, head in enumerate(HEADS):
        rows = by_head[head]
        weights[:, place], bias[place], both = fit_head(rows, head)
        for state in ("punctuated", "bare"):
            calibration[state][head] = both[state]
            thresholds[state][head] = both[f"{state} threshold"]
        card[head] = dict(Counter(row.corpus for row in rows))
        print(f"{head}: {len(rows)} rows, {sum(r.labels[head] for r in rows)} positive")
    # The few largest weights are cut at the 99.99th percentile, so that eight bits suffice.
    scale = np.quantile(np.abs(weights), 0.9999, axis=0) / 127
    small = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        FOLDER / "weights.npz",
        weights=small,
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
    )
    rare, unknown = idf([row.text for row in everything if is_punctuated(row.text)])
    config = {
        "name": MODEL,
        "version": "1",
        "heads": list(HEADS),
        "calibration": calibration,
        "thresholds": thresholds,
        "weak": list(WEAK),
        "fits": {"bias": -1.2, "similarity": 4.0, "question": 0.4, "length": 0.1, "uptake": 1.0},
        "idf_unknown": unknown,
        "rows": card,
        "seed": SEED,
        "idf": rare,
    }
    text = json.dumps(config, indent=0, sort_keys=True, ensure_ascii=False)
    (FOLDER / "config.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
