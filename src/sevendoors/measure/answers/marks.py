"""What one sentence of a seller is made of, by its form alone; read once and remembered."""

import re
from functools import lru_cache

from sevendoors.measure.answers import phrases_high as high
from sevendoors.measure.answers import phrases_low as low
from sevendoors.measure.answers.patterns import Phrases

LISTS: dict[str, Phrases] = {
    "stock": low.STOCK, "reassure": low.REASSURE, "minimise": low.MINIMISE, "argue": low.ARGUE,
    "overclaim": low.OVERCLAIM, "pivot": low.PIVOT, "pressure": low.PRESSURE, "vague": low.VAGUE,
    "evade": low.EVADE, "takeover": low.TAKEOVER, "label": low.LABEL, "room": high.ROOM,
    "check": high.CHECK, "cost": high.COST, "proof": high.PROOF, "knownot": high.KNOWNOT,
    "promise": high.PROMISE, "plan": high.PLAN, "choice": high.CHOICE, "recall": high.RECALL,
    "tailor": high.TAILOR, "teach": high.TEACH, "feeling": high.FEELING,
    "straight": high.STRAIGHT, "fake_choice": high.FAKE_CHOICE, "candour": high.CANDOUR,
}  # fmt: skip
ASKING: dict[str, Phrases] = {
    "leading": low.LEADING, "verdict": low.VERDICT, "generic": low.GENERIC, "list": low.LIST,
    "thought": high.NEWTHOUGHT,
}  # fmt: skip
LEAD = re.compile(
    r"^(?:(?:and|so|oh|ah|well|okay|ok|right|yeah|yes|no|now|great|good|sure|got it|noted|understood)[\s,.!-]+)+"
)
PITCH = re.compile(
    r"^(?:we|we're|we've|we'll|our|let me|i can (?:show|send|walk|do|offer|give|put)|i'll|i'd|the (?:platform|tool|system|product|"
    r"software|solution|dashboard|module|app|feature)s?|with (?:our|us)|what we|this (?:is where|"
    r"feature|module)|that's (?:exactly |where |why |what )+(?:we|our)|it (?:has|comes|includes|"
    r"lets|can)|you (?:can|get|just)|(?:and )?there's (?:a|an|also))\b"
)
PITCH_NOUN = re.compile(
    r"\b(?:our|the) (?:\w+ )?(?:platform|dashboards?|modules?|product|solution|software|feature pack|"
    r"roadmap|suite|add-on|integration|app|tools?|portal|demo|slides?|deck|onboarding|calculator)\b|"
    r"\bwe (?:offer|provide|have|built|also)\b"
)
POINTING = re.compile(
    r"\b(?:that|it|this|they|them|those|these|she|he|her|him|it's|that's|(?:which|the) ones?)\b"
)
YOU = re.compile(r"\b(?:you|your|you're|you'd|you've|you'll|yours|yourself)\b")
WH = re.compile(r"^(?:\w+,? ){0,3}?(?:what|how|why|which|who|whose|where|when|what's|who's)\b")
FIRST = re.compile(r"\b(?:i|my|me|mine|i'm|i've)\b")
NAMED = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]{2,}|^[A-Z][a-z]+ [A-Z][a-z]+")
OVERALL = re.compile(r"\b(?:everything(?! else)|all of it|the whole lot|both at once)\b")


def normal(text: str) -> str:
    """Write a text small, with straight apostrophes and no drawn-out sounds, same length."""
    return text.lower().replace("’", "'") if len(text.lower()) == len(text) else text


@lru_cache(maxsize=8_000)
def marks(text: str, asks: bool) -> frozenset[str]:
    """Give the names of the forms found in one sentence."""
    small = FILLERS.sub(" ", normal(text)).strip()
    found = {name for name, phrases in LISTS.items() if phrases.search(small)}
    if asks or small.endswith("?"):
        found |= {name for name, phrases in ASKING.items() if phrases.search(small)}
    if "you're right" in small:
        found -= {"reassure", "argue", "minimise"}
    if asks:
        found.add("asks")
    found |= {"generic"} if low.GENERIC.search(small) else set()
    if low.TOKEN.match(small):
        found.add("token")
    bare = LEAD.sub("", small)
    if PITCH.match(bare) or PITCH_NOUN.search(bare):
        found.add("pitch")
    for name, pattern in (("points", POINTING), ("you", YOU), ("first", FIRST), ("all", OVERALL)):
        if pattern.search(small):
            found.add(name)
    if LEAD.match(small):
        found.add("lead")
    if NAMED.search(text):
        found.add("named")
    if WH.match(bare):
        found.add("wh")
    if high.DATED.search(small):
        found.add("dated")
    return frozenset(found)


FILLERS = re.compile(r"\b(?:um+|uh+|er+m?|you know|i mean|like,|kind of|sort of)(?:\b,?|\B)\s*")
