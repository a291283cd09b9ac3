"""Something personal: life beyond the task, offered in passing, or a joke."""

from sevendoors.core.codes import Cue
from sevendoors.measure.cues.patterns import Rule, rules

RULES: tuple[Rule, ...] = rules(
    Cue.PERSONAL,
    (
        0.93,
        2,
        r"\bmy (pronouns|son|daughter|kids?|children|wife|husband|partner('s| is| and)|mother|mum|mom|father|dad|"
        r"parents|sister|brother|baby|grand\w+|dog|cat|garden|knee|back (is|hurts)|holiday|vacation|"
        r"birthday|wedding|honeymoon)\b",
    ),
    (
        0.9,
        2,
        r"\b(nursery|moved house|moving house|boxes everywhere|school run|day ?care|kindergarten|half "
        r"marathon|marathon|football (game|match)|on holiday|on vacation|just back from|got married|"
        r"pregnan\w+|newborn|maternity|paternity|puppy|half ?term)\b",
    ),
    (
        0.86,
        2,
        r"\b(excuse|sorry (about|for)|ignore|forgive|pardon) (the|my|me if|that) (\w+ ){0,3}(noise|"
        r"drilling|dog|voice|cold|cough|background|mess|kids|builders|train|coffee|camera|hair|late\w*|"
        r"barking|stand\w*)",
    ),
    (
        0.85,
        2,
        r"\bsorry i'm late|i('ve| have) (got )?(a cold|the flu|lost my voice|a terrible cold)|(been|was) "
        r"(ill|sick|in hospital|off sick)|didn't sleep|up all night with",
    ),
    (
        0.76,
        1,
        r"\b(on a personal note|to be honest i('m| am) (a bit )?tired|long (day|week|night)|need(ed)? (a|"
        r"my|another) coffee|first coffee|cake|my last (day|week|year)|retir(e|ing|ement)|twenty years "
        r"(here|in)|my first (week|month|job))\b",
    ),
    (0.7, 1, r"\b(haha|ha ha|just kidding|i'm joking|only joking|\(laughs\)|\[laughter\]|joke)\b"),
)
