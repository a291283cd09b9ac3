"""What a buyer's mind hears in a seller's turn: acts by the encoder, plain forms by rule."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from sevendoors.core.practice import Asks, Heard, Question
from sevendoors.practice.questions import bids_tell, check, off_a_list, questions

Heads = Callable[[str], Mapping[str, float]]
MOST_WORDS = 400  # nobody listens longer; the rest of a turn is not read
MOST_SENTENCES = 24
PITCH_WORDS = 28
MOST_PUT, FEWEST_PUT = (
    2,
    4,
)  # sentences before a bare "Is that right?"; words of one that stands alone
_GREETS = re.compile(
    r"^\W*(hi|hello|hey|good (morning|afternoon|evening)|morning|afternoon)\b", re.I
)
_PARTS = re.compile(r"\b(good ?bye|bye( now)?|have a (good|nice|great) (day|evening|weekend)|talk (to you )?soon|speak soon)\b", re.I)  # fmt: skip
# "Dumb" is said of things too; it is rude of a person, or of what somebody is doing.
_RUDE = re.compile(
    r"\b(idiots?|shut up|morons?|damn you|fuck\w*|bullshit|screw you|useless (woman|man|person)|"
    r"(you('re| are)?|how|that's|this is) (so |just |too |really )?(stupid|dumb|ridiculous|pathetic|clueless)|"
    r"(a |such a )?waste of (my|our) (bloody |damn )?time|wasting (my|our) time|what('s| is) wrong with you|"
    r"just answer (the|my) (damn |bloody )?question|are you even listening|do you even (know|understand)|"
    r"don't be (so |such an? )?(stupid|silly|ridiculous|difficult)|who cares|get to the point|spare me|not my (problem|fault)|what('s| has) (it|that) got to do with me)\b",
    re.I,
)
_AI = re.compile(r"\b(are you (an? )?(ai|bot|robot|machine|human|real|chat ?bot|program)|language model|chat ?gpt)\b", re.I)  # fmt: skip
_ORDERS = re.compile(
    r"\b(ignore|disregard|forget) (all|any|every|the|your|previous|prior)\b.{0,60}\b(role|rules?|instructions?|prompts?|character)\b|"
    r"\b(system|developer) (prompt|message)\b|\byou are now\b|"
    r"\b(reveal|list|print|show|tell me) (all )?(your )?(hidden|secret|needs|facts|answer key|script)\b|"
    r"\bpretend (to be|you)\b|\bstay out of character\b",
    re.I,
)
_PUSHES = re.compile(
    r"\b(sign (today|now|this week)|only (today|this week)|limited (offer|time)|"
    r"special (price|discount|offer)|what would it take (for you )?to (buy|sign)|"
    r"you('ll| will) regret|are you (even )?interested or not|yes or no\?|take it or leave it|"
    r"let's just (get|close)|can i put you down)\b",
    re.I,
)
_STOCK = re.compile(
    r"\b(i (totally|completely|really|absolutely) (hear|understand|get|feel) (you|that|it|where)|"
    r"i hear you|that's a great question|great question|i appreciate you sharing|"
    r"that must be (so )?(hard|difficult|frustrating)|we're here for you|i feel your pain|"
    r"thank you for sharing)\b",
    re.I,
)
_OURS = re.compile(r"\b(our|ours|we|we['’](ve|re|ll|d))\b", re.I)
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_LETTERS = re.compile(r"[A-Za-z]")


def hear(text: str, heads: Heads) -> Heard:
    """Hear one turn. heads: gives the probability of acts for a sentence."""
    short = " ".join(text.split()[:MOST_WORDS])
    parts = [part.strip() for part in _SENTENCE.findall(short) if part.strip()]
    read = [(part, heads(part)) for part in parts[:MOST_SENTENCES]]
    asked = [(place, acts) for place, (_, acts) in enumerate(read) if _asks(place, read)]
    places = {place for place, _ in asked}
    rest = [one for place, one in enumerate(read) if place not in places]
    wanted = tuple(one for place, _ in asked for one in questions(read[place][0]))
    told = sum(len(part.split()) for part, acts in rest if not _reflects(acts) or _sells(part))
    stock = bool(_STOCK.search(short))
    return Heard(
        text=text,
        words=len(re.findall(r"\w+", short)),
        questions=wanted,
        told=" ".join(part for part, _ in rest),
        put=_put(parts, places),
        open_question=any(acts.get("open", 0) >= 0.5 for _, acts in asked),
        reflects=any(_reflects(acts) for _, acts in rest) and not stock,
        pitches=told >= PITCH_WORDS and not _wants_to_know(wanted),
        pushes=bool(_PUSHES.search(short)),
        stock=stock,
        rude=bool(_RUDE.search(short)),
        greets=bool(_GREETS.search(short)),
        parts=_parts(parts),
        asks_what_she_is=bool(_AI.search(short)),
        orders=bool(_ORDERS.search(short)),
        foreign=_foreign(short, parts),
    )


def _asks(place: int, read: Sequence[tuple[str, Mapping[str, float]]]) -> bool:
    """A tag with more told after it ("Kids, right? So, about us.") asks for nothing."""
    part, acts = read[place]
    if check(part) is not None and place + 1 < len(read):
        after, _ = read[place + 1]
        return after.endswith("?")
    return part.endswith("?") or acts.get("question", 0) >= 0.6 or bids_tell(part)


def _put(parts: Sequence[str], asked: Collection[int]) -> str | None:
    """Give what is put to her for a yes: the check itself, or the sentences before a bare one."""
    for place in sorted(asked):
        put = check(parts[place])
        if put is not None:
            before = [parts[n] for n in range(max(0, place - MOST_PUT), place) if n not in asked]
            return put if len(put.split()) >= FEWEST_PUT else " ".join([*before, put]).strip()
    return None


def _wants_to_know(questions: Sequence[Question]) -> bool:
    """An offer put as a question, or one off a list, at the end of a pitch leaves it a pitch."""
    return any(
        one.asks is Asks.MORE or (one.asks is Asks.FACT and not off_a_list(one.text))
        for one in questions
    )


def _sells(part: str) -> bool:
    """A long sentence about one's own house says nothing back, even with a word of hers in it."""
    return len(part.split()) >= PITCH_WORDS and bool(_OURS.search(part))


def _reflects(acts: Mapping[str, float]) -> bool:
    return acts.get("reflect", 0) >= 0.45


def _parts(parts: Sequence[str]) -> bool:
    """A goodbye stands at the end of a turn, and nothing is asked with it."""
    said = " ".join(parts[-2:])
    return bool(_PARTS.search(said)) and not any(part.endswith("?") for part in parts)


def _foreign(text: str, parts: Sequence[str]) -> bool:
    """Not a word she can read: other scripts, or signs alone."""
    return bool(parts) and not _LETTERS.search(text) and bool(text.strip())
