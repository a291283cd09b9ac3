"""Sellers of known quality who play the buyers, so that the buyers are tried before a person is.

Each reads what was said and what anybody knows beforehand; none can see a buyer's file, since
nothing of it is handed over. The same talk and the same dice give the same line.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from sevendoors.practice.script_seller import said_back
from training.practice.lines import (
    BACK,
    CHAT,
    CHECKS,
    CLOSED,
    GENERIC,
    ON,
    OPEN,
    PITCHES,
    STOCK,
    TAKES,
    TOKENS,
)

Said = tuple[str, str]  # the seller's line and her answer; the first has no line of the seller's
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_KINDS: Mapping[str, re.Pattern[str]] = {
    "doubt": re.compile(
        r"\b(not sure|believe|doubt|trust|heard (that|it) before|sound alike|last (ones|lot|people)|"
        r"promis\w+|convinced|prove|too good|every(one|body) says|you all|they all|your sort)\b",
        re.I,
    ),
    "decision": re.compile(
        r"\b(signs?|signed|signature|board|committee|decides?|approv\w+|final say|vote|"
        r"doesn['’]t end with me|my boss|partners?)\b",
        re.I,
    ),
    "priority": re.compile(
        r"\b(first|matters most|must|has to|have to|the one thing|only thing|rather have|"
        r"more than anything|can wait|or nothing|non-negotiable|before anything)\b",
        re.I,
    ),
    "personal": re.compile(
        r"\b(my (daughter|son|wife|husband|mother|father|mum|dad|sister|brother|dog|cat|garden|"
        r"weekend|birthday)|holiday|last night|at home|by the way)\b",
        re.I,
    ),
}
_WORN = re.compile(
    r"\b(as i said|said (that|so)|told you|already|same answer|had that one|been there|"
    r"(no|any) more (on|to) (that|it))\b",
    re.I,
)
_OWN = re.compile(r"\b(I|I['’](m|ve|d|ll)|me|my|myself|we|we['’](re|ve|d|ll)|us|our)\b")
_TO = re.compile(r"\b(you|you['’](re|ve|d|ll)|your)\b", re.I)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_ASIDE = re.compile(
    r"^(?:(?:listen|look|well|mind you|you know|anyway|sorry|oh|and|but|so|no|yes)\b[,.:]?\s+)+"
    r"|,? (?:by the way|mind you|you know|come to think of it|I suppose|honestly)(?=[,.])",
    re.I,
)
_IDLE = re.compile(r"(?:you know|guess|who knows|and )\b", re.I)
_STARTS = re.compile(
    r"(?:then|he|she|it|(?:he|she|it)['’]s|it['’]ll|they|they['’](?:re|ve|d|ll)|who|what|where|how|why|now|new|one|two|three|four|five|"
    r"since|until|till|under|before|after|each|in|at|on|from|with|even|just|only|most|more|no|not|both|half|"
    r"never|always|every|because|while)\b",
    re.I,
)
THIN = 8  # fewer words than these give nothing to follow
_FEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a seller knows beforehand: who she is, and what there is to sell."""

    name: str
    company: str
    sells: str


Seller = Callable[[Brief, Sequence[Said], Random], str]


