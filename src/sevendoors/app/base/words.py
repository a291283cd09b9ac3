"""The words people read: names of grades, kinds of chance, times, in one place."""

from collections.abc import Sequence

from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Conversation, Turn
from sevendoors.core.moment import Moment
from sevendoors.core.score import Fact, Unscored

GRADE_WORDS = {
    Grade.MISSED: "missed",
    Grade.NOTED: "noted",
    Grade.TAKEN: "taken",
    Grade.OPENED: "opened",
}
CHANCE_WORDS = {
    Cue.CONCERN: "a worry",
    Cue.PRIORITY: "what matters most",
    Cue.THREAD: "a thread left hanging",
    Cue.PERSONAL: "something personal",
    Cue.ASK: "a question",
    Cue.DOUBT: "a doubt",
    Cue.DECISION: "a word on the decision",
    Cue.CONFIRM: "a confirmation",
}
CALL_KINDS = ("cold call", "discovery", "demo", "technical", "pricing", "negotiation", "renewal",
              "complaint")  # fmt: skip
CONSENTS = ("not recorded", "told and agreed", "not needed")
SIDE_WORDS = {"seller": "sells", "buyer": "buys", "unknown": "not placed yet"}
ROLE_WORDS = {
    "seller": "brings in calls, and sees what they did in them",
    "coach": "sees what sellers of the team show to the coach",
    "leader": "sees what they show to coach and leader, and sums of the team",
    "admin": "keeps accounts and settings, and sees no call by that",
}
FACT_WORDS = {
    "talk_share": "Your share of the words",
    "buyer_share": "The buyer's share of the words",
    "longest_turn": "Your longest turn",
    "questions": "Questions you asked",
    "chances_per_10_buyer_minutes": "Room for the buyer",
    "stacked_questions": "Questions asked in a row",
    "response_gap": "Pause before you answered",
    "interruptions": "Talking at the same time",
}


def outcome(moment: Moment) -> str:
    """Say in one word what became of a chance: missed, noted, taken, opened, or no answer."""
    grade = moment.answer.grade
    return "no answer possible" if grade is None else GRADE_WORDS[grade]


def certainty(p: float) -> str:
    """Say how sure we are in words; the number stands beside it in every view."""
    return "clear" if p >= 0.85 else "likely" if p >= 0.7 else "possible"


def clock(ms: int | None) -> str:
    """Write milliseconds as m:ss or h:mm:ss; nothing where the time is unknown."""
    if ms is None:
        return ""
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def when(conversation: Conversation, turn: int) -> str:
    """Say where in the call a turn is: its time, or its number where the file has no times."""
    return clock(conversation.turns[turn].start_ms) or f"turn {turn + 1}"


def speaker(conversation: Conversation, turn: Turn) -> str:
    """Give the name of who speaks, or a plain word where the file is silent."""
    person = conversation.participant(turn.participant)
    return person.name if person else "Unknown"


def fact_text(fact: Fact) -> str:
    """Write one small fact with its unit, or why it cannot be known."""
    if isinstance(fact, Unscored):
        return fact.reason
    if fact.unit == "share":
        return f"{fact.value:.0%}"
    number = f"{fact.value:.0f}" if fact.value >= 10 or fact.value == int(fact.value) else ""
    return f"{number or format(fact.value, '.1f')} {fact.unit}"


def day_words(text: str | None) -> str:
    """Write a kept time as its day, such as 3 November 2026; "no date" where there is none."""
    months = ("January", "February", "March", "April", "May", "June", "July", "August",
              "September", "October", "November", "December")  # fmt: skip
    if not text or len(text) < 10 or not text[5:7].isdecimal():
        return "no date"
    return f"{int(text[8:10])} {months[int(text[5:7]) - 1]} {text[:4]}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Write several words as a list: one, two and three. last: what stands before the last."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
