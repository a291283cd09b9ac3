"""Runs the encoder's network on one text at a time, so that no answer depends on its neighbours."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sevendoors.core.errors import DoorsError

Floats = NDArray[np.float32]


class Session:
    """One network in memory; many threads may use it at once.

    Dynamic int8 scales a whole batch by its largest value, so in a batch an answer would depend on
    its mates (onnxruntime issue 10111); one text a run costs little and keeps answers pure.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        """Load an ONNX file; threads: how many texts are read at once."""
        import onnxruntime  # noqa: PLC0415  (start-up time)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # texts differ in length
        try:
            self._run: Any = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as fault:
            raise DoorsError(
                f"The model file {path.name} cannot be loaded ({type(fault).__name__}).",
                fix="Install Seven Doors again: the file is damaged or missing.",
            ) from fault
        self._threads = max(1, threads)

    def states(self, ids: Sequence[int], kinds: Sequence[int]) -> Floats:
        """Give the state of every piece of one text, shape (pieces, 384)."""
        feed = {
            "ids": np.array([ids], dtype=np.int64),
            "kinds": np.array([kinds], dtype=np.int64),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
        }
        result: Floats = self._run.run(None, feed)[0][0]
        return result

    def many(self, jobs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> list[Floats]:
        """Give the states of many texts in their order, several threads at a time."""
        listed = list(jobs)
        if self._threads == 1 or len(listed) < 4:
            return [self.states(ids, kinds) for ids, kinds in listed]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(lambda job: self.states(*job), listed))
