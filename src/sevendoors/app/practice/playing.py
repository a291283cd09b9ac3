"""A practice talk from the first line to the debrief; kept after every turn, so nothing is lost."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from sevendoors.app.base.engine import shipped_encoder
from sevendoors.app.base.place import Place
from sevendoors.core.chat import Chat, ChatError
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.errors import DoorsError
from sevendoors.core.practice import (
    Buyer,
    BuyerChance,
    BuyerFact,
    Ear,
    Graded,
    Judge,
    Likeness,
    Mind,
    Step,
)
from sevendoors.measure.answers.content import stems
from sevendoors.measure.reply import grade_reply
from sevendoors.practice.buyer_file import read_buyer
from sevendoors.practice.hearing import hear
from sevendoors.practice.mind import answer, begin, first_step
from sevendoors.practice.voice import embedded, phrased

SHIPPED = Path(__file__).parents[2] / "practice" / "buyers"
LONGEST_LINE = 6_000
YOU = "you"
CHAT_URL, CHAT_MODEL, CHAT_KEY = (
    "SEVENDOORS_CHAT_URL",
    "SEVENDOORS_CHAT_MODEL",
    "SEVENDOORS_CHAT_KEY",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk as it stands. hints: how many were taken; retakes: lines taken back (all logged).

    shift: how much more (or less) trust and patience the buyer begins with than her file says.
    minutes: the clock somebody chose, 0 for none.
    """

    id: int = 0
    version: int = 1
    buyer: Buyer
    seed: str
    player: str = YOU
    purpose: str = "practice"
    mind: Mind
    steps: tuple[Step, ...]
    notebook: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    retakes: int = 0
    ended: str | None = None
    retry_of: int | None = None
    notes: tuple[str, ...] = ()
    started: str = ""
    shift: int = 0
    minutes: int = 0

    @property
    def over(self) -> bool:
        """Say whether the talk has ended."""
        return self.mind.over or self.ended is not None


def buyer_files(place: Place | None = None) -> dict[str, Path]:
    """Give every buyer's file by key: those that ship, and a place's own over them."""
    folders = [SHIPPED, *([place.folder / "buyers"] if place else [])]
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


@lru_cache(maxsize=256)
def _buyer(path: Path, changed: float, seed: str) -> Buyer:
    del changed
    return read_buyer(path, seed)


def buyer_of(key: str, seed: str, place: Place | None = None) -> Buyer:
    """Read one buyer. Raises DoorsError where there is none of that name."""
    path = buyer_files(place).get(key)
    if path is None:
        names = ", ".join(sorted(buyer_files(place)))
        raise DoorsError(f'There is no buyer "{key}".', fix=f"Choose one of: {names}.")
    return _buyer(path, path.stat().st_mtime, seed)


def judge(buyer: str) -> Judge:
    """Grade answers with the detector that reads real calls."""

    def graded(said: str, kind: Cue, chance: str, reply: str) -> Graded:
        found = grade_reply(shipped_encoder(), said=said, kind=kind, chance=chance, reply=reply,
                            buyer=buyer)  # fmt: skip
        return Graded(
            grade=found.answer.grade,
            why=found.why,
            better=found.better.text,
            better_is_question=found.better.is_question,
            moves=tuple(str(move.move) for move in found.answer.moves),
        )

    return graded


def likeness() -> Likeness:
    """Compare texts with the shipped encoder."""
    return shipped_encoder().similarity


@lru_cache(maxsize=64)
def _ear(facts: tuple[BuyerFact, ...], chances: tuple[BuyerChance, ...]) -> Ear:
    from sevendoors.practice.meaning import Meaning  # noqa: PLC0415  (start-up time)

    encoder = shipped_encoder()
    encoder.prepare((ask, "") for fact in facts for ask in fact.asks)
    return Meaning(facts, chances, encoder.vector, stems)


def ear_of(buyer: Buyer) -> Ear:
    """Give the ear of a buyer; her questions are read once, which takes a second or two."""
    return _ear(buyer.facts, buyer.chances)


def chat_in_use(environment: Mapping[str, str] | None = None) -> Chat | None:
    """Give the language model that somebody named in the environment; None where nobody did.

    Raises DoorsError where only half of it is named, or the address is none.
    """
    from sevendoors.engines.chat import OpenAiChat  # noqa: PLC0415  (start-up time)

    named = os.environ if environment is None else environment
    url, model = named.get(CHAT_URL, "").strip(), named.get(CHAT_MODEL, "").strip()
    if not url and not model:
        return None
    if not url or not model:
        raise DoorsError(
            "Only half of a language model is named.",
            where=CHAT_URL if url else CHAT_MODEL,
            fix=f"Set both {CHAT_URL} and {CHAT_MODEL}, or neither.",
        )
    try:
        return OpenAiChat(url, model, named.get(CHAT_KEY, "").strip())
    except ChatError as fault:
        raise DoorsError(
            str(fault), where=CHAT_URL, fix="Such as http://127.0.0.1:11434/v1 for Ollama."
        ) from fault


def model_in_use() -> str:
    """Give the name of the language model in use, for a page to say so; nothing where none works."""
    try:
        chat = chat_in_use()
    except DoorsError:
        return ""
    return chat.name if chat else ""


def open_talk(buyer: Buyer, seed: str, player: str = YOU) -> Talk:
    """Begin a talk in memory: she says her first words, and her ear is ready for the answer."""
    ear_of(buyer)
    first = first_step(buyer, seed)
    first = replace(first, said=embedded(first))
    return Talk(buyer=buyer, seed=seed, player=player, mind=begin(buyer), steps=(first,))


def say(talk: Talk, line: str, chat: Chat | None = None) -> Talk:
    """Say one line to the buyer; she answers. A model that fails is replaced by her own voice."""
    if talk.over:
        raise DoorsError("This talk has ended.", fix="Look at the debrief, or begin another.")
    line = line.replace("\x00", "").strip()[:LONGEST_LINE]
    heard = hear(line, shipped_encoder().heads)
    graded = None if heard.beside else _graded(talk, line)
    mind, step = answer(talk.buyer, talk.mind, heard, graded, ear_of(talk.buyer), talk.seed)
    words, note = _voiced(talk, step, chat)
    step = replace(step, said=words)
    notes = (*talk.notes, note) if note else talk.notes
    return replace(talk, mind=mind, steps=(*talk.steps, step), notes=notes)


def _graded(talk: Talk, line: str) -> Graded | None:
    """Grade a line as the answer to her chance that is pending, if one is."""
    gave = next((step for step in reversed(talk.steps) if step.chance), None)
    if talk.mind.pending is None or gave is None or gave.chance_kind is None:
        return None
    if not line:
        return Graded(grade=Grade.MISSED, why="You said nothing to it.")
    return judge(talk.buyer.name)(gave.said, gave.chance_kind, gave.chance, line)


def _voiced(talk: Talk, step: Step, chat: Chat | None) -> tuple[str, str]:
    if chat is None:
        return embedded(step), ""
    before = [(s.seller, s.said) for s in talk.steps]
    try:
        return phrased(talk.buyer, step, before, chat, likeness()), ""
    except ChatError as fault:
        return embedded(step), f"turn {step.turn}: her own voice, since {chat.name}: {fault}"
