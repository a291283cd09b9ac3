"""What a seller's question wants: a fact, more of the same, or a yes to what was said or offered."""

import re

from sevendoors.core.codes import Cue
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
    "further give go hear hm how how's i i'd i'm in interesting is little makes love me of oh okay "
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
    r"(?:help|work(?: for|\W*$)|make sense|solve|suit|interest|sound|"
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


# Words that point at what was just said, and words that could follow on any of it: a question made
# of these leans on the chance, where "Which ERP do you use?" does not.
_POINTS = frozenset(
    "it its that this these those they them their he him his she her hers one ones others then "
    "anyone anybody someone somebody nobody it's that's he's she's they're".split()
)
_SMALL = frozenset(
    "a about after again all already also always am an and any anything are around as at back be been before "
    "being best better but by can come could day days did do does doesn't doing don't done down ever every "
    "exactly far feel felt find first for found from get go goes going gone good got had happen happened "
    "happening happens has have having hear heard help here how i if in instead into is isn't just "
    "keep keeps kept know known last later least left long lost make makes matter me mean means might mind more most "
    "much my need needs never next night no not nothing now of off often oh on once or other our out over "
    "part rather really right said same say see seen should so some something soon start started still "
    "take taken takes tell than thank thanks the there thing things think thinking time times to today "
    "told tomorrow tonight too took tried true try up us usually very want wanted was way we week weeks "
    "well went were what what's when where which while who who's whose why will with would wouldn't "
    "wrong yes yesterday yet you you're you've your yours bad worse worst hard hope".split()
)
_FITTING: dict[Cue, frozenset[str]] = {
    Cue.PERSONAL: frozenset("sleep tired ill sick hurt pain rest minute moment break ring call phone wait stop fun enjoy old serious okay alright sorry coping recover another quick".split()),
    Cue.CONCERN: frozenset("afraid worry worries worried dread scared sleep awake cost costs stop prevent change changed hit affect difference safe risk serious caused cause responsible call called".split()),
    Cue.DOUBT: frozenset("believe trust convince prove proof show test check promise promised change reference believing fair enough work worked compare persuade".split()),
    Cue.PRIORITY: frozenset("enough late miss important date order matters without second rest".split()),
    Cue.DECISION: frozenset("convince read look looks ask asks object likes worry worries involved meet agree turned careful".split()),
    Cue.THREAD: frozenset("change changed different caused cause owe stop stopped end ended story lead leave leaving miss".split()),
    Cue.ASK: frozenset("ask asking answer hangs depend depends".split()),
}  # fmt: skip
_FRAME = re.compile(
    r"\b(?:at your (?:place|company|end)|do you (?:use|run|employ)|who (?:decides|signs|else is)|"
    r"when (?:would|do|are|could|can|shall) (?:you|we) .{0,20}\b(?:start|begin|go live)|"
    r"what(?:'s| is) (?:your|the) (?:budget|timeline|price|next step|process)|"
    r"how many \w+ (?:do you|are there|work)|(?:which|what) (?:\w+ ){1,2}(?:do|are) you us(?:e|ing))\b",
    re.I,
)


# A question about the seller's own side, or about the sale: it would fit any buyer at any time.
_ABOUT_US = re.compile(
    r"\b(?:(?:should|could|did|have|haven't) (?:i|we)\b.{0,14}\b(?:ask|asked|missed|forgotten)|"
    r"say yes|(?:a|your) yes\b|(?:we|i)(?:'re| are|'m| am) (?:not )?(?:the )?(?:right|wrong|one|ones|a fit)|"
    r"that we(?:'re| are) not|(?:right|fit|match) for (?:you|each other)|"
    r"(?:talk|speak|come|reach out|switch|move) to us|(?:work|deal|go) with us|choose us)\b",
    re.I,
)
_SORRY = re.compile(r"\b(?:sorry|apolog\w+|my (?:bad|mistake|fault)|forgive me|pardon)\b", re.I)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")

_OPENS = re.compile(
    r"^\W*(?:(?:and|so|but|then|oh|no|yes)\W+)*(?:what|how|why|where|who|when|which)\b", re.I
)
_PROOF = re.compile(
    r"\bwhat (?:would|could|might|do|does|will|should|can)\b.{0,30}\b(?:see|convince|persuade|believe|"
    r"prove|proof|change your mind|trust)\b|\bhow (?:would|could|can|should|do)\b.{0,20}\b(?:test|check|try|prove|"
    r"show you)\b",
    re.I,
)


