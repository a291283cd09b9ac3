"""The hard basics of a call, which can be ticked off: was the buyer asked what may be spent."""

import re
from collections.abc import Iterable

from sevendoors.measure.text import clauses, is_question

# What is meant: a question of the seller's about money the buyer has or means to spend. Our own
# price ("what it costs with us") is no such question.
_BUDGET = re.compile(
    r"\bbudget\w*\b|\b(set|put) aside\b|\bhow much (do|did|can|could|would|will|have|are|were) you"
    r"( \w+){0,3} (spend|spent|spending|pay|paid|paying|invest\w*|allocat\w*|afford)\b"
    r"|\bwhat (do|did|can|could|would|will|are|were) you( \w+){0,3} (spend|spending|pay|paying|invest\w*)\b"
    r"|\b(price|cost|spending) (range|limit|ceiling|frame)\b|\bis (there|the) money\b"
    r"|\b(is|was|has) (it|this|that|the project|anything) (been )?(funded|budgeted|paid for)\b"
    r"|\bwho(se)?( budget)? (pays|holds the (money|budget)|signs off on (the )?(money|spend\w*))\b",
    re.IGNORECASE,
)


def asks_budget(turns: Iterable[str]) -> bool:
    """Say whether a seller's turns ask what the buyer may or means to spend."""
    return any(
        is_question(clause.text) and _BUDGET.search(clause.text)
        for text in turns
        for clause in clauses(text)
    )
