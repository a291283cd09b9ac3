"""Lessons from the corpus of calls, the answer sets and the act sets that were written for it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

from sevendoors.core.conversation import Side
from sevendoors.measure.answers.asked_pair import words_of_chance
from sevendoors.measure.cues.context import Line, Stretch, stretches
from training.corpus.calls import FOLDER, Call, read
from training.corpus.labels import Labelled, Labels, place
from training.corpus.labels import read as read_labels
from training.corpus.settle import ONE, SETTLED, TWO
from training.corpus.splits import calls_of
from training.encoder.lesson import ACTS, CUES, GRADES, MOVES, Lesson

SWAPPED = 0.5  # share of answers that are also put beside words they do not answer
ANSWERS = FOLDER / "answers"
_NAMED = {"Q": "question", "O": "open", "T": "telling"}
_ORDER = ("missed", "noted", "taken", "opened")
_SAID_BY = {"missed": 0, "noted": 1, "taken": 2, "opened": 3}


@lru_cache(maxsize=4)
def of_calls(part: str) -> tuple[Lesson, ...]:
    """Give every lesson of the labelled calls of one part: train, dev or test."""
    found: list[Lesson] = []
    for name in calls_of(part):
        call = read(name)
        told = [read_labels(way, call) for way in best_labels(name, part)]
        if told:
            found += map(_between, zip(*(turns_of(call, labels) for labels in told), strict=True))
        for labels in told:
            found += (replace(lesson, weight=lesson.weight / len(told))
                      for lesson in answers_of(call, labels))  # fmt: skip
    return tuple(found)


def _between(readings: Sequence[Lesson]) -> Lesson:
    """Put the same turn as read by each annotator into one lesson: where they differ, between."""
    heads = {head for lesson in readings for head in lesson.labels}
    given = {head: [x.labels[head] for x in readings if head in x.labels] for head in heads}
    spans = tuple(dict.fromkeys(span for lesson in readings for span in lesson.spans))
    labels = {head: sum(said) / len(said) for head, said in given.items()}
    return replace(readings[0], labels=labels, spans=spans)


def best_labels(name: str, part: str) -> tuple[str, ...]:
    """Name the readings to learn from: the settled one, else (never for test) each that exists.

    Where two readings were not settled and differ, the target lies between them.
    """
    if place(SETTLED, name).exists():
        return (SETTLED,)
    return tuple(way for way in (ONE, TWO) if part != "test" and place(way, name).exists())


def turns_of(call: Call, labels: Labels) -> Iterator[Lesson]:
    """Give each turn alone: cues with their words for buyers, acts and moves for sellers."""
    lines = [Line(turn.side, turn.text) for turn in call.turns]
    for number, turn in enumerate(call.turns, 1):
        read = stretches(lines, number - 1)
        if turn.side is Side.BUYER:
            yield from (_given(call, labels, number, stretch) for stretch in read)
        elif turn.side is Side.SELLER and read:
            said = labels.moves.get(number, frozenset())
            yield Lesson(source="calls", group=call.name, text=turn.text, before=read[0].before,
                         labels=_acts(said))  # fmt: skip


def _given(call: Call, labels: Labels, number: int, stretch: Stretch) -> Lesson:
    """Give one stretch of a buyer's turn with the chances whose words begin in it."""
    whole, held = call.turn(number).text, stretch.clause
    own = [(chance, whole.find(chance.quote)) for chance in labels.chances if chance.turn == number]
    own = [(chance, at) for chance, at in own if held.start <= at < held.end]
    given = {str(chance.code).lower() for chance, _ in own}
    found = {head: float(head in given) for head in CUES}
    quotes = [quote for turn, quote in labels.confirms if turn == number]
    found["confirm"] = float(any(held.start <= whole.find(q) < held.end for q in quotes))
    if own:
        found["stated"] = float(max(chance.strength for chance, _ in own) == 2)
    spans = tuple((str(chance.code).lower(), at - held.start,
                   min(held.end, at + len(chance.quote)) - held.start) for chance, at in own)  # fmt: skip
    return Lesson(source="calls", group=call.name, text=held.text, before=stretch.before,
                  labels=found, spans=spans, spanned=True)  # fmt: skip


