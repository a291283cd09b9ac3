"""What one annotator wrote about a call: chances with their answers, and the seller's moves."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from sevendoors.core.codes import CHANCES, Cue, Move
from sevendoors.core.conversation import Side
from training.corpus.calls import FOLDER, BadFileError, Call

LABELS = FOLDER / "labels"
ACTS = ("Q", "O", "T")  # asks something; the question is open; tells facts, views or advice
_CHANCE = re.compile(
    r'^(?P<turn>\d+) (?P<code>[A-Z]+) (?P<strength>[12]) "(?P<quote>.+)" > '
    r"(?:(?P<na>NA)|(?P<at>\d+) (?P<grade>[0-3]))(?: \| (?P<late_at>\d+) (?P<late>[0-3]))?$"
)
_CONFIRM = re.compile(r'^(?P<turn>\d+) CONFIRM "(?P<quote>.+)"$')
_MOVES = re.compile(r"^(?P<turn>\d+): (?P<codes>[A-Z -]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One chance: where, what kind, how plain (1 hinted, 2 stated), and what became of it.

    grade None is NA. at: the turn that answers. late: the best grade of a later return.
    """

    turn: int
    code: Cue
    strength: int
    quote: str
    at: int | None = None
    grade: int | None = None
    late_at: int | None = None
    late: int | None = None

    @property
    def best(self) -> int | None:
        """The grade that counts: the best of the answer on time and a late one."""
        given = [grade for grade in (self.grade, self.late) if grade is not None]
        return max(given) if given else None


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything one annotator said of one call; a seller turn not named has no move."""

    chances: tuple[Labelled, ...] = ()
    confirms: tuple[tuple[int, str], ...] = ()
    moves: dict[int, frozenset[str]] = field(default_factory=dict)


def place(annotator: str, name: str) -> Path:
    """Say where the labels of a call by one annotator are kept."""
    return LABELS / annotator / f"{name}.txt"


def read(annotator: str, call: Call) -> Labels:
    """Read and check the labels of one call; the first fault is told with its line."""
    return parse(call, place(annotator, call.name).read_text("utf-8"))


def parse(call: Call, text: str) -> Labels:
    """Read label lines against the call they speak of."""
    chances: list[Labelled] = []
    confirms: list[tuple[int, str]] = []
    moves: dict[int, frozenset[str]] = {}
    for line in (line.strip() for line in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if found := _CHANCE.match(line):
            chances.append(_chance(call, line, found))
        elif found := _CONFIRM.match(line):
            _said(call, line, int(found["turn"]), found["quote"])
            confirms.append((int(found["turn"]), found["quote"]))
        elif found := _MOVES.match(line):
            moves[int(found["turn"])] = _codes(call, line, int(found["turn"]), found["codes"])
        else:
            raise BadFileError(f"{call.name}: cannot read the line: {line}")
    return Labels(tuple(chances), tuple(confirms), moves)


def _chance(call: Call, line: str, found: re.Match[str]) -> Labelled:
    if found["code"] not in {str(code) for code in CHANCES}:
        raise BadFileError(f"{call.name}: {found['code']} is no kind of chance: {line}")
    turn = int(found["turn"])
    _said(call, line, turn, found["quote"])
    at = int(found["at"]) if found["at"] else None
    late_at = int(found["late_at"]) if found["late_at"] else None
    for number in (at, late_at):
        if number is not None and (number < turn or call.turn(number).side is not Side.SELLER):
            raise BadFileError(f"{call.name}: turn {number} is no later seller turn: {line}")
    return Labelled(
        turn=turn,
        code=Cue(found["code"]),
        strength=int(found["strength"]),
        quote=found["quote"],
        at=at,
        grade=int(found["grade"]) if found["grade"] else None,
        late_at=late_at,
        late=int(found["late"]) if found["late"] else None,
    )


def _said(call: Call, line: str, turn: int, quote: str) -> None:
    said = call.turn(turn)
    if said.side is not Side.BUYER:
        raise BadFileError(f"{call.name}: turn {turn} is not a buyer's: {line}")
    if quote not in said.text:
        raise BadFileError(f"{call.name}: turn {turn} does not hold these very words: {line}")


def _codes(call: Call, line: str, turn: int, codes: str) -> frozenset[str]:
    if call.turn(turn).side is not Side.SELLER:
        raise BadFileError(f"{call.name}: turn {turn} is not a seller's: {line}")
    given = frozenset(codes.split()) - {"-"}
    unknown = given - {str(move) for move in Move} - set(ACTS)
    if unknown:
        raise BadFileError(f"{call.name}: {', '.join(sorted(unknown))} is no move: {line}")
    return given
