"""A question: something asked of the seller, straight; courtesies and mechanics are none."""

import re

from sevendoors.measure.text import is_question, words

MECHANICS = re.compile(
    r"\b(can (you|everyone|everybody|anyone) (hear|see)|do you hear me|see my screen|share (my|your|the) screen|"
    r"am i (on mute|muted|audible)|you're (on )?mute|are you (there|still there|on mute)|is (everyone|"
    r"everybody|anyone) (here|on)|shall (we|i) (start|begin|kick|get)|should we (start|begin|wait)|"
    r"(is|are) (this|we) (being )?record|what time is it|next slide|is that (me|you)\b|who just joined|"
    r"how (are|is) (you|it going|everyone|things)|how('s| was) (it going|your (day|week|weekend|morning))|"
    r"you (all right|okay|good)\?|nice to (meet|see)|how do you do|what's up|are we good|"
    r"ready to (go|start)|(can|could|may) i (just )?ask (you )?(about|something|a (quick )?question))\b",
    re.IGNORECASE,
)
_RHETORICAL = re.compile(
    r"\b(who knows|you know( what i mean)?\?|know what i mean|right\?$|isn't it\?$|why not\?$|"
    r"how hard can it be|what can (you|i|we) (do|say)|what do i know|guess what|who cares|"
    r"does that make sense|make sense\?|what was i (going to )?say)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(could|can|would|will) you (please )?(also |just |maybe |perhaps )?(send|show|give|share|tell|explain|"
    r"walk|put|write|get|check|confirm|forward|include|draft|connect|introduce|let us|let me|help)\b|"
    r"\b(i'd|i would|we'd|we would) (like|love) (you )?to (know|see|hear|understand|get)\b|"
    r"\b(send|show|tell|give|walk) (me|us) (the|a|an|your|what|how|through|more|some|about)\b|"
    r"\b(i|we) (need|want) to (know|see) (who|what|how|if|whether|when|which|where|why)\b|"
    r"\bquestion (is|would be|for you)\b|\bcurious (how|what|if|whether|about)\b|\bwondering (if|how|what|"
    r"whether)\b",
    re.IGNORECASE,
)
_SHORT = 3


def asks(text: str) -> float:
    """Give the probability that a clause asks the seller for something; 0 for courtesies."""
    if MECHANICS.search(text) or _RHETORICAL.search(text.strip()):
        return 0.0
    if _REQUEST.search(text):
        return 0.85
    if not is_question(text) or len(words(text)) < _SHORT:
        return 0.0
    return 0.92 if text.rstrip().endswith("?") else 0.72
