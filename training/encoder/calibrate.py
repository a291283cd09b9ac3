"""Turns scores into honest probabilities, per head and per state of marks, on held-out talk."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from sevendoors.engines.encoder import DoorsEncoder
from training.encoder.lesson import ALONE, CUES, PAIR, Lesson
from training.encoder.noise import stripped

STATES = ("punctuated", "bare")
FEWEST = 25
LEAST_CUE = 0.3  # judgement: a chance less likely than three in ten is not put before a person
FIRM, FEWEST_FIRM = 0.9, 12  # precision asked of what stands as a fact, on so many lines at least
Floats = NDArray[np.float64]


def tables(
    encoder: DoorsEncoder, held: Sequence[Lesson], trained: Container[str]
) -> dict[str, Any]:
    """Give calibration (slope, shift), thresholds (best F1) and firm ones, from held-out lessons.

    trained: heads that learned from anything, "pair " before those of pairs; others are left out.
    A head with fewer than 25 lines of either answer keeps its raw score and the threshold .5.
    """
    calibration: dict[str, dict[str, dict[str, list[float]]]] = {}
    thresholds: dict[str, dict[str, float]] = {state: {} for state in STATES}
    firm: dict[str, dict[str, float]] = {state: {} for state in STATES}
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
                slope, shift, least, sure = _head(lessons, raw, head)
                calibration[kind][state][head] = [round(slope, 4), round(shift, 4)]
                floor = LEAST_CUE if named in CUES else 0.0
                thresholds[state][named] = round(max(floor, least), 3)
                firm[state][named] = round(sure, 3)
    return {"calibration": calibration, "thresholds": thresholds, "firm": firm}


def scores(
    encoder: DoorsEncoder, lessons: Sequence[Lesson], state: str
) -> list[Mapping[str, float]]:
    """Give the raw scores of lessons as written, or bared of marks."""
    wear = stripped if state == "bare" else str
    if lessons and lessons[0].reply is not None:
        pairs = [(wear(x.text), wear(x.reply or "")) for x in lessons]
        return encoder.raw_exchanges(pairs)
    said = [(wear(x.text), wear(x.before)) for x in lessons]
    encoder.prepare(said)
    return [encoder.read(*one).raw for one in said]


def _head(
    lessons: Sequence[Lesson], raw: Sequence[Mapping[str, float]], head: str
) -> tuple[float, float, float, float]:
    known = [i for i, lesson in enumerate(lessons) if head in lesson.labels]
    truth = np.array([lessons[i].labels[head] > 0.5 for i in known])
    if min(truth.sum(), len(truth) - truth.sum()) < FEWEST:
        return 1.0, 0.0, 0.5, 0.9
    score = np.array([raw[i][head] for i in known])
    fitted = LogisticRegression(C=10.0).fit(score.reshape(-1, 1), truth)
    p = fitted.predict_proba(score.reshape(-1, 1))[:, 1]
    slope, shift = float(fitted.coef_[0][0]), float(fitted.intercept_[0])
    return slope, shift, best_threshold(truth, p), firm_threshold(truth, p)


def best_threshold(truth: NDArray[np.bool_], p: Floats) -> float:
    """Choose the threshold with the best F1."""
    steps = np.linspace(0.05, 0.9, 69)
    return float(max(steps, key=lambda t: f1_score(truth, p >= t, zero_division=0.0)))


def firm_threshold(truth: NDArray[np.bool_], p: Floats) -> float:
    """Choose the least threshold with nine in ten right; else the one that is right most often."""
    found: list[tuple[float, float]] = []
    for step in np.linspace(0.3, 0.98, 69):
        said = p >= step
        if said.sum() >= FEWEST_FIRM:
            found.append((float(truth[said].mean()), float(step)))
    enough = [step for right, step in found if right >= FIRM]
    return min(enough) if enough else max(found, default=(0.0, 0.9))[1]
