"""Where two annotators differ, and what the third decided: `... settle list|write NAME...`.

A decision file holds one line per difference: its number and `A`, `B`, `drop`, or `=` and the
line or the moves as they should be.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from training.corpus.calls import BadFileError, Call, read
from training.corpus.labels import LABELS, Labelled, Labels, parse, place
from training.corpus.labels import read as read_labels
from training.corpus.matching import matched

ONE, TWO, SETTLED = "a", "b", "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing said in two ways; None where an annotator said nothing."""

    kind: str
    turn: int
    one: str | None
    two: str | None


def line_of(chance: Labelled) -> str:
    """Write a chance as its label line."""
    answer = "NA" if chance.grade is None else f"{chance.at} {chance.grade}"
    late = "" if chance.late is None else f" | {chance.late_at} {chance.late}"
    return f'{chance.turn} {chance.code} {chance.strength} "{chance.quote}" > {answer}{late}'


def split(call: Call, one: Labels, two: Labels) -> tuple[list[str], list[Difference]]:
    """Give the lines both agree on, and the differences, in the order spoken."""
    agreed: list[str] = []
    differ: list[Difference] = []
    for left, right in matched(call, one.chances, two.chances):
        if left and right and _same(left, right):
            agreed.append(line_of(left))
        else:
            turn = (left or right).turn  # type: ignore[union-attr]
            texts = [line_of(told) if told else None for told in (left, right)]
            differ.append(Difference(kind="chance", turn=turn, one=texts[0], two=texts[1]))  # fmt: skip
    for turn, said in _confirmed(one, two):
        if all(said):
            agreed.append(said[0] or "")
        else:
            differ.append(Difference(kind="confirm", turn=turn, one=said[0], two=said[1]))
    for turn in sorted({*one.moves, *two.moves}):
        mine, theirs = (told.moves.get(turn, frozenset()) for told in (one, two))
        if mine == theirs:
            agreed.append(_moves(turn, mine))
        else:
            differ.append(Difference(kind="moves", turn=turn, one=_moves(turn, mine),
                                     two=_moves(turn, theirs)))  # fmt: skip
    return agreed, sorted(differ, key=lambda d: d.turn)


def _same(left: Labelled, right: Labelled) -> bool:
    return (left.strength, left.grade, left.late) == (right.strength, right.grade, right.late)


def _confirmed(one: Labels, two: Labels) -> Iterator[tuple[int, tuple[str | None, str | None]]]:
    said = [{turn: f'{turn} CONFIRM "{quote}"' for turn, quote in told.confirms}
            for told in (one, two)]  # fmt: skip
    for turn in sorted({*said[0], *said[1]}):
        yield turn, (said[0].get(turn), said[1].get(turn))


def _moves(turn: int, codes: frozenset[str]) -> str:
    return f"{turn}: {' '.join(sorted(codes)) or '-'}"


def settled(call: Call, decisions: str) -> str:
    """Give the settled label lines of a call from both annotators and the decisions."""
    agreed, differ = split(call, read_labels(ONE, call), read_labels(TWO, call))
    told = dict(re.findall(r"^(\d+) (.+)$", decisions, re.MULTILINE))
    lines = list(agreed)
    for number, item in enumerate(differ, 1):
        said = told.get(str(number), "").strip()
        if said in ("A", "B"):
            lines.append((item.one if said == "A" else item.two) or "")
        elif said.startswith("="):
            lines.append(_whole(item, said[1:].strip()))
        elif said != "drop":
            raise BadFileError(f"{call.name}: difference {number} is not decided.")
    text = "\n".join(sorted((x for x in lines if x), key=_order)) + "\n"
    parse(call, text)
    return text


def _whole(item: Difference, said: str) -> str:
    return said if item.kind != "moves" or ":" in said else f"{item.turn}: {said}"


def _order(line: str) -> tuple[int, bool, str]:
    number = re.match(r"\d+", line)
    return int(number.group()) if number else 0, ":" not in line[:5], line


def main() -> None:
    """List the differences of calls, or write their settled labels."""
    for name in sys.argv[2:]:
        call = read(name)
        if sys.argv[1] == "list":
            _, differ = split(call, read_labels(ONE, call), read_labels(TWO, call))
            print(f"-- {name}")
            for number, item in enumerate(differ, 1):
                print(f"{number}. A: {item.one or 'nothing'}\n   B: {item.two or 'nothing'}")
        else:
            decided = (LABELS / "decisions" / f"{name}.txt").read_text("utf-8")
            path = place(SETTLED, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(settled(call, decided), "utf-8")


if __name__ == "__main__":
    main()
