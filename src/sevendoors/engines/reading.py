"""One text as the encoder read it: how likely each head is, and which words speak for which cue."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one pass over one text gave; every head and neighbour shares it.

    heads: calibrated probability (0 to 1) per head. raw: the logits before calibration.
    places: (start, end) in characters of each piece. words: logits, shape (pieces, cues).
    vector: the meaning, length 1, shape (384,).
    """

    heads: Mapping[str, float]
    raw: Mapping[str, float]
    places: tuple[tuple[int, int], ...]
    words: Floats
    vector: Floats
