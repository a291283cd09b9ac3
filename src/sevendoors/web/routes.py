"""Every address of the pages, in one list; tests walk it as every role."""

from sevendoors.web.asking import PageRoute
from sevendoors.web.pages import (
    call,
    calls,
    codebook,
    deals,
    door,
    drills,
    duel,
    evidence,
    judgement,
    me,
    people,
    practise,
    sees,
    settings,
    team,
    today,
    who,
)

PAGES: tuple[PageRoute, ...] = (
    *door.ROUTES,
    *today.ROUTES,
    *calls.ROUTES,
    *who.ROUTES,
    *call.ROUTES,
    *deals.ROUTES,
    *me.ROUTES,
    *team.ROUTES,
    *people.ROUTES,
    *codebook.ROUTES,
    *evidence.ROUTES,
    *settings.ROUTES,
    *sees.ROUTES,
    *practise.ROUTES,
    *drills.ROUTES,
    *judgement.ROUTES,
    *duel.ROUTES,
)
