"""A small model of many heads: one weight per feature and head, and a calibrated probability."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sevendoors.engines.features import is_punctuated, slots

_WORD_SPLIT = " \t\n.,;:!?\"'()[]“”’…-–—"


@dataclass(frozen=True)
class LinearEncoder:
    """Reads one text at a time, so an answer never depends on what else is read.

    weights: int8, shape (SIZE, heads). scale, bias: float32 per head. config: names, version,
    calibration (slope and shift per head, apart for punctuated and bare text), weak codes.
    """

    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    config: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the model, as in its folder."""
        return str(self.config["name"])

    @property
    def version(self) -> str:
        """Version of the model."""
        return str(self.config["version"])

    def heads(self, text: str) -> dict[str, float]:
        """Give the calibrated probability of each head for one sentence or turn."""
        return dict(self._heads(text))

    def _heads(self, text: str) -> Mapping[str, float]:
        return _cached(self, text)

    def raw(self, text: str) -> NDArray[np.float32]:
        """Give the raw score of each head, before calibration."""
        found = slots(text)
        total = self.weights[found].sum(axis=0, dtype=np.int32).astype(np.float32)
        # Divided by the root of the count, so that length alone moves little.
        scores: NDArray[np.float32] = total * self.scale / np.float32(sqrt(len(found))) + self.bias
        return scores

    def similarity(self, left: str, right: str) -> float:
        """Say how close two texts are in content: shared words, rare ones weighing more."""
        one, two = _content(left), _content(right)
        if not one or not two:
            return 0.0
        rare: Mapping[str, float] = self.config["idf"]
        usual = float(self.config["idf_unknown"])

        def weight(stems: frozenset[str]) -> float:
            return sum(rare.get(stem, usual) for stem in stems)

        return weight(one & two) / sqrt(weight(one) * weight(two))

    def fits(self, before: str, reply: str) -> float:
        """Say how well a reply takes up what was said before: logistic in overlap and form."""
        w = self.config["fits"]
        heads = self.heads(reply)
        score = (
            w["bias"]
            + w["similarity"] * self.similarity(before, reply)
            + w["question"] * heads.get("question", 0.0)
            + w["length"] * log(1 + len(reply.split()))
            + w["uptake"] * heads.get("uptake", 0.5)
        )
        return _logistic(score)

    def weak(self) -> Sequence[str]:
        """List the codes whose measured agreement is too low to speak plainly."""
        return tuple(self.config["weak"])


@lru_cache(maxsize=20000)
def _content(text: str) -> frozenset[str]:
    words = (w.strip(_WORD_SPLIT) for w in text.casefold().split())
    return frozenset(_stem(w) for w in words if len(w) > 3)


def _stem(word: str) -> str:
    for ending in ("'s", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")


_MEMORY: dict[tuple[int, str], dict[str, float]] = {}
_MOST = 20000


def _cached(model: LinearEncoder, text: str) -> dict[str, float]:
    key = (id(model), text)
    if key not in _MEMORY:
        if len(_MEMORY) >= _MOST:
            _MEMORY.clear()
        state = "punctuated" if is_punctuated(text) else "bare"
        raw = model.raw(text)
        _MEMORY[key] = {
            head: _logistic(cal[0] * float(score) + cal[1])
            for head, score in zip(model.config["heads"], raw, strict=True)
            for cal in (model.config["calibration"][state][head],)
        }
    return _MEMORY[key]


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def load(folder: Path) -> LinearEncoder:
    """Load a model from its folder (weights.npz, config.json)."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    with np.load(folder / "weights.npz") as arrays:
        return LinearEncoder(
            weights=arrays["weights"],
            scale=arrays["scale"],
            bias=arrays["bias"],
            config=config,
        )
