"""Checks the corpus: `python -m training.corpus.check calls|ANNOTATOR [BRIEF...]`."""

import sys
from collections.abc import Iterator

from sevendoors.core.conversation import Side
from training.corpus import calls, labels

LEAST, MOST = 40, 80


def faults(what: str, briefs: tuple[str, ...]) -> Iterator[str]:
    """Give one line for each file that breaks the rules of the corpus."""
    for name in calls.names():
        if briefs and name.split("/")[0] not in briefs:
            continue
        try:
            call = calls.read(name)
            if what == "calls":
                yield from _shape(call)
            elif labels.place(what, name).exists():
                labels.read(what, call)
            else:
                yield f"{name}: not labelled yet."
        except (calls.BadFileError, ValueError) as fault:
            yield str(fault)


def _shape(call: calls.Call) -> Iterator[str]:
    if not LEAST <= len(call.turns) <= MOST:
        yield f"{call.name}: {len(call.turns)} turns."
    strangers = {turn.name for turn in call.turns if turn.side is Side.UNKNOWN}
    if strangers:
        yield f"{call.name}: on no side: {', '.join(sorted(strangers))}."


def main() -> None:
    """Print every fault and leave with their number, at most 99."""
    found = list(faults(sys.argv[1], tuple(sys.argv[2:])))
    print("\n".join(found) or "All in order.")
    sys.exit(min(99, len(found)))


if __name__ == "__main__":
    main()
