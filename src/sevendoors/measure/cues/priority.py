"""What matters most: a goal, a must-have, a limit, an order, a deadline, a measure."""

from sevendoors.core.codes import Cue
from sevendoors.measure.cues.patterns import Rule, rules

RULES: tuple[Rule, ...] = rules(
    Cue.PRIORITY,
    (
        0.93,
        2,
        r"\b(priorit\w+|most important|matters? (the )?most|number one|top of (my|our|the) list|"
        r"above all|first and foremost|the main thing|the big(gest)? thing|the whole point)\b",
    ),
    (
        0.9,
        2,
        r"\bmatters? (more|a lot|to (us|me|the))|\bwhat (really )?(matters|counts)\b|\bcare (most )?"
        r"about\b",
    ),
    (
        0.9,
        2,
        r"\b(must[- ]haves?|deal[- ]?breaker|non[- ]?negotiable|no[- ]go|has to (be|have|work|run|start|"
        r"happen|come|fit|do|support)|have to be able|needs? to be (live|done|in place|ready|able|"
        r"under|below|before|by)|can't (go|be) (over|above|past|later|below|without))",
    ),
    (
        0.88,
        2,
        r"\b(the rest|everything else|that|those|features?) can wait|comes? first|before anything else|"
        r"rather than|more than the\b.*\b(features?|price|speed)",
    ),
    (
        0.86,
        2,
        r"\b(deadline|go[- ]live|(go|be|going|went|are|is) live|live (by|before)|up and running (by|before|in)|no later than|"
        r"at the latest|in time for)\b",
    ),
    (
        0.82,
        2,
        r"\b(before|by) (the (end of|audit|season|summer|holidays|peak|first|year|next|new|\w+teenth|"
        r"\w+th|\d)|january|february|march|april|may\b|june|july|august|september|october|november|"
        r"december|christmas|easter|q[1-4]|year[- ]end|month[- ]end|quarter)",
    ),
    (
        0.82,
        2,
        r"\b(our|the|my) (goal|aim|target|objective|kpi|mandate|brief|plan) (is|was|for|this)\b|"
        r"\bwe('re| are) (aiming|trying|hoping|looking) (for|to)\b|\bi('m| am) (aiming|measured|judged)",
    ),
    (
        0.8,
        2,
        r"\b(budget|cap|limit|ceiling)\b.*\b(is|of|around|under|at|for)\b|\bnot a (cent|penny|euro) "
        r"more|\bup to (about )?\d|\bhas to start with a\b",
    ),
    (
        0.78,
        2,
        r"\b(i|we|they|he|she) (really |just |simply |only |mostly |mainly )?(need|needs|require|want|"
        r"wants) (to (get|be|see|know|cut|reduce|have|stop|bring|keep|make sure|understand|find|fix)|a |"
        r"an |the |one|it|this|that|something|everything|our|them)",
    ),
    (
        0.74,
        1,
        r"\b(if (we|i) (could|can|get|got) (just |only )?(one thing|get|cut|have|stop)|ideally|in an "
        r"ideal world|it would (help|be great) if|what would help)\b",
    ),
    (
        0.72,
        1,
        r"\b(important|essential|critical|crucial|key) (for|to|that|is|thing|part)\b|\bwithout (losing|"
        r"adding|touching|changing|hiring)\b|\bso (that )?we can\b",
    ),
)
