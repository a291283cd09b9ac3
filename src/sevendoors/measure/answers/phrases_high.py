"""Set forms that lift an answer: room, checks, changed plans, proof, promises with a date.

Each is matched against one lower-case sentence with straight apostrophes.
"""

import re

from sevendoors.measure.answers.patterns import phrases

DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
WHEN = (
    rf"(?:\b(?:by|on|before|until|this|next|for|every|the)?\s*{DAYS}|\b(?:by|in|on|before|until|"
    rf"end of|this|next) {MONTHS}\b|\btomorrow\b|\btoday\b|\btonight\b|\bnoon\b|\bmidday\b|"
    r"\bthis (?:afternoon|evening|morning|week)\b|\bend of (?:the )?(?:day|week|month)\b|"
    r"\bnext week\b|\bwithin (?:an?|one|two|three|\d+|the) (?:hours?|days?|weeks?)\b|"
    r"\bin (?:an hour|two days|\d+ days)\b|"
    r"\b(?:by|before|on) the (?:\w+th|\w+rd|\w+st|\w+nd|twenty-\w+|twenty \w+)\b|\bby \d|"
    r"\b(?:at|by) (?:\d|two|three|four|five|nine|ten|eleven)\b|\bclose of business\b|\beod\b)"
)


COST = phrases(
    r"\b(?:we're|i'm|we are|it's|that's) (?:the wrong|not the right|not your|not a (?:good )?fit|not the)\b", r"\bwrong "
    r"(?:choice|fit|tool|people)\b", r"\b(?:wouldn't|don't|shouldn't) (?:buy|need us|need it|need this|sign|pay)\b",
    r"\bi was wrong\b", r"\b(?:our|my) (?:mistake|fault|bad|error)\b", r"\bwe (?:got (?:it|that|this) wrong|failed|"
    r"dropped|broke|messed)\b", r"\bi(?:'d| would) (?:hire|wait|stay|keep|choose them|go with (?:them|theirs|the "
    r"other)|use theirs|not buy|ask them|pick)\b", r"\bin your place\b", r"\b(?:they're|theirs is|they are) (?:better|"
    r"cheaper|faster|stronger|ahead)\b", r"\bcheaper (?:elsewhere|for you)\b", r"\byou(?:'re| are) right\b", r"\bif (?:\w+ ){1,4}wins\b", r"\bi(?:'d| would) not\b", r"\bi wouldn't\b", r"\bstay with what you\b", r"\byou can stop\b", r"\bat our (?:cost|expense)\b", r"\bno "
    r"charge\b", r"\bfree of charge\b", r"\bwe(?:'ll| will) (?:pay|refund|cover|credit)\b", r"\bwithout us\b", r"\byou "
    r"can (?:leave|cancel|walk)\b", r"\bwon't charge\b", r"\bburned you\b", r"\blost (?:two|three|a|one) (?:customer|"
    r"client|deal)\b", r"\bif (?:that's|it's|you need) .{0,60}\b(?:not us|wrong|don't)\b",
)  # fmt: skip
PROOF = phrases(
    r"\btest(?:ed)?(?: log| report| it| on| with|s)?\b", r"\breference(?:s)?\b(?! number)", r"\b(?:two|three|four|five|"
    r"six|\d+|another|one) (?:other )?(?:customers?|clients?|sites?|hospitals?|plants?|stores?|companies|schools?)\b",
    r"\b(?:customers?|clients?) (?:run|runs|use|uses|did|in|at) (?:it|that|this|the|\w+)\b",
    r"\b(?:speak|talk) (?:to|with) (?:them|him|her|one|their|our|the)\b", r"\bconnect you\b", r"\bcall (?:them|him|her)"
    r"\b", r"\bpilot\b", r"\btrial\b", r"\bwith your (?:own )?(?:data|figures|numbers|files|orders|export)\b", r"\bon "
    r"your (?:own )?(?:data|figures|numbers|files|orders|export)\b", r"\baudit(?:ed)? (?:report|by)\b", r"\biso ?\d+\b",
    r"\bsoc ?2\b", r"\bcertificat", r"\bsource\b", r"\bpublished\b", r"\b(?:log|logs|report|reports) (?:of|from|for|by)"
    r"\b", r"\bmeasured\b", r"\bin writing\b", r"\bwrite it into the contract\b", r"\bcase study (?:from|of|with)\b",
    r"\bsample\b", r"\bsee for yourself\b", r"\bstatus page\b", r"\blast (?:year|quarter|month)(?:'s)? \w*(?:average|"
    r"uptime|figure|rate)\b", r"\bsandbox\b", r"\b(?:two|three|four|five|\d+) of (?:our|the)\b", r"\byou can (?:test|check|try|see|compare)\b", r"\bchangelog\b",
)  # fmt: skip
KNOWNOT = phrases(r"\bi (?:don't|do not|honestly don't) (?:actually )?know\b", r"\bi'm not (?:sure|certain)\b",
    r"\bdon't want to guess\b", r"\bi'd be guessing\b")  # fmt: skip
