"""Which codes the product must call weak: found too seldom right, or read too differently by two."""

import json
from collections.abc import Iterator, Sequence

import numpy as np

from sevendoors.core.codes import CHANCES
from sevendoors.engines.shipped import FOLDER
from training.corpus.agreement import alpha
from training.evidence import moves, truth
from training.evidence.stats import f1

LEAST_F1, LEAST_ALPHA = 0.5, 0.67


def weak_codes(chances: Sequence[truth.Spot], done: Sequence[moves.Spot]) -> Iterator[str]:
    """Give each code whose F1 is under .5 or whose two readings agree at alpha under .67."""
    for code in CHANCES:
        if _is_weak([(s.truth, s.said, s.one, s.two) for s in chances if s.code is code]):
            yield str(code)
    for move in moves.TEXT_MOVES:
        if _is_weak([(s.truth, s.said, s.one, s.two) for s in done if s.move is move]):
            yield str(move)


def _is_weak(rows: Sequence[tuple[bool, bool, bool, bool]]) -> bool:
    hit = f1(np.array([float(r[0]) for r in rows]), np.array([float(r[1]) for r in rows]))
    agreed = alpha([(r[2], r[3]) for r in rows])
    return not (hit >= LEAST_F1 and agreed >= LEAST_ALPHA)


def keep(codes: Sequence[str]) -> None:
    """Write the weak codes beside the model, where every view reads them."""
    path = FOLDER / "config.json"
    config = json.loads(path.read_text("utf-8")) | {"weak": list(codes)}
    path.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
