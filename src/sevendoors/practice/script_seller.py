"""The script: an honest discovery script that plays any buyer, with the same limits as a person."""

import re
from collections.abc import Sequence

from sevendoors.core.codes import Cue
from sevendoors.core.practice import Buyer, Step

NAME = "the script"
MOST_WORDS = 45
# The order of a good discovery call; each is asked once.
_QUESTIONS = (
    "Thanks for making the time. Before I tell you anything about us, how does this work at your place today?",
    "Who is involved in that, and which tools do you use?",
    "What is the hardest part of it?",
    "What happens when that goes wrong?",
    "What have you tried so far, and how did it go?",
    "What does that cost you, in time or money?",
    "What made you look at this now?",
    "What matters most to you in whatever you choose?",
    "What would have to be true in a year for you to say this was worth it?",
    "Who decides with you, and how is that done?",
    "What do you need it to be ready for, and by when?",
    "What worries you about changing?",
    "Which others are you looking at?",
    "What would be a sensible next step from your side?",
    "Is there anything I should have asked you and did not?",
)
# {words} is the sentence turned round ("you can't face another January"), or hers in quotes.
_TAKES = {
    Cue.CONCERN: "You said {words}. What would happen then?",
    Cue.DOUBT: "That doubt is fair. You said {words}. What would you need to see?",
    Cue.PRIORITY: "So what comes first: {words}. What makes it so?",
    Cue.THREAD: "You said {words}. What was behind that?",
    Cue.PERSONAL: "You said {words}. How is that going?",
    Cue.ASK: "You asked {words}. Honestly, I cannot answer that fully today; I will write it to you by Friday.",
    Cue.DECISION: "You said {words}. Who else will have a say?",
}
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_OPENER = re.compile(
    r"^(?:(?:anyway|mind you|sorry|oh|well|and|but|so|by the way|i should say|i do wonder sometimes|"
    r"you should know|you know|tell me one thing|before you ask|forgive me|if i'm honest|honestly|"
    r"oh, lovely|excuse me|which reminds me|come to think of it)\b[,.:;]?\s*)+",
    re.I,
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_TURNED = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "me": "you",
    "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're",
    "we've": "you've", "we'd": "you'd", "we'll": "you'll", "us": "you", "our": "your",
    "ours": "yours", "am": "are",
}  # fmt: skip
_SECOND = frozenset(("you", "your", "yours", "you're", "you've", "you'll", "you'd"))
_FEWEST, _MOST, _ENDS = 4, 26, ".!?…, "
_TAIL = re.compile(
    r",?\s+(?:you know|mind you|by the way|come to think of it|i suppose|honestly|again)$", re.I
)
_BIDS = re.compile(r"(?:excuse|forgive|ask|tell|let|look|don't|take|give|think)\b", re.I)
_COMMON = frozenset(
    "it the there that this these those a an if nobody nothing once when what for on in at as it's "
    "there's that's they he she his her every all some since after before with nothing's "
    "nobody's everybody everything last".split()
)


def next_line(buyer: Buyer, steps: Sequence[Step]) -> str:
    """Give the script's next line, from what has been said alone; it knows nothing of her file.

    steps: the last one holds the chance as the script heard it, which may be none or a wrong one.
    It takes up every chance it heard with one question in her words, else goes on in its order.
    """
    del buyer
    last = steps[-1] if steps else None
    if last is not None and last.chance and last.chance_kind is not None:
        return _TAKES[last.chance_kind].format(words=said_back(last.chance))
    asked = {step.seller for step in steps}
    left = [question for question in _QUESTIONS if question not in asked]
    return left[0] if left else "Thank you. What else should I know?"


def said_back(words: str) -> str:
    """Say back the fullest sentence of hers, turned round; one that speaks to the seller is quoted."""
    sentences = [part.strip() for part in _SENTENCE.findall(words) if part.strip()]
    asks = [one for one in sentences if one.endswith("?")]
    plain = [one for one in sentences if not _BIDS.match(_OPENER.sub("", one))]
    full = max(asks or plain or sentences, key=lambda one: min(len(one.split()), _MOST))
    bare = _TAIL.sub("", _OPENER.sub("", full).rstrip(_ENDS))
    if len(bare.split()) < _FEWEST:
        bare = full.rstrip(_ENDS)
    spoken = {word.lower().replace("’", "'") for word in _WORD.findall(bare)}
    if asks or len(bare.split()) > _MOST or spoken & _SECOND or _BIDS.match(bare):
        return f"“{full if asks else full.rstrip(_ENDS)}”"
    return _turned(bare)


def _turned(bare: str) -> str:
    """Put a sentence from her mouth into the seller's."""

    def turn(found: re.Match[str]) -> str:
        return _TURNED.get(found.group().lower().replace("’", "'"), found.group())

    turned = re.sub(r"\byou was\b", "you were", _WORD.sub(turn, bare))
    first = turned.split(" ", 1)[0].lower()
    return turned[0].lower() + turned[1:] if first in _COMMON else turned
