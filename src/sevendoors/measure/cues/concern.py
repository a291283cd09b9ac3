"""A worry: a stake, a burden or a pressure in the buyer's words, hinted or stated."""

from sevendoors.core.codes import Cue
from sevendoors.measure.cues.patterns import Rule, rules

RULES: tuple[Rule, ...] = rules(
    Cue.CONCERN,
    (
        0.95,
        2,
        r"\b(worr(y|ies|ied|ying)|afraid|scared|nervous|anxious|stress(ed|ful|ing)?|dread)\b",
    ),
    (0.92, 2, r"\bkeeps? (me|us|him|her|them) (up|awake)|los(e|ing) sleep|sleepless"),
    (
        0.92,
        2,
        r"\b(can't|cannot|can not|couldn't|don't want to|won't) (be the one|go through|afford "
        r"(another|to|a)|do (that|this) again|have (that|this|it) happen|survive|take another)",
    ),
    (
        0.93,
        2,
        r"\bcost (me|him|her|us|them) (my|his|her|our|their) job|my (job|neck|head|name)('s| is|"
        r" are)? (on|at)|on the line\b|my name('s| is)? on it",
    ),
    (
        0.9,
        2,
        r"\b(frustrat\w+|nightmare|painful|exhaust\w+|overwhelm\w+|drowning|burn(ed|t)(?! out)|"
        r"burn(ed|t) out|disaster|chaos|mess\b|miserable|fed up|sick of|tired of|hate (it|that|"
        r"this|when|having|doing)|hurts?\b|struggl\w+|killing (us|me))",
    ),
    (
        0.88,
        2,
        r"\b(i'm|i am|we're|we are) (the one (who|explaining|that)|under (a lot of |real |so much )?"
        r"pressure|concerned|uneasy|on the hook|stuck|desperate|embarrass\w+|not comfortable)",
    ),
    (
        0.85,
        2,
        r"\b(bothers?|concerns?|frightens?|scares?|bugs?) (me|us|my|our)\b|\bmy (fear|concern|worry)",
    ),
    (0.85, 2, r"\b(proud|relie(f|ved)|so glad|thrilled|over the moon|finally (got|did|have))\b"),
    (
        0.82,
        2,
        r"\bif (this|that|it|we|they|anything) (\w+ ){0,3}(slips?|fails?|goes wrong|breaks?|falls? "
        r"over|go(es)? down|miss(es)?)",
    ),
    (
        0.8,
        2,
        r"\b(rough|brutal|awful|terrible|horrible|ugly|bad (week|month|quarter|year|experience))\b",
    ),
    (
        0.78,
        2,
        r"\b(lost|losing|lose) (\w+ ){0,3}(people|planners?|staff|drivers?|nurses?|customers?|"
        r"clients?|engineers?|good people|trust|patience|face)\b",
    ),
    (
        0.8,
        2,
        r"\b(blame|blamed|yelled|shouted|angry|furious|upset|complain(s|ed|ing|ts?)?|fired|sacked)\b",
    ),
    (
        0.72,
        1,
        r"\b(again and again|every single (time|week|month|day|night)|third time|yet again|still "
        r"(doing|waiting|in the|on|by hand|have to|chasing))\b",
    ),
    (
        0.7,
        1,
        r"\b(at (ten|nine|eleven|midnight|two|three) (at night|in the morning)|weekends?|until midnight"
        r"|all night|overtime|night shifts?)\b.{0,40}\b(i|we|people|team|us|me)\b",
    ),
    (
        0.7,
        1,
        r"\b(i|we|people|team|they) (was|were|am|are|work\w*|had) .{0,40}\b(at (ten|nine|eleven) at "
        r"night|until midnight|all night|all weekend|over the weekend|on sundays?)\b",
    ),
    (
        0.68,
        1,
        r"\b(risk(y|s)?|fragile|scary|delicate|touchy|painstaking|a headache|a pain|pressure)\b",
    ),
    (
        0.66,
        1,
        r"\b(didn't go well|went badly|went wrong|fell (apart|over|through)|let (us|me) down|"
        r"left (us|me) (hanging|alone)|nobody (told|asked|tells|listens|knows))\b",
    ),
    (
        0.62,
        1,
        r"\b(hard (on|for) (us|me|the team|people)|not easy|it's been (a lot|hard|tough)|tough)\b",
    ),
)
