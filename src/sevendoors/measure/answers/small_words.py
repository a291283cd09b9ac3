"""The small words that carry no content, and the everyday nouns that carry little."""

from sevendoors.measure.answers.stemming import stem

_SMALL = """a about above actually after ah all almost along already also although always am an and
any anybody anyone anything anyway are aren't around as at away back basically be because been being
both bit but by can can't cannot certainly come comes coming could couldn't did didn't do does
doesn't doing don't done else enough er erm even ever every everything exactly far for from get gets
getting give gives go goes going gonna got gotta great had hadn't has hasn't have haven't having he
he'd he's hello her here hers hey hi him his honest honestly how however i i'd i'll i'm i've if in
indeed into is isn't it it'd it'll it's its itself just keep kind know knows let let's like little
look looking lot lots made make makes making maybe me mean means might mine more most much must my
myself need needs never nice no nobody none nor not nothing now of off oh ok okay on once one ones
only or other others our ours out over perfect perhaps please pretty probably put quite rather
really right said same say saying says see seem seems seen she she'd she's should shouldn't so some
somebody someone something sometimes somewhat sorry sort still stuff such sure take taken takes
taking tell than thank thanks that that'd that's the their theirs them then there there's these they
they'd they'll they're they've thing things think thinking thinks this those though thought through
to too took totally tried try trying uh uhm um understand understood until up upon us use used using
very want wanted wants was wasn't way we we'd we'll we're we've well went were weren't what what's
whatever when where whether which while who who's whom whose why will with within without won't
would wouldn't yeah yep yes yet you you'd you'll you're you've your yours yourself able absolutely
alright cause definitely fair feel feeling fine good happen happened happening happens hear
interesting point question worked works work working dear mm hmm mhm everyone everybody again
matter matters quickly came actually literally obviously guess yesterday tomorrow"""
_EVERYDAY = """time week month year people company business system tool product place part side
customer solution process project number important day before rest first bad big new old long"""
SMALL = frozenset(_SMALL.split()) - {"same", "again"}
EVERYDAY = frozenset(stem(word) for word in _EVERYDAY.split())
