"""The rows of weights that turn what the network saw into a score per head."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sevendoors.engines.reading import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Linear heads over the states of the pieces; shapes are (384, heads) and (heads,).

    The logit of a cue is that of the mean plus a soft maximum over its pieces, so that a short cue
    in a long turn counts.
    """

    cues: tuple[str, ...]
    alone_names: tuple[str, ...]
    pair_names: tuple[str, ...]
    alone_weight: Floats
    alone_bias: Floats
    words_weight: Floats
    words_bias: Floats
    pair_weight: Floats
    pair_bias: Floats
    meaning: Floats

    def alone(self, state: Floats) -> tuple[Mapping[str, float], Floats, Floats]:
        """Give the logits of a text alone, those of each piece and cue, and its meaning."""
        mean = state.mean(axis=0)
        words: Floats = state @ self.words_weight + self.words_bias
        share = np.exp(words - words.max(axis=0))
        soft = (share / share.sum(axis=0) * words).sum(axis=0)
        logits = mean @ self.alone_weight + self.alone_bias
        logits[: len(self.cues)] += soft
        meaning = mean @ self.meaning
        vector = (meaning / max(1e-9, float(np.linalg.norm(meaning)))).astype(np.float32)
        return _named(self.alone_names, logits), words, vector

    def pair(self, state: Floats) -> Mapping[str, float]:
        """Give the logits of a text and its reply."""
        return _named(self.pair_names, state.mean(axis=0) @ self.pair_weight + self.pair_bias)


def _named(names: tuple[str, ...], logits: Floats) -> Mapping[str, float]:
    return {name: float(value) for name, value in zip(names, logits, strict=True)}


def load_heads(path: Path) -> Heads:
    """Read the heads of a model folder."""
    with np.load(path) as held:

        def names(key: str) -> tuple[str, ...]:
            return tuple(str(name) for name in held[key])

        def rows(key: str) -> Floats:
            found: Floats = held[key].astype(np.float32)
            return found

        return Heads(
            cues=names("cues"),
            alone_names=names("alone_names"),
            pair_names=names("pair_names"),
            alone_weight=rows("alone_weight"),
            alone_bias=rows("alone_bias"),
            words_weight=rows("words_weight"),
            words_bias=rows("words_bias"),
            pair_weight=rows("pair_weight"),
            pair_bias=rows("pair_bias"),
            meaning=rows("meaning"),
        )
