"""Every moment of a call: each chance, what became of it, why, and what could have been said."""

from collections.abc import Callable

from sevendoors.core.codebook import Codebook
from sevendoors.core.codebook_maps import qualities_of, skills_of
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Chance, Moment, moment_id
from sevendoors.core.protocols import Encoder
from sevendoors.measure.answers.answering import Judged, Setting, answer, setting
from sevendoors.measure.answers.better import Better, better
from sevendoors.measure.answers.why import na_why, why
from sevendoors.measure.cues.find import find_chances as rule_chances

FindChances = Callable[[Conversation, Encoder], tuple[Chance, ...]]


RULES = "2"


class DoorsFinder:
    """Finds chances as the encoder hears them, and grades answers with it and by the rules."""

    def __init__(self, encoder: Encoder, find_chances: FindChances = rule_chances) -> None:
        """Take the encoder and, for tests, another way to find chances."""
        self._encoder = encoder
        self._find_chances = find_chances

    @property
    def name(self) -> str:
        """Name of the engine, printed with every result: its model's."""
        return self._encoder.name

    @property
    def version(self) -> str:
        """Version of the engine, printed with every result: the model's and the rules'."""
        return f"{self._encoder.version}+rules.{RULES}"

    def find(self, conversation: Conversation, codebook: Codebook) -> tuple[Moment, ...]:
        """Find every moment of the call, in the order spoken."""
        chances = [
            chance
            for chance in self._find_chances(conversation, self._encoder)
            if chance.code is not Cue.CONFIRM
        ]
        seen: dict[tuple[int, Cue], int] = {}
        shared = setting(conversation, self._encoder)
        weak = frozenset(self._encoder.weak())
        found = []
        for chance in chances:
            place = (chance.quote.turn, chance.code)
            ordinal = seen.get(place, 0)
            seen[place] = ordinal + 1
            name = moment_id(conversation, chance.quote.turn, chance.code, ordinal)
            found.append(_moment(shared, codebook, chance, name, weak))
        return tuple(found)


def _moment(
    shared: Setting, codebook: Codebook, chance: Chance, name: str, weak: frozenset[str]
) -> Moment:
    judged = answer(shared, chance)
    seen = tuple(move.move for move in judged.answer.moves)
    advice = _advice(judged, chance, name)
    return Moment(
        id=name,
        chance=chance,
        answer=judged.answer,
        skills=skills_of(codebook, chance.code, seen),
        qualities=qualities_of(codebook, chance.code, seen),
        why=_why(shared, chance, judged),
        better=advice.text,
        better_is_question=advice.is_question,
        weak=chance.code in weak,
    )


def _why(shared: Setting, chance: Chance, judged: Judged) -> str:
    if judged.found is None or judged.verdict is None:
        return na_why(shared.conversation, chance, judged.answer.na_reason or "No answer.")
    late = judged.answer.late
    return why(shared.conversation, chance, judged.found, judged.verdict, late=late)


def _advice(judged: Judged, chance: Chance, name: str) -> Better:
    """Nothing better is offered where the door was opened or no answer was possible."""
    if judged.answer.grade is None or judged.answer.grade is Grade.OPENED:
        return Better(text="", is_question=False)
    vague = judged.found is not None and judged.found.any("vague", "knownot")
    taken = judged.answer.grade is Grade.TAKEN
    return better(name, chance, vague=vague and not taken, taken=taken)
