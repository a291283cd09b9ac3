"""A thread left hanging: a vague amount, a named person, a change, a contradiction."""

from sevendoors.core.codes import Cue
from sevendoors.measure.cues.patterns import Rule, rules

RULES: tuple[Rule, ...] = rules(
    Cue.THREAD,
    (
        0.88,
        2,
        r"\b(used to|it was (fine|better|easier|different)|back (when|then)|before (\w+ ){1,3}(took over|"
        r"left|came|joined|moved)|since (the (merger|move|new|change|takeover|reorg\w*|migration|"
        r"pandemic)|\w+ (left|took over|joined|retired))|after the (merger|move|change|reorg\w*))\b",
    ),
    (
        0.85,
        2,
        r"\b(it's complicated|long story|there's a (history|story)|there (were|was|are|is),? (well,? |"
        r"like,? )?(some|a few|a couple of|certain) (issues?|problems?|reasons?|things|bumps|questions|"
        r"surprises|exceptions)|let's just say|don't get me started|another (story|topic|matter))\b",
    ),
    (
        0.82,
        2,
        r"\b(we|i|they|it) (tried|did try|had (a|one|something)|once (had|tried)|started) .{0,40}\b(but|"
        r"and then|didn't|stopped|before)\b|\b(tried (that|it|this|something)|gave up|never finished|"
        r"half[- ]finished|on hold|shelved|abandoned)\b",
    ),
    (
        0.78,
        2,
        r"\b(?:we|i|it|that|they|takes?|costs?|lose|losing|spend\w*)\b.{0,40}\b(maybe|about|around|roughly|probably|something like|almost|nearly|at least) (a|an|one|two|"
        r"three|four|five|six|ten|half|\d+)\b.{0,25}\b(hours?|days?|weeks?|percent|%|people|times|of our|"
        r"calls?|orders?|euros?|pounds?|dollars?|k\b|thousand|a (day|week|month))",
    ),
    (
        0.76,
        1,
        r"\b(it depends|sometimes|most of the time|more or less|in a way|depending on|not always|"
        r"officially|on paper we|supposed to|in theory we|mostly works?|kind of works?)\b",
    ),
    (
        0.74,
        1,
        r"\b(by hand|manually|in excel|spreadsheets?|on paper|whiteboard|copy and paste|four places|"
        r"two systems|workaround|sticky notes?)\b",
    ),
    (
        0.72,
        1,
        r"\b(nobody (really |quite )?(knows|owns)|(boss|board|cfo|director|manager) (doesn't|does not) know|somehow|for some reason|weird(ly)?|strange(ly)?|oddly|"
        r"surprisingly|funny enough|turns? out|it turned out)\b",
    ),
    (
        0.7,
        1,
        r"(?<!pronouns have )\b(changed|changing|reorgani[sz]\w+|restructur\w+|new (boss|cfo|ceo|director|management|owner|"
        r"team|plant|site|law|rules)|merger|acquired|taken over|moving to|growing|doubled|twice as|"
        r"opening a)\b",
    ),
)