def _acts(said: frozenset[str]) -> dict[str, float]:
    acts = {head: float(code in said) for code, head in _NAMED.items()}
    if not acts["question"]:
        del acts["open"]
    moves = {move: float(move.upper() in said) for move in MOVES}
    return {**moves, **acts}


def answers_of(call: Call, labels: Labels) -> Iterator[Lesson]:
    """Give each chance with the answer it got, and with an answer from elsewhere in the call."""
    dice = Random(call.name)
    sold = [n for n, t in enumerate(call.turns, 1) if t.side is Side.SELLER and len(t.text) > 25]
    for chance in labels.chances:
        if chance.at is None or chance.grade is None:
            continue
        before = words_of_chance(chance.code, chance.quote, call.turn(chance.turn).text)
        reply = _window(call, chance)
        said = labels.moves.get(chance.at, frozenset())
        moves = {move: float(move.upper() in said) for move in MOVES}
        yield Lesson(source="calls-answers", group=call.name, text=before, reply=reply,
                     labels={**grade_labels(chance.grade), **moves, "follows": 1.0})  # fmt: skip
        far = [n for n in sold if abs(n - chance.turn) > 12]
        if far and dice.random() < SWAPPED:
            yield Lesson(source="calls-swap", group=call.name, text=before,
                         reply=call.turn(dice.choice(far)).text, labels={"follows": 0.0},
                         weight=0.5)  # fmt: skip
        if chance.late is not None and chance.late_at is not None:
            yield Lesson(source="calls-answers", group=call.name, text=before,
                         reply=call.turn(chance.late_at).text,
                         labels=grade_labels(chance.late))  # fmt: skip


def _window(call: Call, chance: Labelled) -> str:
    """Join the seller's turns of the answer: the one named and what the same breath goes on with."""
    assert chance.at is not None
    texts = [call.turn(chance.at).text]
    after = chance.at + 1
    if after <= len(call.turns) and call.turn(after).name == call.turn(chance.at).name:
        texts.append(call.turn(after).text)
    return " ".join(texts)


def grade_labels(grade: int) -> dict[str, float]:
    """Give a grade as three answers: at least noted, at least taken, opened."""
    return {head: float(grade > place) for place, head in enumerate(GRADES)}


@lru_cache(maxsize=1)
def of_answer_sets() -> tuple[Lesson, ...]:
    """Give the written answer sets: one buyer turn with four answers of known grade."""
    found: list[Lesson] = []
    for row in _rows("sets-*.jsonl"):
        before = words_of_chance(row["code"], row["chance"], row["buyer"])
        for word in _ORDER:
            found.append(
                Lesson(source="answer-sets", group=f"sets/{row['buyer'][:40]}", text=before,
                       reply=row[word], labels=grade_labels(_SAID_BY[word]), weight=0.8)
            )  # fmt: skip
        start = row["buyer"].find(row["chance"])
        head = row["code"].lower()
        found.append(
            Lesson(source="answer-sets", group=f"sets/{row['buyer'][:40]}", text=row["buyer"],
                   labels={head: 1.0}, spans=((head, start, start + len(row["chance"])),),
                   weight=0.6)
        )  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=1)
def of_act_sets() -> tuple[Lesson, ...]:
    """Give the written act sets: eight replies to one thing said, each of a known act."""
    kinds = {"simple": ("reflect",), "deep": ("reflect",), "open": ("question", "open"),
             "closed": ("question",), "telling": ("telling",), "mixed": ("reflect", "question"),
             "token": (), "talk": ()}  # fmt: skip
    found: list[Lesson] = []
    for row in _rows("acts-*.jsonl"):
        for kind, acts in kinds.items():
            labels = {head: float(head in acts) for head in ACTS if head != "backchannel"}
            if "question" not in acts or kind == "mixed":
                del labels["open"]
            if kind == "talk":
                del labels["question"], labels["telling"]
            found.append(Lesson(source="act-sets", group=f"acts/{row['said'][:40]}",
                                text=row[kind], labels=labels, weight=0.8))  # fmt: skip
    return tuple(found)


def _rows(pattern: str) -> Iterator[dict[str, str]]:
    for path in sorted(Path(ANSWERS).glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