PROMISE = phrases(
    r"\b(?:i'll|i will|we'll|we will|i'm going to|i can|let me|we can|i'd) (?:\w+ ){0,3}?(?:send|write|ask|check|get|"
    r"call|draft|confirm|bring|set|book|share|come back|find|put|have|test|run|show|connect|introduce|email|mail|post|"
    r"give|prepare|speak|talk|build|add|ring|know|sit|move|do|start|be)\b", r"\bby (?:me|us)\b", r"\byou(?:'ll| will) "
    r"have (?:it|them|the|a|both|my|that)\b", r"\b(?:you|we) (?:fix|decide|meet|agree|sign off|go through)\b",
    r"\b(?:\w+) (?:will|can) (?:call|send|write|confirm|show) you\b", r"\bshall (?:we|i)\b",
)  # fmt: skip
DATED = re.compile(WHEN)
PLAN = phrases(
    r"^(?:then |so |okay,? |right,? |good,? |in that case,? |no,? )*(?:let's|we'll|i'll|we) (?:\w+ ){0,2}?(?:start "
    r"(?:with|there|from)|begin with|leave|skip|drop|move|put|keep|stop|cut|park (?:the|my)|swap|change|switch|do|plan"
    r"|use|make|hold|book|end|finish|stay|bring|only|wait)\b", r"\b(?:let's|i'll|we'll|we can|i can) (?:skip|drop|leave "
    r"out|cut|move|scrap|shorten|stop|hold|change|throw|put .{1,25} (?:first|aside|last))\b", r"\bforget (?:the|my) "
    r"(?:deck|slides?|agenda|demo)\b", r"\b(?:scrap|drop|skip) (?:the|my)\b", r"\bkeep the phone\b", r"\binstead of (?:"
    r"the|my|what)\b", r"\bno changes? (?:between|before|during|until|in)\b", r"\b(?:nothing|no one|nobody) (?:goes "
    r"live|moves|changes|gets touched)\b", r"\b(?:first|starts?|only),? (?:then|before|because)\b", r"\bwe (?:start|"
    r"stop|leave|keep|go|do|end|begin|skip|drop|wait|plan|hold|move)\b", r"\bthen (?:i'll|we'll|let's|we|i)\b", r"\bso "
    r"(?:i'll|we'll|let's) (?:not|leave|skip|keep|drop|start|plan|stop|do)\b", r"\b(?:rather|better) than\b",
)  # fmt: skip
CHOICE = phrases(
    r"\bas you (?:like|prefer|wish)\b", r"\bup to you\b", r"\bif you(?:'d)? (?:rather|prefer|like|want|need)\b",
    r"\byour (?:call|choice)\b", r"\bwould (?:you|it) (?:rather|prefer|help|be (?:ok|okay|easier|better))\b", r"\beither "
    r"(?:way )?is fine\b", r"\bmay i\b", r"\bis it (?:ok|okay|all right|alright) if\b", r"\b(?:no|not now) is (?:fine|a "
    r"fine|an? )", r"\b(?:shall|should|do you want|would you like)\b.*\bor\b", r"\bdo you (?:need|want) (?:to|a)\b",
    r"\bwe can (?:also )?(?:stop|move|reschedule|pick|do this|wait|make)\b", r"\btake a minute\b", r"\bno rush\b",
    r"\bdo you mind\b", r"\bhappy to (?:wait|move|stop|reschedule)\b",
)  # fmt: skip
FAKE_CHOICE = phrases(
    rf"\b{DAYS} or {DAYS}\b", r"\b(?:two|three|morning|mornings|\d+) or (?:four|afternoons?|\d+)\b"
)
RECALL = phrases(
    r"\b(?:you|\w+) (?:said|mentioned|told (?:me|us)|were saying|asked|brought up|named|wrote|talked about|described)\b",
    r"\bearlier\b", r"\b(?:last|first) time\b", r"\bcoming back to\b", r"\bback to (?:your|what you|the \w+ you)\b",
    r"\bat the (?:start|beginning)\b", r"\bi (?:wrote|noted) down\b", r"\bgoing back to\b",
)  # fmt: skip
TAILOR = phrases(
    r"\bbecause (?:of|you|your|the)\b", r"\bsince (?:you|your|the)\b", r"\bgiven (?:your|that|the)\b", r"\b(?:for|with|"
    r"around|before|in|on|to) your\b", r"\bso (?:that )?(?:you|your|the)\b", r"\bin your case\b", r"\bwhich (?:gives|"
    r"lets|keeps|means) (?:you|your)\b", r"\bfor you\b",
)  # fmt: skip
TEACH = phrases(
    r"\bthe (?:usual|common|hidden|real) (?:cause|trap|reason|cost|mistake)\b", r"\bwhat (?:usually|often|most) "
    r"(?:\w+ ){0,3}(?:miss|breaks|slows|goes wrong|happens)\b", r"\bwatch out for\b", r"\bone thing to (?:check|ask|"
    r"watch)\b", r"\byou (?:can|could) (?:do|check|ask|test|use|get) (?:that|this|it|them|your)\b", r"\bask (?:them|him|"
    r"her|the|your) (?:for|to|about|whether|if)\b", r"\b(?:a|the) spreadsheet\b", r"\bthe (?:rule|law|standard) "
    r"(?:says|asks|wants)\b", r"\btends? to\b", r"\bwithout buying\b", r"\bwhether or not you buy\b",
)  # fmt: skip
FEELING = phrases(
    r"\b(?:worr(?:y|ied|ying)|afraid|nervous|careful|cautious|wary|tired|tiring|wearing|exhaust\w+|stress\w*|pressure|"
    r"frustrat\w+|annoy\w+|angry|upset|disappoint\w+|proud|relie\w+|happy|glad|uneasy|anxious|sick of|fed up|hard|rough"
    r"|tough|painful|maddening|brave|on the line|exposed|alone|burned|scary|unfair|heavy|lonely|brutal|exciting|sore|"
    r"embarrass\w+|grim|awful|miserable|draining)\b",
)
STRAIGHT = phrases(
    r"^(?:well,? |so,? |short answer,? |honestly,? |to be honest,? |okay,? |right now,? )*(?:yes|no|not yet|yep|nope|"
    r"partly|half|both|neither|none|never|only|it does(?:n't)?|it is(?:n't)?|we do(?:n't)?|we can(?:'t)?|it can(?:'t)?|"
    r"they do(?:n't)?|correct|today no|for \w+ yes|read(?:ing)? )\b", r"\bnot yet\b", r"\b(?:we|it|i|you) (?:can't|don't|"
    r"doesn't|cannot|won't|couldn't|didn't|can not|haven't)\b", r"\b(?:isn't|aren't|is not|are not|wasn't) (?:yet|"
    r"included|possible|available|there|in|supported|part)\b", r"(?:[$€£]\s?\d|\b\d[\d.,]* ?(?:%|percent|euros?|"
    r"dollars?|pounds?|bucks|k\b|per|a (?:month|year|seat|site|user)|days?|weeks?|hours?|months?|minutes?|people|years?))"
    , r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"ninety|a hundred|hundred|thousand)\b(?! (?:of|thing|question|more))", r"\bstill (?:has|have|is|needs)\b", r"\bup "
    r"to\b", r"\bthe (?:limit|price|minimum|catch|weak|answer) (?:is|spot|point|of)\b", r"\bcosts? \b", r"\bat most\b", r"\b\w+,? (?:yes|no)\b[,;:.]", r"\bnot (?:today|now|this year|in this|with)\b",
    r"\bas (?:a|an) \w+ \w+\b.*\bonly\b", r"\bworst case\b", r"\bit (?:may|might|will|takes|runs|sits|lives|stays)\b",
    r"\bthat (?:fell|was|is) on us\b",
)  # fmt: skip
WITHDRAWN = phrases(r"\bnever ?mind\b", r"\bforget (?:it|that|i said)\b", r"\bignore (?:that|me)\b", r"\bscratch that\b",
    r"\bit doesn't matter\b", r"\bdon't answer that\b", r"\bno need to answer\b")  # fmt: skip
