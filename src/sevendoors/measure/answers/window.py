"""Which words of the seller answer a chance, or why no answer was possible."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.core.conversation import Conversation, Kind, Run, Side
from sevendoors.core.moment import Chance
from sevendoors.measure.answers import phrases_high as high
from sevendoors.measure.answers.content import WORD, stems

MOST_RUNS = 2
LONG_AFTER = 70
THIRD_WORDS = 4
UNCLEAR = re.compile(r"\[?(?:inaudible|unintelligible|crosstalk|indistinct)\]?", re.I)
CONTINUER = re.compile(
    r"^(?:(?:m+|mm+[- ]?h+m+|mhm+|hm+|uh[- ]?huh|um+|yeah|yep|yes|right|ok|okay|sure|oh|ah|i see|"
    r"exactly|true|no|absolutely|totally|great|cool|thanks|got it|of course)[\s,.!…-]*){1,4}$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The seller's runs that can answer a chance (at most two); na: why none could.

    went_on: the buyer went on after the chance, so a miss says little. aside: another buyer spoke
    with content between the runs, so the second counts only where it is about this chance.
    """

    runs: tuple[Run, ...] = ()
    na: str | None = None
    went_on: bool = False
    aside: bool = False


def substantive(text: str) -> bool:
    """Say whether a turn has content: "Times eighty-one." has, "Right, right." has not."""
    return bool(WORD.search(text)) and not CONTINUER.match(text.strip()) and bool(stems(text))


def unclear(text: str) -> bool:
    """Say whether a text is mostly marks for words nobody could make out, or no words at all."""
    rest = WORD.findall(UNCLEAR.sub(" ", text))
    return not rest or (bool(UNCLEAR.search(text)) and len(rest) <= 3)


def _after_quote(conversation: Conversation, runs: Sequence[Run], chance: Chance) -> str:
    turn = chance.quote.turn
    own = next(run for run in runs if run.turns[0].index <= turn <= run.turns[-1].index)
    rest = conversation.turns[turn].text[chance.quote.end :]
    later = " ".join(t.text for t in own.turns if t.index > turn)
    return f"{rest} {later}".strip()


def _silent(conversation: Conversation, run: Run) -> bool:
    """Bots and rooms take no part in the talk."""
    person = conversation.participant(run.participant)
    return person is not None and person.kind in (Kind.BOT, Kind.ROOM)


def window(conversation: Conversation, chance: Chance, runs: Sequence[Run]) -> Window:
    """Give the answer window of a chance (codebook.md 5 and 5.1).

    The seller's talk until this buyer's next turn with content, at most two runs; another buyer's
    turn only extends it; a nod while the buyer talks on is no answer yet.
    """
    turn = chance.quote.turn
    place = next(i for i, run in enumerate(runs) if run.turns[-1].index >= turn)
    after = _after_quote(conversation, runs, chance)
    if high.WITHDRAWN.search(after.lower().replace("’", "'")):
        return Window(na="The buyer withdrew the topic.")
    if unclear(chance.quote.text) or "low-confidence" in conversation.turns[turn].flags:
        return Window(na="The words could not be made out.")
    return _collect(conversation, chance, runs[place + 1 :], len(after.split()) > LONG_AFTER)


def _collect(
    conversation: Conversation, chance: Chance, rest: Sequence[Run], went_on: bool
) -> Window:
    taken: list[Run] = []
    aside = other = False
    for place, run in enumerate(rest):
        side = conversation.side(run.participant)
        if _silent(conversation, run):
            continue
        if side is Side.SELLER:
            talks_on = _talks_on(conversation, chance, rest[place + 1 :])
            if CONTINUER.match(run.text.strip()) and not taken and talks_on and not went_on:
                went_on = True
                continue
            taken.append(run)
            aside = other
            if len(taken) == MOST_RUNS:
                break
        elif side is Side.UNKNOWN and not taken and len(run.text.split()) >= THIRD_WORDS:
            return Window(na="Somebody who is not the buyer answered.")
        elif run.participant == chance.buyer and substantive(run.text):
            if taken:
                break
            went_on = True
        elif side is Side.BUYER and taken and substantive(run.text):
            other = True
    if not taken:
        return Window(na="The talk ended before an answer was possible.", went_on=went_on)
    if all(unclear(run.text) for run in taken):
        return Window(na="The answer could not be made out.")
    return Window(runs=tuple(taken), went_on=went_on, aside=aside)


def _talks_on(conversation: Conversation, chance: Chance, rest: Sequence[Run]) -> bool:
    """The same buyer goes straight on with content after a nod."""
    following = next((run for run in rest if not _silent(conversation, run)), None)
    return (
        following is not None
        and following.participant == chance.buyer
        and len(stems(following.text)) >= 3
    )
