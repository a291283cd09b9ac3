"""A leader's own skills: a file to fill in, how well it is told apart, and where it was seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from sevendoors.app.base.engine import shipped_encoder
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.errors import DoorsError
from sevendoors.core.moment import Quote
from sevendoors.core.own_skill import FEWEST, FOLDER, OwnSkill, key_of, own_skills, template
from sevendoors.core.review import OwnSeen
from sevendoors.core.score import Estimate, Score, Unscored
from sevendoors.measure.text import clauses, words

Head = Callable[[Sequence[float]], float]
DRAWS = 400
SHOWN = 0.6  # Judgement: above this a sentence is quoted.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Detector:
    """An own skill with the head made from its lines, or the reason there is none."""

    skill: OwnSkill
    agreement: Score
    head: Head | None = None


def start(name: str, folder: Path) -> Path:
    """Write the file of a new own skill and say where; an existing one is never overwritten."""
    path = folder / FOLDER / f"{key_of(name)}.md"
    if path.exists():
        raise DoorsError("This skill has a file already.", where=str(path), fix="Edit that one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template(name), "utf-8")
    except OSError as error:
        raise DoorsError(
            f"The file could not be written: {error.strerror}.",
            where=str(path),
            fix="Name another folder: --codebook FOLDER",
        ) from error
    return path


@lru_cache(maxsize=32)
def detector(skill: OwnSkill) -> Detector:
    """Make the small head of an own skill and measure it on its own lines."""
    few = min(len(skill.examples), len(skill.counters))
    if few < FEWEST:
        return Detector(skill, Unscored(reason=_too_few(skill)))
    import numpy as np  # noqa: PLC0415  (start-up time)

    from sevendoors.engines.own_head import cross_validated, fit  # noqa: PLC0415

    lines = (*skill.examples, *skill.counters)
    shows = [True] * len(skill.examples) + [False] * len(skill.counters)
    vectors = np.array([shipped_encoder().vector(line) for line in lines], dtype=np.float32)
    said = [p >= 0.5 for p in cross_validated(vectors, shows)]
    return Detector(skill, _agreement(said, shows), fit(vectors, shows).probability)


def _too_few(skill: OwnSkill) -> str:
    return (
        f"Too few examples: {len(skill.examples)} that show it and {len(skill.counters)} that only "
        f"look like it; {FEWEST} of each are needed."
    )


def _agreement(said: Sequence[bool], shows: Sequence[bool]) -> Estimate:
    """Give Cohen's kappa with a 95 % bootstrap interval over the lines."""
    dice = Random(len(said))
    pairs = list(zip(said, shows, strict=True))
    draws = sorted(_kappa(dice.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    low, high = draws[int(0.025 * DRAWS)], draws[int(0.975 * DRAWS)]
    return Estimate(value=_kappa(pairs), low=low, high=high, n=len(pairs))


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    seen = sum(one == two for one, two in pairs) / len(pairs)
    left, right = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
    expected = left * right + (1 - left) * (1 - right)
    return (seen - expected) / (1 - expected) if expected < 1 else 0.0


def seen_in(conversation: Conversation, folder: Path | None) -> tuple[OwnSeen, ...]:
    """Give each own skill of a codebook folder with the sentences that show it in a call."""
    if folder is None or not (folder / FOLDER).is_dir():
        return ()
    return tuple(_seen(conversation, detector(skill)) for skill in own_skills(folder))


def _seen(conversation: Conversation, found: Detector) -> OwnSeen:
    quotes: list[Quote] = []
    if found.head is not None:
        side = Side(found.skill.side)
        for turn in conversation.turns:
            if conversation.side(turn.participant) is not side:
                continue
            for clause in clauses(turn.text):
                if len(words(clause.text)) < _FEWEST_WORDS:
                    continue
                if found.head(shipped_encoder().vector(clause.text)) >= SHOWN:
                    quotes.append(
                        Quote(conversation=conversation, turn=turn.index, start=clause.start,
                              end=clause.end)
                    )  # fmt: skip
    return OwnSeen(
        key=found.skill.key,
        title=found.skill.title,
        agreement=found.agreement,
        quotes=tuple(quotes),
    )


def agreement_text(agreement: Score) -> str:
    """Say in one sentence how far the detector of an own skill is to be trusted."""
    if isinstance(agreement, Unscored):
        return agreement.reason
    word = "good" if agreement.low >= 0.4 else "weak" if agreement.value < 0.4 else "fair"
    return (
        f"Agreement with your own {agreement.n} lines, each held out once: kappa "
        f"{agreement.value:.2f}, between {agreement.low:.2f} and {agreement.high:.2f} ({word})."
    )
