"""From a chance to its answer: window, reading, grade, moves, late take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sevendoors.core.codes import Grade, Move
from sevendoors.core.conversation import Conversation, Run, Side
from sevendoors.core.moment import Answer, Chance
from sevendoors.core.protocols import Encoder
from sevendoors.measure.answers.blend import bared, blended, put_to_encoder
from sevendoors.measure.answers.content import copy_rate, stems
from sevendoors.measure.answers.evidence import Evidence, evidence
from sevendoors.measure.answers.grade import judge
from sevendoors.measure.answers.heard_moves import heard_moves
from sevendoors.measure.answers.late import is_take, returns, run_words, shared
from sevendoors.measure.answers.moves import moves, quote_of
from sevendoors.measure.answers.reading import Heard, heard, parts, sentences
from sevendoors.measure.answers.verdict import Verdict, spread, verdict
from sevendoors.measure.answers.window import Window, window
from sevendoors.measure.cues.context import Line, lines_of

FAR = 20
MOST_RETURNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is read once for a whole call: runs, words, repeated own lines."""

    conversation: Conversation
    encoder: Encoder
    runs: tuple[Run, ...]
    words: Mapping[int, frozenset[str]]
    repeated: frozenset[str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer with what it rests on; found and judged are None where no answer was possible."""

    answer: Answer
    found: Evidence | None = None
    verdict: Verdict | None = None


def setting(conversation: Conversation, encoder: Encoder) -> Setting:
    """Read what all chances of a call share."""
    runs = conversation.runs()
    own = [r for r in runs if conversation.side(r.participant) is Side.SELLER]
    return Setting(
        conversation=conversation,
        encoder=encoder,
        runs=runs,
        words=run_words(runs),
        repeated=_repeated(own),
        lines=tuple(lines_of(conversation)),
    )


def _repeated(runs: Sequence[Run]) -> frozenset[str]:
    """Lines with content that the seller says more than once in the call, in plain form."""
    seen: dict[str, int] = {}
    for run in runs:
        lines = {s.text.lower() for t in run.turns for s in sentences(t.index, t.text)}
        for line in lines:
            if len(stems(line)) >= 2 and len(line.split()) >= 4:
                seen[" ".join(line.split())] = seen.get(" ".join(line.split()), 0) + 1
    return frozenset(line for line, count in seen.items() if count > 1)


def answer(setting_: Setting, chance: Chance) -> Judged:
    """Say what the seller did with one chance, on time and, where better, late."""
    seen = window(setting_.conversation, chance, setting_.runs)
    ear = _ear(setting_, chance)
    prompt = None if seen.na else _prompt(setting_, ear, seen)
    if prompt and seen.went_on and prompt[1].grade is Grade.MISSED:
        seen = replace(seen, na="The buyer went on at once.")
    after = seen.runs[-1].turns[-1].index if seen.runs else chance.quote.turn
    best = _late(setting_, ear, after, prompt[1] if prompt and not seen.na else None)
    if best:
        floor = prompt[1].grade if prompt and not seen.na else None
        return _made(setting_, ear, best, immediate=floor, chance=chance)
    if seen.na or prompt is None:
        return Judged(answer=Answer(grade=None, grade_p=None, na_reason=seen.na or "No words."))
    return _made(setting_, ear, prompt, immediate=None, chance=chance)


def _ear(setting_: Setting, chance: Chance) -> Heard:
    turn = chance.quote.turn
    run = next(r for r in setting_.runs if r.turns[0].index <= turn <= r.turns[-1].index)
    around = run.text if len(run.text) < 600 else setting_.conversation.turns[turn].text
    whole = setting_.conversation.turns[turn].text
    return heard(chance.code, chance.quote.text, around, chance.topic, whole)


def _prompt(setting_: Setting, ear: Heard, seen: Window) -> tuple[Evidence, Verdict] | None:
    """Grade the first run, all runs together, and each seller alone; the best part counts."""
    ways = [seen.runs[:1]]
    if len(seen.runs) > 1:
        ways += [seen.runs, seen.runs[1:]] if _two(seen.runs) else [seen.runs]
    judged = [_judged(setting_, ear, way) for way in ways]
    if seen.aside:
        alone = _judged(setting_, ear, seen.runs[1:])
        judged = [judged[0], alone if alone and is_take(alone[0]) else None]
    real = [one for one in judged if one]
    return max(real, key=lambda one: (one[1].grade, one[1].sure), default=None)


def _two(runs: Sequence[Run]) -> bool:
    return len({run.participant for run in runs}) > 1


def _judged(setting_: Setting, ear: Heard, runs: Sequence[Run]) -> tuple[Evidence, Verdict] | None:
    read = parts(ear, runs)
    if not read:
        return None
    found = evidence(ear, read)
    judged = judge(found)
    taking = (*found.reflects, *found.questions, *found.plans, *found.promises)
    lines = {" ".join(read[i].sentence.text.lower().split()) for i in taking}
    if judged.grade >= Grade.TAKEN and lines and lines <= setting_.repeated:
        judged = verdict(1, judged.sure, "canned")
    return found, blended(judged, _exchange(setting_, found))


def _exchange(setting_: Setting, found: Evidence) -> Mapping[str, float]:
    """Let the encoder read the buyer's words with the answer; nothing where no words are left."""
    reply = put_to_encoder(found)
    return setting_.encoder.exchange(bared(found.heard.put), reply) if reply else {}


def _late(
    setting_: Setting, ear: Heard, after: int, floor: Verdict | None
) -> tuple[Evidence, Verdict] | None:
    if floor is not None and floor.grade is Grade.OPENED:
        return None
    least = max(Grade.TAKEN, floor.grade + 1 if floor else Grade.TAKEN)
    found = returns(setting_.conversation, ear.own, setting_.runs, after, setting_.words)
    for run, _ in zip(found, range(MOST_RETURNS), strict=False):
        read = parts(ear, [run])
        if not read or not is_take(evidence(ear, read)):
            continue  # the encoder need not read what cannot count
        judged = _judged(setting_, ear, [run])
        if judged and judged[1].grade >= least:
            return judged
    return None


def _made(
    setting_: Setting,
    ear: Heard,
    pair: tuple[Evidence, Verdict],
    *,
    immediate: Grade | None,
    chance: Chance,
) -> Judged:
    found, judged = pair
    turns = tuple(dict.fromkeys(part.sentence.turn for part in found.parts))
    call = setting_.conversation
    reply = " ".join(part.sentence.text for part in found.parts)
    late = _is_late(setting_, chance, turns)
    remembered = late and (turns[0] - chance.quote.turn >= FAR or found.any("recall"))
    made = Answer(
        turns=turns,
        quotes=tuple(quote_of(call, part) for part in found.parts),
        moves=moves(
            call,
            found,
            judged.grade,
            remembered=remembered or _recalled(setting_, found, turns[0]),
            repeated=setting_.repeated,
            heard=_heard(setting_, turns),
        ),
        grade=judged.grade,
        grade_p=spread(judged),
        late=late,
        immediate=immediate if late else judged.grade,
        seller=call.turns[turns[0]].participant,
        contingency=_exchange(setting_, found).get("follows"),
        copy_rate=copy_rate(ear.order, stems(reply)),
    )
    return Judged(answer=made, found=found, verdict=judged)


def _heard(setting_: Setting, turns: Sequence[int]) -> Mapping[int, Mapping[Move, float]] | None:
    """Give the encoder's moves of each turn; None where the model has no such heads."""
    if "followup" not in setting_.encoder.heads("."):
        return None
    return {turn: heard_moves(setting_.encoder, setting_.lines, turn) for turn in turns}


def _is_late(setting_: Setting, chance: Chance, turns: Sequence[int]) -> bool:
    seen = window(setting_.conversation, chance, setting_.runs)
    on_time = {turn.index for run in seen.runs for turn in run.turns}
    return not on_time.intersection(turns)


def _recalled(setting_: Setting, found: Evidence, turn: int) -> bool:
    """A reflecting sentence that names memory, with a buyer's run 20 or more turns before it."""
    said = [found.parts[i] for i in found.reflects if found.parts[i].has("recall")]
    call = setting_.conversation
    return any(
        shared(dict.fromkeys(part.stems, 1.0), setting_.words[run.index]) >= 2
        for part in said
        for run in setting_.runs
        if run.turns[0].index <= turn - FAR and call.side(run.participant) is Side.BUYER
    )
