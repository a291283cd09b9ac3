"""What an answer shows as a whole: which sentences reflect, ask, prove, promise, or step past."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sevendoors.measure.answers.reading import ECHO, Heard, Part

SHOWN = 0.9
LIGHT = 0.5
STACKED = 3
BLOCKS_REFLECT = ("token", "takeover", "overclaim", "pressure", "label", "argue", "pivot")
EARLY = ("reassure", "minimise", "overclaim")
BAD_QUESTION = ("generic", "list", "leading", "verdict", "fake_choice", "pressure", "stock", *EARLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentences of one answer, and those that do one thing (positions in `parts`)."""

    heard: Heard
    parts: tuple[Part, ...]
    reflects: tuple[int, ...]
    echoes: tuple[int, ...]
    questions: tuple[int, ...]
    asked: tuple[int, ...]
    plans: tuple[int, ...]
    fixes: tuple[int, ...]
    promises: tuple[int, ...]

    def having(self, *names: str) -> tuple[int, ...]:
        """Give the places of the sentences with any of these forms."""
        return tuple(i for i, part in enumerate(self.parts) if part.has(*names))

    def any(self, *names: str) -> bool:
        """Say whether any sentence has any of these forms."""
        return any(part.has(*names) for part in self.parts)

    @property
    def stacked(self) -> bool:
        """Three questions or more in one breath: only one can be answered."""
        return len(self.asked) >= STACKED

    @property
    def room(self) -> bool:
        """The buyer is left with something to say: a good question, a check, a choice."""
        good = [i for i in self.asked if not self.parts[i].has(*BAD_QUESTION)]
        return bool(good or self.having("check", "room", "choice")) and not self.stacked

    @property
    def token_only(self) -> bool:
        """Nothing but set tokens."""
        return all(part.has("token") for part in self.parts)

    @property
    def exits(self) -> bool:
        """A token or nothing, then the seller's own matter."""
        rest = [part for part in self.parts if not part.has("token")]
        return bool(rest) and rest[0].has("pivot", "pitch", "list", "overclaim")


def is_reflect(part: Part) -> bool:
    """A sentence that gives back this buyer's point in the seller's own words."""
    if part.has("asks") or part.has(*BLOCKS_REFLECT) or part.wrong or is_echo(part):
        return False
    if part.has("reassure", "minimise") and not part.has("feeling"):
        return False
    if part.has("pitch") and not part.has("cost"):
        return False
    if part.has("stock"):
        return part.own >= 2 * SHOWN and not part.has(*EARLY)
    return part.own >= SHOWN or (part.has("you", "feeling") and part.own >= LIGHT)


def is_echo(part: Part) -> bool:
    """Word for word what the buyer said, and nothing of one's own."""
    return part.echoed >= ECHO and part.own >= LIGHT and not part.wrong


def is_question(part: Part, before: Part | None = None) -> bool:
    """A question that could not be asked without this buyer's last words.

    before: the sentence ahead of it; a question that follows the buyer's own words leans on them.
    """
    if not part.has("asks") or part.has(*BAD_QUESTION) or part.wrong:
        return False
    if is_echo(part) and not part.has("wh"):
        return False
    if part.own >= LIGHT or part.near >= SHOWN:
        return True
    if part.has("thought") and part.has("you") and not part.has("pitch", "pivot"):
        return True
    leaning = before is not None and (is_echo(before) or is_reflect(before))
    pointing = part.has("points") and len(part.stems) <= 5
    return (leaning or pointing) and not part.has("pitch", "pivot")


def is_plan(part: Part) -> bool:
    """Something the seller does differently because of it."""
    return part.has("plan") and not part.has("pivot", "asks", "pressure") and not part.wrong


def is_fix(part: Part) -> bool:
    """An offer of the seller's that meets what was said."""
    met = part.has("pitch", "reassure") and not part.has("pivot")
    return met and part.own >= LIGHT and not part.wrong


def is_promise(part: Part) -> bool:
    """A step with an owner and a date."""
    return part.has("promise") and part.has("dated") and not part.has("pressure", "fake_choice")


def evidence(heard: Heard, parts: Sequence[Part]) -> Evidence:
    """Sort the sentences of an answer by what they do."""

    def places(test: Callable[[Part], bool]) -> tuple[int, ...]:
        return tuple(i for i, part in enumerate(parts) if test(part))

    return Evidence(
        heard=heard,
        parts=tuple(parts),
        reflects=places(is_reflect),
        echoes=places(is_echo),
        questions=tuple(
            i for i, part in enumerate(parts) if is_question(part, parts[i - 1] if i else None)
        ),
        asked=places(lambda part: part.has("asks")),
        plans=places(is_plan),
        fixes=places(is_fix),
        promises=places(is_promise),
    )