def expert(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Take up the last thing she said, in her words turned round, and ask what hangs on it.

    Where there is nothing to follow, come back to something left lying, else ask an open question.
    """
    her = talk[-1][1]
    end = _end(her)
    if len(talk) > 1 and not _thin(her):
        if end.endswith("?"):
            return dice.choice(TAKES["ask"]).format(words=said_back(end))
        kind = next((name for name, sign in _KINDS.items() if sign.search(end)), "thread")
        return dice.choice(TAKES[kind]).format(words=_turned(end))
    lying = _left_lying(talk)
    if lying and len(talk) % 2:
        return dice.choice(BACK).format(words=_turned(lying))
    return _next(OPEN, talk, brief) or dice.choice(CHAT)


def misser(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Be friendly about anything she says, and go on with the list."""
    ask = _next(CHECKS, talk, brief) or dice.choice(PITCHES).format(sells=brief.sells)
    return ask if len(talk) == 1 else f"{dice.choice(TOKENS)} {ask}"


def pitcher(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Tell of the offer, whatever she said."""
    return _next(PITCHES, talk, brief) or dice.choice(PITCHES).format(sells=brief.sells)


def sprayer(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Answer all with phrases of understanding that fit anybody."""
    del brief, talk
    return f"{dice.choice(STOCK)} {dice.choice(GENERIC)}"


def parrot(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Say her own last words back, letter by letter, in the hope that it passes for listening."""
    del brief
    her = talk[-1][1]
    return dice.choice(ON).format(end=_end(her).rstrip(".!?…"), whole=her)


def interrogator(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Read questions from a list, one after another, deaf to the answers."""
    return _next(CLOSED, talk, brief) or dice.choice(CLOSED)


def nodder(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Ask to go on, and on."""
    del brief, talk
    return dice.choice(GENERIC)


def silent(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
    """Say nothing."""
    del brief, talk, dice
    return ""


def mixed(share: float) -> Seller:
    """Make a seller between the two: with this probability the expert's line, else the misser's."""

    def line(brief: Brief, talk: Sequence[Said], dice: Random) -> str:
        who = expert if dice.random() < share else misser
        return who(brief, talk, dice)

    return line


# The three between lie close together on purpose: telling those apart is what is hard.
SHARES = (0.35, 0.5, 0.65)
BETWEEN = {f"mixed {share:.2f}": mixed(share) for share in SHARES}
LOW: dict[str, Seller] = {
    "misser": misser, "pitcher": pitcher, "sprayer": sprayer, "parrot": parrot,
    "interrogator": interrogator, "nodder": nodder, "silent": silent,
}  # fmt: skip
SELLERS: dict[str, Seller] = {"expert": expert, **BETWEEN, **LOW}


def _next(lines: Sequence[str], talk: Sequence[Said], brief: Brief) -> str:
    """Give the next line of a list that was not said yet, with or without something before it."""
    said = " ".join(line for line, _ in talk)
    filled = (line.format(sells=brief.sells) for line in lines)
    return next((line for line in filled if line not in said), "")


def _end(her: str) -> str:
    """Give what her turn ends on: a question to the seller, else what is nearest to herself."""
    parts = [part.strip() for part in _SENTENCE.findall(her) if part.strip()]
    asked = [part for part in parts[-2:] if part.endswith("?") and not _IDLE.match(part)]
    return asked[-1] if asked else max(parts[-2:], key=_hers, default="")


def _hers(sentence: str) -> float:
    """Say how much a sentence is about her: I and we, a name; less where it speaks to the seller."""
    bare = _ASIDE.sub("", sentence)
    about = (
        12 * bool(_OWN.search(bare)) + 6 * bool(_NAME.search(bare)) - 12 * bool(_TO.search(bare))
    )
    return about + min(len(bare.split()), 16) - 20 * (len(bare.split()) < _FEWEST)


def _turned(end: str) -> str:
    """Turn her words round, ready to stand after "you said"."""
    words = said_back(_ASIDE.sub("", end)).rstrip(".!?…")
    return words[:1].lower() + words[1:] if _STARTS.match(words) else words


def _thin(her: str) -> bool:
    return len(her.split()) < THIN or bool(_WORN.search(her) and len(her.split()) < 3 * THIN)


def _left_lying(talk: Sequence[Said]) -> str:
    """Find the newest thing she ended a turn on that no line of the seller's has taken up."""
    for number in range(len(talk) - 1, 0, -1):
        end, after = _end(talk[number][1]), talk[number + 1 :]
        if len(end.split()) >= THIN and not any(_turned(end) in line for line, _ in after):
            return end
    return ""
