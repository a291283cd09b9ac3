"""A call of the corpus as its file says it: who sells, who buys, and each turn in order."""

from dataclasses import dataclass
from pathlib import Path

from sevendoors.core.conversation import Side

FOLDER = Path(__file__).parent.parent.parent / "corpus"
CALLS = FOLDER / "calls"
_HEADER = ("title", "industry", "kind", "sellers", "buyers")


class BadFileError(Exception):
    """A file of the corpus breaks its own rules; the message says where and how."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: the first name as written, the side, the words."""

    name: str
    side: Side
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call; turns are counted from 1 wherever people see a number.

    name: brief and number, such as "07/03". brief: the hand that wrote it.
    """

    name: str
    title: str
    industry: str
    kind: str
    turns: tuple[Said, ...]

    @property
    def brief(self) -> str:
        """The brief this call was written to."""
        return self.name.split("/")[0]

    def turn(self, number: int) -> Said:
        """Give a turn by its number from 1."""
        if not 1 <= number <= len(self.turns):
            raise BadFileError(f"{self.name}: there is no turn {number}.")
        return self.turns[number - 1]


def names() -> tuple[str, ...]:
    """List the calls of the corpus, in order."""
    return tuple(f"{p.parent.name}/{p.stem}" for p in sorted(CALLS.glob("*/*.txt")))


def read(name: str) -> Call:
    """Read one call, or say what is wrong with its file."""
    return parse(name, (CALLS / f"{name}.txt").read_text("utf-8"))


def parse(name: str, text: str) -> Call:
    """Read the text of a call's file."""
    head, _, body = text.strip().partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [key for key in _HEADER if key not in fields]
    if missing:
        raise BadFileError(f"{name}: the header lacks {', '.join(missing)}.")
    sides = {
        **dict.fromkeys(_names_of(fields["sellers"]), Side.SELLER),
        **dict.fromkeys(_names_of(fields["buyers"]), Side.BUYER),
    }
    turns = tuple(_turn(name, sides, line) for line in body.splitlines() if line.strip())
    return Call(
        name=name,
        title=fields["title"],
        industry=fields["industry"],
        kind=fields["kind"],
        turns=turns,
    )


def _names_of(people: str) -> list[str]:
    full = [person.strip() for person in people.split(",") if person.strip()]
    return [name for person in full for name in (person, *person.split())]


def _turn(name: str, sides: dict[str, Side], line: str) -> Said:
    who, colon, text = line.partition(": ")
    if not colon or not text.strip():
        raise BadFileError(f'{name}: "{line[:40]}" is not "Name: words".')
    return Said(who, sides.get(who, Side.UNKNOWN), text.strip())
