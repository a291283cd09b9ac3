"""Reviews of the invented calls, made of what was drawn: no engine reads them."""

from collections.abc import Sequence

from sevendoors.app.demo.demo_big_words import Played, Spoken, parts
from sevendoors.app.reading.reviewing import answerable, taken
from sevendoors.core.codebook import Codebook
from sevendoors.core.codebook_maps import qualities_of, skills_of
from sevendoors.core.codes import CHANCES, Cue, Grade, Move
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Answer, Chance, Moment, Quote, SeenMove, moment_id
from sevendoors.core.review import (
    Competitor,
    DecisionStep,
    Notes,
    OpenQuestion,
    Priority,
    Promise,
    Review,
)
from sevendoors.measure.facts import facts
from sevendoors.measure.findings import findings, first_name, sentences

_TAKES = {  # what shows in an answer that takes a chance up
    Cue.CONCERN: (Move.REFLECT,),
    Cue.PRIORITY: (Move.TAILOR, Move.REFLECT),
    Cue.THREAD: (Move.FOLLOWUP,),
    Cue.PERSONAL: (Move.REFLECT,),
    Cue.ASK: (Move.STRAIGHT,),
    Cue.DOUBT: (Move.REFLECT, Move.STRAIGHT),
    Cue.DECISION: (Move.COMMIT,),
}
_WHY = {
    Grade.MISSED: "You went on with something else; {about} got no answer.",
    Grade.NOTED: "You answered, and the answer would fit any buyer: nothing in it is about {about}.",
    Grade.TAKEN: "You took up {about}, and stopped there.",
    Grade.OPENED: "You took up {about}, and asked on from there.",
}
Reading = tuple[tuple[str, str], str]  # (engine's name and version), codebook's version


def review_of(
    spoken: Spoken, labels: Sequence[Sequence[float]], plain: Sequence[int], book: Codebook,
    reading: Reading,
) -> Review:  # fmt: skip
    """Make the review of a call. labels: four probabilities for each chance; plain: 1 or 2."""
    talk = spoken.talk
    seen: dict[tuple[int, Cue], int] = {}
    found = []
    for played, p, strength in zip(spoken.played, labels, plain, strict=True):
        place = (played.turn, played.code)
        number = seen.get(place, 0)
        seen[place] = number + 1
        found.append(_moment(talk, played, (p[0], p[1], p[2], p[3]), strength, number, book))
    moments = tuple(found)
    return Review(
        conversation=talk, moments=moments, confirmations=(), given=len(answerable(moments)),
        taken=len(taken(moments)), sentences=sentences(moments, talk), reveal="",
        findings=findings(moments, talk), notes=_notes(spoken, moments),
        facts=facts(talk, moments), engine=reading[0], codebook_version=reading[1],
    )  # fmt: skip


def _moment(
    talk: Conversation, played: Played, p: tuple[float, float, float, float], strength: int,
    number: int, book: Codebook,
) -> Moment:  # fmt: skip
    reply = _whole(talk, played.answered)
    moves = _moves(talk, played, p)
    names = tuple(one.move for one in moves)
    opened = played.grade is Grade.OPENED
    said = talk.turns[played.turn].text
    return Moment(
        id=moment_id(talk, played.turn, played.code, number),
        chance=Chance(
            code=played.code, p=0.62 + 0.3 * (len(said) % 17) / 17 + 0.04 * (strength == 2),
            intensity=strength, buyer=played.buyer,
            quote=Quote(conversation=talk, turn=played.turn, start=played.start, end=played.end),
        ),
        answer=Answer(
            turns=(played.answered,), quotes=(reply,), moves=moves, grade=played.grade, grade_p=p,
            immediate=played.grade, seller="s1",
        ),
        skills=skills_of(book, played.code, names), qualities=qualities_of(book, played.code, names),
        why=_WHY[played.grade].format(about=played.about), better="" if opened else played.better,
    )  # fmt: skip


def _moves(talk: Conversation, played: Played, p: Sequence[float]) -> tuple[SeenMove, ...]:
    whole, last = _whole(talk, played.answered), _last(talk, played.answered)
    sure = round(0.55 + 0.4 * max(p), 4)
    if played.grade is Grade.MISSED:
        move = Move.OVERRIDE if played.code in (Cue.CONCERN, Cue.DOUBT) else Move.PIVOT
        return (SeenMove(move=move, p=sure, quote=whole),)
    if played.grade is Grade.NOTED:
        return (SeenMove(move=Move.CANNED, p=sure, quote=whole),)
    takes = [SeenMove(move=move, p=sure, quote=whole) for move in _TAKES[played.code]]
    if played.grade is Grade.OPENED:
        asks = Move.PROBE if played.code is Cue.THREAD else Move.FOLLOWUP
        takes.append(SeenMove(move=asks, p=sure, quote=last))
    if played.recalls:
        back = Quote(conversation=talk, turn=played.answered, start=0, end=played.recalls)
        takes.append(SeenMove(move=Move.RECALL, p=sure, quote=back))
    return tuple(takes)


def _whole(talk: Conversation, turn: int) -> Quote:
    return Quote(conversation=talk, turn=turn, start=0, end=len(talk.turns[turn].text))


def _last(talk: Conversation, turn: int) -> Quote:
    """Give the last sentence of a turn."""
    text = talk.turns[turn].text
    start = max((text.rfind(mark, 0, -1) for mark in (". ", "? ", "! ")), default=-1)
    return Quote(conversation=talk, turn=turn, start=start + 2 if start >= 0 else 0, end=len(text))


def _notes(spoken: Spoken, moments: Sequence[Moment]) -> Notes:
    talk = spoken.talk
    promises, line = _promises(spoken)
    of = {code: [m.chance for m in moments if m.chance.code is code] for code in CHANCES}
    seller = talk.participants[0].name
    buyer = talk.participants[1].name
    return Notes(
        priorities=tuple(Priority(rank=n + 1, quote=c.quote, buyer=c.buyer)
                         for n, c in enumerate(of[Cue.PRIORITY])),
        decision=tuple(DecisionStep(kind="how", quote=c.quote, buyer=c.buyer)
                       for c in of[Cue.DECISION]),
        promises=promises,
        questions=tuple(OpenQuestion(quote=m.chance.quote, buyer=m.chance.buyer) for m in moments
                        if m.chance.code is Cue.ASK and m.answer.grade == Grade.MISSED),
        competitors=_rivals(moments),
        mail=f"Hello {first_name(buyer)},\n\nthank you for the call.{line}\n\n{first_name(seller)}",
    )  # fmt: skip


def _promises(spoken: Spoken) -> tuple[tuple[Promise, ...], str]:
    """Give what was promised at the end, and how the mail says it."""
    if spoken.promised is None:
        return (), ""
    talk, (turn, thing, due) = spoken.talk, spoken.promised
    day = due.strftime("%A, %d %B").replace(" 0", " ") if due else None
    made = Promise(side=talk.participants[0].side, owner=talk.participants[0].name, what=thing,
                   quote=_whole(talk, turn), due=day, due_on=due.isoformat() if due else None)  # fmt: skip
    return (made,), f" As promised, you will have {thing} from me{f' by {day}' if day else ''}."


def _rivals(moments: Sequence[Moment]) -> tuple[Competitor, ...]:
    rivals = parts()["names"]["rivals"]
    named = [(name, m) for m in moments for name in rivals if name in m.chance.quote.text]
    return tuple(
        Competitor(name=name, quote=m.chance.quote,
                   answer=m.answer.quotes[0] if (m.answer.grade or 0) >= Grade.TAKEN else None)
        for name, m in named
    )  # fmt: skip
