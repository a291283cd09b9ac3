"""Goes through what the buyer said and points at every chance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Conversation, Run, Side, Turn
from sevendoors.core.moment import Chance, Quote
from sevendoors.core.protocols import Encoder
from sevendoors.measure.cues.ask import asks
from sevendoors.measure.cues.confirm import confirms
from sevendoors.measure.cues.context import Stretch, lines_of, stretches
from sevendoors.measure.cues.heard import signs as heard_signs
from sevendoors.measure.cues.plain_forms import hits, is_none
from sevendoors.measure.cues.sign import ORDER, Sign
from sevendoors.measure.text import Clause, clauses, content, stems, words

LEAST = 0.6  # Judgement: below this a chance is not shown. Measured on labelled calls later.
_FEWEST_WORDS = 4
_MOST_IN_TURN = 3
_NEAR = 90  # Characters between two clauses that still speak of one thing.
_LONGEST = 320
_TOPIC = 6
_HEADS = {"concern": Cue.CONCERN, "doubt": Cue.DOUBT, "priority": Cue.PRIORITY}


def find_chances(conversation: Conversation, encoder: Encoder) -> tuple[Chance, ...]:
    """Point at every chance the buyers gave, in the order spoken.

    Only turns of people on the buyer's side count. Needs text alone.
    """
    lines = lines_of(conversation)
    buyers = [place for place, line in enumerate(lines) if line.side is Side.BUYER]
    read = {place: stretches(lines, place) for place in buyers}
    encoder.prepare((s.clause.text, s.before) for turn in read.values() for s in turn)
    found: list[Chance] = []
    for run in conversation.runs():
        if conversation.side(run.participant) is not Side.BUYER:
            continue
        in_run: list[Chance] = []
        for turn in run.turns:
            in_run += _in_turn(conversation, turn, read[turn.index], encoder)
        found += [_marked(chance, found) for chance in _once(in_run)]
    return tuple(found)


def find_confirmations(conversation: Conversation, encoder: Encoder) -> tuple[Quote, ...]:
    """Point at every confirmation or correction by a buyer, right after a seller spoke."""
    del encoder
    result = []
    before: Run | None = None
    for run in conversation.runs():
        after_seller = before is not None and conversation.side(before.participant) is Side.SELLER
        if conversation.side(run.participant) is Side.BUYER and after_seller:
            turn = run.turns[0]
            result += [
                Quote(conversation=conversation, turn=turn.index, start=c.start, end=c.end)
                for c in clauses(turn.text)[:1]
                if confirms(c.text)
            ]
        before = run
    return tuple(result)


def _in_turn(
    conversation: Conversation, turn: Turn, read: Sequence[Stretch], encoder: Encoder
) -> list[Chance]:
    if "concern" in encoder.heads("."):
        merged = heard_signs(read, encoder)
    else:
        signs = [sign for clause in clauses(turn.text) if (sign := _sign(clause, encoder))]
        merged = list(_merged(signs, turn.text))
    merged = sorted(merged, key=lambda s: (-s.p * s.intensity, s.clause.start))[:_MOST_IN_TURN]
    return [
        Chance(
            code=sign.code,
            p=sign.p,
            intensity=sign.intensity,
            quote=Quote(
                conversation=conversation,
                turn=turn.index,
                start=sign.clause.start,
                end=sign.clause.end,
            ),
            buyer=turn.participant,
            topic=content(sign.clause.text)[:_TOPIC],
        )
        for sign in sorted(merged, key=lambda s: s.clause.start)
    ]


def _sign(clause: Clause, encoder: Encoder) -> Sign | None:
    text = clause.text
    if is_none(text):
        return None
    asked = asks(text)
    if len(words(text)) < _FEWEST_WORDS and not asked:
        return None
    met = hits(text)
    doubted = met.get(Cue.DOUBT)
    if asked and not (doubted and doubted.p >= 0.85 and not text.rstrip().endswith("?")):
        return Sign(code=Cue.ASK, p=asked, intensity=2, clause=clause)
    heads = encoder.heads(text) if met else {}
    for code in ORDER:
        if code in met:
            rule = met[code]
            p = _with_head(rule.p, heads, code)
            if p >= LEAST and content(text):
                return Sign(code=code, p=p, intensity=rule.intensity, clause=clause)
    return None


def _with_head(p: float, heads: object, code: Cue) -> float:
    # The heads come from other kinds of talk, so they move a rule a little and never decide.
    if not isinstance(heads, dict):
        return p
    name = next((head for head, cue in _HEADS.items() if cue is code), None)
    seen = heads.get(name) if name else None
    return p if seen is None else max(0.05, min(0.97, p + 0.08 * (float(seen) - 0.5)))


def _merged(signs: Iterable[Sign], text: str) -> Iterator[Sign]:
    """Join neighbouring clauses of one kind; a short hint beside another chance belongs to it."""
    last: Sign | None = None
    for sign in signs:
        if last is None:
            last = sign
        elif sign.code is last.code and sign.code is not Cue.ASK and _near(last, sign):
            last = _joined(last, sign, text)
        elif not (_is_hint(sign) and _near(last, sign)):
            yield last
            last = sign
    if last is not None:
        yield last


def _near(one: Sign, other: Sign) -> bool:
    gap = other.clause.start - one.clause.end
    return gap <= _NEAR and other.clause.end - one.clause.start <= _LONGEST


def _is_hint(sign: Sign) -> bool:
    return sign.intensity == 1 and len(words(sign.clause.text)) < 6


def _joined(one: Sign, other: Sign, text: str) -> Sign:
    start, end = one.clause.start, other.clause.end
    return Sign(
        code=one.code,
        p=max(one.p, other.p),
        intensity=max(one.intensity, other.intensity),
        clause=Clause(start=start, end=end, text=text[start:end]),
    )


def _once(chances: list[Chance]) -> list[Chance]:
    """One worry over several turns before an answer is one chance: the plainest words stay."""
    kept: list[Chance] = []
    for chance in chances:
        twin = next((k for k in kept if k.code is chance.code and _same_topic(k, chance)), None)
        if twin is None:
            kept.append(chance)
        elif chance.p * chance.intensity > twin.p * twin.intensity:
            kept[kept.index(twin)] = chance
    return sorted(kept, key=lambda c: (c.quote.turn, c.quote.start))


def _marked(chance: Chance, earlier: list[Chance]) -> Chance:
    back = any(e.code is chance.code and _same_topic(e, chance) for e in earlier)
    return replace(chance, came_back=True) if back else chance


def _same_topic(one: Chance, other: Chance) -> bool:
    left, right = stems(one.quote.text), stems(other.quote.text)
    shared = left & right
    return len(shared) >= 2 or (len(shared) == 1 and min(len(left), len(right)) <= 2)
