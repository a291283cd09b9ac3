"""A better answer out of this buyer's own words, or a question to ask oneself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sevendoors.core.codes import Cue
from sevendoors.core.moment import Chance
from sevendoors.measure.answers.better_lines import LINES, SELF, SELF_TAKEN
from sevendoors.measure.answers.clip import clip, said
from sevendoors.measure.answers.content import stems
from sevendoors.measure.answers.turning import clause, name_in, noun_phrase

MOST_WORDS = 48
CHANGE = re.compile(r"\b(?:used to|since|changed|took over|before|anymore|any more|until)\b", re.I)
AMOUNT = re.compile(
    r"\b(?:maybe|about|roughly|around|some|probably|or so|most|half|a lot|many)\b", re.I
)
AGAIN = re.compile(
    r"\b(?:again|last (?:time|year|rollout|one)|twice|another|once already|went through|second)\b", re.I
)  # fmt: skip
PRICE = re.compile(
    r"\b(?:pric\w+|quote\w*|cheap\w*|expensive|cost\w*|money|budget|less than|half of|pay\w*)\b",
    re.I,
)
HISTORY = re.compile(
    r"\b(?:last (?:vendor|time|year|supplier|agency|tool|one|provider)|didn't|promised|said yes|"
    r"told (?:us|me)|tried|burned|failed|went wrong|took)\b", re.I
)  # fmt: skip
AWAY = re.compile(
    r"\b(?:late|school|sick|doctor|daughter|son|kids?|baby|phone|slow|up all night|dog)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """A line to say, or a question to ask oneself."""

    text: str
    is_question: bool


def better(moment: str, chance: Chance, *, vague: bool = False, taken: bool = False) -> Better:
    """Build a better answer for one moment; the moment's id settles which of the good ones.

    It always holds a content word of the buyer's quote. A straight answer to a question cannot be
    known here, so a question becomes one to ask oneself.
    """
    quote = chance.quote.text
    good = [line for line in _candidates(chance, vague) if _fits(line, quote)]
    if good:
        return Better(text=good[int(moment[:8], 16) % len(good)], is_question=False)
    known = taken and chance.code in (Cue.ASK, Cue.DOUBT)
    asked = SELF_TAKEN if known else SELF.get(chance.code, SELF[Cue.CONFIRM])
    chosen = asked[int(moment[:8], 16) % len(asked)]
    return Better(text=chosen.format(quote=said(clip(quote))), is_question=True)


def _fits(line: str, quote: str) -> bool:
    shared = set(stems(line)) & set(stems(quote))
    return bool(shared) and len(line.split()) <= MOST_WORDS


def _kinds(chance: Chance) -> Iterator[str]:
    text = chance.quote.text
    if chance.code is Cue.THREAD and CHANGE.search(text):
        yield "change"
    if chance.code is Cue.THREAD and AMOUNT.search(text):
        yield "amount"
    if chance.code is Cue.CONCERN and AGAIN.search(text):
        yield "again"
    if chance.code is Cue.DOUBT and PRICE.search(text):
        yield "price"
    elif chance.code is Cue.DOUBT and HISTORY.search(text):
        yield "history"
    if chance.code is Cue.PERSONAL and AWAY.search(text):
        yield "away"


def _candidates(chance: Chance, vague: bool) -> Iterator[str]:
    text = chance.quote.text
    own = {"clause": clause(text), "np": noun_phrase(text), "name": name_in(text)}
    if chance.code is Cue.ASK and not vague:
        return
    kinds = list(_kinds(chance))
    chosen = [line for kind in kinds for line in LINES.get((chance.code, kind), ())]
    for line in chosen or LINES.get((chance.code, ""), ()):
        needed = re.findall(r"\{(?:Cap)?(\w+)\}", line)
        if all(own[name.lower()] for name in needed):
            filled = {**own, **{f"Cap{k}": _capital(v) for k, v in own.items()}}
            yield line.format(**filled)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