CANDOUR = phrases(
    r"\bto be (?:totally |completely |perfectly )?honest\b", r"\bhonestly\b", r"\bfrankly\b"
)
ROOM = phrases(
    r"\b(?:take|walk|talk) me through\b", r"\btell me (?:about|what|how|who|why|where)\b", r"\bwhat happened\b",
    r"\bi'd like to hear\b", r"\bgo ahead\b", r"\btell me more about\b", r"\bi'm listening\b", r"\bstart wherever\b",
    r"\btake your time\b",
)  # fmt: skip
CHECK = phrases(
    r"\b(?:did|do|have) i (?:get|got|understand|understood|hear|have) (?:that|you|it|this|all|both)?\b", r"\bis that "
    r"(?:right|correct|it|fair|the order|how you see it|about right)\b", r"\b(?:am|are) i (?:missing|right|reading)\b",
    r"\bhave i (?:missed|left|understood|got)\b", r"\bcorrect me\b", r"\bwhat (?:am i missing|have i missed|did i "
    r"miss|would you (?:change|correct|add))\b", r"\bin that order\b", r"\bright order\b", r"\btell me (?:where|if) "
    r"i'm (?:wrong|off)\b", r"\bwhat did i get wrong\b", r"\bor (?:am i|is it|did i)\b.*\b(?:wrong|off|else|misread)",
    r"\byou fix it\b", r"\bis (?:it|that) (?:the|more the|rather|really|mostly)\b.*\bor\b",
    r"\bwould (?:she|he|they|you) (?:put|say|see) it\b",
)  # fmt: skip
NEWTHOUGHT = phrases(
    r"\bi wonder\b", r"\bif (?:the|that|it|you|we|they|he|she|your|this|nothing|both|only|one)\b.*\b(?:would|could|"
    r"what|who|which|how|should|will|does|is)\b", r"\bwhat would (?:you|have to|need|she|he|they|it|change|happen|"
    r"make|tell|be)\b", r"\bwhat (?:doesn't|does not|isn't|wouldn't|won't)\b", r"\bwhat (?:could|might) (?:stop|"
    r"change|move|still)\b", r"\bwhich (?:should|one|of|would|comes|matters)\b", r"\bwho (?:there )?should\b",
    r"\bwho (?:would|feels|pays|notices|loses|else)\b", r"\bwhat happens (?:if|when|to)\b", r"\bwhat (?:else )?has to "
    r"be true\b", r"\bhow (?:would|will) you (?:know|see|tell|notice)\b", r"\bwhat did (?:\w+ )?do differently\b",
    r"\bis it (?:\w+ )*or\b", r"\bwhat changed\b", r"\bwhat (?:do|does|did) (?:you|he|she|they|\w+) (?:lose|miss|stop|"
    r"put off|give up)\b", r"\bsupposing\b|\bsuppose\b", r"\bwhat's the (?:first|earliest|worst)\b", r"\bhow early\b",
    r"\bwhat do you (?:need|want) to (?:see|be able|know|hear|tell)\b", r"\bshall we agree\b", r"\bwould it (?:help|"
    r"matter|change|be enough)\b", r"\bwhat (?:should|must|can) (?:i|we) (?:leave|not|avoid|do differently|change)\b",
)  # fmt: skip
