"""Two findings, three plain sentences and the reveal: what a person reads first."""

from collections import Counter
from collections.abc import Sequence

from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Conversation, Kind, Side
from sevendoors.core.moment import Moment, Quote
from sevendoors.core.review import Finding
from sevendoors.measure.text import stem

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve")  # fmt: skip
_WEIGHT = {
    Cue.CONCERN: 1.0,
    Cue.DECISION: 0.85,
    Cue.PRIORITY: 0.95,
    Cue.DOUBT: 0.9,
    Cue.ASK: 0.7,
    Cue.THREAD: 0.65,
    Cue.PERSONAL: 0.55,
}
_KIND = {
    Cue.CONCERN: "a worry",
    Cue.PRIORITY: "what matters most",
    Cue.THREAD: "a thread left hanging",
    Cue.PERSONAL: "something personal",
    Cue.ASK: "a question",
    Cue.DOUBT: "a doubt",
    Cue.DECISION: "a word on the decision",
}
# Chosen on the development calls for the share of findings that are right; docs/evidence.md has it.
LEAST_SURE = 0.6
NEAR_SUREST = 0.95
# What tools write where they know only the side.
_LABELS = frozenset(["customer", "them", "external", "user", "buyer", "client", "caller"])
_LONGEST_QUOTE = 160


def number(n: int, *, capital: bool = False) -> str:
    """Write a count as a word up to twelve, as a figure above."""
    word = _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)
    return word.capitalize() if capital else word


def buyers_named(conversation: Conversation) -> str:
    """Name the buyer by first name, or say "Your buyers" where there are several."""
    talking = {turn.participant for turn in conversation.turns}
    names = [
        p.name
        for p in conversation.participants
        if p.side is Side.BUYER and p.id in talking and p.kind is Kind.PERSON
    ]
    return first_name(names[0]) if len(names) == 1 else "Your buyers"


