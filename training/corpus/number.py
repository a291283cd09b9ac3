"""Prints a call with turn numbers and sides, as annotators read it: `... number 07/03`."""

import sys

from training.corpus.calls import Call, read


def numbered(call: Call) -> str:
    """Give the call as text, one numbered turn a line, S or B before each name."""
    mark = {"seller": "S", "buyer": "B"}
    lines = [f"== {call.name}: {call.title}"]
    for number, turn in enumerate(call.turns, 1):
        lines.append(f"{number} {mark.get(str(turn.side), '?')} {turn.name}: {turn.text}")
    return "\n".join(lines)


if __name__ == "__main__":
    print("\n\n".join(numbered(read(name)) for name in sys.argv[1:]))
