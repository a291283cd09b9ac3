"""The one sentence why, and another way to answer, both in this buyer's own words."""

from collections.abc import Sequence

from sevendoors.core.codes import Cue, Grade, Move
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Chance, Quote, SeenMove
from sevendoors.measure.findings import first_name
from sevendoors.measure.text import content

_LONGEST = 14
_DID = {
    Move.REFLECT: "said back what landed, in your own words",
    Move.FEEL: "said why it weighs",
    Move.FOLLOWUP: "asked about exactly that",
    Move.PROBE: "asked an open question",
    Move.CHECK: "summed it up and asked to be corrected",
    Move.RECALL: "came back to what was said before",
    Move.TAILOR: "tied the offer to it",
    Move.TEACH: "gave something useful to know",
    Move.STRAIGHT: "answered straight",
    Move.PROOF: "gave a proof that can be checked",
    Move.COMMIT: "made a promise with a date",
    Move.SHARE: "answered as a person",
    Move.CHOICE: "left the choice open",
    Move.PIVOT: "moved on to something else",
    Move.OVERRIDE: "reassured before asking",
    Move.CANNED: "used a line that would fit anybody",
    Move.TALKOVER: "talked over it",
}
_LOW = (Move.PIVOT, Move.OVERRIDE, Move.CANNED, Move.TALKOVER)
# Openings with a place for the buyer's own words; which one is used depends on the moment's id.
_BETTER = {
    Cue.CONCERN: (
        "“{words}”: what would you need to see early, so that it does not land on you again?",
        "You said “{words}”. What was the worst of it, and what must be different this time?",
        "“{words}”, and you were the one standing there. Tell me what happened before we go on.",
    ),
    Cue.PRIORITY: (
        "So “{words}”, and the rest after that. If that changed, what would come first?",
        "“{words}”: then let me plan from there. What else could stop you, even if we got that right?",
    ),
    Cue.THREAD: (
        "“{words}”: what is behind that?",
        "You said “{words}”. What changed then, and who noticed first?",
    ),
    Cue.PERSONAL: (
        "“{words}”: do you need a minute, or shall we keep it shorter today?",
        "“{words}”. Then tell me which one thing we should get done today.",
    ),
    Cue.ASK: (
        "To “{words}”: here is what I know, here is what I don't, and by when you will have the rest.",
        "“{words}”: yes or no first, then the limit, then how you can check it.",
    ),
    Cue.DOUBT: (
        "“{words}”: fair. What would you have to see, with your own data, to believe it or drop it?",
        "You said “{words}”. Where did it go wrong that time, so that I can show you that very part?",
    ),
    Cue.DECISION: (
        "“{words}”: what will they ask first, and what could I prepare so that you can answer it?",
        "“{words}”. Who there should hear what, and by when, for that to work?",
    ),
}
_ASK_YOURSELF = "What did {who} want you to hear in this, and what could you have asked about it?"


def why(
    conversation: Conversation, chance: Chance, quotes: Sequence[Quote], moves: Sequence[SeenMove],
    grade: Grade,
) -> str:  # fmt: skip
    """Say in one sentence why the answer has its grade, with both sides quoted."""
    who = _who(conversation, chance)
    said = f"{who} said “{clip(chance.quote.text)}”"
    low = [m.move for m in moves if m.move in _LOW]
    high = [m.move for m in moves if m.move not in _LOW]
    if not quotes:
        return f"{said}; nothing was said to it."
    answer = f"“{clip(_telling(quotes, moves, grade).text)}”"
    if grade >= Grade.TAKEN:
        done = [_DID[move] for move in high[:2]]
        did = " and ".join(done) if done else "answered to the point"
        return f"{said}; you {did}: {answer}."
    if grade is Grade.NOTED:
        did = _DID[low[0]] if low else "gave it a word that would fit any buyer"
        return f"{said}; you {did}: {answer}."
    did = _DID[low[0]] if low else "went on with something else"
    return f"{said}; you {did}: {answer}."


def _telling(quotes: Sequence[Quote], moves: Sequence[SeenMove], grade: Grade) -> Quote:
    want_low = grade < Grade.TAKEN
    fitting = [m.quote for m in moves if (m.move in _LOW) == want_low]
    return fitting[0] if fitting else quotes[0]


def better(conversation: Conversation, chance: Chance, id_: str) -> tuple[str, bool]:
    """Give another answer in this buyer's words, or a question to ask oneself (then True)."""
    words = specific(chance.quote.text)
    if not words:
        return _ASK_YOURSELF.format(who=_who(conversation, chance)), True
    ways = _BETTER[chance.code]
    return ways[int(id_[:6], 16) % len(ways)].format(words=words), False


def specific(text: str) -> str:
    """Give the buyer's own words to build on: the clause that carries most, cut short."""
    flat = " ".join(text.split()).strip(" .,!?…–-")
    parts = [p.strip(" .,!?…") for p in flat.replace("? ", ". ").split(". ")]
    parts = [piece for part in parts for piece in _halves(part)]
    rich = [part for part in parts if len(content(part)) >= 1 and len(part.split()) >= 3]
    if not rich:
        return ""
    best = max(rich, key=lambda part: len(content(part)) / (2 + max(0, len(part.split()) - 9)))
    best = best.removeprefix("and ").removeprefix("but ").removeprefix("so ")
    return clip(best, 12)


def _halves(part: str) -> list[str]:
    if len(part.split()) <= _LONGEST:
        return [part]
    return [piece.strip() for piece in part.split(", ")]


def clip(text: str, most: int = 22) -> str:
    """Cut a text at a word, showing the cut."""
    words = text.split()
    shown = " ".join(words[:most]).rstrip(".,;: ")
    return f"{shown} ..." if len(words) > most else shown


def _who(conversation: Conversation, chance: Chance) -> str:
    person = conversation.participant(chance.buyer)
    return first_name(person.name) if person else "The buyer"
