"""Words that stand for one another in talk, so that own words count and not only echoes.

Each line is one idea. Made by hand for this project; a word may stand in several lines.
"""

from functools import lru_cache

from sevendoors.measure.answers.stemming import stem

IDEAS = """
job career neck personally position role blame blamed fired promotion head
again same repeat twice second redo another
audit auditor inspection inspector regulator compliance check
time deadline date schedule timeline calendar timing
late delay slip behind overdue overrun postpone wait
week day month quarter year hour minute
fast quick speed soon rush hurry slow
money budget cost price expensive cheap afford spend fee pay invoice bill figure
team people staff crew colleague department group everyone
asked consulted heard involved included ignored left voice
hire hiring recruit headcount person
boss manager director chief board executive leadership
finance cfo accountant accounting controller
legal lawyer counsel contract clause
sign signature approve approval signoff authorise
decide decision choose choice choosing verdict
worry worried anxious afraid scared nervous fear concern uneasy dread
careful cautious wary burned bitten trust
tired exhausted wearing wear draining drain sleep rest night
stress stressed pressure heavy load weight burden swamped overwhelmed stretched
angry annoyed frustrated frustrating fed upset sick irritating maddening
proud pride happy glad pleased relief relieved delighted congratulation congratulate
hard difficult tough painful pain rough brutal nightmare trouble
broken break broke fail failed failure crash outage down stop
wrong mistake error bug issue problem fault
risk risky danger exposed
lose lost loss waste wasted leak drop
manual hand paper spreadsheet excel copy paste retype
duplicate double twice
reconcile reconciling reconciliation match matching
data record report number dashboard figure
customer client guest patient caller shopper user
supplier vendor provider partner competitor
promise promised swear swore said
move moving moved migrate migration switch switching change changed
train training learn learning onboard onboarding course
child kid daughter son baby nursery school teenager
wife husband partner family mother father mum mom dad parent
home house flat boxes moving
holiday vacation leave trip travel away
sick ill illness doctor hospital flu cold surgery
call phone ring rang ringing
drilling noise building builder renovation noisy loud
weekend saturday sunday evening
store shop branch site location outlet
warehouse stock inventory storage depot
order orders purchase
ship shipping delivery deliver truck freight courier
factory plant line production machine
security secure safe breach privacy
integrate integration connect connection interface sync
old legacy outdated ancient
big large huge many lots
small little few tiny
quit leave leaving left resign gone turnover
new fresh recent
first start begin before earliest
rest later after wait
explain explaining defend justify answer tell
alone own personally yourself
merger merge acquisition takeover
peak season seasonal christmas busy rush
pilot trial test try
support help hotline ticket
quality defect scrap reject
leader manager owner owns responsible
scale grow growth expand expansion
retire retirement retiring
feature extra function option
live launch launched golive rollout roll implementation deploy
payroll salary wage pay
"""


_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=1)
def table() -> dict[str, frozenset[int]]:
    """Give, for each stem, the numbers of the ideas it belongs to."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(IDEAS.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def ideas(word: str) -> frozenset[int]:
    """Give the ideas a stem belongs to; none for most words."""
    return table().get(word, _NONE)