def first_name(name: str) -> str:
    """Give the first name, unless the name is a label such as SPEAKER_00 or a number."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    return first if first.isalpha() and not name.lower().startswith("speaker") else name


def sentences(moments: Sequence[Moment], conversation: Conversation) -> tuple[str, ...]:
    """Say in three plain sentences what the buyer gave and what became of it."""
    who = buyers_named(conversation)
    answered = [m for m in moments if m.answer.grade is not None]
    if not answered:
        return (f"{who} gave you no chance that we could see in this call.",)
    took = [m for m in answered if (m.answer.grade or 0) >= Grade.TAKEN]
    given = number(len(answered))
    plural = "chance" if len(answered) == 1 else "chances"
    lines = [f"{who} gave you {given} {plural}.", _taken_sentence(answered, took)]
    back = _came_back(moments)
    if back:
        lines.append(back)
    else:
        kinds = Counter(m.chance.code for m in answered)
        code, n = kinds.most_common(1)[0]
        most = f"{number(n)} of them {'was' if n == 1 else 'were'}"
        lines.append(f"{most.capitalize()} {_KIND[code]}." if n > 1 else _heaviest(answered))
    return tuple(line for line in lines if line)


def _taken_sentence(answered: Sequence[Moment], took: Sequence[Moment]) -> str:
    if len(took) == len(answered):
        return "You took every one." if len(took) > 1 else "You took it."
    opened = sum(m.answer.grade is Grade.OPENED for m in took)
    noted = sum(m.answer.grade is Grade.NOTED for m in answered)
    missed = len(answered) - len(took) - noted
    more = f", and opened {number(opened)} of those" if opened else ""
    rest = [f"{number(noted)} got a token" if noted else "", f"{number(missed)} went by" if missed
            else ""]  # fmt: skip
    tail = " and ".join(part for part in rest if part)
    return f"You took {number(len(took)) if took else 'none'}{more}; {tail}."


def _came_back(moments: Sequence[Moment]) -> str:
    back = [m for m in moments if m.chance.came_back]
    topic = repeated_topic(moments)
    if not back or not topic:
        return ""
    word, times = topic
    return f"“{word}” came up {_times(times)}."


def _times(n: int) -> str:
    return "twice" if n == 2 else f"{number(n)} times"


def repeated_topic(moments: Sequence[Moment]) -> tuple[str, int] | None:
    """Give the buyer's word that most chances share, with in how many it stands (two or more)."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for moment in moments:
        for word in {stem(w): w for w in moment.chance.topic if len(w) > 3}.items():
            counts[word[0]] += 1
            shown.setdefault(*word)
    if not counts:
        return None
    best, n = min(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    return (shown[best], n) if n >= 2 else None


def _heaviest(moments: Sequence[Moment]) -> str:
    top = max(moments, key=weight)
    return f"The heaviest was {_KIND[top.chance.code]}: “{short(top.chance.quote)}”"


def weight(moment: Moment) -> float:
    """Say how much a chance asks to be looked at: kind, plainness, certainty, coming back."""
    chance = moment.chance
    return heaviness(chance.code, chance.intensity, chance.p, came_back=chance.came_back)


def heaviness(code: Cue, intensity: int, p: float, *, came_back: bool) -> float:
    """Say how much a chance asks to be looked at, from what is kept of it."""
    back = 0.3 if came_back else 0.0
    return _WEIGHT[code] * (0.6 + 0.2 * intensity) * p + back


def short(quote: Quote) -> str:
    """Give the quoted words, cut at a word where they are long (the cut is shown by ...)."""
    text = " ".join(quote.text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " ..."


def findings(moments: Sequence[Moment], conversation: Conversation) -> tuple[Finding, ...]:
    """Choose at most one thing to keep and one to change: the weightiest of what is seen surely."""
    answered = [m for m in moments if m.answer.grade is not None]
    good = [m for m in answered if (m.answer.grade or 0) >= Grade.TAKEN]
    open_ = [m for m in answered if (m.answer.grade or 0) < Grade.TAKEN]
    found = []
    for kind, group in (("keep", good), ("change", open_)):
        sure = max(map(sureness, group), default=0.0)
        near = [m for m in group if sureness(m) >= max(LEAST_SURE, NEAR_SUREST * sure)]
        if near:
            found.append(_finding(kind, max(near, key=weight), conversation))
    return tuple(found)


def sureness(moment: Moment) -> float:
    """Say how likely it is, from 0 to 1, that the chance is there and was taken, or not, as said."""
    return sure_of(moment.chance.p, moment.answer.grade or Grade.MISSED, moment.answer.grade_p)


def sure_of(p: float, grade: int, grade_p: Sequence[float] | None) -> float:
    """Say the same from what is kept: the chance's certainty, its grade, the grades' chances."""
    high = sum((grade_p or (1.0, 0.0, 0.0, 0.0))[2:])
    return p * (high if grade >= Grade.TAKEN else 1 - high)


def _finding(kind: str, moment: Moment, conversation: Conversation) -> Finding:
    person = conversation.participant(moment.chance.buyer)
    who = first_name(person.name) if person else "The buyer"
    thing = _KIND[moment.chance.code]
    verb = {
        Grade.MISSED: "and it went by",
        Grade.NOTED: "and it got a token",
        Grade.TAKEN: "and you took it",
        Grade.OPENED: "and you opened it",
    }[moment.answer.grade or Grade.MISSED]
    said = f"{who} said: “{short(moment.chance.quote)}”"
    answer = " ".join(short(q) for q in moment.answer.quotes[:2])
    reply = f" You answered: “{answer}”" if answer else " It was not answered."
    return Finding(
        kind=kind,
        moment=moment.id,
        headline=f"{who} gave you {thing}, {verb}.",
        text=said + reply,
    )


def reveal(guess: int | None, moments: Sequence[Moment], conversation: Conversation) -> str:
    """Say what was seen beside what was guessed, with the chance that went by most plainly."""
    answered = [m for m in moments if m.answer.grade is not None]
    took = sum((m.answer.grade or 0) >= Grade.TAKEN for m in answered)
    if not answered:
        return "No chance arose that we could see, so there was none to take."
    start = f"You guessed {guess}. We saw {took}." if guess is not None else f"We saw {took}."
    open_ = [m for m in answered if (m.answer.grade or 0) < Grade.TAKEN]
    if not open_:
        return start
    worst = max(open_, key=weight)
    person = conversation.participant(worst.chance.buyer)
    who = first_name(person.name) if person else "The buyer"
    answer = short(worst.answer.quotes[0]) if worst.answer.quotes else ""
    reply = f"; you answered “{answer}”" if answer else "; it was not answered"
    ending = "" if reply.endswith(("”", "d")) and reply[-2:-1] in ".?!" else "."
    return f"{start} {who} said “{short(worst.chance.quote).rstrip('.')}”{reply}{ending}"
