"""Writes corpus/DATASHEET.md: what is in the corpus and how far its two readings agree."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from sevendoors.core.codes import CHANCES, Cue, Move
from sevendoors.core.conversation import Side
from training.corpus.agreement import ac1, alpha, f1, ordinal, weighted_kappa
from training.corpus.calls import FOLDER, Call, names, read
from training.corpus.labels import ACTS, Labels, place
from training.corpus.labels import read as read_labels
from training.corpus.matching import matched
from training.corpus.settle import ONE, SETTLED, TWO
from training.corpus.splits import split_of

PAGE = FOLDER / "DATASHEET.md"
Double = tuple[Call, Labels, Labels]
Yes = tuple[bool, bool]


def doubles() -> list[Double]:
    """Give every call that both annotators labelled."""
    found = []
    for name in names():
        if place(ONE, name).exists() and place(TWO, name).exists():
            call = read(name)
            found.append((call, read_labels(ONE, call), read_labels(TWO, call)))
    return found


def _given(code: Cue) -> Callable[[Labels, int], bool]:
    return lambda labels, turn: any(c.turn == turn and c.code is code for c in labels.chances)


def _confirmed(labels: Labels, turn: int) -> bool:
    return any(number == turn for number, _ in labels.confirms)


def _moved(code: str) -> Callable[[Labels, int], bool]:
    return lambda labels, turn: code in labels.moves.get(turn, frozenset())


def _pairs(found: Sequence[Double], side: Side, said: Callable[[Labels, int], bool]) -> list[Yes]:
    return [
        (said(one, number), said(two, number))
        for call, one, two in found
        for number, turn in enumerate(call.turns, 1)
        if turn.side is side
    ]


def _row(name: str, pairs: Sequence[Yes]) -> str:
    yes = sum(one + two for one, two in pairs) / max(1, 2 * len(pairs))
    told = alpha(pairs)
    mark = "" if told >= 0.67 else " (under .67: weak)"
    return f"| {name} | {len(pairs)} | {yes:.3f} | {told:.2f}{mark} | {ac1(pairs):.2f} | {f1(pairs):.2f} |"


def agreement(found: Sequence[Double]) -> Iterator[str]:
    """Give a table line for each code: n, prevalence, alpha, AC1 and F1 between the two."""
    for code in CHANCES:
        yield _row(str(code), _pairs(found, Side.BUYER, _given(code)))
    yield _row("CONFIRM", _pairs(found, Side.BUYER, _confirmed))
    for move in (*ACTS, *(str(m) for m in Move if m not in (Move.TALKOVER,))):
        yield _row(move, _pairs(found, Side.SELLER, _moved(move)))


def grades(found: Sequence[Double]) -> Iterator[str]:
    """Give the agreement on grades, on hinted or stated, and on whether an answer was possible."""
    both = [pair for call, one, two in found for pair in matched(call, one.chances, two.chances)]
    twins = [(a, b) for a, b in both if a and b]
    given = [(a.best, b.best) for a, b in twins if a.best is not None and b.best is not None]
    taken = [(a >= 2, b >= 2) for a, b in given]
    plain = [(a.strength == 2, b.strength == 2) for a, b in twins]
    possible = [(a.best is not None, b.best is not None) for a, b in twins]
    yield f"| grade 0 to 3 | {len(given)} | ordinal alpha {ordinal(given):.2f}, quadratic kappa {weighted_kappa(given):.2f} |"
    yield f"| taken (2 or 3) | {len(taken)} | alpha {alpha(taken):.2f}, AC1 {ac1(taken):.2f} |"
    yield f"| stated or hinted | {len(plain)} | alpha {alpha(plain):.2f}, AC1 {ac1(plain):.2f} |"
    yield f"| an answer was possible | {len(possible)} | alpha {alpha(possible):.2f}, AC1 {ac1(possible):.2f} |"


def contents() -> Iterator[str]:
    """Give how many calls, turns and chances there are, by split."""
    calls = [read(name) for name in names()]
    for part in ("train", "dev", "test"):
        own = [call for call in calls if split_of(call.name) == part]
        settled = [read_labels(SETTLED, c) for c in own if place(SETTLED, c.name).exists()]
        given = Counter(chance.code for labels in settled for chance in labels.chances)
        kinds = ", ".join(f"{code} {given[code]}" for code in CHANCES)
        turns = sum(len(call.turns) for call in own)
        yield f"| {part} | {len(own)} | {turns} | {len(settled)} | {kinds} |"


def _kinds() -> str:
    calls = [read(name) for name in names()]
    kinds = Counter(call.kind for call in calls)
    fields = {call.industry for call in calls}
    told = ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())
    return f"Industries: {len(fields)}. Kinds of call: {told}."


def _sets(pattern: str) -> int:
    files = sorted((FOLDER / "answers").glob(pattern))
    return sum(len(path.read_text("utf-8").splitlines()) for path in files)


def main() -> None:
    """Write the page."""
    found = doubles()
    today = datetime.now(UTC).date().isoformat()
    lines = [
        HEAD.format(today=today),
        *contents(),
        "",
        _kinds(),
        f"Answer sets: {_sets('sets-*.jsonl')}. Act sets: {_sets('acts-*.jsonl')}.",
        AGREEMENT.format(n=len(found)),
        *agreement(found),
        GRADES,
        *grades(found),
        TAIL,
    ]
    PAGE.write_text("\n".join(line.rstrip("\n") for line in lines) + "\n", "utf-8")
    print(PAGE)


HEAD = """# Datasheet

Written by `make datasheet` on {today}.

Writers, annotators and the one who settled are a large language model, each in a session of its own; no label is a person's.
Two readings of one model share its habits: their agreement is higher than two people's would be.

## What there is

| split | calls | turns | settled | chances |
|---|---|---|---|---|"""
AGREEMENT = """
## Agreement of the two readings, {n} calls, before anything was settled

Units are buyer turns (chances, CONFIRM) and seller turns (moves; Q asks, O open question, T tells).

| code | n | prevalence | Krippendorff's alpha | AC1 | F1 |
|---|---|---|---|---|---|"""
GRADES = """
| grades, where both saw the chance | n | agreement |
|---|---|---|"""
TAIL = """
## Beware

- Invented talk is tidier than real talk; figures on it say less than figures on real calls.
- Sellers were written to be of given quality; how often each quality occurs here says nothing about the world.
- English only, and the English of one model writing many voices.
"""

if __name__ == "__main__":
    main()
