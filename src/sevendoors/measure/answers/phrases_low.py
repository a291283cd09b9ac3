"""Set phrases that lower or hold back an answer: tokens, comfort, claims, exits, pressure.

Patterns of conduct, not judgements of people. Each is matched against one lower-case sentence.
"""

import re

from sevendoors.measure.answers.patterns import phrases

TOKEN = re.compile(
    r"^(?:(?:and|so|no|oh|ah|well|mhm+|hm+|mm+|um|uh|yeah|yes|yep|ok|okay|right|sure|got it|gotcha|i see|"
    r"i hear you|i hear that|i (?:totally |completely |really )?get (?:it|that)|makes sense|that makes (?:total |perfect |a lot of "
    r")?sense|understood|(?:i )?(?:totally |completely |fully |really )?understand(?: (?:how you feel|"
    r"that|completely|your (?:concern|concerns|frustration|point|situation|position)|where you're "
    r"coming from))?|fair enough|fair|no problem(?: at all)?|no worries|absolutely|definitely|of course|exactly"
    r"|totally|great|nice|cool|perfect|awesome|wonderful|lovely|good|interesting|very good|(?:a |an )?nice one|noted|"
    r"good point|great point|good question|great question|(?:that's|that is) (?:a )?(?:really |very "
    r")?(?:great|good|nice|interesting|fair|important|cool|awesome|tough|understandable|totally "
    r"fair|so true|exciting|funny|valid)(?: (?:question|point|concern))?|thanks(?: for (?:sharing|"
    r"that|asking|sharing that|telling me))?|thank you(?: for (?:sharing|that|sharing that|asking|"
    r"being (?:so )?(?:open|honest)))?|i appreciate (?:that|it|you sharing(?: that)?|your (?:honesty"
    r"|openness))|sorry to hear that|i'm (?:so |really )?sorry(?: to hear that)?|oh no|oh dear|wow|"
    r"(?:i )?hope all is well|(?:ha ?)+|congrats|congratulations|good for you|i can imagine|"
    r"i can relate|that must be (?:hard|tough|difficult|frustrating|stressful)|that sounds (?:hard|"
    r"tough|difficult|frustrating|stressful|great|good|nice|fun|really (?:hard|tough|frustrating))|"
    r"i know (?:what you mean|how (?:that|it) feels|the feeling)|your concern is (?:valid|important)"
    r"|we hear (?:that|this) a lot|i (?:couldn't|can't) agree more|i agree|agreed|tell me about it|"
    r"huh|we've all been there|not a problem|no worries at all|don't worry about it|duly noted|"
    r"will do|sounds good|sounds great|anyway|anyways|thanks so much|bless|poor you|same here)"
    r"[\s,.!…-]*)+$"
)
STOCK = phrases(
    r"\bi (?:totally|completely|fully|absolutely|really|certainly|do)? ?(?:understand|hear|get|"
    r"appreciate) (?:how you feel|where you're coming from|your (?:concern|frustration|point|"
    r"position|situation|pain))",
    r"\bi hear (?:you|that)\b",
    r"\bit sounds like (?:that's|this is|it's) (?:really )?(?:hard|tough|difficult|important|"
    r"frustrating|challenging|stressful)",
    r"\bthat must be (?:so |really |very )?(?:hard|tough|difficult|frustrating|stressful)\b",
    r"\bi can (?:only |totally |really )?(?:imagine|relate)\b",
    r"\bthank you (?:so much )?for (?:sharing|being (?:so )?open)",
    r"\b(?:a lot of|many|most|all) (?:of )?(?:our )?(?:customers|clients|companies|people) (?:feel|see|love|"
    r"say|tell us|ask|have|face|had|felt)\b",
    r"\bfelt the same( way)?\b",
    r"\bfor every(?:one|body)\b",
    r"\bcompanies like (?:you|yours)\b",
    r"\byour feelings are valid\b",
    r"\bwe're here (?:for you|to help)\b",
    r"\bthat's a (?:great|good|really good|fantastic|excellent) (?:question|point)\b",
)
REASSURE = phrases(
    r"\bdon't (?:you )?worry\b", r"\bno need to worry\b", r"\bnothing to worry\b",
    r"\b(?:you're|you'll be|you are) in (?:good|safe|great) hands\b", r"\byou'll be (?:fine|ok|okay)\b",
    r"\bit'll (?:all )?be (?:fine|ok|okay)\b", r"\b(?:it|that) (?:won't|will not|never) (?:slip|happen|be"
    r" a problem|be an issue|fail|go wrong)\b", r"\bit won't\b[.!]?$", r"\brest assured\b", r"\btrust me\b",
    r"\bi (?:can )?(?:promise|assure|guarantee) you\b", r"\bwe've got you(?: covered)?\b",
    r"\beverything will be\b", r"\bleave it to us\b", r"\b(?:won't|not) be (?:a problem|an issue)\b",
    r"\bwe (?:never|always) \w+", r"\brelax\b", r"\bit's all (?:taken care of|handled|under control)\b",
    r"\bthat never happens\b", r"\bwe'll take care of (?:it|that|everything)\b",
)  # fmt: skip
MINIMISE = phrases(
    r"\bit's not (?:that|so|really that) (?:bad|hard|big)\b", r"\bnot (?:that )?big (?:of )?a deal\b",
    r"\bat least\b", r"\beveryone (?:has|says|feels|goes|does|struggles|worries)\b",
    r"\bevery(?:body| company| customer) (?:has|says|feels|goes|does|struggles|worries)\b",
    r"\b(?:that's|it's|is|are) (?:pretty |very |totally |completely |quite |perfectly )?(?:normal|common|standard|typical)\b", r"\bwon't even (?:notice|feel)\b", r"\bgets? used to it\b",
    r"\b(?:it's|that's) (?:just|only) (?:a|the|how|part|one)\b", r"\bcalm down\b", r"\bcould be worse\b",
    r"\byou(?:'re| are) overthinking\b", r"\bit's (?:really |actually |super |very |dead )?(?:easy|simple)\b",
    r"\bthat's (?:nothing|the easy part)\b", r"\byou'll get over\b", r"\blook on the bright side\b",
)  # fmt: skip
ARGUE = phrases(
    r"\bwith (?:all due )?respect\b", r"\bthat's (?:not true|wrong|not right|not fair|a myth|not "
    r"really the case|not how|simply not)\b", r"\byou're (?:wrong|mistaken|missing the point)\b",
    r"\bi (?:disagree|don't agree|don't think that's)\b", r"^(?:well,? |but |no,? )+actually\b",
    r"\bwhy on earth\b", r"\bif you (?:really )?(?:cared|were serious|look at it)\b",
    r"\bbut (?:surely|honestly|come on)\b", r"\bthey (?:always )?say that\b", r"\byou (?:clearly )?"
    r"(?:didn't|don't) (?:really )?(?:understand|get)\b", r"\byou (?:should have|shouldn't have)\b",
    r"\bthat's (?:on you|your problem|because you)\b", r"\byou get what you pay for\b",
    r"\bcan you afford not to\b", r"\byou'd be surprised\b", r"\bthat's because you\b",
)  # fmt: skip
OVERCLAIM = phrases(
    r"\bintegrates? with (?:everything|anything|all)\b", r"\bindustry[- ]leading\b", r"\bbest[- ]in[- ]class\b",
    r"\bmarket[- ]leader\b", r"\bleader in (?:the|our)\b", r"\bworld[- ]class\b", r"\bnumber[- ]one\b",
    r"\bnumber 1\b", r"\bcutting[- ]edge\b", r"\bstate[- ]of[- ]the[- ]art\b", r"\b100 ?(?:%|percent)\b",
    r"\ba hundred percent\b", r"\b(?:we|it|that|our \w+) (?:can |will |does |do )?(?:handles?|does?|supports?"
    r"|covers?|solves?|fix(?:es)?|works? with) (?:everything|anything|it all|all of that|all that)\b",
    r"\bbest (?:on|in) the (?:market|business|industry|world)\b", r"\bunmatched\b", r"\bsecond to none\b",
    r"\bwe're the best\b", r"\bnobody (?:else )?(?:does|comes|can)\b", r"\bgame[- ]?chang", r"\bit's amazing\b",
    r"\bour (?:roi|uptime|team|support|security|platform|rollout team|service|onboarding) is (?:excellent|"
    r"amazing|fantastic|unbeatable|incredible|outstanding|great|top|second|the best|superb|really "
    r"(?:great|good|strong))",
    r"\bproven\b", r"\bour (?:\w+ ){1,4}(?:is|are) (?:really |very |super |so )?(?:strong|excellent|amazing|great|fantastic)\b", r"\brevolution", r"\bseamless(?:ly)?\b", r"\bout of the box\b", r"\bpays for itself\b",
    r"\banything you (?:want|need)\b", r"\byou name it\b", r"\bzero (?:risk|downtime|issues)\b",
    r"\bcommitment\b.*\b(?:is|our)\b|\bour (?:number|top|first).*(?:commitment|priority)\b",
)  # fmt: skip
PIVOT = phrases(
    r"^(?:so|okay so|right so|now|anyway|anyways|cool so|great so)?,? ?(?:the (?:agenda|rollout plan|"
    r"rollout|next (?:slide|topic|point)|demo|plan|deck)\b)(?!.{40})",
    r"\blet me (?:just )?(?:show|share|walk|tell|take|jump|pull|give|start|introduce|run|get|go|quickly"
    r"|explain|put)\b", r"\blet's (?:move on|jump|get (?:back|started|into|going)|dive|go (?:back|to|on|"
    r"through)|look at|talk about|continue|turn to|park)\b", r"\b(?:moving on|back to (?:the|our|what)|"
    r"next (?:slide|question|topic|up)|slide (?:two|three|four|five|\d+))\b",
    r"^(?:so,? |right,? |okay,? )*what we (?:normally|usually|typically|generally) do\b",
    r"\bas i was saying\b", r"\bnext steps\b", r"\bi thought (?:i'd|we'd|we could)\b", r"\bwho we are\b", r"\bbook (?:the|a) demo\b", r"\bon (?:my|the) (?:list|agenda)\b", r"\bi wanted to (?:show|talk|ask|cover|mention)\b",
    r"\bi'd (?:like|love) to (?:show|talk|walk|tell|share|take)\b", r"\bwhat i (?:wanted|want) to\b",
    r"^(?:so|okay so|anyway|now),? (?:the|our|about the)\b.{0,30}$", r"\bbefore we (?:get|go) (?:into|to) that\b",
    r"\bwe'll (?:get|come) (?:back )?to (?:that|it|this)(?: later)?\b", r"\bas you can see\b",
    r"\banyway\b", r"\bshare (?:your|my) screen\b", r"\bsee my (?:screen|slides?)\b", r"\b(?:a bit|little) later\b.*\bfirst\b",
)  # fmt: skip
PRESSURE = phrases(
    r"\bsign (?:by|before|today|now|this)\b", r"\bif you sign\b", r"\bprices? (?:rise|rises|go(?:es)? up|"
    r"will rise)\b", r"\b(?:only|just) (?:valid|available|good) (?:until|till|today|this)\b", r"\boffer (?:ends|"
    r"expires)\b", r"\bbefore (?:the )?(?:discount|price|offer)\b", r"\blast chance\b", r"\bwhat (?:would|will|do)"
    r" (?:it|i) (?:take|need|have) to (?:get you|sign|close)\b", r"\bcan we (?:just )?(?:sign|close)\b",
    r"\bget (?:this|it) (?:signed|over the line)\b", r"\bskip (?:legal|her|him|them)\b",
    r"\bwhat's (?:stopping|holding) you\b", r"\blimited (?:time|slots)\b", r"\bsend (?:you )?the contract\b",
)  # fmt: skip
VAGUE = phrases(
    r"\b(?:i'll|i will|we'll|let me|i can) (?:circle back|get back|look into|check|follow up|come back|see what|"
    r"find out|ask)\b", r"\bi'm (?:fairly|pretty|quite) sure\b", r"\bi (?:think|believe|guess) so\b",
    r"\bi (?:don't|do not) know\b", r"\bnot sure\b", r"\bit (?:really )?depends\b", r"\bwe(?:'ve| have) had (?:great|"
    r"good) feedback\b", r"\bshould be (?:fine|ok|okay|possible|able)\b", r"\bprobably\b", r"\bvery competitive\b",
    r"\bcompetitive\b", r"\bflexible\b", r"\bwe(?:'ll| can| will) (?:work|figure|sort) (?:something|that|it|this) "
    r"out\b", r"\bsomewhere between\b.*\bor\b", r"\bin most cases\b", r"\bmore or less\b", r"\bi'd have to (?:check|"
    r"ask|look)\b", r"\bthat's (?:a )?(?:more )?(?:technical|one for)\b", r"\bas soon as possible\b", r"\busually\b",
    r"\bto some extent\b", r"\bwe're working on\b", r"\bon (?:the|our) roadmap\b",
)  # fmt: skip
EVADE = phrases(
    r"\bwe'll (?:get|come) (?:back )?to (?:that|it|pricing|price)\b", r"\bgood question\b.*\bbut first\b",
    r"\bbefore i answer\b", r"\bbut (?:first|more importantly|what's important|the real question)\b",
    r"\bthe real question is\b", r"\bwhat i can (?:tell|say)\b", r"\bi wouldn't focus on\b",
    r"\bonce you see\b", r"\bfirst,? let me\b", r"\bwhat matters is\b", r"\bit's not about (?:the )?price\b",
    r"\bthink of it as\b", r"\bprice is (?:just|only)\b", r"\bthe value\b",
)  # fmt: skip
LEADING = phrases(
    r"\b(?:wouldn't|don't|isn't|aren't|can't|couldn't|won't|doesn't) (?:you|it|that|this|they) (?:agree|think|"
    r"want|say|like|be|see|prefer|love|make|sound|costing|a)\b", r"\bwouldn't you\b", r"\bwouldn't it\b",
    r"\b(?:right|isn't it|aren't you|don't you|correct|wouldn't it)\?$", r"\bhow much (?:better|easier) would\b",
    r"\bwould you agree\b", r"\bcan you imagine\b.*\bwithout\b", r"\bwho wouldn't\b",
)  # fmt: skip
VERDICT = phrases(
    r"\bwhy on earth\b", r"\bwhy (?:would|do|did|don't|didn't|haven't|are|aren't) you (?:still|even|not|ever|guys"
    r"|really|just)\b", r"\bwhat were you thinking\b", r"\bhow could you\b", r"\bare you serious\b",
    r"\bwhy don't you just\b", r"\bwhy haven't you\b",
)  # fmt: skip
GENERIC = phrases(
    r"^(?:(?:oh|wow|ah|and|so|okay|ok|right|hm+|huh|(?:ha ?)+|interesting|got it|i see|sure)[,.! ]+)*(?:can you |could you |please )?"
    r"(?:tell me (?:a (?:bit|little) )?more|say more|go on|how so|why(?: is that| so)?|how come|really|"
    r"what do you mean(?: by that)?|such as|like what|what else|anything else|elaborate)"
    r"(?: about (?:that|it|this))?[?.! ]*$",
    r"\bdoes that (?:work|sound|make sense|help)\b", r"\b(?:sound|sounds) good\b", r"\bis (?:that|this) ok(?:ay)?\b", r"\bcan you (?:all )?(?:see|hear)\b", r"\bshall we (?:start|begin)\b", r"\bany (?:other )?questions\b", r"\bwhat (?:are|is) your (?:biggest |main |top )?"
    r"(?:pain points?|challenges?|goals?|needs?)\b", r"\b(?:is there )?anything else\?*$", r"\bwhat keeps you up\b", r"\bcan you (?:tell me more|elaborate|"
    r"expand)\b", r"\bhow (?:does|do) (?:that|it) (?:sound|look)\b", r"\bhow was (?:that|it)\b",
    r"\bhow do you feel about that\b", r"\bhow does that make you feel\b",
)  # fmt: skip
LIST = phrases(
    r"\bhow many (?:users|seats|employees|people do you|locations|licen[cs]es|staff|sites|devices|agents)\b",
    r"\bwhat(?:'s| is) (?:your|the) (?:budget|timeline|timeframe|role|title|team size|email|current (?:tool|system|"
    r"provider|vendor|setup))\b", r"\bwho(?:'s| is| are) (?:the|your) (?:decision|other|current)\b", r"^(?:okay|ok|got "
    r"it|right|great)?[,. ]*(?:and )?(?:budget|timeline|authority|team size)\?$", r"\bdo you have (?:a )?budget\b",
    r"\bhow many (?:\w+ ){1,2}(?:do you have|are there|would need|are we talking)\b", r"\bwhat (?:\w+ )?(?:volumes?|sizes?|numbers?) (?:are we|do you)\b", r"\bwhat made you (?:look|reach|contact|call)\b", r"\bwhat brought you\b", r"\bwhy now\b", r"\bwhich crm\b", r"\bwhat crm\b", r"\bwhen (?:are|do) you (?:looking|plan|planning|want) to\b",
    r"\bare you the decision\b", r"\bhave you (?:seen|heard of) (?:our|us)\b",
    r"\bwhat (?:tools?|systems?|software) do you use\b",
)  # fmt: skip
TAKEOVER = phrases(
    r"\bmine (?:is|are|was|were|did|does|has|had)\b", r"\b(?:me|i|we) too\b", r"\bsame (?:here|with me|for me)\b",
    r"\bthat reminds me\b", r"\bmy (?:wife|husband|kid|kids|son|daughter|dog|cat|mother|father|boss|brother|"
    r"sister|neighbo(?:u)?r|own)\b", r"\b(?:last|this) (?:week|weekend|year|month|summer) (?:he|she|i|we|my)\b",
    r"\bi (?:once|just|also) (?:had|went|moved|did|bought|got|was|lost|broke)\b", r"\bi remember when\b",
    r"\bwhen i (?:was|had|did|moved|broke|got)\b",
)  # fmt: skip
LABEL = phrases(
    r"\byou must (?:be|feel|have been)\b", r"\bas a (?:\w+ )*(?:mother|father|mom|dad|parent|woman|man)\b",
    r"\byou(?:'re| are) (?:clearly|obviously|probably|just)? ?(?:furious|scared|afraid|angry|exhausted|anxious|upset|"
    r"terrified|jealous|insecure|ashamed|burnt out|burned out)\b", r"\bdeep down\b", r"\bi (?:sense|can tell|feel) "
    r"(?:that )?you\b", r"\byou(?:'re| are) the type\b", r"\bsounds like you(?:'re| are) (?:furious|scared|afraid|"
    r"angry|insecure|ashamed)\b",
)  # fmt: skip
