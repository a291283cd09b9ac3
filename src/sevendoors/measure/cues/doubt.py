"""A doubt: the buyer objects, compares, or challenges a claim of the seller's."""

from sevendoors.core.codes import Cue
from sevendoors.measure.cues.patterns import Rule, rules

RULES: tuple[Rule, ...] = rules(
    Cue.DOUBT,
    (
        0.93,
        2,
        r"\b(not|n't) (convinced|persuaded|buying (it|that)|sold on|sure (that|it|this|you|your|we "
        r"need|i (believe|see|buy)|if (it|this|that|you)))\b",
    ),
    (
        0.92,
        2,
        r"\b(skeptical|sceptical|doubt(ful|s)?\b|hard to believe|too good to be true|i've heard that|"
        r"heard (that|it) before|everyone says|they all say|that's what .{0,30} said)",
    ),
    (
        0.9,
        2,
        r"\b(competitor|competition|other (vendor|provider|supplier|guys)|they|he|she|someone)\b.{0,40}"
        r"\b(said|told|promised|quoted|claimed|offer(s|ed)?) (us |me )?(the same|less|half|that|it|yes|a "
        r"lower|cheaper)",
    ),
    (
        0.9,
        2,
        r"\b(too|pretty|rather|quite|very|a bit|so) (expensive|pricey|steep|high|much money|costly)|"
        r"\bcheaper (than|elsewhere)|\bfor half (of )?(that|the)|\ba lot (of money |to pay )?for (what|"
        r"that|a)\b",
    ),
    (
        0.88,
        2,
        r"\b(don't|do not|doesn't|can't) (see|think|believe|get) (how|why|that|it|this|the point|what)\b"
        r"(?!.{0,20}\bworr)",
    ),
    (
        0.86,
        2,
        r"\b(last|previous|old|other) (vendor|supplier|provider|system|rollout|tool|consultants?)\b.{0,"
        r"60}\b(said|promised|didn't|never|failed|and it didn't)",
    ),
    (
        0.85,
        2,
        r"\b(why (should|would) (we|i)|what makes you|how do (i|we) know|are you sure|prove|seriously\?|"
        r"is that (really|even) true|says who)\b",
    ),
    (
        0.82,
        2,
        r"\b(compared (to|with)|versus|on paper|in (the )?demos?|in theory|on a slide|marketing|glossy)\b",
    ),
    (0.8, 2, r"\b(won't|wouldn't|doesn't|didn't|never) (work|fly|fit|scale|last|happen|hold)\b"),
    (
        0.76,
        1,
        r"\b(i wonder (if|whether)|i question|not so sure|i'm not sure|hmm?,? (i don't know|not sure)|"
        r"we'll see about|the catch|sounds (nice|great|good|lovely),? but)\b",
    ),
    (
        0.72,
        1,
        r"\b(we could (just|also|always)|why (we )?don't (we )?just|can't we just|what's the "
        r"difference|excel (does|can)|we already have)\b",
    ),
)
