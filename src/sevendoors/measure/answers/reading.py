"""One answer read against one chance: each sentence, what it is, and what it shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Run
from sevendoors.measure.answers.asked_pair import words_of_chance
from sevendoors.measure.answers.content import (
    WORD,
    copy_rate,
    echo_rate,
    overlap,
    plain_words,
    stems,
    weighed,
)
from sevendoors.measure.answers.marks import marks
from sevendoors.measure.answers.sentences import Sentence, split
from sevendoors.measure.answers.settled import settled
from sevendoors.measure.answers.stemming import stem
from sevendoors.measure.text import is_question

SHORT_QUOTE = 4
ECHO = 0.7
LEAST = 0.5
VERBATIM, PARROT = 0.95, 5  # a whole sentence of the buyer's said back, of five words or more
# The words of a call-back itself are no memory of anything.
CALL_BACK = frozenset(
    map(
        stem,
        ("last", "time", "first", "earlier", "beginning", "start", "mentioned", "told", "asked"),
    )
)
# Words taken over whole are the buyer's; only a date or a promise put to them is the seller's.
KEPT = frozenset({"dated", "promise", "token", "wh", "asks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the buyer said: the stems of the chance, of the whole stretch, and what is settled.

    put: the chance as the encoder is asked about it.
    """

    code: Cue
    text: str
    own: Mapping[str, float]
    near: Mapping[str, float]
    order: tuple[str, ...]
    around: str
    settled: frozenset[str]
    put: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sentence of the answer; own, near: what it shares with the chance and its stretch.

    copied: share of its content words copied in order from the buyer. echoed: longest stretch
    repeated word for word, as a share of its words. wrong: only what the buyer put aside.
    """

    sentence: Sentence
    marks: frozenset[str]
    stems: tuple[str, ...]
    own: float
    near: float
    copied: float
    echoed: float
    wrong: bool

    def has(self, *names: str) -> bool:
        """Say whether any of these forms is in the sentence."""
        return not self.marks.isdisjoint(names)


def heard(code: Cue, quote: str, around: str, topic: Sequence[str] = (), turn: str = "") -> Heard:
    """Take what matters from the buyer's words; a short quote leans on the words around it."""
    text = quote if len(stems(quote)) >= SHORT_QUOTE else around or quote
    own = dict(weighed(text))
    for word in stems(" ".join(topic)):
        own.setdefault(word, 1.0)
    return Heard(
        code=code,
        text=text,
        own=own,
        near=weighed(around or quote),
        order=stems(around or quote),
        around=around or quote,
        settled=settled(around or quote),
        put=words_of_chance(code, quote, turn or quote),
    )


@lru_cache(maxsize=4_000)
def sentences(turn: int, text: str) -> tuple[Sentence, ...]:
    """Give the sentences of one turn, remembered."""
    return split(turn, text)


def parts(heard_: Heard, runs: Sequence[Run]) -> tuple[Part, ...]:
    """Read every sentence of an answer against what was heard; said twice counts once."""
    seen: set[str] = set()
    found = []
    for run in runs:
        for turn in run.turns:
            for whole in sentences(turn.index, turn.text):
                sentence = _own_words(heard_, whole)
                plain = " ".join(plain_words(sentence.text))
                if plain and plain not in seen:
                    found.append(_part(heard_, sentence))
                seen.add(plain)
    return tuple(found)


def _own_words(heard_: Heard, sentence: Sentence) -> Sentence:
    """Leave out the buyer's very words where a sentence begins with them and then goes on.

    In a caption no mark parts what was parroted from what was answered.
    """
    said = [(m.start(), m.group().lower()) for m in WORD.finditer(sentence.text)]
    heard = [m.group().lower() for m in WORD.finditer(heard_.around)]
    most = 0
    for place in range(len(heard)):
        run = 0
        while (run < len(said) and place + run < len(heard)
               and said[run][1] == heard[place + run]):  # fmt: skip
            run += 1
        most = max(most, run)
    if most < PARROT or most >= len(said):
        return sentence
    cut = said[most][0]
    rest = sentence.text[cut:]
    return replace(sentence, start=sentence.start + cut, text=rest, asks=is_question(rest))


def _part(heard_: Heard, sentence: Sentence) -> Part:
    forms = marks(sentence.text, sentence.asks)
    said = stems(sentence.text)
    if "recall" in forms:
        said = tuple(word for word in said if word not in CALL_BACK)
    shared = set(said) & set(heard_.own)
    own = overlap(heard_.own, said)
    echoed = echo_rate(heard_.around, sentence.text) if shared else 0.0
    whole = echoed >= VERBATIM and len(plain_words(sentence.text)) >= PARROT
    if whole or (echoed >= ECHO and own >= LEAST and heard_.code is not Cue.ASK):
        forms &= KEPT
    return Part(
        sentence=sentence,
        marks=forms,
        stems=said,
        own=own,
        near=overlap(heard_.near, said),
        copied=copy_rate(heard_.order, said),
        echoed=echoed,
        wrong=bool(shared) and shared <= heard_.settled,
    )
