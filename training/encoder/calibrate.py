"""Turns scores into honest probabilities, per head and per state of marks, on held-out talk."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from sevendoors.engines.encoder import DoorsEncoder
from training.encoder.lesson import ALONE, PAIR, Lesson
from training.encoder.noise import stripped

STATES = ("punctuated", "bare")
FEWEST = 25
Floats = NDArray[np.float64]


def tables(
    encoder: DoorsEncoder, held: Sequence[Lesson], trained: Container[str]
) -> dict[str, Any]:
    """Give calibration (slope, shift) and thresholds (best F1) from lessons nobody trained on.

    trained: heads that learned from anything, "pair " before those of pairs; others are left out.
    A head with fewer than 25 lines of either answer keeps its raw score and the threshold .5.
    """
    calibration: dict[str, dict[str, dict[str, list[float]]]] = {}
    thresholds: dict[str, dict[str, float]] = {state: {} for state in STATES}
    for kind, heads in (("alone", ALONE), ("pair", PAIR)):
        lessons = [x for x in held if (x.reply is not None) == (kind == "pair")]
        calibration[kind] = {}
        for state in STATES:
            raw = scores(encoder, lessons, state)
            calibration[kind][state] = {}
            for head in heads:
                named = head if kind == "alone" else f"pair {head}"
                if named not in trained:
                    continue
                slope, shift, least = _head(lessons, raw, head)
                calibration[kind][state][head] = [round(slope, 4), round(shift, 4)]
                thresholds[state][named] = round(least, 3)
    return {"calibration": calibration, "thresholds": thresholds}


def scores(
    encoder: DoorsEncoder, lessons: Sequence[Lesson], state: str
) -> list[Mapping[str, float]]:
    """Give the raw scores of lessons as written, or bared of marks."""
    wear = stripped if state == "bare" else str
    if lessons and lessons[0].reply is not None:
        pairs = [(wear(x.text), wear(x.reply or "")) for x in lessons]
        return encoder.raw_exchanges(pairs)
    texts = [wear(x.text) for x in lessons]
    encoder.prepare(texts)
    return [encoder.read(text).raw for text in texts]


def _head(
    lessons: Sequence[Lesson], raw: Sequence[Mapping[str, float]], head: str
) -> tuple[float, float, float]:
    known = [i for i, lesson in enumerate(lessons) if head in lesson.labels]
    truth = np.array([lessons[i].labels[head] > 0.5 for i in known])
    if min(truth.sum(), len(truth) - truth.sum()) < FEWEST:
        return 1.0, 0.0, 0.5
    score = np.array([raw[i][head] for i in known])
    fitted = LogisticRegression(C=10.0).fit(score.reshape(-1, 1), truth)
    p = fitted.predict_proba(score.reshape(-1, 1))[:, 1]
    return float(fitted.coef_[0][0]), float(fitted.intercept_[0]), best_threshold(truth, p)


def best_threshold(truth: NDArray[np.bool_], p: Floats) -> float:
    """Choose the threshold with the best F1."""
    steps = np.linspace(0.05, 0.9, 69)
    return float(max(steps, key=lambda t: f1_score(truth, p >= t, zero_division=0.0)))