_HEDGES = re.compile(
    r"\b(?:our|ours|we|us|check|ask|asked|find out|look into|get back|depends?|various|usually|"
    r"sure|sort|something|maybe|perhaps|possibly|(?:good|great|fair) (?:question|point)|see|know|"
    r"understand|makes sense|interesting|okay|ok|right|thanks?|noted|i hear|course|worry)\b",
    re.I,
)


def hedges(text: str) -> bool:
    """Say whether an answer leaves nothing to hold on to, or speaks of one's own house."""
    return bool(_HEDGES.search(text))


def is_open(text: str) -> bool:
    """Say whether a question leaves the answer to her ("What went wrong?")."""
    return bool(_OPENS.search(text))


def asks_for_proof(text: str) -> bool:
    """Say whether a question asks what would meet a doubt ("What would you need to see?")."""
    return bool(_PROOF.search(text))


def declares(text: str) -> bool:
    """Say whether a question is a statement that waits for a yes ("So nobody told you till Monday?")."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    stated = len(words) > _FEWEST and not _SUBJECTS.isdisjoint(words)
    asks = _ASKS_WITHIN.search(text) or asks_for_more(text) or _OFFER.search(text)
    return stated and text.rstrip().endswith("?") and not asks


def off_a_list(text: str) -> bool:
    """Say whether a question is one about the frame of a sale, put to anybody ("What's your budget?")."""
    return bool(_FRAME.search(text))


def about_us(text: str) -> bool:
    """Say whether a question is about the seller's side or the sale ("What should I have asked?")."""
    return bool(_ABOUT_US.search(text.replace("’", "'")))


def without_sorry(text: str) -> str:
    """Leave out the sentences that only say sorry; they answer nothing."""
    return " ".join(one for one in _SENTENCE.split(text) if not _SORRY.search(one))


def leans(text: str, kind: Cue) -> bool:
    """Say whether a question names nothing new, or points at what was just said ("And then she left?").

    A question off a list about the frame of a sale does not, whatever small words stand in it.
    """
    words = _WORD.findall(text.lower().replace("’", "'"))
    if off_a_list(text) or not words:
        return False
    fitting = _SMALL | _POINTS | _FITTING[kind]
    return not _POINTS.isdisjoint(words) or all(word in fitting for word in words)


_STARTS_ASKING = (
    r"(?:what|how|who|whose|why|where|when|which|do|does|did|is|are|was|were|have|has|had|can|could|"
    r"would|will|shall|should|may|might|am|isn't|aren't|don't|doesn't|didn't|won't|wouldn't)\b"
)
_TWO = re.compile(rf"[,;]?\s+(?:and|or)\s+(?:also\s+|then\s+)?(?={_STARTS_ASKING})", re.I)
_ASKS_FIRST = re.compile(
    rf"^\W*(?:(?:and|so|but|well|then|okay|ok|right)\W+)*{_STARTS_ASKING}", re.I
)
_ASKS_WITHIN = re.compile(
    rf"{_ASKS_FIRST.pattern}|\b(?:what|how|who|why|where|when|which)(?:['’]?s)?\b|[,;]\s*{_STARTS_ASKING}",
    re.I,
)
_LEAD = re.compile(
    r"^.*(?:\b(?:tell me|tell us|explain|describe|share|know|say|ask(?: you)?|understand|learn|hear|wonder(?:ed|ing)?)"
    r"(?: (?:to me|to us|with me|a (?:little|bit)(?: about)?))?,?|[,;:])\s+"
    r"(?=(?:what|how|who|why|where|whether)\b(?:\W+\w+){3})",
    re.I,
)
_SUBJECTS = frozenset(
    "you you're you've you'd he he's he'd she she's she'd it it's they they're they've nobody "
    "everybody that that's there there's".split()
)
LONG_WORDS = 16  # a longer sentence asks at its end, after its courtesies
_FEWEST = 3


def questions(text: str) -> tuple[Question, ...]:
    """Take one asking sentence apart: "What do you use, and who decides?" asks two things."""
    if check(text) is not None:
        return (question(text),)
    led = _LEAD.sub("", text) if len(text.split()) > LONG_WORDS else text
    parts = _TWO.split(led) if _ASKS_FIRST.search(led) else [led]
    if any(len(part.split()) < _FEWEST for part in parts):
        parts = [led]
    return tuple(question(part) for part in parts)


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
