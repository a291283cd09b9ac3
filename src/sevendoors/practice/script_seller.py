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
# What she begins with before she says it, and what she puts in between; said back it would sound odd.
_OPENER = re.compile(
    r"^(?:(?:anyway|mind you|sorry|oh|well|and|but|so|now|no(?=,)|yes(?=,)|listen|look|hang on|wait|ha|"
    r"by the way|funny thing|incidentally|honestly|oh, lovely|excuse me|forgive me|don't laugh|"
    r"one (?:moment|thing|second|observation)(?: first)?(?=[,.:])|i (?:should|ought to) (?:say|add|tell you)|"
    r"i(?:'ll| will) say (?:this|at once that)|i'll tell you(?: one thing| straight| how it stands)?|"
    r"i'll save you (?:some )?time|i'll be honest(?: with you)?|to be (?:honest|plain)|if i'm honest|"
    r"(?:just )?so you know|you(?:'d better| should| will|'ll)? (?:know|find)(?: that| it)?|"
    r"tell me (?:one thing|something|this)|tell me(?=,)|can i ask you something|let me (?:ask you|be plain)|"
    r"(?:a )?straight question|might i put in one from \w+|may i (?:say|put one in between)|if it helps(?=,)|"
    r"before you (?:ask|offer me graphs|get your hopes up)(?=,)|if you (?:must know|want to know|ask me)(?=,)|"
    r"if (?:i|you|somebody) (?:look|sound|hear|smell|swear|yawn|whisper|shout)[^,.]*(?=,)|"
    r"which reminds me|come to think of it|as it happens|it's only that|i suppose|i mean)\b[,.:;?]?\s*)+",
    re.I,
)
_BETWEEN = (
    r"(?:by the way|mind you|you know|you see|incidentally|forgive me|i suppose|i should (?:say|add)|"
    r"as it happens|i(?:'m| am) afraid|if you were wondering|come to think of it|to be honest|"
    r"would you believe|i'll say that|did i say)"
)
# A comma stays where another clause begins behind it.
_CLAUSE = r"(?: (?:i|it|he|she|we|they|there|my|our|that)\b)"
_ASIDE = re.compile(rf", {_BETWEEN}(?:,(?= )(?!{_CLAUSE})|(?=[,.!?;]|$))", re.I)
_TAIL = re.compile(r",\s+(?:honestly|again|mate|mind|too|anyway|really|though)$", re.I)
_ANSWERED = re.compile(r"\b(?:you want to know|you know (?:what|how)|did i say\?)", re.I)
_LAST = 3  # sentences in which a question of hers still waits for an answer
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_TURNED = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "me": "you",
    "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're",
    "we've": "you've", "we'd": "you'd", "we'll": "you'll", "us": "you", "our": "your",
    "ours": "yours", "am": "are",
}  # fmt: skip
_SECOND = frozenset(("you", "your", "yours", "you're", "you've", "you'll", "you'd"))
_FEWEST, _MOST, _ENDS = 4, 26, ".!?…, "
_BIDS = re.compile(r"(?:excuse|forgive|ask|tell|let|look|don't|take|give|think)\b", re.I)
# What begins a sentence with a capital and is no name; before an apostrophe ("She's") it counts too.
_COMMON = frozenset(
    "it the there that this these those a an if nobody nothing once when what for on in at as they he "
    "she his her him them their who all some since after before until till with everybody everything "
    "everyone someone somebody something anything one two three four five six seven eight nine ten new last full "
    "not never no now then here how why where which only just every each both half any more most "
    "between because while under up down out over of to from by like until people things about "
    "another other others whoever day group poor don't doesn't didn't can't won't".split()
)


def next_line(buyer: Buyer, steps: Sequence[Step]) -> str:
    """Give the script's next line, from what has been said alone; it knows nothing of her file.

    steps: the last one holds the chance as the script heard it, which may be none or a wrong one.
    It takes up every chance it heard with one question in her words, else goes on in its order.
    """
    del buyer
    last = steps[-1] if steps else None
    if last is not None and last.chance and last.chance_kind is not None:
        return _TAKES[last.chance_kind].format(words=said_back(last.chance)).replace("?”.", "?”")
    asked = {step.seller for step in steps}
    left = [question for question in _QUESTIONS if question not in asked]
    return left[0] if left else "Thank you. What else should I know?"


def said_back(words: str) -> str:
    """Say back the fullest sentence of hers, turned round; one that speaks to the seller is quoted.

    A question is said back where she ends on it; one that she answers herself is only her way to begin.
    """
    sentences = [part.strip() for part in _SENTENCE.findall(words) if part.strip()]
    bare = {one: _bare(one) for one in sentences}
    rest = [one for one in sentences if len(bare[one].split()) >= _FEWEST] or sentences
    asks = [one for one in rest if one.endswith("?") and one in sentences[-_LAST:]
            and not _ANSWERED.search(one)]  # fmt: skip
    plain = [one for one in rest if not one.endswith("?") and not _BIDS.match(bare[one])]
    own = [one for one in plain if not _spoken(bare[one]) & _SECOND]
    full = max(asks or own or plain or rest, key=lambda one: min(len(bare[one].split()), _MOST))
    said = bare[full]
    if asks or len(said.split()) > _MOST or _spoken(said) & _SECOND or _BIDS.match(said):
        return f"“{full if asks else full.rstrip(_ENDS)}”"
    return _turned(said)


def _bare(sentence: str) -> str:
    """Give a sentence without the small words it begins with, leads aside with, and ends on."""
    told = _ASIDE.sub("", sentence).strip(_ENDS)
    bare = _TAIL.sub("", _OPENER.sub("", told.lstrip()).strip(_ENDS))
    return bare if len(bare.split()) >= _FEWEST else told


def _spoken(words: str) -> set[str]:
    return {word.lower().replace("’", "'") for word in _WORD.findall(words)}


def _turned(bare: str) -> str:
    """Put a sentence from her mouth into the seller's."""

    def turn(found: re.Match[str]) -> str:
        return _TURNED.get(found.group().lower().replace("’", "'"), found.group())

    turned = re.sub(r"\b(you|You) was(n't)?\b", r"\1 were\2", _WORD.sub(turn, bare))
    first = re.split(r"[ ,’']", turned, maxsplit=1)[0].lower()
    small = first in _COMMON or turned.split(" ", 1)[0].lower().rstrip(",") in _COMMON
    return turned[0].lower() + turned[1:] if small else turned
