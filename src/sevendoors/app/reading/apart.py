"""Reads files in processes of their own: on every core, and where one may end its reader."""

import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from sevendoors.app.reading.reading_in import Known, ReadIn, read_in

ENDED = "Reading this file ended the program that read it. Leave it out, or export it another way."


def new_pool(cores: int) -> ProcessPoolExecutor:
    """Start readers; spawned, so that they share no lock and no connection with this process."""
    # Ctrl+C reaches all processes of a terminal; only the first decides what it means.
    return ProcessPoolExecutor(
        cores,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


def read_apart(inputs: Sequence[tuple[str, bytes]], known: Known) -> ReadIn:
    """Read one file by itself; where that ends its reader, say so instead of ending too."""
    with new_pool(1) as pool:
        try:
            return pool.submit(read_in, inputs, known).result()
        except BrokenProcessPool:
            return ReadIn(reason=ENDED)
