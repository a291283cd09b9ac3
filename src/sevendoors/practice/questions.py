"""What a seller's question wants: a fact, more of the same, or a yes to what was said or offered."""

import re

from sevendoors.core.practice import Asks, Question

MOST_WORDS_OF_MORE = 9
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# A follow-up that names nothing: every word is one of these, and one of them is an anchor.
_ANCHORS = frozenset(
    "more mean means then example happen happened happens came lead leads led so else that this it "
    "elaborate explain detail details feel felt way".split()
)
_PLAIN = frozenset(
    "a about all an and anything as bit but by can come cost could did do does exactly for from "
    "further give go hear hm how how's i i'd i'm in interesting is little makes love me of often oh okay "
    "on or out please really right say sorry tell that's the there to us was well what what's why "
    "would yes you your".split()
)
_ALONE = frozenset(
    ("why", "how come", "really", "go on", "and", "how so", "why not", "like what", "please go on")
)
_LIKE_WHAT = re.compile(r"\b(that|this|it) like\b")
_TELL = re.compile(
    r"^\W*(?:(?:please|so|and|okay|well|then)\W+)*"
    r"(?:tell|walk|talk|show|give|describe|explain)\b(?! you\b)"
    r"(?:.{0,12}\b(?:me|us)\b|.{0,20}\b(?:how|what|why)\b)",
    re.I,
)
_GO_ON = re.compile(r"\b(go on|more|elaborate|explain)\b", re.I)
_CHECK = re.compile(
    r"(?:[,;:–—-]\s*|\b(?:and|so)\s+|^\W*)?(?:"
    r"\b(?:have|did|do) i (?:got|get|gotten|understand|understood|hear|heard|read)"
    r"(?: (?:that|this|it|you|all that|everything))?(?: (?:right|correctly|properly|well))?"
    r"|\b(?:is|was|would) (?:that|this|it) (?:be )?(?:right|correct|fair|true|about right|about it"
    r"|accurate|what you (?:mean|meant))(?: (?:to say|so far|then))?"
    r"|\bthat(?:'s|’s| is) (?:right|correct|it|what you (?:mean|meant))"
    r"|\bam i (?:right|wrong|following)"
    r"|[,;–—-]\s*(?:right|correct|yes|no|yeah|isn['’]t it|is it)"
    r"|^\W*(?:right|correct|correct me if i['’]?m wrong)"
    r")\s*\?+\W*$",
    re.I,
)
_STARTS = r"(?:^|[,.;:–—-]|\b(?:so|and|but|or|then|if)\b)\s*"
_OFFER = re.compile(
    _STARTS + r"(?:would|could|might|does|will|wouldn['’]t) "
    r"(?:that|this|it|these|those|our [\w -]{2,40}?|an? [\w -]{2,40}?) "
    r"(?:help|work for|make sense|solve|suit|interest|sound|"
    r"be (?:of (?:use|interest|help)|useful|helpful|interesting|great|good|nice|worth|enough|something))\b"
    r"|" + _STARTS + r"(?:can|could|may|shall|should) (?:i|we) (?:show|send|give|offer|tell) you\b"
    r"|" + _STARTS + r"(?:can|could|would|might) our [\w -]{2,40}\b(?:help|solve|do|fix|be)\b"
    r"|" + _STARTS + r"would you (?:like|want|be (?:open|interested|up))\b"
    r"|\bhow (?:does|would) (?:that|this|it) sound\b|\b(?:sounds|sound) (?:good|great|fair|interesting)\b"
    r"|\bare you interested\b|\bis that something (?:you|that)\b"
    r"|\bwhat if (?:i|we|you) (?:could|had|told)\b|\bimagine\b"
    r"|\bwhat do you think(?: (?:of|about) (?:that|this|it))?\W*$",
    re.I,
)  # fmt: skip


_OFFER_WORDS = frozenset(
    "would could might does will wouldn't that this it these help work make sense solve suit be of "
    "use interest interested interesting useful helpful great good nice something you how sound "
    "sounds what do think about are is so and like to for".split()
)


def question(text: str) -> Question:
    """Say what one asking sentence wants."""
    if check(text) is not None:
        return Question(text=text, asks=Asks.CHECK)
    if _OFFER.search(text):
        return Question(text=text, asks=Asks.OFFER)
    return Question(text=text, asks=Asks.MORE if asks_for_more(text) else Asks.FACT)


def check(text: str) -> str | None:
    """Give what a sentence puts to her for a yes, without its tail; None where it asks for none."""
    found = _CHECK.search(text)
    return None if found is None else text[: found.start()].strip()


def names_nothing(text: str) -> bool:
    """Say whether an offer points only at what was just said ("Would that help?")."""
    return set(_WORD.findall(text.lower().replace("’", "'"))) <= _OFFER_WORDS


def asks_for_more(text: str) -> bool:
    """Say whether a sentence asks to go on without naming anything ("What came of it?")."""
    words = _WORD.findall(_LIKE_WHAT.sub(r"\1", text.lower().replace("’", "'")))
    if " ".join(words) in _ALONE:
        return True
    return (
        1 < len(words) <= MOST_WORDS_OF_MORE
        and not _ANCHORS.isdisjoint(words)
        and all(word in _ANCHORS or word in _PLAIN for word in words)
        and ("give" not in words or "example" in words)
    )


def bids_tell(text: str) -> bool:
    """Say whether a sentence bids her tell something, with no question mark ("Tell me more.")."""
    return bool(_TELL.search(text)) or (asks_for_more(text) and bool(_GO_ON.search(text)))
