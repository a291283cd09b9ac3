"""Promises of both sides: who, what, until when, with the words; precision before recall."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sevendoors.core.conversation import Conversation, Side, Turn
from sevendoors.core.moment import Quote
from sevendoors.core.review import Promise
from sevendoors.measure.text import Clause, clauses, is_question, stem, stems

_DO = (
    r"(send|forward|share|write|draft|e-?mail|mail|call you|ring|check|find out|ask|get (you|back|him|her|"
    r"them|the|that|it)|put together|prepare|set up|book|arrange|introduce|connect|put you in|bring|look into|"
    r"look it up|follow up|come back (to you|with)|confirm|update|fix|order|talk to|speak (to|with)|run it|"
    r"loop in|invite|schedule|pull|dig out|work out|review|sign|let you know|give you (a|the|access)|"
    r"have (it|that|them|the \w+) (ready|over|to you|with you|for you)|make sure)"
)
_WILL = re.compile(
    rf"\b(i|we)('ll| will| am going to|'m going to| are going to|'re going to|'d| can)"
    rf"( \w+)? {_DO}|\byou'll (have|get) (it|that|them|the \w+)|\blet me {_DO.replace('|make sure', '')}",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(share|show|see|pull up|put up) (my|the|this|that|a|you|it)? ?(screen|slide|demo|you (a|the|how|what|"
    r"this))|\bi'll (be honest|say|admit|show you|tell you|walk you|explain|start|stop|try|think|take that|"
    r"leave it there|let you (go|talk|speak))|\bwe'll (see|get there|come to that)|"
    r"\blet me (ask|just|show|share|explain|tell|see|think|put it|check if (you|i)|pull up)|"
    r"\bgoing to (show|walk|talk you|ask)\b|\bnow\b.{0,12}$|\bright now\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"^(and |so |but |then )?(if|when|once|should|unless|in case)\b|\b(if (you|we|it)|would|could|might|"
    r"maybe|perhaps|in theory|don't|won't|can't|not going to|never)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(stem(w) for w in "send call get mail share thursday friday monday".split())
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]  # fmt: skip
_DUE = re.compile(
    r"\b(?:(?:by|before|until|on|for|no later than|this|next|the|first thing|end of|close of) )*"
    rf"(?P<day>{'|'.join(_DAYS)}|today|tonight|tomorrow|(?:the )?day after tomorrow|"
    r"(?:the )?(?:end of (?:the |this |next )?(?:day|week|month|quarter|year))|"
    r"(?:this|next) (?:week|month|quarter)|"
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?: of (?:{'|'.join(_MONTHS)}))?|(?:the )?(?:twenty[- ])?(?:first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth)"
    rf"(?= |[,.]|$)|(?:{'|'.join(_MONTHS)}) \d{{1,2}}|within (?:a|an|one|two|three|24|48) (?:hours?|days?|weeks?)|"
    r"in (?:a|one|two|three) (?:days?|weeks?))"
    r"(?: (?:morning|noon|afternoon|evening|night|at \w+))?",
    re.IGNORECASE,
)


def promises(conversation: Conversation) -> tuple[Promise, ...]:
    """List what was promised on either side, in the order spoken. Needs text alone."""
    found: list[Promise] = []
    for turn in conversation.turns:
        side = conversation.side(turn.participant)
        if side is not Side.UNKNOWN:
            for clause in promised(turn.text):
                promise = _promise(conversation, turn, side, clause)
                if not any(_same(promise, earlier) for earlier in found):
                    found.append(promise)
    return tuple(found)


def _same(one: Promise, other: Promise) -> bool:
    """Say whether a promise is only said again: same person, same day or none, same thing."""
    if one.owner != other.owner or (one.due and one.due != other.due):
        return False
    left, right = stems(one.what) - _SMALL, stems(other.what) - _SMALL
    return bool(left & right) and 2 * len(left & right) >= min(len(left), len(right))


def promised(text: str) -> Iterator[Clause]:
    """Give the clauses of a text that promise something beyond this call."""
    for clause in clauses(text):
        said = clause.text
        if not _WILL.search(said) or is_question(said):
            continue
        # "I can" and "let me" only promise with a date; a condition takes the promise back.
        loose = re.search(r"\b(i|we) can\b|\blet me\b|\b(i|we)'d\b", said, re.IGNORECASE)
        if (loose and not _DUE.search(said)) or _WITHIN.search(said) or _IF.search(said):
            continue
        yield clause


def _promise(talk: Conversation, turn: Turn, side: Side, clause: Clause) -> Promise:
    person = talk.participant(turn.participant)
    due = _DUE.search(clause.text)
    said = due.group(0).strip() if due else None
    found = _WILL.search(clause.text)
    what = clause.text[found.start() :] if found else clause.text
    return Promise(
        side=side,
        owner=person.name if person else None,
        what=what.rstrip(".!, "),
        quote=Quote(conversation=talk, turn=turn.index, start=clause.start, end=clause.end),
        due=said,
        due_on=due_date(due["day"], talk.started_at) if due else None,
    )


def due_date(said: str, started_at: str | None) -> str | None:
    """Work out the day meant, from the day of the call; None where either is not plain.

    A weekday is the next one after the call. Returns an ISO date.
    """
    try:
        start = date.fromisoformat((started_at or "")[:10])
    except ValueError:
        return None
    word = said.casefold().removeprefix("the ")
    if word in _DAYS:
        ahead = (_DAYS.index(word) - start.weekday() - 1) % 7 + 1
        return (start + timedelta(days=ahead)).isoformat()
    steps = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
    if word in steps:
        return (start + timedelta(days=steps[word])).isoformat()
    return _numbered(word, start)


def _numbered(word: str, start: date) -> str | None:
    found = re.match(r"(\d{1,2})(?:st|nd|rd|th)(?: of (\w+))?$|(\w+) (\d{1,2})$", word)
    if not found:
        return None
    day = int(found[1] or found[4])
    name = found[2] or found[3]
    month = _MONTHS.index(name) + 1 if name in _MONTHS else start.month
    for year, number in ((start.year, month), (start.year + (month == 12), month % 12 + 1)):
        try:
            meant = date(year, number, day)
        except ValueError:
            return None
        if meant >= start:
            return meant.isoformat()
        if name:
            return date(start.year + 1, month, day).isoformat()
    return None
