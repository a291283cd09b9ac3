"""A small head over the shipped encoder for a leader's own skill, made from a few dozen lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sevendoors.engines.reading import Floats

FOLDS = 5
_RIDGE = 1.0
_STEPS = 40


@dataclass(frozen=True, slots=True)
class OwnHead:
    """Weights over a sentence's vector; shapes (384,) and one number."""

    weight: Floats
    bias: float

    def probability(self, vector: Sequence[float]) -> float:
        """Say how likely a sentence shows the skill, from 0 to 1."""
        score = float(np.asarray(vector, dtype=np.float32) @ self.weight) + self.bias
        return float(1 / (1 + np.exp(-score)))


def fit(vectors: Floats, shows: Sequence[bool]) -> OwnHead:
    """Fit a ridge logistic regression by Newton's steps; vectors (n, 384). Deterministic."""
    found = _newton(np.asarray(vectors, dtype=np.float64), np.asarray(shows, dtype=np.float64))
    return OwnHead(found[0].astype(np.float32), float(found[1]))


def _newton(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    # Few lines, many numbers: solve in the space of the lines (the kernel form of the ridge).
    kernel = 8.0 * (x @ x.T)
    alpha, bias = np.zeros(len(y)), 0.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(kernel @ alpha + bias)))
        weight = np.maximum(p * (1 - p), 1e-4)
        target = kernel @ alpha + bias + (y - p) / weight
        system = kernel + np.diag(_RIDGE / weight)
        ones = np.ones(len(y))
        solved = np.linalg.solve(system, np.stack([target, ones], axis=1))
        bias = float(solved[:, 0].sum() / solved[:, 1].sum())
        new = solved[:, 0] - bias * solved[:, 1]
        if np.abs(new - alpha).max() < 1e-8:
            break
        alpha = new
    return 8.0 * (x.T @ alpha), bias


def cross_validated(vectors: Floats, shows: Sequence[bool]) -> list[float]:
    """Give for each line the probability from a head that never saw it (five folds, in order)."""
    found = np.zeros(len(shows))
    order = sorted(range(len(shows)), key=lambda i: (shows[i], i))
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        rest = [i for i in range(len(shows)) if i not in held]
        head = fit(vectors[rest], [shows[i] for i in rest])
        for i in held:
            found[i] = head.probability(vectors[i])
    return [float(p) for p in found]
