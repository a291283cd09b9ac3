"""The same buyer, two sellers: you and a machine, under the same limits, graded by the same detector."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from sevendoors.app.base.engine import shipped_encoder
from sevendoors.app.practice.playing import Talk, likeness, open_talk, say
from sevendoors.core.chat import Chat, ChatError, Said
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn
from sevendoors.core.moment import Chance
from sevendoors.core.practice import Buyer, Door, Step
from sevendoors.measure.cues.find import find_chances
from sevendoors.practice import script_seller
from sevendoors.practice.debrief import Debrief, debrief

MOST_WORDS = 90  # a turn of either seller is cut here, so that nobody wins by talking more
_HOW = (
    "You sell {sells} and talk with {name}, {role} at {company}. {situation} Your aim: {aim} "
    "Understand what matters to her. One turn at a time, spoken, at most three sentences. "
    "Answer with your words alone."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one seller reached with a buyer: counts alone, each with what it is of.

    needs: needs that came out of all. doors: hidden facts that opened, of all. taken: chances taken
    or opened, of those given. promises: promises made. words, turns: what it took.
    """

    player: str
    needs: tuple[int, int]
    doors: tuple[int, int]
    taken: tuple[int, int]
    promises: int
    words: int
    turns: int


def machine_talk(buyer: Buyer, seed: str, chat: Chat | None = None) -> Talk:
    """Let a machine play a buyer to the end: the script, or a language model where one is given.

    A model that fails ends the talk there; the script never steps in for it, since that would not
    be the model's talk. Raises ChatError where it failed before its first line.
    """
    talk = open_talk(buyer, seed, chat.name if chat else script_seller.NAME)
    while not talk.over:
        try:
            line = _model_line(talk, chat) if chat else script_line(talk)
        except ChatError:
            if len(talk.steps) == 1:
                raise
            return talk
        talk = say(talk, limited(line))
    return talk


def script_line(talk: Talk) -> str:
    """Give the script's next line. It hears chances as a review would, never out of her file."""
    last = talk.steps[-1]
    heard = _heard(last)
    bare = replace(last, chance=heard.quote.text if heard else "",
                   chance_kind=heard.code if heard else None)  # fmt: skip
    return script_seller.next_line(talk.buyer, (*talk.steps[:-1], bare))


def _heard(step: Step) -> Chance | None:
    """Hear the last chance in her turn, the surest where several end at one place."""
    said = (("s", Side.SELLER, step.seller or "Hello."), ("b", Side.BUYER, step.said))
    call = Conversation(
        id="0" * 16,
        source="practice",
        capabilities=Capabilities(speaker_source="typed"),
        participants=tuple(Participant(id=who, name=who, side=side) for who, side, _ in said),
        turns=tuple(
            Turn(index=n, run=n, participant=who, text=text)
            for n, (who, _, text) in enumerate(said)
        ),
    )
    found = [one for one in find_chances(call, shipped_encoder()) if one.code is not Cue.CONFIRM]
    return max(found, key=lambda one: (one.quote.end, one.p), default=None)


def limited(line: str) -> str:
    """Cut a turn to the length that both sellers have."""
    return " ".join(line.split()[:MOST_WORDS])


def _model_line(talk: Talk, chat: Chat) -> str:
    buyer = talk.buyer
    told = _HOW.format(sells=buyer.sells, name=buyer.name, role=buyer.role, company=buyer.company,
                       situation=buyer.situation, aim=buyer.aim)  # fmt: skip
    messages = [Said(role="system", content=told)]
    for step in talk.steps[-12:]:
        if step.seller:
            messages.append(Said(role="assistant", content=step.seller))
        messages.append(Said(role="user", content=step.said))
    line = "".join(chat.stream(messages)).strip()
    if not line:
        raise ChatError("nothing said")
    return line


def laid_open(talk: Talk) -> Debrief:
    """Lay a machine's talk open as a person's is."""
    return debrief(talk.buyer, talk.steps, talk.notebook, likeness())


def score(talk: Talk) -> Score:
    """Count what a seller reached; no single number is made of it."""
    told = laid_open(talk)
    hidden = [door for door in told.doors if door.layer != "surface"]
    given = [spot for spot in told.spots if spot.graded.grade is not None]
    return Score(
        player=talk.player,
        needs=(sum(need.door is Door.OPEN for need in told.needs), len(told.needs)),
        doors=(sum(door.door is Door.OPEN for door in hidden), len(hidden)),
        taken=(sum((spot.graded.grade or 0) >= Grade.TAKEN for spot in given), len(given)),
        promises=sum("COMMIT" in spot.graded.moves for spot in told.spots),
        words=told.words,
        turns=told.turns,
    )


def unnamed(talks: Sequence[Talk], seed: str) -> tuple[Talk, ...]:
    """Put the sellers into an order that tells nothing, the same for the same seed."""
    order = list(talks)
    Random(f"blind/{seed}").shuffle(order)
    return tuple(order)
