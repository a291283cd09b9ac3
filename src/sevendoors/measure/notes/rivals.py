"""Other suppliers the buyer named, and what was answered."""

import re

from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.moment import Quote
from sevendoors.core.review import Competitor
from sevendoors.measure.text import clauses

_NAME = r"(?P<name>[A-Z][\w&.-]*[a-z0-9](?: [A-Z][\w&.-]+)?)"
_SIGNS = tuple(
    re.compile(text)
    for text in (
        rf"\b(?:compared (?:to|with)|versus|rather than|instead of|alternative to|demo (?:of|from|with)|"
        rf"(?:quote|offer|proposal|pitch|price) from|switch(?:ing|ed)? (?:to|from)|also (?:looking at|talking "
        rf"to|seeing|have)|looked at|looking at|spoke (?:to|with)|talked to|talking to|competitor,?|happy with) "
        rf"{_NAME}",
        rf"\b{_NAME},? (?:told us|quoted|offers?(?:ed)? us|said they|says they|promised us|showed us|came in|"
        rf"is (?:half|cheaper)|can do|does (?:it|that|this)|charges?|wants?)\b",
        rf"\b(?:we|they|I) (?:currently |still |already )?(?:use|run|have|bought) {_NAME} (?:for|at|in|today|now)\b",
    )
)
# Words with a capital that name no supplier.
_NOT = frozenset(
    (
        "I I'm Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
        "April May June July August September October November December Excel Word Outlook Zoom "
        "Teams Google Legal Finance Procurement Christmas Easter Europe Germany France Spain "
        "Italy England UK US USA EU Yes No Well So But And The That This It He She They We You "
        "What Who My Our Your IT HR CFO CEO COO CTO QA ERP CRM Nobody Somebody Someone Everybody "
        "Everyone Anybody Anyone None One Whoever People Mum Mom Dad Mother Father Sales "
        "Marketing Production Accounts Operations Management God Head Then Now Maybe Because If "
        "When There Here Group "
    ).split()
)


def rivals(conversation: Conversation) -> tuple[Competitor, ...]:
    """List each supplier a buyer named once, with the first words and the seller's next words."""
    known = {
        part.casefold()
        for person in conversation.participants
        for part in (*person.name.split(), *(person.organisation or "").split())
    }
    title = {word.casefold() for word in re.findall(r"\w+", conversation.title or "")}
    found: dict[str, Competitor] = {}
    for turn in conversation.turns:
        if conversation.side(turn.participant) is not Side.BUYER:
            continue
        for clause in clauses(turn.text):
            for sign in _SIGNS:
                hit = sign.search(clause.text)
                first = hit["name"].split()[0] if hit else ""
                if not hit or first in _NOT or first.casefold() in known | title:
                    continue
                quote = Quote(
                    conversation=conversation, turn=turn.index, start=clause.start, end=clause.end
                )
                answer = _answer(conversation, turn.index)
                found.setdefault(
                    hit["name"], Competitor(name=hit["name"], quote=quote, answer=answer)
                )
    return tuple(found.values())


def _answer(conversation: Conversation, after: int) -> Quote | None:
    for turn in conversation.turns[after + 1 : after + 4]:
        if conversation.side(turn.participant) is Side.SELLER and turn.text.strip():
            first = clauses(turn.text)[0]
            return Quote(
                conversation=conversation, turn=turn.index, start=first.start, end=first.end
            )
    return None
